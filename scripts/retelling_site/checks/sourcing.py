"""The sourcing rule: each statement ends with its source, or stands in a block marked as ours or as an outside fact.

Protects the trainer who quotes a sentence, and the family of whom it is said.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from retelling_site.content.parts import sections
from retelling_site.content.relations import Node
from retelling_site.content.schema import Page, Retelling
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, Link, ancestors, classes, text

_STATEMENTS = "p, li, dd, tr, pre, figcaption, caption, summary, address"
_SHELLS = frozenset(("p", "ul", "ol", "table", "dl", "blockquote", "pre", "figure", "aside", "div", "section"))
_BLOCKS = frozenset((*_STATEMENTS.split(", "), "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_INLINE = frozenset(("a", "span", "em", "strong", "b", "i", "q", "abbr", "small", "code", "cite", "sup", "sub", "mark"))
_POINTER = re.compile(r"(?:see|read|compare|go to)\b(?:\s+also\b)?(?:[\s,;:.()]|\b(?:and|or|also|the|on|for)\b)*", re.I)
"""What a sentence says that only points elsewhere on the site, when its links are taken out."""
_REMEDY = "End it with its source, such as {example}, or put it in a block “/// ours”."


def check(site: Site) -> Iterator[Fault]:
    """Fault statements without a source, with words after it, or with a source that says one thing and leads elsewhere."""
    if site.retelling is None or not site.retelling.statements:
        return
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is None:
            continue
        yield from _names_agree(site, node, document)
        if retells(node):
            yield from _Text(site, node, document).faults()


def retells(node: Node) -> bool:
    """Tell whether a page is held to the rule: all are, but those that are wholly ours, gone, or the retelling itself."""
    record = node.record
    return not isinstance(record, Retelling) and not (isinstance(record, Page) and (record.ours or record.retired))


def _names_agree(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    """Fault links to the retelling whose words name one paragraph and whose address another."""
    retelling = site.retelling
    if retelling is None:
        return
    for link in document.links:
        name = text(link.node)
        if link.page == retelling.url and name in retelling.paragraphs and link.anchor:
            paragraph = retelling.paragraph_of(link.anchor)
            if paragraph and paragraph.anchor != name:
                what = f"A source says “{name}” and leads to “{link.anchor}”."
                line = site.sources[node.src].line_with(link.written.rpartition("/")[2])
                line = line or site.sources[node.src].line_with(f"#{link.anchor}")
                yield Fault(node.file, line, what, f"Write [{paragraph.anchor}], or another address.")


class _Text:
    """One page's text under the rule."""

    def __init__(self, site: Site, node: Node, document: Document) -> None:
        self.site, self.node, self.document = site, node, document
        self.sources = site.citations(document)
        self.links: dict[int, Link] = {link.node.mem_id: link for link in document.links}
        retelling = site.retelling
        anchor = next(iter(retelling.statements), "p1-word") if retelling else ""
        depth = "../" * node.src.count("/")
        target = retelling.node.src if retelling else ""
        name = anchor.split("-", 1)[0]
        self.example = f"[{name}]({depth}{target}#{anchor})"
        self.questions = _questions(site, node, document)

    def faults(self) -> Iterator[Fault]:
        for element in self.document.tree.css(_STATEMENTS):
            if not self._speaks(element):
                continue
            cited = self._cited(element)
            if not cited:
                if not self._carried(element):
                    yield self._fault(element, "has no source")
            elif after := self._after_last(element):
                what = f"“{after[:60]}” stands after the last source of its block."
                yield self.site.fault(self.node, after, what, "Write its source after it, or put it before the source.")
        for loose in self._loose(self.document.body):
            yield self._fault(loose, "has no source")

    def _fault(self, element: LexborNode | str, what: str) -> Fault:
        words = element if isinstance(element, str) else text(element)
        remedy = _REMEDY.format(example=self.example)
        outside = isinstance(element, LexborNode) and any(
            link.page is None for link in self.links.values() if _within(link.node, element)
        )
        if outside:
            remedy = f"{remedy[:-1]}; a fact from elsewhere goes in a block “/// outside” with its source and date."
        return self.site.fault(self.node, words, f"“{words[:60]}” {what}.", remedy)

    def _speaks(self, element: LexborNode) -> bool:
        """Tell whether a block speaks for itself: not a header row, not empty, not ours, not a mere shell of blocks."""
        if any({"ours", "outside"} & classes(above) for above in ancestors(element)):
            return False
        if any(above.tag == "thead" or above.mem_id in self.questions for above in ancestors(element)):
            return False
        return bool(self._own_text(element))

    def _own_text(self, element: LexborNode) -> str:
        """Give a block's words without those of the blocks in it; a row's cells are its own."""
        if element.tag == "tr":
            return text(element)
        own = [child for child in element.iter(include_text=True) if child.tag not in _SHELLS]
        return " ".join("".join(child.text() for child in own).split())

    def _own_links(self, element: LexborNode) -> list[LexborNode]:
        found = element.css("a[href]")
        if element.tag == "tr":
            return found
        return [link for link in found if _nearest_block(link, element)]

    def _cited(self, element: LexborNode) -> list[LexborNode]:
        return [link for link in self._own_links(element) if link.mem_id in self.sources]

    def _after_last(self, element: LexborNode) -> str:
        """Give the words of a block that stand after its last source; a table's row has its sources where it will."""
        if element.tag == "tr":
            return ""
        words, after = [], False
        for child in _flat(element):
            if child.tag == "a" and child.mem_id in self.sources:
                words, after = [], True
            elif child.tag == "-text" and after and not any(a.mem_id in self.sources for a in ancestors(child)):
                words.append(child.text())
        return "".join(words).strip().strip(".,;:)”’\"' \n")

    def _carried(self, element: LexborNode) -> bool:
        """Tell whether a block without a source is carried by what stands around it."""
        return (
            self._only_points(element)
            or self._introduces_sourced_list(element)
            or self._introduced_with_source(element)
            or self._followed_by_source(element)
        )

    def _only_points(self, element: LexborNode) -> bool:
        """“See also …”: nothing but links to other pages of the site."""
        links = self._own_links(element)
        if not links or any(self.links[link.mem_id].page is None for link in links if link.mem_id in self.links):
            return False
        words = self._own_text(element)
        for link in links:
            words = words.replace(text(link), "", 1)
        return bool(_POINTER.fullmatch(words.strip())) or not words.strip(" ,;:.")

    def _introduces_sourced_list(self, element: LexborNode) -> bool:
        """A sentence before a list, or within an item above a list of its own, whose items all have sources."""
        below = next((child for child in element.iter() if child.tag in ("ul", "ol")), None)
        beside = below or (_next_element(element) if element.tag == "p" else None)
        if beside is None or beside.tag not in ("ul", "ol", "dl", "table"):
            return False
        entries = [item for item in beside.css("li, dd, tbody tr") if self._own_text(item)]
        return bool(entries) and all(self._cited(item) for item in entries)

    def _introduced_with_source(self, element: LexborNode) -> bool:
        """An item of a list whose introduction has a source."""
        around = next((above for above in ancestors(element) if above.tag in ("ul", "ol", "dl", "table")), None)
        if around is None:
            return False
        before = _previous_element(around)
        if before is not None and before.tag == "p":
            return bool(self._cited(before))
        parent = around.parent
        return parent is not None and parent.tag == "li" and bool(self._cited(parent))

    def _followed_by_source(self, element: LexborNode) -> bool:
        """A quotation, or a caption, whose source comes after it."""
        quote = next((above for above in ancestors(element) if above.tag in ("blockquote", "figure", "table")), None)
        if quote is None or (quote.tag == "table" and element.tag != "caption"):
            return False
        if quote.tag != "table" and any(link.mem_id in self.sources for link in quote.css("a[href]")):
            return True
        after = _next_element(quote)
        return after is not None and after.tag == "p" and bool(self._cited(after)) and len(text(after)) < 120

    def _loose(self, element: LexborNode) -> Iterator[str]:
        """Give words that stand in no block at all, as raw HTML can have them."""
        for child in element.iter(include_text=True):
            if child.tag == "-text":
                if words := child.text().strip():
                    yield words
            elif child.tag in _BLOCKS or {"ours", "outside"} & classes(child):
                continue
            elif child.tag in _INLINE:
                if text(child):
                    yield text(child)
            else:
                yield from self._loose(child)


def _questions(site: Site, node: Node, document: Document) -> set[int]:
    """Give the elements below the heading of questions, which are ours by their form."""
    retelling = site.retelling
    if retelling is None or not node.type.connected:
        return set()
    heading = dict(getattr(retelling.record.headings, node.record.type)).get("questions")
    found = [part for part in sections(document) if part.heading is not None and text(part.heading) == heading]
    return {element.mem_id for part in found for element in part.nodes}


def _within(node: LexborNode, element: LexborNode) -> bool:
    return any(above.mem_id == element.mem_id for above in ancestors(node))


def _nearest_block(link: LexborNode, element: LexborNode) -> bool:
    """Tell whether a link's nearest block is this one: links in lists within an item are the lists' own."""
    nearest = next((above for above in ancestors(link) if above.tag in _BLOCKS or above.tag in _SHELLS), None)
    return nearest is not None and nearest.mem_id == element.mem_id


def _flat(element: LexborNode) -> Iterator[LexborNode]:
    """Give all that stands in a block, in order, without the blocks in it."""
    for child in element.iter(include_text=True):
        if child.tag in _SHELLS:
            continue
        yield child
        yield from _flat(child)


def _next_element(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and after.tag.startswith("-"):
        after = after.next
    return after


def _previous_element(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and before.tag.startswith("-"):
        before = before.prev
    return before
