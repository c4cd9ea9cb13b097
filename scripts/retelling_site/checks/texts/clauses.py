"""Clauses that records and sources name are there, and each that the retelling holds is used by a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from retelling_site.checks.texts.source_links import written_as_source
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import UNREAD_CLAUSE, Page
from retelling_site.content.records.source_text import KeyPath, path_in_words
from retelling_site.content.retelling import Retelling, paragraph_name
from retelling_site.content.site import Site
from retelling_site.faults import Fault, places_in_words
from retelling_site.html import text


def check(site: Site) -> Iterator[Fault]:
    """Fault clauses that do not exist, summaries without any, and clauses that no page uses."""
    retelling = site.retelling
    if retelling is None or not retelling.statements:
        return
    missing: dict[str, list[Fault]] = {}
    for node in site.graph.nodes:
        for path, anchors in node.record.clauses():
            for anchor, fault in _in_record(retelling, node, path, anchors):
                missing.setdefault(anchor, []).append(fault)
            if len(set(anchors)) < len(anchors):
                what = f"“{path_in_words(path)}” names a clause twice."
                yield Fault(node.file, node.line(*path), what, "Remove one.")
        for anchor, fault in _in_text(site, retelling, node):
            missing.setdefault(anchor, []).append(fault)
        yield from _bare_summary(node)
    used = site.used_clauses() if site.whole else retelling.statements
    unused = [anchor for anchor in retelling.statements if anchor not in used]
    for anchor, faults in missing.items():
        if len({fault.file for fault in faults}) == 1:
            yield from (replace(fault, cause=f"clause {anchor}") for fault in faults)
        else:
            yield _gone(site, retelling, anchor, faults, unused)
    if not missing:
        yield from (_unused(site, retelling, anchor) for anchor in unused)


def _bare_summary(node: Node) -> Iterator[Fault]:
    record = node.record
    ours = isinstance(record, Page) and (record.ours or record.retired)
    if not record.summary_sources and not ours:
        what = "Nothing says which clauses the summary rests on."
        remedy = "Write “summary_sources: [ … ]” with their names, or “ours: true” if the whole page is ours."
        yield Fault(node.file, node.line("summary"), what, remedy)


def _unused(site: Site, retelling: Retelling, anchor: str) -> Fault:
    what = f"No page uses the clause “{anchor}”."
    line = site.files[retelling.node.src].line_with(f"#{anchor}")
    remedy = f"Link to it as {retelling.node.src}#{anchor} where it belongs."
    return Fault(retelling.node.file, line, what, remedy)


def _in_record(retelling: Retelling, node: Node, path: KeyPath, anchors: Sequence[str]) -> Iterator[tuple[str, Fault]]:
    """Give each clause of a list in a record that does not exist, with its fault."""
    for at, anchor in enumerate(anchors):
        if anchor != UNREAD_CLAUSE and not retelling.holds(anchor):
            near = _nearest(anchor, list(retelling.statements))
            what = f"“{path_in_words(path)}” names “{anchor}”, which is not a clause of the retelling."
            remedy = f"Look it up in {retelling.node.file}{near}."
            yield anchor, Fault(node.file, node.line(*path, at), what, remedy)


def _in_text(site: Site, retelling: Retelling, node: Node) -> Iterator[tuple[str, Fault]]:
    """Give each clause that does not exist and to which a source of the text leads, with its fault."""
    page_text = site.texts.get(node.url)
    for link in page_text.links if page_text and node.url != retelling.url else []:
        anchor = link.anchor
        if anchor and link.page == retelling.url and written_as_source(retelling, link) and not retelling.holds(anchor):
            name = text(link.node)
            near = get_close_matches(anchor, retelling.statements, 3, 0.5) or [
                known for known in retelling.statements if known.startswith(f"{name}-")
            ]
            named = f" The nearest are {', '.join(f'#{known}' for known in near[:3])}." if near else ""
            what = f"A source leads to “#{anchor}”, which is not a clause of the retelling."
            line = site.files[node.src].line_with(f"[{name}]({link.written}")
            fault = site.fault(node, link.node, what, f"Correct it.{named}")
            yield anchor, replace(fault, line=line) if line else fault


def _gone(site: Site, retelling: Retelling, anchor: str, faults: Sequence[Fault], unused: Sequence[str]) -> Fault:
    """Word a clause that several pages name and the retelling lacks: told there, with the places that name it."""
    paragraph = paragraph_name(anchor)
    places = list(dict.fromkeys(fault.place for fault in sorted(faults)))
    line = site.files[retelling.node.src].line_with(f"#{paragraph} ")
    what = f"The clause “{anchor}” is gone, and named in {places_in_words(places)}."
    near = get_close_matches(anchor, unused, 1, 0.5)
    now = f" If it is “{near[0]}” now, give it its old anchor." if near else ""
    remedy = f"Restore it, with {{ #{anchor} }} on the line below, or take it out there.{now}"
    return Fault(retelling.node.file, line, what, remedy)


def _nearest(anchor: str, known: list[str]) -> str:
    found = get_close_matches(anchor, known, 3, 0.5)
    return f"; the nearest are {', '.join(found)}" if found else ""
