"""What a page's text may not hold: scripts, handlers, things fetched from elsewhere, anchors twice, levels skipped.

Protects readers with screen readers (WCAG 1.3.1, 2.4.6), and the promise that a page fetches nothing from others.
"""

import re
from collections.abc import Iterator

from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, text

_REFUSED = "script, style, base, link, meta, iframe, frame, frameset, object, embed, applet, form, input, button, title"
_FETCHING = ("src", "srcset", "poster", "data", "background", "longdesc", "cite", "ping", "manifest")
_REMOTE = re.compile(r"(?:^|(?<=[\s,]))(?:https?:)?//[^\s,]+", re.I)
_SCRIPTED = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data)\s*:", re.I)
_UNMADE = re.compile(r"\[[^\[\]]+\](?:\[[^\[\]]*\]|\([^()]*\))")
_RESERVED = frozenset(("main", "search-results", "search-answer", "header-search"))
"""Anchors that templates use on every page."""


def check(site: Site) -> Iterator[Fault]:
    """Fault what would break a page, its reader's trust, or its outline."""
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is not None:
            yield from _refused(site, node, document)
            yield from _anchors(site, node, document)
            yield from _levels(site, node, document)
            yield from _unmade(site, node, document)


def _refused(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    for element in document.tree.css(f":is({_REFUSED}):not(head)"):
        if element.parent is not None and element.parent.tag == "head" and not text(element) and not element.attributes:
            continue
        line = site.sources[node.src].line_with(f"<{element.tag}")
        what = f"The page's text holds <{element.tag}>, which no page of this site may have."
        yield Fault(node.file, line, what, "Remove it. Templates and style belong in overrides/.")
    for element in document.tree.css("*"):
        for name, value in element.attributes.items():
            written = value or ""
            line = site.sources[node.src].line_with(written) if written else 0
            if name.startswith("on"):
                what = f"“{name}” would run a script."
                yield Fault(node.file, site.sources[node.src].line_with(name), what, "Remove it.")
            elif name == "style":
                what = "“style” on an element is refused by the site's content policy."
                yield Fault(node.file, line, what, "Remove it. Style belongs in overrides/assets/site.css.")
            elif name in ("href", "src", "action", "formaction", "xlink:href") and _SCRIPTED.match(written):
                what = f"The address “{written[:60]}” would run a script."
                yield Fault(node.file, line, what, "Write the address of a page.")
            elif name in _FETCHING or (name in ("href", "xlink:href") and element.tag in ("image", "use")):
                for address in _REMOTE.findall(written):
                    what = f"The page would fetch {address[:80]} from another site."
                    yield Fault(node.file, line, what, "Keep the file in docs/, or link to it.")


def _anchors(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    for anchor, times in document.ids.items():
        line = site.sources[node.src].line_with(f"#{anchor}")
        if times > 1:
            yield Fault(node.file, line, f"The anchor “{anchor}” stands twice.", "Give each place an anchor of its own.")
        if anchor in _RESERVED:
            what = f"The anchor “{anchor}” is used by the page's frame."
            yield Fault(node.file, line, what, "Write another, such as { #a-word } after the heading.")
        if not anchor or re.search(r"[\s\"'<>]", anchor):
            yield Fault(node.file, line, f"The anchor “{anchor}” cannot be an address.", "Use small letters and hyphens.")


def _levels(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    last = 1
    for heading in document.tree.css("h1, h2, h3, h4, h5, h6"):
        level, words = int(heading.tag[1]), text(heading)
        if level == 1:
            what = f"“{words[:60]}” is a second title: the front matter's “title” is the page's heading."
            yield site.fault(node, heading, what, "Begin it with ## in place of #.")
            continue
        if level > last + 1:
            what = f"The heading “{words[:60]}” skips a level."
            yield site.fault(node, heading, what, f"Begin it with {'#' * (last + 1)}.")
        if not words:
            yield Fault(node.file, 0, "A heading has no words.", "Write them, or remove its signs #.")
        last = level


def _unmade(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    """Fault Markdown that stayed text, since what it refers to is not there."""
    if not _UNMADE.search(text(document.body)):
        return
    copy = Document.parse(node.url, document.inner_html())
    for code in copy.tree.css("code, pre"):
        code.decompose()
    for written in _UNMADE.findall(text(copy.body)):
        line = site.sources[node.src].line_with(written.split("]")[0])
        what = f"“{written[:60]}” was not understood as a link."
        yield Fault(node.file, line, what, "Write [words](page.md#anchor), with no space between ] and (.")
