"""Headings claim nothing: those of connected pages are a closed list; others name or ask, as `claims` has it.

Titles, terms of a glossary and heads of tables are headings too.
"""

from collections.abc import Iterator

from retelling_site.checks.texts.claims import claim
from retelling_site.checks.texts.sourcing import apart
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, text

_REMEDY = "Write a name or a question, and say the rest below it with its source."


def check(site: Site) -> Iterator[Fault]:
    """Fault headings that may not stand where they stand."""
    retelling = site.retelling
    if retelling is None:
        return
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is None or not (node.record.retells or isinstance(node.record, RetellingPage)):
            continue
        if why := claim(node.record.title):
            what = f"The title “{node.record.title}” may claim something, {why}."
            yield Fault(node.file, node.line("title"), what, "Write a name or a question.")
        if node.type.connected:
            yield from _closed(site, node, document, list(retelling.record.headings.of(node.record.type).values()))
            yield from _free(site, node, document, "dt, th")
        else:
            yield from _free(site, node, document, "h2, h3, h4, h5, h6, dt, th")


def _closed(site: Site, node: Node, document: Document, allowed: list[str]) -> Iterator[Fault]:
    found = []
    for heading in document.tree.css("h2, h3, h4, h5, h6"):
        words = text(heading)
        if heading.tag != "h2" or words not in allowed:
            remedy = f"Use ## and one of: {'; '.join(allowed)}."
            yield site.fault(
                node, heading, f"The heading “{words[:60]}” is not one that this type of page may have.", remedy
            )
        elif words in found:
            yield site.fault(node, heading, f"The heading “{words}” stands twice.", "Put the two parts together.")
        found.append(words)
    order = [words for words in allowed if words in found]
    kept = [words for words in dict.fromkeys(found) if words in allowed]
    if kept != order:
        what = "The headings are out of order."
        yield site.fault(node, kept[0], what, f"The order is: {'; '.join(order)}.")


def _free(site: Site, node: Node, document: Document, selector: str) -> Iterator[Fault]:
    for heading in document.tree.css(selector):
        if not apart(heading) and (why := claim(text(heading))):
            what = f"The heading “{text(heading)[:60]}” may claim something, {why}."
            yield site.fault(node, heading, what, _REMEDY)
