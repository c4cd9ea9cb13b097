"""A page's outline: anchors that stand once and can be an address, one title, no level of headings left out.

Protects those who link to a part of a page, and readers with screen readers (WCAG 1.3.1, 2.4.6).
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault, hiding_rest
from retelling_site.html import HtmlDocument, next_element, text

RESERVED = frozenset(("main", "search-results", "search-answer", "header-search"))
"""Anchors that templates use on every page."""
_NUMBERED = re.compile(r"(.+)_\d+")
"""What Markdown makes of a heading's anchor that stands on the page already."""
_ITEM = re.compile(r"[-*+•][ ]")
_NO_WORDS = re.compile(r"^ {0,3}#{1,6}[ \t]*(?:\{[^}\n]*\}[ \t]*)?#*[ \t]*$", re.MULTILINE)
_BLANK_ANCHOR = re.compile(r"\{[^}\n]*#(?=[\s}])|\bid\s*=\s*([\"'])\s*\1")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLAIN = frozenset(("main.html", "retelling.html"))
"""Templates that add nothing below a page's text."""
_NOT_AN_ADDRESS = re.compile(r"[\s\"'<>#%]")


def check(site: Site) -> Iterator[Fault]:
    """Fault what would break a page's outline."""
    for node in site.graph.nodes:
        if document := site.documents.get(node.url):
            yield from _headings(site, node, document)
            yield from _anchors(site, node, document)


def _anchors(site: Site, node: Node, document: HtmlDocument) -> Iterator[Fault]:
    source = site.files[node.src]
    for anchor, times in document.ids.items():
        for what, remedy in _wrong(anchor, times):
            line = source.last_line_with(f"#{anchor}") if anchor else source.line_like(_BLANK_ANCHOR)
            yield Fault(node.file, line, what, remedy)
        numbered = _NUMBERED.fullmatch(anchor)
        if numbered and numbered[1] in document.ids and f"#{anchor}" not in source.body:
            line = source.line_with(f"#{numbered[1]}")
            what = f"The anchor “{numbered[1]}” is that of another heading already."
            yield Fault(node.file, line, what, "Write another, such as { #a-word } after the words.")


def _wrong(anchor: str, times: int) -> Iterator[tuple[str, str]]:
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


def _headings(site: Site, node: Node, document: HtmlDocument) -> Iterator[Fault]:
    """Fault headings that leave out a level, say nothing, stand twice, or have nothing below them."""
    last, above = 1, ["", "", "", "", "", "", ""]
    seen: set[tuple[str, ...]] = set()
    for heading in document.tree.css("h1, h2, h3, h4, h5, h6"):
        level, words = int((heading.tag or "h1")[1]), text(heading)
        above[level:] = [words, *[""] * (6 - level)]
        if level == 1:
            what = f"“{words[:60]}” is a second title: the front matter's “title” is the page's heading."
            yield site.fault(node, heading, what, "Begin it with ## in place of #.")
            continue
        if _ITEM.match(words):
            what = f"“{words[:60]}” became a heading by the line of hyphens below it."
            yield from hiding_rest([site.fault(node, heading, what, "Leave a blank line between the two.")])
            return
        if not words:
            line = site.files[node.src].line_like(_NO_WORDS)
            yield Fault(node.file, line, "A heading has no words.", "Write them, or remove its #.")
        elif level > last + 1:
            what = f"The heading “{words[:60]}” skips a level."
            yield from hiding_rest([site.fault(node, heading, what, f"Begin it with {'#' * (last + 1)}.")])
        elif tuple(above) in seen:
            what = f"The heading “{words[:60]}” stands twice."
            remedy = "Give each part a heading of its own, or put the two together."
            yield from hiding_rest([site.fault(node, heading, what, remedy)])
        elif _nothing_below(heading, level, at_end=node.template in _PLAIN):
            what = f"Nothing stands below the heading “{words[:60]}”."
            yield site.fault(node, heading, what, "Write what belongs there, or remove the heading.")
        seen.add(tuple(above))
        last = level


def _nothing_below(heading: LexborNode, level: int, *, at_end: bool) -> bool:
    """Tell whether a heading has no text; at the end of a page, a template may have what belongs there."""
    below = next_element(heading)
    if below is not None and _ITEM.match(text(below)):
        return False  # it is no heading, and told
    return at_end if below is None else (below.tag in _HEADINGS and 1 < int((below.tag or "h1")[1]) <= level)
