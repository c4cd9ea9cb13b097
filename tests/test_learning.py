"""What `scripts/learn` learns from examples: which words speak for which page, and for none."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from learning.associations import NOT_URGENT, NOTHING, URGENT, learn
from learning.examples import FILES, Example, ExamplesError, never_learnt, read_examples
from learning.readings import QueryReading, SiteReading, Word, read_queries
from learning.records import KEYS, write_words
from learning.stems import Levels
from publish import ROOT

DATA = ROOT / "tests/data"


def reading(*queries: str, urgent: float = -2) -> SiteReading:
    """Read queries as a browser that knows every word would; all have the same odds of need."""
    read = (tuple(Word(word, {word: 1}) for word in query.split()) for query in queries)
    return SiteReading(
        ("gate/", "lamps/", "team/", "help/"),
        "team/",
        "help/",
        0.5,
        tuple(QueryReading(words, urgent) for words in read),
    )


def taught(*examples: tuple[str, str | None], never: str = "$^", urgent: float = -2) -> dict[str, Levels]:
    """Learn from queries, each with the page that answers it, each asked ten times."""
    asked = [Example(query, () if page is None else (page,)) for query, page in examples for _ in range(20)]
    return learn(reading(*(example.query for example in asked), urgent=urgent), asked, never)


def words_of(levels: Levels) -> set[str]:
    """Give words whatever they are worth."""
    return {word for level in levels for word in level}


def test_a_word_speaks_for_the_page_that_it_is_asked_with() -> None:
    """Protects readers: their words lead where others who used them wanted to go, and words of all lead nowhere."""
    found = taught(("my gate", "gate/"), ("my lamp", "lamps/"), ("my tram", None), ("my sheet", "team/gate/"))
    assert {place: words_of(found[place]) for place in ("gate/", "lamps/", "team/", NOTHING)} == {
        "gate/": {"gate"},
        "lamps/": {"lamp"},
        "team/": {"sheet"},  # a tool stands behind the page that leads to all
        NOTHING: {"tram"},
    }


def test_the_first_address_of_an_example_counts_most() -> None:
    """Protects readers: where several pages answer, the best comes first."""
    asked = [Example("pier", ("lamps/", "gate/")), Example("tram", ()), Example("oil", ("help/",))] * 20
    found = learn(reading(*(example.query for example in asked)), asked, "$^")
    assert len(found["lamps/"]) > len(found["gate/"]) > 0
    assert found["lamps/"][-1] == found["gate/"][-1] == ["pier"]


def test_words_tell_whether_somebody_is_in_need() -> None:
    """Protects people in need, and those who study what they may write."""
    asked = (("we drown", "help/"), ("the lecture", "lamps/"))
    assert words_of(taught(*asked, urgent=-3)[URGENT]) == {"we", "drown"}
    assert words_of(taught(*asked, urgent=3)[NOT_URGENT]) == {"the", "lecture"}  # though terms spoke for need


def test_a_word_of_one_example_is_not_learnt() -> None:
    """Protects readers from what a single person happened to write."""
    asked = [Example(word, (page,)) for word, page in (("gate", "gate/"), ("rust", "gate/"), ("lamp", "lamps/")) * 20]
    asked += [Example("oil", ("lamps/",))]
    found = learn(reading(*(example.query for example in asked)), asked, "$^")
    assert words_of(found["gate/"]) == {"gate", "rust"}
    assert words_of(found["lamps/"]) == {"lamp"}


def test_what_is_never_said_of_people_is_never_learnt() -> None:
    """Protects people from words that only machines read, however often others ask with them."""
    assert words_of(taught(("evil gate", "gate/"), ("lamp", "lamps/"), never=r"\bevil\b")["gate/"]) == {"gate"}


def test_records_are_changed_in_one_line(tmp_path: Path) -> None:
    """Protects editors: what they wrote stays, and a second run changes what the first wrote."""
    (tmp_path / "lamps").mkdir()
    record = "---\ntitle: Gate\nsummary: A gate.\n---\n\nText.\n"
    files = {"gate.md": record, "lamps/index.md": record, "search.md": record}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    words: dict[str, Levels] = {"gate/": [["sluice"], [], ["no", "weir"]], "lamps/": [], NOTHING: [["tram"]]}
    write_words(tmp_path, "gate/", words)
    write_words(tmp_path, "gate/", {**words, "gate/": [["weir"]]})
    assert (tmp_path / "gate.md").read_text("utf-8") == record.replace("gate.\n-", 'gate.\nquery_words: {1: "weir"}\n-')
    assert (tmp_path / "lamps/index.md").read_text("utf-8") == record
    assert yaml.safe_load((tmp_path / "search.md").read_text("utf-8").split("---")[1])["nothing_words"] == {1: "tram"}


@pytest.mark.parametrize(
    ("written", "told"),
    [('[\n{"q": "gate"\n"want": []}]', "line 3: this is no JSON"), ('[{"q": "gate"}]', "lacks “q” or “want”")],
)
def test_an_example_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, written: str, told: str) -> None:
    """Protects editors from a traceback for a comma."""
    for file in FILES:
        (tmp_path / file).write_text(written, encoding="utf-8")
    with pytest.raises(ExamplesError, match=told) as raised:
        read_examples(tmp_path)
    assert "\n" not in str(raised.value)


def learnt() -> Iterator[tuple[str, int, str]]:
    """Give what stands in the records: a page, a worth, and a word."""
    for file in sorted((ROOT / "docs").rglob("*.md")):
        url = re.sub(r"(^|/)index$", r"\1", file.relative_to(ROOT / "docs").with_suffix("").as_posix())
        record: dict[str, Any] = yaml.safe_load(file.read_text("utf-8").split("---\n")[1])
        for place, key in ((url and f"{url.rstrip('/')}/", "query_words"), *KEYS.items()):
            yield from ((place, worth, word) for worth, words in record.get(key, {}).items() for word in words.split())


def test_the_records_hold_what_the_examples_teach(browser: Browser, site: Path) -> None:
    """Protects searchers from examples that were added, and never learnt. A worth of 1.5 may be rounded to 1 or 2."""
    examples = read_examples(DATA)
    read = read_queries(browser, site, [example.query for example in examples])
    now = {
        (place, worth, word)
        for place, levels in learn(read, examples, never_learnt(DATA)).items()
        for worth, level in enumerate(levels, 1)
        for word in level
    }
    there = set(learnt())
    assert len(now & there) >= 0.95 * len(now | there), "Run scripts/learn, and commit what it changes."


@pytest.mark.parametrize("file", FILES)
def test_examples_lead_to_pages_that_are_there(site: Path, file: str) -> None:
    """Protects editors who move a page from examples that teach nothing any more."""
    queries = json.loads((DATA / file).read_text("utf-8"))
    wanted = {url for query in (queries["queries"] if isinstance(queries, dict) else queries) for url in query["want"]}
    assert [url for url in sorted(wanted) if not (site / url.strip("/") / "index.html").exists()] == []
