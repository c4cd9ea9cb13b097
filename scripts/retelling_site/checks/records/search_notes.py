"""What search answers with: the nearest pages that its notes name, and the groups of terms that make a query urgent."""

from collections.abc import Iterator

from retelling_site.checks.records import names
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import Page, Urgent
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.search.index import searchable


def check(site: Site) -> Iterator[Fault]:
    """Fault nearest pages that do not exist, and combinations of groups that are not there."""
    for node in searchable(site.graph):
        if isinstance(node.record, Page) and not any(names.misplaced(node)):  # else that is told
            yield from _nearest_pages(site, node, node.record)
            if node.record.urgent:
                yield from _urgent_groups(node, node.record.urgent)


def _nearest_pages(site: Site, node: Node, record: Page) -> Iterator[Fault]:
    for name, near in record.near.items():
        if not site.has_page(near.page.lstrip("/")):
            what = f"“near → {name}” names the page “{near.page}”, which does not exist."
            remedy = "Write the address of a page, such as /themes/."
            yield Fault(node.file, node.line("near", name, "page"), what, remedy)


def _urgent_groups(node: Node, urgent: Urgent) -> Iterator[Fault]:
    for key, combinations in (("always", urgent.always), ("when", urgent.when), ("unless", urgent.unless)):
        named = [(at, name.removeprefix("-")) for at, together in enumerate(combinations) for name in together.split()]
        for at, group in named:
            if group not in urgent.groups:
                what = f"“urgent → {key}” names the group “{group}”, which is not among the groups."
                known = ", ".join(urgent.groups)
                yield Fault(node.file, node.line("urgent", key, at), what, f"Use some of: {known}.")
