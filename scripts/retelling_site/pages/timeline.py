"""Two pictures, laid out here and drawn by templates: the map of relations with its gaps, and the timeline.

Lengths are in the units of the pictures' own view boxes; every mark has an address, so that each can be a link.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from learning.graph import ORDER, Graph, Node
from learning.model import Event

_COLUMNS = {"agency": 0, "theme": 330, "improvement": 735}
"""Where each kind's labels begin in the map."""
_WIDTH, _LETTER = 1120, 9.6
_ROW, _LINE, _TOP = 44, 22, 40


@dataclass(frozen=True)
class Line:
    """A curve from one label of the map to another; a gap's is drawn as missing."""

    path: str
    gap: bool


@dataclass(frozen=True)
class Mark:
    """A label of the map, with the lines that leave it to the right; without a page it is where the gaps end."""

    x: float
    y: float
    width: float
    kind: str
    title: str
    url: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Map:
    """The map of findings, themes and reported changes, column by column."""

    width: int
    height: int
    marks: list[Mark]


def map_of(graph: Graph, none: str, gap_url: str) -> Map:
    """Lay out all findings, themes and changes, and one mark named `none` to which all gaps lead."""
    columns = {kind: graph.of_type(kind) for kind in ORDER}
    height = _TOP + _ROW * max([1, *(len(nodes) + (kind == "improvement") for kind, nodes in columns.items())])
    place: dict[str, tuple[float, float]] = {}
    for kind, nodes in columns.items():
        rows = len(nodes) + (kind == "improvement")
        for at, node in enumerate(nodes):
            place[node.url] = (_COLUMNS[kind], _TOP + (at + 0.5) * (height - _TOP) / max(rows, 1))
    nowhere = (_COLUMNS["improvement"], height - (height - _TOP) / (len(columns["improvement"]) + 1) / 2)
    marks = [_mark(graph, node, place, nowhere) for kind in ORDER for node in columns[kind]]
    gap = Mark(*nowhere, _width(none), "none", none, gap_url)
    return Map(_WIDTH, int(height), [*marks, gap])


def _mark(graph: Graph, node: Node, place: dict[str, tuple[float, float]], nowhere: tuple[float, float]) -> Mark:
    kind = node.record.type
    x, y = place[node.url]
    width = _width(node.record.title)
    ends = [(place[kin.node.url], False) for after in ORDER[ORDER.index(kind) + 1 :] for kin in graph.kin(node, after)]
    if graph.has_gap(node):
        ends.append((nowhere, True))
    lines = [Line(_curve(x + width, y, *end), gap) for end, gap in ends]
    return Mark(x, y, width, kind, node.record.title, node.url, lines)


def _width(title: str) -> int:
    """Guess how wide a label will be drawn: fonts differ, so a little too wide."""
    return round(len(title) * _LETTER)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = min(110.0, (to_x - x) / 2)
    return f"M{x:.0f} {y:.0f}C{x + bend:.0f} {y:.0f} {to_x - 8 - bend:.0f} {to_y:.0f} {to_x - 8:.0f} {to_y:.0f}"


@dataclass(frozen=True)
class Moment:
    """An event in the timeline: its date, or words for what is known of its place, and its label in short lines."""

    y: int
    when: list[str]
    dated: bool
    words: list[str]
    source: str


@dataclass(frozen=True)
class Timeline:
    """The events in the order that is known, from above."""

    height: int
    moments: list[Moment]


def timeline_of(events: Iterable[Event], width: int = 25) -> Timeline:
    """Lay out events one below the other; lines end by `width` characters, for phones and wide spacing."""
    moments = list(_moments(events, width))
    last = moments[-1] if moments else None
    return Timeline(last.y + _LINE * (len(last.words) + len(last.when)) if last else 0, moments)


def _moments(events: Iterable[Event], width: int) -> Iterator[Moment]:
    y = _LINE
    for event in events:
        when, words = (textwrap.wrap(text, width) for text in (event.date or event.placed or "", event.label))
        yield Moment(y, when, event.date is not None, words, event.source)
        y += _LINE * (len(when) + len(words)) + 18
