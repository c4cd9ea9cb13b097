"""What changed on this website and when, from the record of the page that tells it; the newest comes first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from learning.faults import Fault
from learning.graph import Graph, Node
from learning.model import Page


@dataclass(frozen=True)
class Entry:
    """One change; `id` is its anchor on the page `told_on`, `page` the page that it is about, if it is one page."""

    id: str
    date: date
    what: str
    told_on: Node
    page: Node | None


def entries(graph: Graph) -> list[Entry]:
    """Give all changes, newest first. Ids count from the oldest of a day, so that a new entry renames none."""
    found: list[Entry] = []
    of_day: Counter[date] = Counter()
    for node in graph.of_type("page"):
        written = node.record.changes if isinstance(node.record, Page) else []
        for change in reversed(written):
            of_day[change.date] += 1
            nth = f"-{of_day[change.date]}" if of_day[change.date] > 1 else ""
            page = graph.by_url.get(change.page.lstrip("/")) if change.page else None
            found.append(Entry(f"change-{change.date.isoformat()}{nth}", change.date, change.what, node, page))
    return found[::-1]


def check(graph: Graph) -> Iterator[Fault]:
    """Fault changes out of order and changes of pages that do not exist."""
    for node in graph.of_type("page"):
        changes = node.record.changes if isinstance(node.record, Page) else []
        line = node.lines.get("changes")
        dates = [change.date for change in changes]
        if dates != sorted(dates, reverse=True):
            yield Fault(node.file, "“changes” is out of order.", "Write the newest change first.", line)
        for change in changes:
            if change.page and change.page.lstrip("/") not in graph.by_url:
                what = f"“changes” names the page {change.page}, which is not there."
                yield Fault(node.file, what, "Write a page's address, such as /themes/asthma/.", line)
