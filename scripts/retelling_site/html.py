"""A page's HTML, parsed once: what checks, marks and records read, and change where they must."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HOST = "http://site.invalid/"
"""Stands for the site while links are resolved (RFC 6761: no such host can exist)."""
_PLAIN = re.compile(r"(?!/)[\w./-]+", re.ASCII)
"""A path from where the page is, that holds nothing to decode."""
_COMMENT = re.compile(r"<[!?]")


class Link(NamedTuple):
    """A link of a page: `page` is the address below the site's root that it leads to, None where it leads elsewhere."""

    node: LexborNode
    written: str
    page: str | None
    anchor: str


@dataclass(frozen=True)
class HtmlDocument:
    """A page's text or a whole page, parsed; `url` is its address below the site's root.

    The document that is retold is another: `SourceDocument`.
    """

    url: str
    tree: LexborHTMLParser

    @classmethod
    def parse(cls, url: str, html: str) -> "HtmlDocument":
        """Parse a page's text, or a page from its `<html>` on; comments are for editors, and left out."""
        start = html.find("<html", 0, 1000)
        tree = LexborHTMLParser(f"<!doctype html><body>{html}" if start < 0 else html)
        if tree.root is not None and _COMMENT.search(html, max(start, 0)):
            for node in [node for node in tree.root.traverse() if node.tag in ("-comment", None)]:
                node.decompose()
        return cls(url, tree)

    @property
    def body(self) -> LexborNode:
        """The element that holds everything a reader may see."""
        body = self.tree.body
        if body is None:  # the parser makes one for any input
            raise ValueError(f"/{self.url} has no body")
        return body

    @cached_property
    def ids(self) -> Counter[str]:
        """Every anchor of the page, and how often it stands there."""
        return Counter(node.id or "" for node in self.tree.css("[id]"))

    @cached_property
    def links(self) -> list[Link]:
        """Every `a` with an address, in order; an address that is not valid has the page “” and no anchor."""
        return [_link(self.url, node) for node in self.tree.css("a[href]")]

    def copy(self) -> "HtmlDocument":
        """Give a copy to change, where others still need this one as it is."""
        return HtmlDocument(self.url, self.tree.clone())

    def inner_html(self) -> str:
        """Give what stands in the body, as HTML."""
        return self.body.inner_html or ""


def _link(url: str, node: LexborNode) -> Link:
    written = (node.attrs["href"] or "").strip()
    if written.startswith("#"):
        return Link(node, written, url, unquote(written[1:]))
    path, _, anchor = written.partition("#")
    return Link(node, written, _page(url, path), unquote(anchor))


@lru_cache(maxsize=50_000)
def _page(url: str, path: str) -> str | None:
    """Give the address below the root that a relative address means on a page; None where it leads elsewhere."""
    if _PLAIN.fullmatch(path):  # as nearly all are; the rules for the rest take ten times as long
        target = normpath(f"/{url.rpartition('/')[0]}/{path}").strip("/")
        return f"{target}/" if target and path.rpartition("/")[2] in ("", ".", "..") else target
    try:
        target = urljoin(f"{_HOST}{url}", path)
    except ValueError:
        return ""
    return unquote(target.removeprefix(_HOST)).partition("?")[0] if target.startswith(_HOST) else None


def texts(node: LexborNode) -> Iterator[LexborNode]:
    """Give the texts that stand in a node, each a node of its own."""
    return (part for part in node.traverse(include_text=True) if part.is_text_node)


def text(node: LexborNode) -> str:
    """Give a node's text on one line."""
    return " ".join(node.text().split())


def text_before(page_text: HtmlDocument, node: LexborNode) -> str:
    """Give what of a page's text stands before a node."""
    found = []
    for part in page_text.body.traverse(include_text=True):
        if part.mem_id == node.mem_id:
            break
        if part.tag == "-text":
            found.append(part.text())
    return "".join(found)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Give a node and all that it stands in, from within."""
    above: LexborNode | None = node
    while above is not None:
        yield above
        above = above.parent


def classes(node: LexborNode) -> set[str]:
    """Give the classes of an element."""
    return set((node.attributes.get("class") or "").split())


def next_element(node: LexborNode) -> LexborNode | None:
    """Give the element beside a node that comes after it, past white space."""
    after = node.next
    while after is not None and after.tag == "-text":
        after = after.next
    return after


def previous_element(node: LexborNode) -> LexborNode | None:
    """Give the element beside a node that comes before it, past white space."""
    before = node.prev
    while before is not None and before.tag == "-text":
        before = before.prev
    return before
