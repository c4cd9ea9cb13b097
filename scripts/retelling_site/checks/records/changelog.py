"""The site's own changes: newest first, and about pages that are there."""

from collections.abc import Iterator

from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault changes out of order and changes of pages that do not exist."""
    for node in site.graph.of_type("page"):
        changes = node.record.changelog if isinstance(node.record, Page) else []
        dates = [change.date for change in changes]
        if dates != sorted(dates, reverse=True):
            line = node.line("changelog")
            yield Fault(node.file, line, "“changelog” is out of order.", "Write the newest change first.")
        for at, change in enumerate(changes):
            known = not change.page or change.page.lstrip("/") in site.graph.by_url
            if not known and site.whole:
                what = f"“changelog” names the page {change.page}, which does not exist."
                line = node.line("changelog", at, "page")
                yield Fault(node.file, line, what, "Write a page's address, such as /about/.")
