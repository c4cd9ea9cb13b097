"""The words that lead to pages: one page first for each, notes on what is not held, and nothing lost on the way."""

from pathlib import Path
from typing import Any

import pytest

from retelling_site.checks.records import search_notes, search_terms
from retelling_site.content.graph import Graph, Node
from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.search.a_to_z import a_to_z
from retelling_site.search.terms import packed, packed_by_place
from retelling_site.search.tokenize import tokenize


def node(name: str, **keys: object) -> Node:
    """Make a page of the plainest type."""
    record = {"title": name.title(), "type": "page", "summary": f"About {name}.", **keys}
    return Node(f"{name}.md", f"{name}/", Page.model_validate(record), {})


def faults(*nodes: Node) -> list[str]:
    """Give what the checks say of these pages."""
    site = Site(None, Graph(nodes), {}, ())
    return [str(fault) for check in (search_terms.check, search_notes.check) for fault in check(site)]


def notes(*terms: str, say: str = "It has nothing on this.", **keys: object) -> dict[str, Any]:
    """Make one note on the scope."""
    return {"one": {"terms": list(terms), "say": say, **keys}}


def test_a_word_that_two_pages_claim_is_refused() -> None:
    """Protects searchers: where two pages answer, an editor has said which comes first."""
    (fault,) = faults(node("one", search_terms=["Hidden harm"]), node("two", search_terms=["hidden harm"]))
    assert "“hidden harm” leads to docs/one.md as well." in fault


def test_words_that_search_cannot_tell_apart_are_one_word() -> None:
    """Protects searchers: order and stop words do not make two terms of one."""
    (fault,) = faults(
        node("one", search_terms=["sharing of notes"]), node("two", search_terms=["what notes sharing is"])
    )
    assert "“what notes sharing is” (there “sharing of" in fault


@pytest.mark.parametrize("key", ["also_known_as", "search_terms"])
def test_a_term_that_search_cannot_read_is_refused(key: str) -> None:
    """Protects all searches from one term that would match anything or nothing."""
    assert any(
        f"“{key}” has “保护”, which search cannot read." in fault for fault in faults(node("one", **{key: ["保护"]}))
    )


def test_a_word_written_twice_is_refused() -> None:
    """Protects the search index from growing without use."""
    assert any("has “mash” twice" in fault for fault in faults(node("one", search_terms=["MASH", "mash"])))


def test_what_is_not_held_is_no_word_of_a_page() -> None:
    """Protects searchers from a page that says of itself that it is not there."""
    (fault,) = faults(node("one", search_terms=["school place"]), node("two", not_held=notes("place at school", "bus")))
    assert "which leads to" not in fault or "docs/one.md" in fault


def test_a_note_stands_once_and_can_be_read() -> None:
    """Protects editors from two sentences for one word."""
    found = faults(node("one", not_held=notes("bus", "Bus"), near=notes("保护", page="/one/", sources=["p1"])))
    assert any("“Bus”, which “not_held → one” has as well" in fault for fault in found)
    assert any("which search cannot read" in fault for fault in found)


def test_a_near_word_leads_to_a_page_that_is_there() -> None:
    """Protects searchers from a sentence that points nowhere."""
    (fault,) = faults(node("one", near=notes("murder", page="/gone/", sources=["p1"])))
    assert "names the page “/gone/”, which does not exist" in fault


def test_urgent_combinations_name_groups_that_are_there() -> None:
    """Protects people in need from a slip of an editor's keyboard."""
    urgent = {"groups": {"me": ["i", "my"]}, "always": ["die"], "when": ["me harm"], "unless": ["study"]}
    enough, combined, unlikely = faults(node("one", urgent=urgent))
    assert "“urgent → always” names the group “die”, which is not among the groups" in enough
    assert "“urgent → when” names the group “harm”, which is not among the groups" in combined
    assert "“urgent → unless” names the group “study”" in unlikely


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's the child\u2019s café?", ("childs", "cafe")),
        ("A&E", ("ae",)),
        ("who", ("who",)),
        ("asth\u200bma pla\u00adn", ("asthma", "plan")),
        ("um so basically neglect", ("neglect",)),
    ],
)
def test_words_are_read_as_the_browser_reads_them(text: str, words: tuple[str, ...]) -> None:
    """Protects searchers: apostrophes, accents, unseen marks and stop words count for nothing on either side."""
    assert tokenize(text) == words


def test_the_index_says_once_what_terms_begin_with() -> None:
    """Protects phones: words shared with the term before are commas."""
    assert packed(["asthma", "asthma plan", "written asthma plan", "asthma nurse"]) == "asthma|,plan|,,written|,nurse"


def test_the_index_has_each_learnt_word_once() -> None:
    """Protects phones: what a word speaks for, and how much, is told by letters alone."""
    assert packed_by_place([{1: "plan review", 3: "inhaler"}, {2: "plan"}]) == ("review inhaler plan", "# ### #$$")
    assert packed_by_place([{}]) == ("", "")


def test_the_a_to_z_has_every_shown_name_and_no_hidden_word() -> None:
    """Protects readers without scripts, and the people of whom blunt search words speak."""
    graph = Graph([node("zeta", also_known_as=["Alpha"], search_terms=["hidden"]), node("beta")])
    assert [entry.word for letter in a_to_z(graph) for entry in letter.entries] == ["Alpha", "Beta", "Zeta"]


def test_the_engine_holds_no_word_of_this_case() -> None:
    """Protects whoever retells another document with the same scripts."""
    scripts = Path(__file__).resolve().parent.parent / "overrides" / "assets"
    text = " ".join(file.read_text() for file in scripts.glob("search-*.js")).lower()
    assert [word for word in ("hakeem", "birmingham", "asthma", "neglect") if word in text] == []
