"""The board of findings, themes and reported changes: a row for each page of a type, with a box for each absence."""

from dataclasses import dataclass

from retelling_site.content.graph import Graph, Node, Related
from retelling_site.content.page_types import AGENCY, CONNECTED, IMPROVEMENT


@dataclass(frozen=True)
class BoardRow:
    """One page and what it is joined to, by type; what has nothing is drawn as an empty box."""

    node: Node
    related: dict[str, list[Related]]


@dataclass(frozen=True)
class Board:
    """The rows of one type of page; `explained` are the columns in which each reason is written out.

    Why a finding stands beside a change must be read at once: nobody is to take the one for an answer to the other.
    """

    name: str
    columns: tuple[str, ...]
    explained: tuple[str, ...]
    rows: tuple[BoardRow, ...]


def board_of(graph: Graph, name: str) -> Board:
    """Lay out the pages of one type; the columns are the other types, in their order."""
    columns = tuple(other for other in CONNECTED if other != name)
    rows = tuple(
        BoardRow(node, {other: graph.related(node, other) for other in columns}) for node in graph.of_type(name)
    )
    explained = tuple(other for other in columns if {name, other} == {AGENCY, IMPROVEMENT})
    return Board(name, columns, explained, rows)
