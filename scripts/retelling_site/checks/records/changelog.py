"""The site's own changes: told on one page, newest first, and about pages that are there."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault a second list of changes, changes out of order and changes of pages that do not exist."""
    pages = [node for node in site.graph.of_type("page") if isinstance(node.record, Page) and node.record.changelog]
    for node in pages[1:]:
        what = f"“changelog” stands in {pages[0].file} already."
        yield Fault(node.file, node.line("changelog"), what, "Write the change there.")
    for node in pages[:1]:
        changes = node.record.changelog if isinstance(node.record, Page) else []
        for at, (before, after) in enumerate(pairwise(changes), start=1):
            if after.date > before.date:
                line = node.line("changelog", at, "date")
                yield Fault(node.file, line, "“changelog” is out of order.", "Write the newest change first.")
        for at, change in enumerate(changes):
            if change.page and not site.has_page(change.page.lstrip("/")):
                what = f"“changelog” names the page {change.page}, which does not exist."
                line = node.line("changelog", at, "page")
                near = get_close_matches(change.page, [f"/{url}" for url in site.graph.by_url], 1, 0.6)
                yield Fault(node.file, line, what, f"Write a page's address, such as {(near or ['/'])[0]}.")
