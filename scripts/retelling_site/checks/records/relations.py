"""Relations that lead nowhere, to the page itself, or stand on both pages: each is to be written once."""

from collections.abc import Iterator

from retelling_site.content.graph import Node
from retelling_site.content.page_types import AGENCY, PAGE_TYPES, THEME
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault what the graph cannot join."""
    written: dict[frozenset[str], Node] = {}
    for node in site.graph.nodes:
        for page_type, relations in node.record.relations.items():
            key = node.record.relation_keys[page_type]
            for target in relations:
                line = node.line(key, target)
                other = site.graph.by_id.get((page_type, target))
                file = f"{PAGE_TYPES[page_type].folder}/{target}.md"
                if file in site.unparsed or (other is None and file in site.listed):
                    continue  # it is told that it cannot be read, or is not there
                if other is None:
                    known = ", ".join(n.id for n in site.graph.of_type(page_type)[:40])
                    what, cause = f"There is no {page_type} “{target}”.", f"{page_type} {target}"
                    yield Fault(node.file, line, what, f"Use one of: {known}.", cause)
                elif other is node:
                    yield Fault(node.file, line, f"“{target}” is related to itself.", "Remove that line.")
                elif (pair := frozenset((node.url, other.url))) in written:
                    what = f"The relation to “{target}” is also written in {written[pair].file}."
                    yield Fault(node.file, line, what, "Keep one of the two; both pages will show it.")
                else:
                    written[pair] = node
        if node.record.type == AGENCY and not node.record.relations[THEME] and site.whole:
            yield Fault(
                node.file, node.line("themes"), "“themes” is empty.", "Name at least one theme that it touches."
            )
