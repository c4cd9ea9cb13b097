"""The pages for which no change is reported, counted by type: what the home page and the indexes show first."""

from dataclasses import dataclass

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import IMPROVEMENT, PAGE_TYPES, PageType
from retelling_site.content.records.schema import SCHEMAS


@dataclass(frozen=True)
class Gaps:
    """All pages of one type, and those of them for which no change is reported."""

    type: PageType
    nodes: tuple[Node, ...]
    without: tuple[Node, ...]


def gaps_of(graph: Graph) -> list[Gaps]:
    """Count each type of page that can be joined to changes."""
    return [
        Gaps(PAGE_TYPES[name], tuple(graph.of_type(name)), tuple(graph.without(name, IMPROVEMENT)))
        for name, schema in SCHEMAS.items()
        if IMPROVEMENT in schema.relation_keys
    ]
