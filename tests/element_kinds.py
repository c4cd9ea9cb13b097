"""Kinds of elements, by which a look that repeats itself is spared: what is of one kind looks the same everywhere.

A kind is an element's name, classes and attributes, with the names and classes of all that it stands in.
"""

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from addresses import every_page, file_of

MARK_KNOWN = """known => {
  const kinds = new Set(known), places = new Map(), mark = each => each.setAttribute("data-known", "");
  const one = each => [each.localName, ...[...each.classList].sort()].join(".");
  const line = each => each === document.documentElement ? [] : [one(each), ...line(each.parentElement)];
  for (const each of document.body.querySelectorAll("*")) {
    const names = each.getAttributeNames().filter(name => name !== "aria-expanded");
    const kind = [...line(each), ...names.sort()].join(" ");
    if (kinds.has(kind)) mark(each);
    else places.set(kind, [...places.get(kind) ?? [], each]);
  }
  for (const alike of places.values()) alike.slice(2, -1).forEach(mark);
}"""
"""Marks what is of a kind that is known; of every other kind, the first two and the last on the page are left unmarked.

What a script has made or changed is of no kind that is in a file; but that a mark can be expanded is told by a script.
"""


def known_kinds(site: Path, addresses: list[str]) -> dict[str, list[str] | None]:
    """Give for each address the kinds on it that stand on a page before it; none where it has no other kind.

    What a page turns into for a query or a part is not in its file: there, kinds that are not in it are others.
    """
    seen: set[str] = set()
    known = dict[str, list[str] | None]()
    for page in every_page(site):
        kinds = _kinds(site, page)
        known[page] = None if kinds <= seen else sorted(kinds & seen)
        seen |= kinds
    return {
        address: known[address]
        if address in known
        else sorted(_kinds(site, address.partition("?")[0].partition("#")[0]))
        for address in addresses
    }


def place(node: LexborNode) -> list[str]:
    """Name an element and all that it stands in, with their classes."""
    return [_kind(each) for each in _line(node)]


def _kinds(site: Path, address: str) -> set[str]:
    nodes = LexborHTMLParser(file_of(site, address).read_bytes()).css("body *")
    return {" ".join([*place(node), *sorted(node.attributes.keys() - {"aria-expanded"})]) for node in nodes}


def _line(node: LexborNode) -> Iterator[LexborNode]:
    """Give an element and all that it stands in, up to the body."""
    each: LexborNode | None = node
    while each is not None and each.tag != "html":
        yield each
        each = each.parent


def _kind(node: LexborNode) -> str:
    return ".".join([str(node.tag), *sorted((node.attributes.get("class") or "").split())])
