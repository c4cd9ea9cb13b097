"""Clauses that records name: each must be there, and each that the retelling holds must be used by a page."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from retelling_site.content.records.schema import RELATION_KEYS, Page, RetellingPage
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault clauses that do not exist, summaries without any, and clauses that no page uses."""
    retelling = site.retelling
    if retelling is None or not retelling.statements:
        return
    for node in site.graph.nodes:
        for path, anchors in named(node):
            yield from _known(site, node, path, anchors)
        record = node.record
        ours = isinstance(record, Page) and (record.ours or record.retired)
        if not record.summary_sources and not ours:
            what = "The summary names no clause that carries it."
            remedy = "Write “summary_sources: [ … ]” with the clauses, or “ours: true” if the whole page is ours."
            yield Fault(node.file, node.line("summary"), what, remedy)
    if site.whole:
        used = used_clauses(site)
        for anchor in retelling.statements:
            if anchor not in used:
                what = f"No page uses the clause “{anchor}”."
                line = site.sources[retelling.node.src].line_with(f"#{anchor}")
                remedy = f"Link to it as {retelling.node.src}#{anchor} where it belongs."
                yield Fault(retelling.node.file, line, what, remedy)


def named(node: Node) -> Iterator[tuple[tuple[str | int, ...], Sequence[str]]]:
    """Give every list of clauses in a record, with the way to it."""
    record = node.record
    yield ("summary_sources",), record.summary_sources
    for kind, relations in record.relations.items():
        for target, relation in relations.items():
            yield (RELATION_KEYS[record.type, kind], target, "sources"), relation.sources
    if isinstance(record, Page):
        for at, event in enumerate(record.events):
            yield ("events", at, "sources"), event.sources
        for name, note in record.near.items():
            yield ("near", name, "sources"), note.sources
    if isinstance(record, RetellingPage):
        for name in ("person", "no_change", "caveat"):
            yield ("standing", name, "sources"), getattr(record.standing, name).sources


def used_clauses(site: Site) -> dict[str, list[Node]]:
    """Give the pages that use each clause, in their text or in their record; the retelling itself does not count."""
    used: dict[str, list[Node]] = {}
    for node in site.graph.nodes:
        if isinstance(node.record, RetellingPage) or node.url not in site.documents:
            continue
        anchors = {*site.citations(site.documents[node.url]).values(), *(a for _, found in named(node) for a in found)}
        for anchor in anchors:
            used.setdefault(anchor, []).append(node)
    return used


def _known(site: Site, node: Node, path: tuple[str | int, ...], anchors: Sequence[str]) -> Iterator[Fault]:
    retelling = site.retelling
    if retelling is None:
        return
    name = " → ".join(str(step) for step in path)
    for at, anchor in enumerate(anchors):
        if anchor not in retelling.statements and anchor not in retelling.paragraphs:
            near = _nearest(anchor, list(retelling.statements))
            what = f"“{name}” names “{anchor}”, which is not a clause of the retelling."
            yield Fault(node.file, node.line(*path, at), what, f"Look it up in {retelling.node.file}{near}.")
    if len(set(anchors)) < len(anchors):
        yield Fault(node.file, node.line(*path), f"“{name}” names a clause twice.", "Remove one.")


def _nearest(anchor: str, known: list[str]) -> str:
    found = get_close_matches(anchor, known, 3, 0.5)
    return f"; the nearest are {', '.join(found)}" if found else ""
