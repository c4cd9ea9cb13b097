"""The retelling of the document: its paragraphs and statements, in order, and the pages that use each statement."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Node
from retelling_site.content.records.days import in_words
from retelling_site.content.records.schema import RetellingPage
from retelling_site.html import HtmlDocument, text

_PLACES = frozenset(("paragraph", "paragraphs", "page", "note", "to", "see", "by", "from", "at", "in", "on", "of", "a"))
"""Words that say where in a document something stands."""


def paragraph_name(anchor: str) -> str:
    """Give the anchor of the paragraph that a clause belongs to: `p4` for `p4-word`."""
    return anchor.partition("-")[0]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the document: its anchor, the mark that cites it, and the heading that says where it stands."""

    anchor: str
    mark: str
    heading: str

    @property
    def name(self) -> str:
        """What it is called where its mark alone would not be understood when it is read aloud: "Paragraph 4 of 9"."""
        return self.heading.partition(":")[0]


@dataclass(frozen=True)
class Mark:
    """What stands after a statement for each paragraph it rests on; `also` are further clauses of that paragraph."""

    anchor: str
    words: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A clause of the retelling: its anchor, its words, its paragraph, and the pages that use it."""

    anchor: str
    text: str
    html: str
    paragraph: Paragraph
    used_by: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Retelling:
    """The page that all others point back to; `statements` and `paragraphs` are in the order of the document."""

    node: Node
    record: RetellingPage
    paragraphs: Mapping[str, Paragraph]
    statements: Mapping[str, Statement]

    @property
    def url(self) -> str:
        """Its address below the site's root."""
        return self.node.url

    def holds(self, anchor: str) -> bool:
        """Tell whether a page may cite an anchor: those of paragraphs and of statements."""
        return anchor in self.statements or anchor in self.paragraphs

    def paragraph_of(self, anchor: str) -> Paragraph | None:
        """Give the paragraph that an anchor belongs to."""
        return self.paragraphs.get(paragraph_name(anchor))

    def names_document(self, source: str) -> bool:
        """Tell whether a source is the document or its retelling: it says what kind it is, and nothing but what it is.

        “Press release of another body, 2024” is another document.
        """
        document = self.record.document
        if self.node.src in source or f"/{self.url}" in source:
            return True
        said = [getattr(document, key) for key in ("name", "kind", "short", "publisher", "period")]
        own = {word for words in (*said, in_words(document.date), str(document.date)) for word in _words(words)}
        own |= {word for name in (*self.paragraphs, *self.record.paragraphs.values()) for word in _words(name)}
        written = _words(source)
        kinds = (_words(document.kind), _words(document.short), _words(document.name))
        return any(kind <= written for kind in kinds) and written <= own | _PLACES

    def marks(self, anchors: Iterable[str]) -> tuple[Mark, ...]:
        """Give a mark for each paragraph that a statement rests on, in the order in which they are named."""
        groups: dict[str, list[str]] = {}
        for anchor in anchors:
            if paragraph := self.paragraph_of(anchor):
                groups.setdefault(paragraph.anchor, []).append(anchor)
        found = []
        for name, (first, *rest) in groups.items():
            paragraph = self.paragraphs[name]
            said = paragraph.mark == paragraph.name or paragraph.mark.isalpha()
            label = "" if said else f"{paragraph.mark}, {paragraph.name}"
            found.append(Mark(first, paragraph.mark, label, tuple(rest)))
        return tuple(found)

    def used_by(self, anchors: Iterable[str]) -> tuple[Node, ...]:
        """Give the pages that use any of some statements, each once."""
        used = (node for anchor in anchors if anchor in self.statements for node in self.statements[anchor].used_by)
        return tuple({node.url: node for node in used}.values())

    def in_order(self, anchors: Iterable[str]) -> tuple[str, ...]:
        """Sort anchors as they stand in the document, each once; a paragraph stands before its statements."""
        return tuple(sorted(set(anchors) & self._places.keys(), key=lambda anchor: self._places[anchor]))

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        paragraph = {name: (at, -1) for at, name in enumerate(self.paragraphs)}
        order = {
            anchor: (paragraph[statement.paragraph.anchor][0], at)
            for at, (anchor, statement) in enumerate(self.statements.items())
        }
        return {**paragraph, **order}


def _words(said: str) -> set[str]:
    return {word for word in re.findall(r"\w+", said.casefold()) if word not in ("the", "this")}


def read_retelling(node: Node, record: RetellingPage, page_text: HtmlDocument) -> Retelling:
    """Read the retelling's rendered text; what is wrong with its anchors is for checks to say."""
    headings = {heading.id or "": text(heading) for heading in page_text.tree.css("h2[id]")}
    paragraphs = {
        anchor: Paragraph(anchor, mark, headings.get(anchor, mark)) for anchor, mark in record.paragraphs.items()
    }
    statements: dict[str, Statement] = {}
    for element in statement_nodes(page_text):
        anchor = element.id or ""
        paragraph = paragraphs.get(paragraph_name(anchor))
        if paragraph and anchor not in paragraphs:
            statements.setdefault(
                anchor, Statement(anchor, text(element), (element.inner_html or "").strip(), paragraph)
            )
    return Retelling(node, record, paragraphs, statements)


def statement_nodes(page_text: HtmlDocument) -> list[LexborNode]:
    """Give the elements of the retelling that hold a statement."""
    return page_text.tree.css("p[id], li[id], dd[id], tr[id]")
