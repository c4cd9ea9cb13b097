"""What readers read in a page's body, read once into records: said, questions, also said, not said, signs.

Templates, sheets, cards and search take it from here, so that no line is written twice.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from retelling_site.html import HtmlDocument, classes, text, texts

SAID = "said"
NAMES = (SAID, "questions", "also_said", "not_said", "signs")
"""The parts that have records, in the order in which a page has them."""


@dataclass(frozen=True)
class Item:
    """One statement, question or line of a part: its anchor, its HTML and words, and the clauses that it cites."""

    id: str
    html: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A part of a page below one heading; `id` is the anchor of the heading."""

    name: str
    heading: str
    id: str
    html: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Parts:
    """The parts of one page by name; a page has those that its text has."""

    by_name: Mapping[str, Part] = field(default_factory=lambda: MappingProxyType({}))

    def __getattr__(self, name: str) -> Part | None:
        """Give a part by its name, as templates ask for it; None where the page has none."""
        if name not in NAMES:
            raise AttributeError(name)
        return self.by_name.get(name)


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a box of a section, with the anchors that stand in it."""

    html: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """What stands between one heading of level 2 and the next; the introduction has no heading."""

    heading_node: LexborNode | None
    nodes: tuple[LexborNode, ...]

    @property
    def heading(self) -> str:
        """The words of its heading."""
        return text(self.heading_node) if self.heading_node is not None else ""

    @property
    def id(self) -> str:
        """The anchor of its heading."""
        return (self.heading_node.id or "") if self.heading_node is not None else ""

    @property
    def html(self) -> str:
        """All that stands below its heading."""
        return "".join(node.html or "" for node in self.nodes)

    @property
    def blocks(self) -> list[Block]:
        """The same, block by block, for templates that set something between them."""
        return [Block(node.html or "", _anchors(node)) for node in self.nodes]


def _anchors(node: LexborNode) -> tuple[str, ...]:
    inner = [element.id for element in node.css("[id]") if element.id]
    return tuple(dict.fromkeys([*([node.id] if node.id else []), *inner]))


def sections(page_text: HtmlDocument) -> list[Section]:
    """Divide a text at its headings of level 2; the introduction comes first, even if it is empty."""
    found: list[tuple[LexborNode | None, list[LexborNode]]] = [(None, [])]
    for node in page_text.body.iter(include_text=False):
        if node.tag == "h2":
            found.append((node, []))
        else:
            found[-1][1].append(node)
    return [Section(heading, tuple(nodes)) for heading, nodes in found]


def items(section: Section) -> list[LexborNode]:
    """Give the elements of a section that each hold one statement: list items, and paragraphs outside lists."""
    return [item for node in section.nodes for item in _items(node)]


def _items(node: LexborNode) -> Iterator[LexborNode]:
    if node.tag in ("ul", "ol"):
        yield from (child for child in node.iter(include_text=False) if child.tag == "li")
    elif node.tag == "p":
        yield node


MARK, PERMALINK = "source", "headerlink"
_MARKS = frozenset((MARK, PERMALINK))
"""The classes of links that are none of a text's words: to what it rests on, and to its own place."""
_BEFORE_A_STOP = re.compile(r"\s+([.,;:?!])")
"""The space that is left where a mark stood."""


def own_words(node: LexborNode, citing: Collection[int] = ()) -> str:
    """Give a statement's own words, without its marks; `citing` are the links that have yet to become marks."""
    found = "".join(words.text_content or "" for words in texts(node) if not _in_mark(words, citing))
    return _BEFORE_A_STOP.sub(r"\1", " ".join(found.split()))


def _in_mark(node: LexborNode, citing: Collection[int]) -> bool:
    above = node.parent
    return above is not None and above.tag == "a" and (above.mem_id in citing or bool(_MARKS & classes(above)))


def read(
    page_text: HtmlDocument,
    headings: Mapping[str, str],
    sources: Mapping[int, tuple[str, ...]],
    citing: Collection[int] = (),
) -> Parts:
    """Read a text's parts, by the words of their headings; `sources` gives each item's clauses by its element.

    The introduction is what is said. Headings that name no part are left to the page. `citing` are the links that have
    yet to become marks.
    """
    names = {heading: name for name, heading in headings.items()}
    parts: dict[str, Part] = {}
    for section in sections(page_text):
        introduces = section.heading_node is None
        name = SAID if introduces else names.get(section.heading)
        if name is None or name in parts:
            continue
        found = tuple(
            Item(node.id or "", (node.inner_html or "").strip(), own_words(node, citing), sources.get(node.mem_id, ()))
            for node in items(section)
        )
        heading, anchor = (headings.get(SAID, ""), SAID) if introduces else (section.heading, section.id)
        parts[name] = Part(name, heading, anchor, section.html, found)
    return Parts(MappingProxyType(parts))
