"""What the retelling settles for all pages: its anchors, to which they point, and the headings that they have.

One that is missing or out of order stops the build: nobody can say what rests on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Node
from retelling_site.content.page_types import CONNECTED, PAGE
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.retelling import paragraph_name, statement_nodes
from retelling_site.content.site import Site
from retelling_site.faults import Fault, places_in_words
from retelling_site.html import HtmlDocument, ancestors, classes, text


def check(site: Site) -> Iterator[Fault]:
    """Fault a retelling that is missing or written twice, and its anchors."""
    found = [node for node in site.graph.nodes if isinstance(node.record, RetellingPage)]
    if not found and site.whole:
        what = "No page retells the document."
        yield Fault("docs", 0, what, "Restore the page whose front matter has “document” and “paragraphs”.")
    for node in found[1:]:
        what = f"{found[0].file} retells the document already."
        yield Fault(node.file, node.line("paragraphs"), what, "Keep one page with “paragraphs”.")
    for node in found[:1]:
        page_text = site.texts.get(node.url)
        if page_text and isinstance(node.record, RetellingPage):
            yield from _twice(node, node.record)
            yield from _renamed(site, node, node.record)
            yield from _without_signs(site, node, node.record)
            yield from _anchors(site, node, page_text, list(node.record.paragraphs))


def _renamed(site: Site, node: Node, record: RetellingPage) -> Iterator[Fault]:
    """Fault a heading of the closed list that no page has, where several pages have another one in its place."""
    for page_type in CONNECTED:
        allowed = record.headings.of(page_type)
        having: dict[str, list[Node]] = {}
        for page in site.graph.of_type(page_type):
            page_text = site.texts.get(page.url)
            for words in {text(heading) for heading in page_text.tree.css("h2")} if page_text else ():
                having.setdefault(words, []).append(page)
        unknown = {words: pages for words, pages in having.items() if words not in allowed.values() and len(pages) > 1}
        for part, words in allowed.items():
            if words in having or not unknown:
                continue
            meant = (get_close_matches(words, unknown, 1, 0) or list(unknown))[0]
            pages = unknown.pop(meant)
            what = f"“headings → {page_type} → {part}” is “{words}”, which no page has; “{meant}” stands in"
            places = places_in_words([page.file for page in pages])
            remedy = "Write the same words here and there."
            yield Fault(node.file, node.line("headings", page_type, part), f"{what} {places}.", remedy)


def _without_signs(site: Site, node: Node, record: RetellingPage) -> Iterator[Fault]:
    """Fault a heading of the signs that no page has: sheets would lack them."""
    words = record.headings.of(PAGE).get("signs")
    having = {
        text(heading): page.file
        for page in site.graph.of_type(PAGE)
        if (page_text := site.texts.get(page.url))
        for heading in page_text.tree.css("h2, h3")
    }
    if words and words not in having and site.whole:
        near = get_close_matches(words, having, 1, 0.7)
        what = f"“headings → page → signs” is “{words}”, which no page has as a heading"
        what += f"; “{near[0]}” stands in {having[near[0]]}." if near else "."
        remedy = "Write the same words here and on the page that lists them."
        yield Fault(node.file, node.line("headings", "page", "signs"), what, remedy)


def _twice(node: Node, record: RetellingPage) -> Iterator[Fault]:
    """Fault headings of the closed list that a page could not tell apart."""
    for page_type in CONNECTED:
        seen: dict[str, str] = {}
        for part, words in record.headings.of(page_type).items():
            if seen.setdefault(words, part) != part:
                what = f"“headings → {page_type} → {part}” has the words of “{seen[words]}”."
                yield Fault(node.file, node.line("headings", page_type, part), what, "Write words of its own.")


def _anchors(site: Site, node: Node, page_text: HtmlDocument, names: list[str]) -> Iterator[Fault]:
    """Fault anchors: while one is missing, of no paragraph or out of order, nobody can say what the others lack."""
    elements = page_text.tree.css("[id]")
    tags = {element.id: element.tag for element in reversed(elements)}
    found = list(dict.fromkeys(element.id or "" for element in elements if element.id in names))
    unknown = (_unknown_paragraph(site, node, each, names, tags) for each in _of_no_paragraph(page_text, names))
    for faults in (_missing(node, names, found), unknown, _out_of_order(node, names, found)):
        if told := list(faults):
            yield from told
            return
    yield from _not_on_headings(site, node, names, tags)
    yield from _elsewhere(site, node, elements, names)
    yield from _without_anchor(site, node, page_text, names)


def _missing(node: Node, names: list[str], found: list[str]) -> Iterator[Fault]:
    if missing := [name for name in names if name not in found]:
        what = f"The anchor “{missing[0]}” is missing."
        if len(missing) > 1:
            what = f"The anchors “{'”, “'.join(missing)}” are missing."
        remedy = f"Write {{ #{missing[0]} }} after that paragraph's heading, or take it out of “paragraphs”."
        yield Fault(node.file, node.line("paragraphs", missing[0]), what, remedy)


def _out_of_order(node: Node, names: list[str], found: list[str]) -> Iterator[Fault]:
    for name, wanted in zip(found, names, strict=True):
        if name != wanted:
            what = f"The anchor “{name}” stands where “{wanted}” belongs."
            yield Fault(node.file, node.line("paragraphs", wanted), what, f"The order is {', '.join(names)}.")
            return


def _not_on_headings(
    site: Site, node: Node, names: list[str], tags: Mapping[str | None, str | None]
) -> Iterator[Fault]:
    for name in names:
        if tags[name] != "h2":
            line = site.files[node.src].line_with(f"#{name}")
            what = f"The anchor “{name}” does not stand on a heading of its own level."
            yield Fault(node.file, line, what, "Begin that paragraph's heading with ##.")


def _elsewhere(site: Site, node: Node, elements: Iterable[LexborNode], names: list[str]) -> Iterator[Fault]:
    """Fault clauses that stand under another paragraph than their own."""
    current = ""
    for element in elements:
        anchor = element.id or ""
        paragraph = paragraph_name(anchor)
        if anchor in names:
            current = anchor
        elif paragraph in names and paragraph != current:
            what = f"The anchor “{anchor}” does not stand under “{paragraph}”."
            yield site.fault(node, element, what, "Move the clause to its paragraph, or rename its anchor.")


def _of_no_paragraph(page_text: HtmlDocument, names: list[str]) -> list[LexborNode]:
    return [element for element in statement_nodes(page_text) if paragraph_name(element.id or "") not in names]


def _unknown_paragraph(
    site: Site, node: Node, element: LexborNode, names: list[str], tags: Mapping[str | None, str | None]
) -> Fault:
    paragraph = paragraph_name(element.id or "")
    if paragraph in tags:
        remedy = f"Write “{paragraph}: …” in its place among “paragraphs”, with its mark."
    else:
        near = get_close_matches(paragraph.lower(), names, 1, 0.5) or names[-1:]
        remedy = f"Begin it with its paragraph's name, in small letters, such as {near[0]}-word."
    what = f"The anchor “{element.id}” belongs to no paragraph."
    return replace(site.fault(node, element, what, remedy), cause=f"paragraph {paragraph}")


def _without_anchor(site: Site, node: Node, page_text: HtmlDocument, names: list[str]) -> Iterator[Fault]:
    current = names[0]
    for element in page_text.tree.css("[id], p, li, tr, dd"):
        current = element.id if element.id in names else current
        ours = any({"ours", "outside"} & classes(above) for above in ancestors(element))
        held = element.id or element.css("[id]") or (element.parent and element.parent.id)
        if not held and not ours and text(element):
            remedy = f"Write {{ #{current}-word }} on the next line, with its paragraph."
            yield site.fault(node, element, f"“{text(element)[:60]}” has no anchor.", remedy)
