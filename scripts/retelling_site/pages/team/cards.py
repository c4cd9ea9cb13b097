"""Cards: one thought each, for the wall or the table."""

from dataclasses import dataclass

from retelling_site.content.graph import Node

_LONG = 170
"""A thought with more characters than this is set smaller on the wall."""


@dataclass(frozen=True)
class Card:
    """One thought on the wall or on the table; `kind` says which part of a page it is from.

    A card without sources is ours, or says where to get help.
    """

    id: str
    kind: str
    heading: str
    text: str
    sources: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Whether it says nothing of the document."""
        return not self.sources

    @property
    def long(self) -> bool:
        """Whether its words need a smaller size."""
        return len(self.text) > _LONG


def named(node: Node) -> str:
    """Name a page with its type: a card is read far from the others."""
    return f"{node.type.label}: {node.record.title}"
