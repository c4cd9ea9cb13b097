"""The sourcing rule, both ways: no statement without a source, no clause of the release without a page.

Protects the trainer who quotes a sentence, and the family of whom it is said (design, section 3).
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning.faults import Fault
from learning.graph import Node
from learning.model import FOLDERS
from learning.retelling import PARAGRAPHS, SRC, Retelling, inside_ours, text

STORY = ("hakeem/", "timeline/")
"""Pages of type `page` that make statements about the case, and so are held to the rule as well."""
_STATEMENTS = "p, li, dd, tr, pre, figcaption, summary"
_BLOCKS = {"p", "li", "dd", "tr", "pre", "figcaption", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"}


def citations(url: str, html: str, retelling: Retelling) -> list[tuple[LexborNode, str]]:
    """Give the links of a page that lead to a place in the retelling, each with its anchor."""
    tree = LexborHTMLParser(f"<body>{html}")
    return [(link, anchor) for link in tree.css("a[href]") if (anchor := cited(url, link, retelling))]


def check(pages: Mapping[str, str], nodes: list[Node], retelling: Retelling, *, whole: bool = True) -> list[Fault]:
    """Hold all pages against the rule; `pages` holds each page's rendered text by its address.

    Where pages are missing (not `whole`), a clause that no other page uses may have been used there. Where there is no
    retelling to point to, nothing can be held against it: that is told once, elsewhere.
    """
    if not retelling.clauses:
        return []
    faults: list[Fault] = []
    used = {anchor for node in nodes for anchor in node.record.sources if node.src != SRC}
    for url, html in pages.items():
        used.update(anchor for _, anchor in citations(url, html, retelling) if url != retelling.url)
    for node in nodes:
        faults += _unknown_sources(node, retelling)
        if node.record.type in FOLDERS or node.url in STORY:
            faults += _unsourced(node, pages[node.url], retelling)
    for anchor in sorted(retelling.finest() - used) if whole else ():
        what = f"No page uses the clause “{anchor}”."
        faults.append(Fault(f"docs/{SRC}", what, f"Link to it as press-release.md#{anchor} where it belongs."))
    return faults


def cited(url: str, link: LexborNode, retelling: Retelling) -> str:
    """Give the anchor of the retelling that a link leads to, or nothing; a link that nobody can see is no source."""
    if not text(link):
        return ""
    address, anchor = urldefrag(urljoin(f"/{url}", link.attributes.get("href") or ""))
    return anchor if address == f"/{retelling.url}" and anchor in retelling.clauses else ""


def _unknown_sources(node: Node, retelling: Retelling) -> Iterator[Fault]:
    for anchor in node.record.sources:
        if anchor not in retelling.clauses and anchor not in PARAGRAPHS:  # a missing paragraph is told on its own
            what = f"“sources” names “{anchor}”, which is no anchor of the retelling."
            yield Fault(node.file, what, f"Look it up in docs/{SRC}.", node.lines.get("sources"))
    if len(set(node.record.sources)) < len(node.record.sources):
        yield Fault(node.file, "“sources” names a source twice.", "Remove one.", node.lines.get("sources"))


def _unsourced(node: Node, html: str, retelling: Retelling) -> Iterator[Fault]:
    tree = LexborHTMLParser(f"<body>{html}")
    remedy = f"End it with its source, such as [p4](…/{SRC}#p4-gp), or put it in a block “/// ours”."
    for statement in tree.css(_STATEMENTS):
        if _is_statement(statement) and not any(cited(node.url, a, retelling) for a in statement.css("a[href]")):
            yield Fault(node.file, f"“{text(statement)[:60]}” has no source.", remedy)
    for loose in _loose_text(tree.body):
        yield Fault(node.file, f"“{loose[:60]}” has no source.", remedy)


def _is_statement(node: LexborNode) -> bool:
    """Tell whether a block speaks for itself: not a header row, not empty, not ours, not a mere shell of blocks."""
    if not text(node) or inside_ours(node) or (node.parent and node.parent.tag == "thead"):
        return False
    own = [child for child in node.iter(include_text=True) if child.tag not in {"p", "ul", "ol", "table", "dl"}]
    return bool("".join(child.text() for child in own).strip())


def _loose_text(node: LexborNode | None) -> Iterator[str]:
    """Give words that stand in no block at all, as raw HTML can have them."""
    for child in node.iter(include_text=True) if node is not None else []:
        if child.tag == "-text":
            if words := child.text().strip():
                yield words
        elif child.tag not in _BLOCKS and not inside_ours(child):
            if child.tag in {"a", "span", "em", "strong", "b", "i", "q", "abbr", "small", "code"}:
                yield text(child)
            else:
                yield from _loose_text(child)
