"""The words that lead to pages: one page first for each, and nothing lost on the way to the browser."""

import pytest
from learning.graph import Graph, Node
from learning.model import Page

from learning import search_index, vocabulary


def node(name: str, **keys: object) -> Node:
    """Make a page of the plainest type."""
    record = {"title": name.title(), "type": "page", "summary": f"About {name}.", **keys}
    return Node(f"{name}.md", f"{name}/", Page.model_validate(record), {})


def told(*nodes: Node) -> list[str]:
    """Give what the check says of these pages."""
    return [str(fault) for fault in vocabulary.check(Graph(nodes))]


def test_a_word_that_two_pages_claim_is_refused() -> None:
    """Protects searchers: where two pages answer, an editor has said which comes first."""
    (fault,) = told(node("one", search_terms=["Hidden harm"]), node("two", search_terms=["hidden harm"]))
    assert "docs/two.md: The search term “hidden harm” leads to docs/one.md as well." in fault
    assert "“secondary_terms”" in fault
    assert told(node("one", search_terms=["hidden harm"]), node("two", secondary_terms=["hidden harm"])) == []


def test_words_that_search_cannot_tell_apart_are_one_word() -> None:
    """Protects searchers: order and words that say nothing do not make two terms of one."""
    (fault,) = told(node("one", search_terms=["sharing of notes"]), node("two", search_terms=["what notes sharing is"]))
    assert "docs/two.md: The search term “what notes sharing is” leads to docs/one.md as well, as “sharing of" in fault
    assert told(node("one", search_terms=["when did he die"]), node("two", search_terms=["how did he die"])) == []


@pytest.mark.parametrize("key", ["also_known_as", "search_terms", "secondary_terms", "not_held"])
def test_a_term_that_search_cannot_read_is_refused(key: str) -> None:
    """Protects all searches from one term that would match anything or nothing."""
    assert any(
        f"“{key}” has “保护”, which search cannot read." in fault for fault in told(node("one", **{key: ["保护"]}))
    )


def test_a_retired_page_owns_no_word() -> None:
    """Protects the page that takes a retired one's place, and readers of the A to Z."""
    old, new = node("asthma", retired="It moved.", search_terms=["wheeze"]), node("two", search_terms=["asthma"])
    assert told(old, new) == []
    assert [entry.word for entry in vocabulary.a_to_z(Graph([old, new]))] == ["Two"]
    (fault,) = told(old, node("three", secondary_terms=["wheeze"]))
    assert "leads to no page first" in fault


def test_a_title_counts_as_a_word_of_its_page() -> None:
    """Protects searchers who type a page's very title."""
    (fault,) = told(node("asthma"), node("two", search_terms=["asthma"]))
    assert "leads to docs/asthma.md as well" in fault


def test_a_second_word_needs_a_first() -> None:
    """Protects searchers from a word that leads to the second-best page alone."""
    (fault,) = told(node("one", secondary_terms=["hidden harm"]))
    assert "leads to no page first" in fault


def test_a_word_written_twice_is_refused() -> None:
    """Protects the search index from growing without use."""
    assert any("has “mash” twice" in fault for fault in told(node("one", search_terms=["MASH", "mash"])))


def test_what_is_not_held_cannot_be_a_word_of_a_page() -> None:
    """Protects searchers from an entry that would hide a page."""
    (fault,) = told(node("one", search_terms=["school place"]), node("two", not_held=["place"]))
    assert "“not_held” has “place”, but “school place” leads to docs/one.md." in fault
    (fault,) = told(node("one", search_terms=["logs of concern"]), node("two", not_held=["log in"]))
    assert "“not_held” has “log in”, but “logs of concern” leads to docs/one.md." in fault


def test_the_index_holds_words_as_the_browser_reads_them() -> None:
    """Protects searchers: apostrophes, accents, ampersands and small words count for nothing on either side."""
    index = search_index.search_index(
        Graph([node("one", search_terms=["What's the child\u2019s café?", "A&E", "who"])])
    )
    assert index["pages"][0][5].split("|") == ["ae", "cafe childs", "who"]


def test_the_index_says_once_what_terms_begin_with() -> None:
    """Protects phones: words shared with the term before are commas, and names keep the order that readers type."""
    terms = ["asthma", "asthma plan", "written asthma plan", "asthma nurse"]
    index = search_index.search_index(Graph([node("one", also_known_as=["Zebra plan", "A plan"], search_terms=terms)]))
    assert index["pages"][0][4:6] == ["plan|zebra plan", "asthma|,nurse|,plan|,,written"]


def test_the_a_to_z_has_every_shown_name_and_no_hidden_word() -> None:
    """Protects readers without scripts, and the people of whom blunt search words speak."""
    graph = Graph([node("zeta", also_known_as=["Alpha"], search_terms=["hidden"]), node("beta")])
    assert [entry.word for entry in vocabulary.a_to_z(graph)] == ["Alpha", "Beta", "Zeta"]
