"""Each step of the search engine by itself, in a real browser, from the scripts as they are written."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from harness.static_server import serve
from publish import ROOT
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import Page as Record
from retelling_site.search.statements import Statement, columns


@pytest.fixture(scope="module")
def step(browser: Browser) -> Iterator[Page]:
    """Open a page beside the scripts."""
    with serve(ROOT / "overrides/assets") as address:
        page = browser.new_page()
        page.goto(f"{address}/icon.svg")
        yield page
        page.close()


def call(page: Page, module: str, script: str, *values: object) -> Any:  # noqa: ANN401  # whatever the script gives
    """Run a script with a module's exports as `m`."""
    address = page.url.replace("icon.svg", f"search-{module}.js")
    whole = f"async ([address, values]) => {{ const m = await import(address); return ({script})(...values); }}"
    return page.evaluate(whole, [address, values])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop", ["dont", "stop"]),
        ("caf\u00e9 A & E", ["cafe", "ae"]),
        ("be\u200btween so\u00adft", ["between", "soft"]),
        ("multi-agency 24/7", ["multi", "agency", "24", "7"]),
    ],
)
def test_tokenize(step: Page, text: str, words: list[str]) -> None:
    """Protects searchers from marks that nobody sees."""
    assert call(step, "tokenize", "text => m.tokenize(text)", text) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("organisation", "organization", True),
        ("behaviour", "behavior", True),
        ("paediatric", "pediatric", True),
        ("sharing", "share", True),
        ("children", "child", True),
        ("car", "care", False),
        ("police", "policy", False),
    ],
)
def test_stem(step: Page, one: str, other: str, same: bool) -> None:
    """Protects searchers who write British or American, one or many."""
    assert call(step, "tokenize", "(a, b) => m.stem(a) === m.stem(b)", one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "edits"), [("gate", "gate", 0), ("gate", "gaet", 1), ("gate", "gat", 1), ("gate", "door", 3)]
)
def test_edit_distance(step: Page, one: str, other: str, edits: int) -> None:
    """Protects hasty typists: a swap is one slip; beyond the most that matters, counting stops."""
    assert call(step, "tokenize", "(a, b) => m.editDistance(a, b, 2)", one, other) == edits


VOCABULARY = """(typed) => {
  const words = new m.Vocabulary(new Set(['any', 'one', 'the', 'of', 'a', 'what']), []);
  const known = 'safeguarding plan information sharing kids lantern 2022 sw allow';
  for (const word of known.split(' ')) words.add(word, true);
  return SCRIPT;
}"""


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        (["safe", "guarding"], ["safeguarding"]),
        (["informationsharing"], ["information", "sharing"]),
        (["any", "one"], ["any", "one"]),
        (["shareing"], ["shareing"]),
        (["planinfomation"], ["plan", "infomation"]),
        (["planof"], ["plan", "of"]),
        (["safegua", "rding"], ["safeguarding"]),
        (["infoma", "tion"], ["infomation"]),
        (["inforation", "a"], ["inforation", "a"]),
        (["theinforation"], ["the", "inforation"]),
        (["safegardinginforation"], ["safegarding", "inforation"]),
        (["2022plan"], ["2022", "plan"]),
        (["swallowing"], ["swallowing"]),
        (["wat", "teh", "plan"], ["what", "the", "plan"]),
        (["wha", "plan"], ["wha", "plan"]),
    ],
)
def test_segment(step: Page, typed: list[str], mended: list[str]) -> None:
    """Protects those whose spaces were lost, words that are two, and small words that were misspelt."""
    assert call(step, "expand", VOCABULARY.replace("SCRIPT", "words.segment(typed)"), typed) == mended


def test_a_word_that_is_being_typed_is_no_slip_yet(step: Page) -> None:
    """Protects "wat" on its way to "water"."""
    assert call(step, "expand", VOCABULARY.replace("SCRIPT", "words.segment(typed, 'wat')"), ["wat"]) == ["wat"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lantren", "lantern"),
        ("informashun", "information"),
        ("latnern", "lantern"),
        ("kantern", "lantern"),
        ("safegohrding", "safeguarding"),
        ("safegtrdqng", ""),
        ("lantern", ""),
        ("one", ""),
        ("xyz", ""),
        ("2024", ""),
    ],
)
def test_expand(step: Page, typed: str, meant: str) -> None:
    """Protects known and stop words from being taken for slips."""
    assert call(step, "expand", VOCABULARY.replace("SCRIPT", "words.finished(typed).correction"), typed) == meant


INDEX: dict[str, Any] = {
    "terms": ["barrier", "dark|,path", "", ""],
    "learnt": ["flame spark tram", "$$$$ $ ''"],
    "scopeTerms": ["flood", "train"],
    "types": [{"name": "page", "label": "Page", "plural": "Pages"}],
    "retelling": "retold/",
    "stop": "a the of what does mean meant is i my to by at with on",
    "common": "canal",
    "pages": [
        {"url": "gate/", "type": 0, "title": "Gate", "summary": "A new gate.", "names": ["Sluice"]},
        {
            "url": "lamps/",
            "type": 0,
            "title": "Lamps",
            "summary": "Lamps by night.",
            "names": [],
        },
        {"url": "help/", "type": 0, "title": "Help", "summary": "Whom to ring.", "names": ["Shore"]},
        {"url": "retold/", "type": 0, "title": "Report", "summary": "All of it.", "names": []},
    ],
    "scope": [
        {
            "kind": "near",
            "say": "No flood, but water.",
            "page": "gate/",
            "sources": [["1", "retold/#a"]],
        },
        {"kind": "not-held", "say": "Nothing on trains."},
    ],
    "urgent": {
        "page": "help/",
        "groups": {"me": "i|my", "harm": "drowning|hit|go under", "study": "path"},
        "when": "me harm -study",
        "unless": ["study"],
    },
}
SECOND = {
    "statements": {
        "texts": [
            "The keeper did not close the gate at night.",
            "Twelve lamps were lit along the path.",
            "",
            "The water rose by night, the keeper said.|Lets water through.",
        ],
        "anchors": ["why", "b", "", "a|sluice"],
        "labels": ["#4", "", "", "|Sluice (SL) (the)"],
        "headings": ["Questions"],
    },
    "terms": ["", "", "", ""],
    "synonyms": "gate portal",
    "glossary": "retold/",
}


def ask(step: Page, query: str, finish: str) -> Any:  # noqa: ANN401  # whatever the script gives
    """Ask an engine of the small index; `finish` takes from the `answer` what a test is about."""
    script = f"""async (index, second, query) => {{
      const engine = await m.Engine.of(index);
      await engine.addStatements(second);
      const answer = engine.search(query, {{ finished: true }});
      return {finish};
    }}"""
    return call(step, "engine", script, INDEX, SECOND, query)


URLS = "answer.results.map(({ page }) => page.url)"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("gate", "gate/"),
        ("barrier", "gate/"),
        ("sluice", "gate/"),
        ("lamps were lit along", "lamps/"),
        ("water rose by night", "retold/"),
        ("gates", "gate/"),
        ("i am drowning", "help/"),
        ("myhit", "help/"),
        ("i am hist", "help/"),
        ("shore path", "lamps/"),
        ("i hit dark path", "lamps/"),
        ("what does sluice mean", "retold/"),
        ("flood", "gate/"),
        ("my boats go all under", "help/"),
        ("flame", "lamps/"),
    ],
)
def test_the_right_page_comes_first(step: Page, query: str, first: str) -> None:
    """Protects each way in: by title, hidden term, name, phrase, need, study of need, meaning, near and learnt word."""
    assert ask(step, query, URLS)[0] == first


def test_a_statement_comes_with_its_anchor_and_label(step: Page) -> None:
    """Protects readers from a question that is taken for a finding."""
    found = ask(step, "keeper did not close", "answer.results[0].statements.map(s => [s.anchor, s.label])")
    assert found == [["why", "Questions"]]


@pytest.mark.parametrize(
    ("query", "kind", "urls"),
    [
        ("train", "not-held", []),
        ("train canal", "not-held", []),
        ("train gate", "not-held", ["gate/"]),
        ("flood train gate", "not-held", ["gate/"]),
    ],
)
def test_a_subject_that_is_not_held_hides_nothing(step: Page, query: str, kind: str, urls: list[str]) -> None:
    """Protects what is held from a word beside it."""
    assert ask(step, query, "answer.note.kind") == kind
    assert ask(step, query, URLS) == urls


def test_why_a_page_was_found_is_said(step: Page) -> None:
    """Protects trust: another name, or a word that the page does not use, and not the slip in it."""
    assert ask(step, "sluice", "answer.results[0].alsoCalled") == "Sluice"
    assert ask(step, "barrier", "answer.results[0].declared") == ["barrier"]
    assert ask(step, "barriet", "answer.results[0].declared") == ["barrier"]


def test_a_hidden_word_names_the_statement_that_it_stands_for(step: Page) -> None:
    """Protects trust: a reader sees what a page says where it does not say their word."""
    statements = "answer.results[0].statements.map(statement => statement.anchor)"
    assert ask(step, "dark path", statements) == ["b"]


@pytest.mark.parametrize("query", ["define sluice", "so what does the sluice actually mean", "what is a sluice"])
def test_a_question_of_meaning_is_understood_as_people_put_it(step: Page, query: str) -> None:
    """Protects newcomers, who put fillers around the word."""
    assert ask(step, query, URLS)[0] == "retold/"


@pytest.mark.parametrize(
    ("query", "term"), [("define sl", "Sluice (SL) (the)"), ("what is this", None), ("lamps", None)]
)
def test_a_definition_is_given_for_a_term_and_for_nothing_else(step: Page, query: str, term: str | None) -> None:
    """Protects all searches from a name of stop words alone, which every query would hold."""
    assert ask(step, query, "answer.definition?.term ?? null") == term


def test_what_is_written_of_statements_is_read_as_it_was(step: Page) -> None:
    """Protects results from a wrong label, whatever a text, a label or a term holds."""
    titles = ["Gate", "Lamps"]
    pages = [Node(f"{at}.md", f"{at}/", Record.model_construct(title=title), {}) for at, title in enumerate(titles)]
    statements = [
        [Statement("a", "One │ two", "Questions"), Statement("b", "Three", "Lamps"), Statement("", "Four")],
        [],
        [Statement("c", "Five", "Questions"), Statement("d", "Six", term="1"), Statement("e", "Seven", term="Gate")],
    ]
    script = """async (titles, columns) => {
      const vocabulary = { stop: new Set() }, post = (word) => word;
      const pages = { pages: titles.map((title) => ({ title })), vocabulary, post, measureText() {} };
      const index = new m.StatementIndex(pages);
      await index.add(columns, async () => {});
      return index.statements;
    }"""
    read = call(step, "statements", script, titles, columns(statements, pages))
    assert read == [
        {**statement._asdict(), "page": page, "label": statement.label or statement.term}
        for page, listed in enumerate(statements)
        for statement in listed
    ]


@pytest.mark.parametrize("query", ["what is the sluice does i my", "what is the sluice meant to gate"])
def test_a_question_of_what_somebody_was_to_do_is_none_of_meaning(step: Page, query: str) -> None:
    """Protects those who ask about a page's subject, and not for a definition."""
    assert ask(step, query, URLS)[0] == "gate/"


@pytest.mark.parametrize(("query", "first"), [("portal", "gate/"), ("s h o r e", "help/")])
def test_words_of_other_people_are_understood(step: Page, query: str, first: str) -> None:
    """Protects those who use another word, or spell a name aloud."""
    assert ask(step, query, URLS)[0] == first


def test_words_that_stand_far_apart_are_no_term_of_need(step: Page) -> None:
    """Protects those who study: two words of a term, a sentence apart, are no cry for help."""
    assert "help/" not in ask(step, "my gate does go by night to the water and lies under", URLS)[:1]


def test_words_of_examples_lead_to_a_page_or_to_none(step: Page) -> None:
    """Protects people who use words that no editor thought of: what others asked with them counts, either way."""
    assert ask(step, "by the flame", URLS)[:1] == ["lamps/"]
    assert ask(step, "tram to town", URLS) == []
    assert ask(step, "by the flame of the spark, my tram", URLS)[:1] == ["lamps/"]


def test_what_words_are_worth_adds_up(step: Page) -> None:
    """Protects the order of results: each word counts once, in its likeliest reading, stop words too."""
    script = """async () => {
      const stop = new Set(['what']), vocabulary = { stop, add: (word) => word };
      const index = { pages: [{}, {}], vocabulary, post: (word) => word };
      const associations = new m.Associations(index);
      await associations.fill(['what lamp gate tram', '# ## $$ %%%'], async () => {});
      const term = (word, ...stems) => ({ word, stems: new Map(stems) });
      return associations.read([term('lamb', ['lamp', 0.5], ['gate', 0.25]), term('zzz')], ['what', 'lamb', 'zzz']);
    }"""
    first, second, nothing, need, other = call(step, "associate", script)
    assert (first, second, need, other) == (2, 0, 0, 0)
    assert -1 < nothing < 1
