"""Citations as readers see them: a mark such as “¶4” after a statement, and one mark for neighbours of a paragraph."""

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from retelling_site.content.parts import MARK
from retelling_site.content.retelling import Retelling
from retelling_site.html import HtmlDocument

_NO_BREAK = "\u00a0"
"""Keeps a mark on the line of the word before it."""


def decorate(retelling: Retelling, page_text: HtmlDocument, cited: Mapping[int, str]) -> None:
    """Turn a text's links to the retelling into marks, each kept on the line of what it carries.

    `cited` gives the clause of each such link, by its element.
    """
    for group in _neighbours(page_text, cited):
        links = {(link.attributes.get("href") or "").partition("#")[2]: link for link in group}
        for mark in retelling.marks(links):
            link = links[mark.anchor]
            link.attrs["class"] = MARK
            if mark.label:
                link.attrs["aria-label"] = mark.label
            if mark.also:
                link.attrs["data-also"] = " ".join(mark.also)
            _set_text(link, mark.words)
            for anchor in mark.also:
                _remove(links[anchor])
            _keep_on_line(link)


def _neighbours(page_text: HtmlDocument, cited: Mapping[int, str]) -> list[list[LexborNode]]:
    """Give the citing links of a text, those together that have no word between them."""
    groups: list[list[LexborNode]] = []
    for link in page_text.links:
        if link.node.mem_id not in cited:
            continue
        before = link.node.prev
        if before is not None and before.tag == "-text" and not before.text().strip():
            before = before.prev
        if groups and before is not None and before.mem_id == groups[-1][-1].mem_id:
            groups[-1].append(link.node)
        else:
            groups.append([link.node])
    return groups


def sources_of_items(page_text: HtmlDocument, cited: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Give the clauses that each paragraph or list item of a text cites, by its element."""
    found: dict[int, tuple[str, ...]] = {}
    for element in page_text.tree.css("p, li"):
        anchors = [cited[link.mem_id] for link in element.css("a[href]") if link.mem_id in cited]
        found[element.mem_id] = tuple(dict.fromkeys(anchors))
    return found


def give_anchors(page_text: HtmlDocument, sources: Mapping[int, tuple[str, ...]]) -> None:
    """Give each item of a text that has sources an anchor: the one that is written, or that of its first clause."""
    taken = set(page_text.ids)
    for element in page_text.tree.css("body > p, body > ul > li, body > ol > li"):
        anchors = sources.get(element.mem_id) or ()
        if element.id or not anchors:
            continue
        anchor = anchors[0]
        nth = 1
        while anchor in taken:
            nth += 1
            anchor = f"{anchors[0]}-{nth}"
        taken.add(anchor)
        element.attrs["id"] = anchor


def _set_text(node: LexborNode, words: str) -> None:
    for child in list(node.iter(include_text=True)):
        child.decompose()
    node.insert_child(words)


def _remove(node: LexborNode) -> None:
    """Take a link away, and the space before it."""
    before = node.prev
    if before is not None and before.tag == "-text" and not before.text().strip():
        before.decompose()
    node.decompose()


def _keep_on_line(node: LexborNode) -> None:
    before = node.prev
    if before is not None and before.tag == "-text" and before.text()[-1:].isspace():
        kept = before.text().rstrip() + _NO_BREAK
        before.replace_with(kept)
