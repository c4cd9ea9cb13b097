"""Clauses that records name: each must be there, and each that the retelling holds must be used by a page."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from retelling_site.content.records.schema import UNREAD_CLAUSE, Page
from retelling_site.content.records.source_text import KeyPath
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault clauses that do not exist, summaries without any, and clauses that no page uses."""
    retelling = site.retelling
    if retelling is None or not retelling.statements:
        return
    for node in site.graph.nodes:
        for path, anchors in node.record.clauses():
            yield from _known(site, node, path, anchors)
        record = node.record
        ours = isinstance(record, Page) and (record.ours or record.retired)
        if not record.summary_sources and not ours:
            what = "Nothing says which clauses the summary rests on."
            remedy = "Write “summary_sources: [ … ]” with their names, or “ours: true” if the whole page is ours."
            yield Fault(node.file, node.line("summary"), what, remedy)
    if site.whole:
        used = site.used_clauses()
        for anchor in retelling.statements:
            if anchor not in used:
                what = f"No page uses the clause “{anchor}”."
                line = site.files[retelling.node.src].line_with(f"#{anchor}")
                remedy = f"Link to it as {retelling.node.src}#{anchor} where it belongs."
                yield Fault(retelling.node.file, line, what, remedy)


def _known(site: Site, node: Node, path: KeyPath, anchors: Sequence[str]) -> Iterator[Fault]:
    retelling = site.retelling
    if retelling is None:
        return
    name = " → ".join(str(step) for step in path)
    for at, anchor in enumerate(anchors):
        if anchor != UNREAD_CLAUSE and not retelling.holds(anchor):
            near = _nearest(anchor, list(retelling.statements))
            what = f"“{name}” names “{anchor}”, which is not a clause of the retelling."
            yield Fault(node.file, node.line(*path, at), what, f"Look it up in {retelling.node.file}{near}.")
    if len(set(anchors)) < len(anchors):
        yield Fault(node.file, node.line(*path), f"“{name}” names a clause twice.", "Remove one.")


def _nearest(anchor: str, known: list[str]) -> str:
    found = get_close_matches(anchor, known, 3, 0.5)
    return f"; the nearest are {', '.join(found)}" if found else ""
