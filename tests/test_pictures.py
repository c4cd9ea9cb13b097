"""The two pictures: every page and every relation is in the map, every event in the timeline, and gaps are shown."""

from itertools import pairwise

from learning.front_matter import SourceText
from learning.graph import Graph, Node
from learning.model import Event, Record, parse
from learning.pictures import map_of, timeline_of


def record(**keys: object) -> Record:
    """Make a record through the model, as a page would."""
    common = {"title": "T", "summary": "S", "sources": ["p4-gp"], "questions": ["Q?"]}
    found, faults = parse("docs/x.md", SourceText({**common, **keys}, "text"))
    assert found is not None, faults
    return found


def graph() -> Graph:
    """Make a finding on two themes; one of them has a change beside it, the finding has none."""
    agency = record(title="GP", type="agency", role="R", themes={"open": "Why.", "answered": "Why."}, improvements={})
    theme = {"type": "theme", "group": "listed", "scope_note": "N", "related": {}}
    return Graph(
        [
            Node("agencies/gp.md", "agencies/gp/", agency, {}),
            Node("themes/open.md", "themes/open/", record(title="Open", improvements={}, **theme), {}),
            Node(
                "themes/answered.md",
                "themes/answered/",
                record(title="Answered", improvements={"plan": "W."}, **theme),
                {},
            ),
            Node("improvements/plan.md", "improvements/plan/", record(title="Plan", type="improvement"), {}),
        ]
    )


def test_the_map_draws_each_relation_once_and_each_gap() -> None:
    """Protects those who look rather than read: the picture says what the table says."""
    chart = map_of(graph(), "None", "agencies/#no-change")
    lines = {mark.title: [line.gap for line in mark.lines] for mark in chart.marks}
    assert lines == {"GP": [False, False, True], "Open": [True], "Answered": [False], "Plan": [], "None": []}


def test_the_marks_of_a_column_do_not_touch() -> None:
    """Protects fingers and eyes: rows are at least 24 units apart."""
    marks = map_of(graph(), "None", "x/").marks
    for kind in ({"theme"}, {"improvement", "none"}):
        rows = sorted(mark.y for mark in marks if mark.kind in kind)
        assert all(after - before >= 24 for before, after in pairwise(rows))


def test_the_timeline_tells_dated_from_undated() -> None:
    """Protects readers from a date that the release does not give."""
    events = [
        Event(label="A decision", placed="two days before", source="p3"),
        Event(label="He died", date="2017", source="p1"),
    ]
    moments = timeline_of(events).moments
    assert [(moment.when, moment.dated) for moment in moments] == [(["two days before"], False), (["2017"], True)]
    assert moments[0].y < moments[1].y
