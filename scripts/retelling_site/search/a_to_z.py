"""The A to Z: every title and every other name that is shown, in the order of the alphabet."""

from dataclasses import dataclass

from retelling_site.content.relations import Graph, Node
from retelling_site.search.index import searchable


@dataclass(frozen=True)
class Entry:
    """A word of the A to Z, and the page that it leads to."""

    word: str
    node: Node


def a_to_z(graph: Graph) -> list[Entry]:
    """List the words, each with its page."""
    entries = [
        Entry(word, node) for node in searchable(graph) for word in [node.record.title, *node.record.also_known_as]
    ]
    return sorted(entries, key=lambda entry: entry.word.casefold())
