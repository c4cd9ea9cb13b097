"""The retelling's anchors: every other page points to them, so one that is missing or out of order stops the build."""

from collections.abc import Iterator

from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.relations import Node
from retelling_site.content.retelling import paragraph_name, statement_nodes
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, ancestors, classes, text


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
        document = site.documents.get(node.url)
        if document and isinstance(node.record, RetellingPage):
            yield from _anchors(site, node, document, list(node.record.paragraphs))


def _anchors(site: Site, node: Node, document: Document, names: list[str]) -> Iterator[Fault]:
    elements = document.tree.css("[id]")
    order = [element.id or "" for element in elements if paragraph_name(element.id or "") in names]
    found = list(dict.fromkeys(anchor for anchor in order if anchor in names))
    for name in names:
        if name not in found:
            remedy = f"Write {{ #{name} }} after that paragraph's heading, or take it out of “paragraphs”."
            yield Fault(node.file, node.line("paragraphs", name), f"The anchor “{name}” is missing.", remedy)
    expected = [name for name in names if name in found]
    for name, wanted in zip(found, expected, strict=True):
        if name != wanted:
            what = f"The anchor “{name}” stands where “{wanted}” belongs."
            yield Fault(node.file, node.line("paragraphs"), what, f"The order is {', '.join(names)}.")
            break
    current = ""
    for element in elements:
        anchor = element.id or ""
        paragraph = paragraph_name(anchor)
        if anchor in names:
            current = anchor
        elif paragraph in found and paragraph != current:
            what = f"The anchor “{anchor}” does not stand under “{paragraph}”."
            yield site.fault(node, element, what, "Move the clause to its paragraph, or rename its anchor.")
    for element in statement_nodes(document):
        if paragraph_name(element.id or "") not in names:
            remedy = f"Begin it with its paragraph's name, in small letters: {names[-1]}-word."
            yield site.fault(node, element, f"The anchor “{element.id}” belongs to no paragraph.", remedy)
    current = names[0]
    for element in document.tree.css("[id], p, li, tr, dd"):
        current = element.id if element.id in names else current
        ours = any({"ours", "outside"} & classes(above) for above in ancestors(element))
        held = element.id or element.css("[id]") or (element.parent and element.parent.id)
        if not held and not ours and text(element):
            remedy = f"Write {{ #{current}-word }} on the next line, with its paragraph."
            yield site.fault(node, element, f"“{text(element)[:60]}” has no anchor.", remedy)
