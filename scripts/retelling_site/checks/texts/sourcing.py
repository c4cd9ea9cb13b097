"""The sourcing rule: each statement ends with its source, or stands in a block marked as ours or as an outside fact.

Protects the trainer who quotes a sentence, and the family of whom it is said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from selectolax.lexbor import LexborNode

from retelling_site.checks.texts.claims import claim
from retelling_site.checks.texts.source_links import written_as_source
from retelling_site.content.graph import Node
from retelling_site.content.parts import sections
from retelling_site.content.records.schema import Page
from retelling_site.content.retelling import Retelling, paragraph_name
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument, Link, ancestors, classes, next_element, previous_element, text

_STATEMENTS = "p, li, dd, tr, pre, figcaption, caption, summary"
_BLOCKS = frozenset((*_STATEMENTS.split(", "), "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_SHELLS = frozenset(("p", "ul", "ol", "table", "dl", "blockquote", "pre", "figure", "aside", "div"))
_LISTS = ("ul", "ol", "dl", "table")
_POINTER = re.compile(r"(?:see|read|compare|go to)\b(?:\s+also\b)?(?:[\s,;:.()]|\b(?:and|or|also|the|on|for)\b)*", re.I)
"""What a sentence says that only points elsewhere on the site, when its links are taken out."""
_TWO_SENTENCES = re.compile(r"[.!?][\"'”\u2019)]*\s+[A-Z“\"]")
_ITEM = re.compile(r"\s+[-*+•]\s+[A-Z]")
_IGNORED_AFTER = " \n.,;:!?)]”\u2019\"'"


def check(site: Site) -> Iterator[Fault]:
    """Fault statements without a source, and words after the last source of their block."""
    retelling = site.retelling
    if retelling is None or not retelling.statements:
        return
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        if page_text is not None and node.record.retells:
            yield from _Text(site, retelling, node, page_text).faults()
        elif page_text is not None and isinstance(node.record, Page) and node.record.ours and not node.record.retired:
            yield from _of_ours(site, node, page_text)


def _of_ours(site: Site, node: Node, page_text: HtmlDocument) -> Iterator[Fault]:
    """Fault sources on a page that says it retells nothing: there, anything at all could stand beside them."""
    remedy = "Take “ours: true” out, and put what is ours in blocks; or take the source out."
    if node.record.summary_sources:
        what = "The page is “ours: true”, and its summary names sources."
        yield Fault(node.file, node.line("summary_sources"), what, remedy)
        return
    for link in page_text.links:
        if site.cited(link):
            yield site.fault(node, link.node, "The page is “ours: true”, and cites the retelling.", remedy)
            return


def apart(element: LexborNode) -> bool:
    """Tell whether an element stands in a block that is marked as ours or as an outside fact."""
    return any({"ours", "outside"} & classes(above) for above in ancestors(element))


class _Text:
    """One page's text under the rule."""

    def __init__(self, site: Site, retelling: Retelling, node: Node, page_text: HtmlDocument) -> None:
        self.site, self.retelling, self.node, self.page_text = site, retelling, node, page_text
        self.links: dict[int, Link] = {link.node.mem_id: link for link in page_text.links}
        # A source that is written wrong is a source here: source_links.py says what is wrong with it.
        self.sources = {at for at, link in self.links.items() if written_as_source(retelling, link)}
        self.questions = _questions(retelling, node, page_text)

    def faults(self) -> Iterator[Fault]:
        for element in self.page_text.tree.css(_STATEMENTS):
            if not self._speaks(element):
                continue
            if not self._cited(element):
                if not self._carried(element):
                    yield self._without_source(element)
            elif item := self._second_item(element):
                remedy = "Begin it on a line of its own."
                yield self.site.fault(self.node, element, f"“{item[:60]}” is a second item on one line.", remedy, item)
            elif after := self._after_last(element):
                what = f"“{after[:60]}” stands after the last source of its block."
                remedy = "Write its source after it, or put it before the source."
                yield self.site.fault(self.node, element, what, remedy, after)
        for place, words in self._loose(self.page_text.body):
            what = f"“{words[:60]}” has no source."
            yield self.site.fault(self.node, place, what, f"{self._remedy()}.", words)

    def _without_source(self, element: LexborNode) -> Fault:
        words, remedy = self._own_text(element), self._remedy()
        links = [self.links[link.mem_id] for link in self._own_links(element) if link.mem_id in self.links]
        if any(link.page == self.retelling.url for link in links):
            remedy = f"The words of a source are the paragraph's name. {remedy}"
        if any(link.page is None for link in links):
            remedy += "; a fact from elsewhere goes in a block “/// outside” with its source and date"
        if element.mem_id in self.questions:
            remedy = f"End the question with a question mark. If it is a statement: {remedy[0].lower()}{remedy[1:]}"
        elif words in self.retelling.record.headings.of(self.node.record.type).values():
            remedy = f"Write “## {words}” if it is a heading. If not: {remedy[0].lower()}{remedy[1:]}"
        elif element.tag == "pre":
            remedy = f"If it is not code, take out the spaces before it. {remedy}"
        elif (after := next_element(element)) is not None and after.tag in _LISTS:
            remedy += "; if it introduces what follows, end it with a colon, and source each item or the introduction"
        fault = self.site.fault(self.node, element, f"“{words[:60]}” has no source.", f"{remedy}.", words[:60])
        return replace(fault, last_line=self.site.files[self.node.src].last_line_of_block(fault.line))

    def _remedy(self) -> str:
        anchor = next(iter(self.retelling.statements))
        target = "../" * self.node.src.count("/") + self.retelling.node.src
        example = f"[{paragraph_name(anchor)}]({target}#{anchor})"
        return f"End it with its source, such as {example}, or put it in a block “/// ours”"

    def _speaks(self, element: LexborNode) -> bool:
        """Tell whether a block speaks for itself: not empty, not ours, not a question, not a row of headings."""
        if apart(element) or not self._own_text(element):
            return False
        if element.tag == "tr" and not element.css("td"):
            return False
        return element.mem_id not in self.questions or not text(element).endswith("?")

    def _own_text(self, element: LexborNode) -> str:
        """Give a block's words without those of the blocks in it; a picture's are those in place of it."""
        return " ".join("".join(_words(child) for child in _flat(element)).split())

    def _bare(self, element: LexborNode) -> str:
        """Give a block's words without its sources."""
        words = [_words(child) for child in _flat(element) if not self._within_source(child)]
        return " ".join("".join(words).split())

    def _within_source(self, node: LexborNode) -> bool:
        return any(above.mem_id in self.sources for above in ancestors(node))

    def _own_links(self, element: LexborNode) -> list[LexborNode]:
        return [child for child in _flat(element) if child.tag == "a"]

    def _cited(self, element: LexborNode) -> bool:
        return any(link.mem_id in self.sources for link in self._own_links(element))

    def _after_last(self, element: LexborNode) -> str:
        """Give the words of a block that stand after its last source."""
        words: list[str] = []
        after = False
        for child in _flat(element):
            if child.mem_id in self.sources:
                words, after = [], True
            elif after and not self._within_source(child):
                words.append(_words(child))
        return " ".join("".join(words).strip(_IGNORED_AFTER).split())

    def _second_item(self, element: LexborNode) -> str:
        """Give the words of a block that begin as an item does, after a source."""
        children = list(_flat(element))
        after = [child for before, child in pairwise(children) if self._within_source(before)]
        return next((words for child in after if _ITEM.match(words := _words(child))), "").strip()

    def _carried(self, element: LexborNode) -> bool:
        """Tell whether a block without a source is carried by what stands around it."""
        return (
            self._only_points(element)
            or self._introduces_sourced_list(element)
            or self._introduced_with_source(element)
            or self._followed_by_source(element)
        )

    def _only_points(self, element: LexborNode) -> bool:
        """Tell whether a block is like “See also …”: links to pages of the site, whose words only name or ask."""
        words = self._own_text(element)
        links = [self.links[link.mem_id] for link in self._own_links(element) if link.mem_id in self.links]
        for link in links:
            named = text(link.node)
            page = self.site.graph.by_url.get(link.page or "")
            if link.page is None or (claim(named) and not (page and named == page.record.title)):
                return False
            words = words.replace(named, "", 1)
        return bool(links) and (bool(_POINTER.fullmatch(words.strip())) or not words.strip(" ,;:."))

    def _introduces_sourced_list(self, element: LexborNode) -> bool:
        """Tell whether a block is one sentence with a colon, and what it introduces has sources throughout.

        “See also:” says nothing itself.
        """
        if not self._introduces(element) or _TWO_SENTENCES.search(self._own_text(element)):
            return False
        below = next((child for child in element.iter() if child.tag in _LISTS), None)
        beside = below or (next_element(element) if element.tag == "p" else None)
        if beside is None or beside.tag not in _LISTS:
            return False
        entries = [item for item in beside.css("li, dd, tbody tr") if self._own_text(item)]
        claims_nothing = bool(_POINTER.fullmatch(self._own_text(element)))
        return bool(entries) and (claims_nothing or all(self._cited(item) for item in entries))

    def _introduced_with_source(self, element: LexborNode) -> bool:
        """Tell whether a block stands in a list whose introduction, with a colon, has a source."""
        for around in (above for above in ancestors(element) if above.tag in _LISTS):
            before = previous_element(around)
            if before is None or before.tag != "p":
                before = around.parent
            if before is not None and before.tag in ("p", "li") and self._introduces(before) and self._cited(before):
                return True
        return False

    def _introduces(self, element: LexborNode) -> bool:
        return self._bare(element).endswith(":")

    def _followed_by_source(self, element: LexborNode) -> bool:
        """Tell whether a block is in a quotation, or a caption, and its source comes after it, with a name at most."""
        quote = next((above for above in ancestors(element) if above.tag in ("blockquote", "figure", "table")), None)
        if quote is None or (quote.tag == "table" and element.tag != "caption"):
            return False
        inside = [
            child for child in quote.traverse() if child.tag in ("p", "li", "figcaption") and self._own_text(child)
        ]
        if quote.tag != "table" and inside and self._cited(inside[-1]):
            return True
        after = next_element(quote)
        if after is None or after.tag != "p" or not self._cited(after):
            return False
        return not claim(self._bare(after))

    def _loose(self, element: LexborNode) -> Iterator[tuple[LexborNode, str]]:
        """Give words that stand in no block at all, as raw HTML can have them, each with where it stands."""
        for child in element.iter(include_text=True):
            if child.tag == "-text" or child.tag == "img":
                words = " ".join(_words(child).split())
                if words and not (child.tag == "img" and self._followed_by_source(child)):
                    yield element, words
            elif child.tag not in _BLOCKS and not {"ours", "outside"} & classes(child):
                yield from self._loose(child)


def _questions(retelling: Retelling, node: Node, page_text: HtmlDocument) -> set[int]:
    """Give the items below the heading of questions, and the paragraphs in them: they are ours by their form."""
    if not node.type.connected:
        return set()
    heading = retelling.record.headings.of(node.record.type).get("questions")
    found = [section for section in sections(page_text) if section.heading and section.heading == heading]
    lists = [element for section in found for element in section.nodes if element.tag in ("ul", "ol")]
    return {item.mem_id for element in lists for item in element.css("li, li > p")}


def _words(node: LexborNode) -> str:
    if node.tag == "img":
        return f" {node.attributes.get('alt') or ''} "
    if node.tag in ("br", "td", "th"):
        return " "
    return node.text() if node.tag == "-text" else ""


def _flat(element: LexborNode) -> Iterator[LexborNode]:
    """Give all that stands in a block, in order, without the blocks in it."""
    for child in element.iter(include_text=True):
        if child.tag not in _SHELLS:
            yield child
            yield from _flat(child)
