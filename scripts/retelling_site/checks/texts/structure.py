"""A page's outline: anchors that stand once and can be an address, one title, no level of headings left out.

Protects those who link to a part of a page, and readers with screen readers (WCAG 1.3.1, 2.4.6).
"""

import re
from collections.abc import Iterator

from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, text

RESERVED = frozenset(("main", "search-results", "search-answer", "header-search"))
"""Anchors that templates use on every page."""
_NOT_AN_ADDRESS = re.compile(r"[\s\"'<>#%]")


def check(site: Site) -> Iterator[Fault]:
    """Fault what would break a page's outline."""
    for node in site.graph.nodes:
        if document := site.documents.get(node.url):
            yield from _anchors(site, node, document)
            yield from _headings(site, node, document)


def _anchors(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    for anchor, times in document.ids.items():
        for what, remedy in _wrong(anchor, times):
            line = site.files[node.src].line_with(f"#{anchor}") if anchor else 0
            yield Fault(node.file, line, what, remedy)


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
        yield f"The anchor “{anchor[:60]}” cannot be an address.", "Use small letters, digits and hyphens."


def _headings(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    last = 1
    for heading in document.tree.css("h1, h2, h3, h4, h5, h6"):
        level, words = int((heading.tag or "h1")[1]), text(heading)
        if level == 1:
            what = f"“{words[:60]}” is a second title: the front matter's “title” is the page's heading."
            yield site.fault(node, heading, what, "Begin it with ## in place of #.")
            continue
        if not words:
            yield Fault(node.file, 0, "A heading has no words.", "Write them, or remove its #.")
        elif level > last + 1:
            what = f"The heading “{words[:60]}” skips a level."
            yield site.fault(node, heading, what, f"Begin it with {'#' * (last + 1)}.")
        last = level
