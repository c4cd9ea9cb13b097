"""A link to itself beside every heading, statement, term, question and item, for those who quote or link to it.

Set into finished pages, so that headings in templates have one too.
"""

from selectolax.lexbor import LexborNode

from retelling_site.content.parts import PERMALINK, own_words
from retelling_site.html import HtmlDocument

_PLACES = "article :is(h2, h3, h4, h5, h6)[id], main .text :is(p, li, dt, dd)[id], main .changelog li[id]"
_WORDS = 4
"""How much of a statement its link's name repeats, in words."""


def add(page: HtmlDocument) -> None:
    """Set the links into a page. Its own heading has none: the part “Link to this page” is for that."""
    for element in page.tree.css(_PLACES):
        if words := own_words(element):
            element.insert_child(_link(page, _anchor(element), words))


def _anchor(element: LexborNode) -> str:
    """Give the anchor of what a heading heads: a section with an anchor of its own, or else the element's own."""
    above = element.parent
    named = above is not None and above.attributes.get("aria-labelledby") == element.id
    return (above.id if above is not None and named else None) or element.id or ""


def _link(page: HtmlDocument, anchor: str, words: str) -> LexborNode:
    short = words.split()
    name = " ".join(short[:_WORDS]) + (" …" if len(short) > _WORDS else "")
    link = page.tree.create_node("a")
    for key, value in {"class": PERMALINK, "href": f"#{anchor}", "aria-label": f"Link to: {name}"}.items():
        link.attrs[key] = value
    link.insert_child("#")
    return link
