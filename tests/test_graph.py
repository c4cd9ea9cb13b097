"""Relations: written once, shown on both pages, and told where they are not what they seem."""

from typing import Any

import pytest
from learning.graph import Graph, Node
from learning.model import PAGE_TYPES

FOLDERS = {"agency": "agencies/", "theme": "themes/", "improvement": "improvements/", "page": ""}


def node(kind: str, name: str, /, *, src: str = "", **keys: Any) -> Node:  # noqa: ANN401  # whatever a record may hold
    """Make a page of a kind, with nothing in it but what a test is about."""
    src = src or f"{FOLDERS[kind]}{name}.md"
    blank: dict[str, Any] = {"themes": {}, "improvements": {}, "related": {}}
    known = {key: value for key, value in blank.items() if key in PAGE_TYPES[kind].model_fields}
    record = PAGE_TYPES[kind].model_construct(None, **{"title": name, "type": kind, "summary": name, **known, **keys})
    return Node(src, f"{src.removesuffix('.md')}/", record, dict.fromkeys(keys, 7))


SCHOOL = node("agency", "school", themes={"hearing": "Why one."}, improvements={"board": "Why two."})
HEARING = node("theme", "hearing")
ASTHMA = node("theme", "asthma", related={"hearing": "Why three."}, improvements={"board": "Why four."})
BOARD = node("improvement", "board")
GRAPH = Graph([SCHOOL, HEARING, ASTHMA, BOARD])


def whats(*nodes: Node, unread: tuple[str, ...] = ()) -> list[str]:
    """Give what is wrong with a graph."""
    return [str(fault) for fault in Graph(nodes, unread).faults()]


def test_a_relation_written_once_is_shown_on_both_pages_with_its_reason() -> None:
    """Protects the practitioner who comes in by the other end."""
    assert [(kin.node.id, kin.why) for kin in GRAPH.kin(SCHOOL, "theme")] == [("hearing", "Why one.")]
    assert [(kin.node.id, kin.why) for kin in GRAPH.kin(HEARING, "agency")] == [("school", "Why one.")]
    assert [(kin.node.id, kin.why) for kin in GRAPH.kin(HEARING, "theme")] == [("asthma", "Why three.")]
    assert [kin.why for kin in GRAPH.kin(BOARD, "agency") + GRAPH.kin(BOARD, "theme")] == ["Why two.", "Why four."]
    assert GRAPH.faults() == []


def test_relations_stand_in_reading_order_wherever_they_were_written() -> None:
    """Protects the reader's sense of place: lists are ordered as the navigation is."""
    first, second = node("agency", "a", themes={"z": "x", "y": "x"}), node("theme", "y")
    graph = Graph([first, second, node("theme", "z")])
    assert [kin.node.id for kin in graph.kin(first, "theme")] == ["y", "z"]


def test_gaps_are_told_as_gaps() -> None:
    """Protects the reader who asks where no change is reported."""
    assert [item.id for item in GRAPH.without("theme", "improvement")] == ["hearing"]
    assert GRAPH.has_gap(HEARING) and not GRAPH.has_gap(SCHOOL) and not GRAPH.has_gap(BOARD)


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"themes": {"herring": "x"}}, "There is no theme “herring”. Use one of: hearing."),
        ({"improvements": {"hearing": "x"}}, "There is no improvement “hearing”"),
    ],
)
def test_a_relation_to_nowhere_is_told_with_what_there_is(keys: dict[str, Any], what: str) -> None:
    """Protects the editor from a typing mistake that would drop a relation without a word."""
    (told,) = whats(node("agency", "school", **keys), HEARING, BOARD)
    assert told.startswith("docs/agencies/school.md, line 7: ") and what in told


def test_a_relation_to_a_page_that_cannot_be_read_is_not_told_as_well() -> None:
    """Protects the editor from looking for a second mistake where there is one."""
    assert whats(SCHOOL, BOARD, unread=("themes/hearing.md",)) == []


def test_a_relation_to_itself_is_told() -> None:
    """Protects the reader from a page that sends him to itself."""
    (told,) = whats(node("theme", "asthma", related={"asthma": "x"}))
    assert "docs/themes/asthma.md, line 7: “asthma” is related to itself." in told


def test_a_relation_on_both_pages_is_told_once_with_the_other_file() -> None:
    """Protects the reason: of two, one would grow old unseen."""
    (told,) = whats(node("theme", "hearing", related={"asthma": "x"}), ASTHMA, BOARD)
    assert "docs/themes/asthma.md, line 7" in told and "also written in docs/themes/hearing.md" in told


@pytest.mark.parametrize("title", ["hearing", "HEARING", " Hearing  "])
def test_two_pages_of_one_title_are_told(title: str) -> None:
    """Protects the searcher, who could not tell them apart."""
    (told,) = whats(HEARING, node("theme", "asthma", title=title))
    assert "docs/themes/asthma.md, line 7: The title" in told and "docs/themes/hearing.md" in told


def test_two_pages_of_one_address_are_told() -> None:
    """Protects the page that would be overwritten."""
    twin = Node("hearing/index.md", "THEMES/hearing/", node("page", "index").record, {})
    (told,) = whats(HEARING, twin)
    assert "docs/hearing/index.md: The address" in told and "docs/themes/hearing.md" in told


@pytest.mark.parametrize("src", ["agencies/asthma.md", "asthma.md", "themes/deep/asthma.md"])
def test_a_page_in_the_wrong_folder_is_told(src: str) -> None:
    """Protects addresses, which say what kind of page one is on."""
    (told,) = whats(node("theme", "asthma", src=src))
    assert f"docs/{src}: A page of type “theme” stands outside docs/themes/." in told


@pytest.mark.parametrize("name", ["Asthma", "asthma plans", "asthma_plans", "asthma.plans", "äsche"])
def test_a_file_s_name_that_makes_a_poor_address_is_told(name: str) -> None:
    """Protects addresses, which are permanent from the day they land."""
    (told,) = whats(node("page", name))
    assert f"docs/{name}.md: The file's name “{name}”" in told
