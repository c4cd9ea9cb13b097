"""A page's outline: anchors that can be an address, one title, no level of headings left out, nothing named twice.

Protects those who link to a part of a page, and readers with screen readers (WCAG 1.3.1, 2.4.6).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault, Wording
from retelling_site.html import HtmlDocument, next_element, text

RESERVED = frozenset(("main", "search-results", "search-answer", "header-search"))
"""Anchors that templates use on every page."""
_NUMBERED = re.compile(r"(.+)_\d+")
"""What Markdown makes of a heading's anchor that stands on the page already."""
_ITEM = re.compile(r"[-*+•][ ]")
"""How an item of a list begins."""
_NO_WORDS = re.compile(r"^ {0,3}#{1,6}[ \t]*(?:\{[^}\n]*\}[ \t]*)?#*[ \t]*$", re.MULTILINE)
_BLANK_ANCHOR = re.compile(r"\{[^}\n]*#(?=[\s}])|\bid\s*=\s*([\"'])\s*\1")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""In the order of their levels."""
_PLAIN = frozenset(("main.html", "retelling.html"))
"""Templates that add nothing below a page's text."""
_NOT_AN_ADDRESS = re.compile(r"[\s\"'<>#%|]")


def check(site: Site) -> Iterator[Fault]:
    """Fault what would break a page's outline."""
    for node in site.graph.nodes:
        if page_text := site.texts.get(node.url):
            yield from _headings(site, node, page_text)
            yield from _terms(site, node, page_text)
            yield from _anchors(site, node, page_text)


def _anchors(site: Site, node: Node, page_text: HtmlDocument) -> Iterator[Fault]:
    source = site.files[node.src]
    for anchor, times in page_text.ids.items():
        for what, remedy in _wrong_anchor(anchor, times):
            line = (
                source.last_line_with(f"#{anchor}") or source.line_with(anchor)
                if anchor
                else source.line_like(_BLANK_ANCHOR)
            )
            yield Fault(node.file, line, what, remedy)
        numbered = _NUMBERED.fullmatch(anchor)
        if numbered and numbered[1] in page_text.ids and f"#{anchor}" not in source.body:
            line = source.line_with(f"#{numbered[1]}")
            what = f"The anchor “{numbered[1]}” is that of another heading already."
            yield Fault(node.file, line, what, "Write another, such as { #a-word } after the words.")


def _wrong_anchor(anchor: str, times: int) -> Iterator[Wording]:
    """Say what is wrong with an anchor, and the remedy."""
    if times > 1:
        yield f"The anchor “{anchor}” stands twice.", "Give each place an anchor of its own."
    if anchor in RESERVED:
        yield (
            f"The anchor “{anchor}” is used by the page's frame.",
            "Write another, such as { #a-word } after the words.",
        )
    if not anchor or _NOT_AN_ADDRESS.search(anchor):
        what = f"The anchor “{anchor[:60]}” cannot be an address."
        yield what, "Use small letters, digits and hyphens, right after #."


@dataclass(frozen=True)
class _Heading:
    """A heading of a text; `path` are the words of those that it stands under, by level, and its own."""

    element: LexborNode
    level: int
    words: str
    path: tuple[str, ...]


def _outline(page_text: HtmlDocument) -> Iterator[_Heading]:
    """Give the headings of a text in order."""
    path = [""] * (len(_HEADINGS) + 1)
    for element in page_text.tree.css(", ".join(_HEADINGS)):
        level, words = _level(element), text(element)
        path[level:] = [words, *[""] * (len(_HEADINGS) - level)]
        yield _Heading(element, level, words, tuple(path))


def _level(heading: LexborNode) -> int:
    return _HEADINGS.index(heading.tag or "h1") + 1


def _headings(site: Site, node: Node, page_text: HtmlDocument) -> Iterator[Fault]:
    """Fault headings that leave out a level, say nothing, stand twice, or have nothing below them."""
    level_before = 1
    seen: set[tuple[str, ...]] = set()
    for heading in _outline(page_text):
        if misread := _misread(site, node, heading):
            yield misread
        elif fault := _out_of_place(site, node, heading, level_before, seen):
            yield fault
        if heading.level > 1:
            if _ITEM.match(heading.words):
                return  # nobody can say what the headings below it belong to
            level_before = heading.level
            seen.add(heading.path)


def _terms(site: Site, node: Node, page_text: HtmlDocument) -> Iterator[Fault]:
    """Fault a term of a list of definitions that stands twice: a reader would find one, and not know of the other."""
    seen: set[str] = set()
    for term in page_text.tree.css("dl dt"):
        words = text(term)
        if words.casefold() in seen:
            what = f"The term “{words[:60]}” stands twice."
            yield site.fault(node, term, what, "Put the two together.")
        seen.add(words.casefold())


def _misread(site: Site, node: Node, heading: _Heading) -> Fault | None:
    """Fault what was not meant as a heading of the page's text."""
    if heading.level == 1:
        what = f"“{heading.words[:60]}” is a second title: the front matter's “title” is the page's heading."
        return site.fault(node, heading.element, what, "Begin it with ## in place of #.")
    if _ITEM.match(heading.words):
        what = f"“{heading.words[:60]}” became a heading by the line of hyphens below it."
        return replace(site.fault(node, heading.element, what, "Leave a blank line between the two."), hides_rest=True)
    if not heading.words:
        line = site.files[node.src].line_like(_NO_WORDS)
        return Fault(node.file, line, "A heading has no words.", "Write them, or remove its #.")
    return None


def _out_of_place(
    site: Site, node: Node, heading: _Heading, level_before: int, seen: Collection[tuple[str, ...]]
) -> Fault | None:
    """Fault a heading for what stands before it, or for what does not stand below it; `seen` are the paths before."""
    words = heading.words[:60]
    if heading.level > level_before + 1:
        what, remedy = f"The heading “{words}” skips a level.", f"Begin it with {'#' * (level_before + 1)}."
        return replace(site.fault(node, heading.element, what, remedy), hides_rest=True)
    if heading.path in seen:
        what = f"The heading “{words}” stands twice."
        remedy = "Give each part a heading of its own, or put the two together."
        return replace(site.fault(node, heading.element, what, remedy), hides_rest=True)
    if _nothing_below(heading, at_end=node.template in _PLAIN):
        what = f"Nothing stands below the heading “{words}”."
        return site.fault(node, heading.element, what, "Write what belongs there, or remove the heading.")
    return None


def _nothing_below(heading: _Heading, *, at_end: bool) -> bool:
    """Tell whether a heading has no text; at the end of a page, a template may have what belongs there."""
    below = next_element(heading.element)
    if below is None:
        return at_end
    if _ITEM.match(text(below)):
        return False  # it is no heading, and told
    return below.tag in _HEADINGS and 1 < _level(below) <= heading.level
