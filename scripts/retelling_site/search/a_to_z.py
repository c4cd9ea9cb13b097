"""The A to Z: every title and every other name that is shown, in the order of the alphabet."""

from dataclasses import dataclass
from itertools import groupby

from retelling_site.content.graph import Graph, Node
from retelling_site.search.index import searchable


@dataclass(frozen=True)
class AtoZEntry:
    """A word of the A to Z, and the page that it leads to."""

    word: str
    node: Node

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        return self.word[0].upper()

    @property
    def renames(self) -> bool:
        """Whether the page's title begins with another word, so that readers must be told where they will be."""
        return _first_word(self.word) != _first_word(self.node.record.title)


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet, with all that begins with it."""

    letter: str
    entries: tuple[AtoZEntry, ...]


def a_to_z(graph: Graph) -> list[Letter]:
    """List the words, each with its page, letter by letter."""
    entries = [
        AtoZEntry(word, node) for node in searchable(graph) for word in [node.record.title, *node.record.also_known_as]
    ]
    entries.sort(key=lambda entry: entry.word.casefold())
    return [Letter(letter, tuple(found)) for letter, found in groupby(entries, key=lambda entry: entry.letter)]


def _first_word(words: str) -> str:
    return words.split()[0].lower().replace(",", "")
