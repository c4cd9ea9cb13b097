"""A page's text as its headings of level 2 divide it, for templates that set something between the parts."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from retelling_site.content import parts
from retelling_site.html import Document, text


@dataclass(frozen=True)
class Section:
    """What stands below one heading; the introduction has neither heading nor anchor."""

    id: str
    heading: str
    html: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a box of a section, with the anchors that stand in it."""

    html: str
    anchors: tuple[str, ...]


def sections_of(document: Document) -> list[Section]:
    """Divide a text; the introduction comes first, even if it is empty."""
    return [
        Section(
            (part.heading.id or "") if part.heading is not None else "",
            text(part.heading) if part.heading is not None else "",
            "".join(node.html or "" for node in part.nodes),
            tuple(Block(node.html or "", _anchors(node)) for node in part.nodes),
        )
        for part in parts.sections(document)
    ]


def _anchors(node: LexborNode) -> tuple[str, ...]:
    inner = [element.id for element in node.css("[id]") if element.id]
    return tuple(dict.fromkeys([*([node.id] if node.id else []), *inner]))
