"""Days on which something was checked or changed have been: one to come is a slip of the pen.

Nothing is made of a clock that goes wrong: a day is to come only if it lies well after all others, too.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from retelling_site.content.records.days import parse_day
from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_OF_ANOTHER_ZONE = timedelta(days=1)
_APART = timedelta(days=7)


def check(site: Site) -> Iterator[Fault]:
    """Fault days that are to come."""
    days = list(_days(site))
    latest = date.today() + _OF_ANOTHER_ZONE
    for day, name, fault in days:
        others = [other for other, other_name, _ in days if other_name != name]
        if day > latest and day > max(others, default=latest) + _APART:
            yield fault


def _days(site: Site) -> Iterator[tuple[date, str, Fault]]:
    """Give each day that is written, with a name of its place, and its fault if it is to come."""
    remedy = "Write the day on which it was, as year, month and day."
    for node in site.graph.nodes:
        for at, change in enumerate(node.record.changelog if isinstance(node.record, Page) else ()):
            line = node.line("changelog", at, "date")
            what = f"“changelog → item {at + 1} → date” is {change.date}, which is still to come."
            yield change.date, f"{node.src} {line}", Fault(node.file, line, what, remedy)
        page_text = site.texts.get(node.url)
        for at, block in enumerate(page_text.tree.css("aside[data-checked]") if page_text else ()):
            written = block.attributes.get("data-checked") or ""
            if day := parse_day(written):
                what = f"“checked” is {written}, which is still to come."
                line = site.files[node.src].line_with(written)
                yield day, f"{node.src} {at}", Fault(node.file, line, what, remedy)
