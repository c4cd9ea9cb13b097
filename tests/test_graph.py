"""Relations: written once, shown on both pages, and missed where nothing is reported."""

from dataclasses import replace
from pathlib import Path

import pytest

from invented_site import InventedSite
from retelling_site.content.graph import Graph


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    """Read the invented site's graph."""
    return InventedSite(tmp_path / "site").check().graph


def test_a_relation_written_once_is_shown_on_both_pages_with_its_reason_and_sources(graph: Graph) -> None:
    """Protects the practitioner who comes in by the other end."""
    keepers, watching = graph.by_id["agency", "keepers"], graph.by_id["theme", "watching"]
    (there,), here = graph.related(keepers, "theme"), graph.related(watching, "agency")
    assert (there.node.id, there.why, there.sources) == (
        "watching",
        "Both are about the night.",
        ["middle-keepers", "middle-watching"],
    )
    assert [related.node.id for related in here] == ["keepers", "millers"]
    assert here[0].relation is there.relation


def test_relations_stand_in_reading_order_wherever_they_were_written(tmp_path: Path) -> None:
    """Protects the reader's sense of place: lists are ordered as the navigation is."""
    site = InventedSite(tmp_path / "site")
    nav = site.settings["nav"]
    nav.remove("agencies/keepers.md")
    nav.append("agencies/keepers.md")
    graph = site.check().graph
    assert [related.node.id for related in graph.related(graph.by_id["theme", "watching"], "agency")] == [
        "millers",
        "keepers",
    ]


def test_gaps_are_told_as_gaps(graph: Graph) -> None:
    """Protects the reader who asks where no change is reported."""
    assert [node.id for node in graph.without("agency", "improvement")] == ["millers"]
    assert graph.has_gap(graph.by_id["agency", "millers"]) and not graph.has_gap(graph.by_id["agency", "keepers"])
    assert not graph.has_gap(graph.by_id["improvement", "lamps"])


def test_next_and_previous_are_of_one_type(graph: Graph) -> None:
    """Protects those who read one finding after the other."""
    keepers, millers = graph.by_id["agency", "keepers"], graph.by_id["agency", "millers"]
    assert graph.beside(keepers, 1) is millers and graph.beside(millers, -1) is keepers
    assert graph.beside(keepers, -1) is None and graph.beside(millers, 1) is None
    assert graph.around(millers) == [keepers, millers] and graph.place(millers) == 2


@pytest.mark.parametrize(("at", "first"), [(0, 0), (12, 0), (13, 1), (20, 8), (39, 15)])
def test_of_many_siblings_a_page_lists_those_around_it(graph: Graph, at: int, first: int) -> None:
    """Protects readers on slow lines: a page does not grow with the site."""
    keepers = graph.by_id["agency", "keepers"]
    many = Graph(replace(keepers, src=f"agencies/{n}.md", url=f"agencies/{n}/") for n in range(40))
    assert many.around(many.nodes[at]) == list(many.nodes[first : first + 25])


def test_a_relation_to_a_page_that_cannot_be_read_is_not_told_as_well(tmp_path: Path) -> None:
    """Protects the editor from looking for a second mistake where there is one."""
    site = InventedSite(tmp_path / "site")
    site.write("themes/watching.md", b"")
    (fault,) = site.faults()
    assert fault.startswith("docs/themes/watching.md: The file is empty.")
