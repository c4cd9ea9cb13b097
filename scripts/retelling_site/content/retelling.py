"""The retelling of the press release: its anchors, in order, and the clause that stands at each.

Every other page points back to it, so an anchor that is missing or out of order stops the build (design, section 3).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning.faults import Fault

SRC = "press-release.md"
PARAGRAPHS = ("head", *(f"p{at}" for at in range(1, 10)), "sign", "n1", "mark", "n2", "n3", "n4")
"""The paragraphs of the release, in its order, as the editorial guide names them."""


@dataclass(frozen=True)
class Retelling:
    """`url` is the retelling's address below the root; `clauses` holds the text at each anchor, in order."""

    url: str
    clauses: Mapping[str, str]

    def finest(self) -> set[str]:
        """Anchors that hold a statement: clauses, and paragraphs that have no finer anchor."""
        parents = {paragraph_of(anchor) for anchor in self.clauses if anchor not in PARAGRAPHS}
        return {anchor for anchor in self.clauses if anchor not in parents}


def paragraph_of(anchor: str) -> str:
    """Give the paragraph that an anchor belongs to: `p4` for `p4-gp`."""
    return anchor.split("-", 1)[0]


def inside_ours(node: LexborNode) -> bool:
    """Tell whether text stands in a block marked as ours, or as an outside fact, and so needs no source."""
    above: LexborNode | None = node
    while above is not None:
        if {"ours", "outside"} & set((above.attributes.get("class") or "").split()):
            return True
        above = above.parent
    return False


def read(url: str, html: str) -> tuple[Retelling, list[Fault]]:
    """Read the retelling's rendered text, and fault anchors that are missing, twice there or out of order."""
    tree = LexborHTMLParser(f"<body>{html}")
    anchored = [(node.id or "", node) for node in tree.css("body [id]")]
    clauses = {anchor: text(node) for anchor, node in anchored if paragraph_of(anchor) in PARAGRAPHS}
    order = [anchor for anchor, _ in anchored if anchor in clauses]
    faults = [*_order_faults(order), *_unanchored(tree)]
    return Retelling(url, clauses), [Fault(f"docs/{SRC}", what, remedy) for what, remedy in faults]


def text(node: LexborNode) -> str:
    """Give a node's text on one line."""
    return " ".join(node.text().split())


def _order_faults(order: list[str]) -> Iterator[tuple[str, str]]:
    for anchor in sorted({anchor for anchor in order if order.count(anchor) > 1}):
        yield f"The anchor “{anchor}” stands twice.", "Give each clause an anchor of its own."
    found = [anchor for anchor in order if anchor in PARAGRAPHS]
    for anchor in PARAGRAPHS:
        if anchor not in found:
            yield f"The anchor “{anchor}” is missing.", f"Write {{ #{anchor} }} after that paragraph's heading."
    expected = [anchor for anchor in PARAGRAPHS if anchor in found]
    for anchor, wanted in zip(dict.fromkeys(found), expected, strict=True):
        if anchor != wanted:
            remedy = f"The order is {', '.join(PARAGRAPHS)}."
            yield f"The anchor “{anchor}” stands where “{wanted}” belongs.", remedy
            break
    current = None
    for anchor in order:
        if anchor in PARAGRAPHS:
            current = anchor
        elif paragraph_of(anchor) != current and paragraph_of(anchor) in found:
            what = f"The anchor “{anchor}” does not stand under “{paragraph_of(anchor)}”."
            yield what, "Move the clause to its paragraph, or rename its anchor."


def _unanchored(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("p[id], li[id], tr[id], dd[id]"):
        if paragraph_of(node.id or "") not in PARAGRAPHS:
            remedy = "Begin it with its paragraph's name, in small letters: p4-name."
            yield f"The anchor “{node.id}” belongs to no paragraph.", remedy
    for node in tree.css("p, li, tr, dd"):
        if not node.id and not node.css("[id]") and not (node.parent and node.parent.id) and not inside_ours(node):
            yield f"“{text(node)[:60]}” has no anchor.", "Write { #p4-name } on the next line, with its paragraph."
