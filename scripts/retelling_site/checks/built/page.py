"""A built page as checks see it; the page itself is let go, since thousands of them would fill the memory."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from retelling_site.html import HtmlDocument, Link, classes, text

_CARDS = ".thought, .slip"


class Target(NamedTuple):
    """Where a link leads, as in `html.Link`, and how that is written."""

    written: str
    page: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a page: its words, whether it is marked as ours, and where it leads."""

    text: str
    ours: bool
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """The anchors of a page, where it leads (each place once), its pictures, and its cards."""

    ids: Counter[str]
    targets: tuple[Target, ...]
    pictures: tuple[str, ...]
    cards: tuple[Card, ...]

    @classmethod
    def of(cls, page: HtmlDocument) -> "BuiltPage":
        """Keep what checks need of a page."""
        return cls(
            page.ids,
            _targets(page.links),
            tuple(picture.attributes.get("src") or "" for picture in page.tree.css("img[src]")),
            tuple(_cards(page)),
        )


def _cards(page: HtmlDocument) -> Iterable[Card]:
    cards = page.tree.css(_CARDS)
    links = {link.node.mem_id: link for link in page.links} if cards else {}
    for card in cards:
        targets = _targets(links[node.mem_id] for node in card.css("a[href]"))
        yield Card(text(card), "ours" in classes(card), targets)


def _targets(links: Iterable[Link]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(Target(link.written, link.page, link.anchor) for link in links))
