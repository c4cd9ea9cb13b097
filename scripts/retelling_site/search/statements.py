"""The second index: every statement, entry, question and item of the pages, each with the anchor that it leads to."""

from collections.abc import Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Graph, Node
from retelling_site.content.parts import own_words
from retelling_site.content.site import Site
from retelling_site.html import ancestors, classes, previous_element
from retelling_site.search.index import searchable

_BLOCKS = "h2, h3, p, li, dd, td"
_WITHIN = "p, li, dd"
_LEAST_WORDS = 3
_NO_STATEMENT = frozenset(("admonition-title", "checked"))
"""Classes of a block's title, and of the line that says where an outside fact is from."""
CONNECTIONS = "connections"
"""The anchor of the reasons why pages belong together."""

_LABELLED = ("questions", "not_said")
"""Parts whose items mean something else without their heading."""


class _Signpost(NamedTuple):
    """An item that is nothing but a link to another page, such as a question that is answered there."""

    item: int
    text: str
    to: str


class Statement(NamedTuple):
    """A statement of a page, its anchor, and what it needs to be understood: a label, or the term that it explains."""

    anchor: str
    text: str
    label: str = ""
    term: str = ""


def search_statements(site: Site) -> list[list[Statement]]:
    """Give the statements of each page that search leads to, in the order of the first index."""
    pages = searchable(site.graph)
    signposts = _signposts(site, pages)
    return [
        [
            *_in_text(site, node, signposts),
            *_reasons(site.graph, node),
            *(Statement("", post.text) for post in signposts if post.to == node.url),
        ]
        for node in pages
    ]


def columns(statements: list[list[Statement]], pages: list[Node]) -> dict[str, list[str]]:
    """Pack statements as texts, anchors and labels, each a string for each page: in this order they pack best.

    A label is a number: of the page whose title it is or, on from there, of a heading. A term is written out.
    """
    titles = [node.record.title for node in pages]
    headings = dict.fromkeys(statement.label for listed in statements for statement in listed)
    labels = [*titles, *(label for label in headings if label and label not in titles)]
    number = {"": "", **{label: f"#{at}" for at, label in enumerate(labels)}}
    return {
        "texts": [_column(statement.text for statement in listed) for listed in statements],
        "headings": labels[len(titles) :],
        "labels": [_column(statement.term or number[statement.label] for statement in listed) for listed in statements],
        "anchors": [_column(statement.anchor for statement in listed) for listed in statements],
    }


def _column(cells: Iterable[str]) -> str:
    """Set bars between cells; a bar within one becomes a sign that looks the same."""
    return "|".join(cell.replace("|", "\N{BOX DRAWINGS LIGHT VERTICAL}") for cell in cells)


def glossary(site: Site) -> str | None:
    """Give the address of the page that explains terms."""
    texts = ((node.url, site.texts.get(node.url)) for node in searchable(site.graph))
    return next((url for url, page_text in texts if page_text and page_text.tree.css_first("dt[id]")), None)


def _signposts(site: Site, pages: list[Node]) -> list[_Signpost]:
    """Give those of all pages: whoever types such a question wants the page that answers it."""
    urls = [node.url for node in pages]
    texts = [site.texts[url] for url in urls if url in site.texts]
    links = [link for text in texts for link in text.links if link.page != text.url and link.page in urls]
    return [
        _Signpost(item.mem_id, own_words(item), link.page or "")
        for link in links
        if (item := link.node.parent) and item.tag == "li" and own_words(item) == own_words(link.node)
    ]


def _in_text(site: Site, node: Node, signposts: list[_Signpost]) -> list[Statement]:
    page_text = site.texts.get(node.url)
    led_on = {post.item for post in signposts}
    labels = {
        item.text: part.heading for name, part in node.parts.by_name.items() if name in _LABELLED for item in part.items
    }
    found: dict[tuple[str, str], Statement] = {}
    section = ""
    for block in page_text.tree.css(_BLOCKS) if page_text else ():
        if block.tag in ("h2", "h3"):
            section = block.id or section
        elif not _divided(block) and not _NO_STATEMENT & classes(block) and block.mem_id not in led_on:
            text, terms = own_words(block), _terms(block)
            if len(text.split()) >= (1 if terms else _LEAST_WORDS):
                anchor = _anchor(block) or next((term.id for term in terms if term.id), section)
                term = _name(terms)
                label = "" if term else labels.get(text, "")
                found.setdefault((term, text), Statement(anchor, text, label, term))
    return list(found.values())


def _divided(block: LexborNode) -> bool:
    """Tell whether the words of a block stand in blocks of their own within it."""
    return any(other.mem_id != block.mem_id for other in block.css(_WITHIN))


def _anchor(block: LexborNode) -> str:
    """Give the anchor of a block, or of the list item that it stands in."""
    return next((above.id for above in ancestors(block) if above.id and above.tag in ("p", "li", "dd", "tr", "td")), "")


def _terms(block: LexborNode) -> list[LexborNode]:
    """Give the terms of a list of definitions that a block explains, in order; none where it stands in no such list."""
    before = next((above for above in ancestors(block) if above.tag == "dd"), None)
    while before is not None and before.tag == "dd":
        before = previous_element(before)
    found: list[LexborNode] = []
    while before is not None and before.tag == "dt":
        found.insert(0, before)
        before = previous_element(before)
    return found


def _name(terms: list[LexborNode]) -> str:
    """Name what is explained; other names stand in brackets, as they do in a term."""
    first, *others = [own_words(term) for term in terms] or [""]
    return " ".join((first, *(f"({other})" for other in others)))


def _reasons(graph: Graph, node: Node) -> list[Statement]:
    related = [found for page_type in node.record.relations for found in graph.related(node, page_type)]
    return [Statement(CONNECTIONS, found.why, found.node.record.title) for found in related]
