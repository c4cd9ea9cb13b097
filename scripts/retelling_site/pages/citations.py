"""Citations as readers see them: small links in the text, and the retold clauses in full at the page's foot."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from learning.graph import Node
from learning.retelling import Retelling
from learning.sourcing import cited

GAP = "p8-acted"
"""What a page with a gap cites: the release's general statement that all agencies improved their practice."""

_MOST = 45
"""A page that cites more places than this, as the glossary does, has no list: it would be the retelling again."""


def decorate(node: Node, html: str, retelling: Retelling, *, gap: bool) -> tuple[str, list[str]]:
    """Mark a page's links to the retelling as sources, each described by its clause in the list of sources.

    Gives the text anew and the anchors to list, the record's own sources first, in the order of the release.
    """
    if node.url == retelling.url:
        return html, []
    tree = LexborHTMLParser(f"<main>{html}</main>")
    links = [(link, anchor) for link in tree.css("a[href]") if (anchor := cited(node.url, link, retelling))]
    anchors = {*node.record.sources, *(anchor for _, anchor in links), *([GAP] if gap else [])}
    listed = len(anchors) <= _MOST
    for link, anchor in links:
        link.attrs["class"] = "source"
        if listed:
            link.attrs["aria-describedby"] = f"source-{anchor}"
    main = tree.css_first("main")
    return (main.inner_html if main else None) or html, in_order(anchors, retelling) if listed else []


def in_order(anchors: Iterable[str], retelling: Retelling) -> list[str]:
    """Sort anchors as they stand in the release."""
    place = {anchor: at for at, anchor in enumerate(retelling.clauses)}
    return sorted(anchors, key=lambda anchor: place[anchor])
