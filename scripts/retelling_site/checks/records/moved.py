"""Old addresses that pages have had (`moved_from`): each leads to one page, and no page stands there now."""

from collections.abc import Iterator

from retelling_site.content.graph import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault old addresses that are in use, or that two pages claim; chains and loops cannot be written."""
    claimed: dict[str, Node] = {}
    for node in (node for node in site.graph.nodes if not node.generated_from):
        for at, old in enumerate(node.record.moved_from):
            line = node.line("moved_from", at)
            if present := site.graph.by_url.get(old.lstrip("/")):
                what = f"“moved_from” names {old}, where {present.file} stands."
                yield Fault(node.file, line, what, "Remove the line, or that page.")
            if old in node.record.moved_from[:at]:
                yield Fault(node.file, line, f"“moved_from” names {old} twice.", "Remove one.")
            first = claimed.setdefault(old, node)
            if first is not node:
                what = f"“moved_from” names {old}, as {first.file} does."
                yield Fault(node.file, line, what, "Keep it on the page that readers should find.")
