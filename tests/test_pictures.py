"""The two pictures: every page and every relation is on the board, every event in the timeline, and gaps are shown."""

from pathlib import Path

import pytest

from invented_site import InventedSite
from retelling_site.content.graph import Graph
from retelling_site.content.page_types import CONNECTED
from retelling_site.content.records.schema import Event
from retelling_site.pages.board import board_of
from retelling_site.pages.timeline import timeline_of


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    """Read the invented site's graph: a finding with a change beside it, and one without."""
    return InventedSite(tmp_path / "site").check().graph


def test_the_board_has_each_page_each_relation_and_each_gap(graph: Graph) -> None:
    """Protects those who look rather than read: the picture says what the pages say."""
    board = board_of(graph, "agency")
    drawn = {
        row.node.id: {name: [related.node.id for related in row.related[name]] for name in board.columns}
        for row in board.rows
    }
    assert drawn == {
        "keepers": {"theme": ["watching"], "improvement": ["new-gate"]},
        "millers": {"theme": ["watching"], "improvement": []},
    }


@pytest.mark.parametrize("name", CONNECTED)
def test_each_type_of_page_has_a_board_with_the_others_beside_it(graph: Graph, name: str) -> None:
    """Protects readers who come in from any side."""
    board = board_of(graph, name)
    assert [row.node for row in board.rows] == graph.of_type(name)
    assert {name, *board.columns} == {*CONNECTED}


def test_the_timeline_tells_dated_from_undated() -> None:
    """Protects readers from a date that the source does not give."""
    events = [
        Event(label="A decision", placed="two days before", sources=["p3"]),
        Event(label="He died", date="2017", sources=["p1"]),
    ]
    moments = timeline_of(events)
    assert [(moment.when, moment.dated) for moment in moments] == [("two days before", False), ("2017", True)]
