"""What changed on this website and when, from the record of the page that tells it; the newest comes first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from retelling_site.content.graph import Graph, Node
from retelling_site.content.records.schema import Page


@dataclass(frozen=True)
class ChangelogEntry:
    """One change; `id` is its anchor on the page `told_on`, `page` the page that it is about, if it is one page."""

    id: str
    date: date
    what: str
    told_on: Node
    page: Node | None


def entries(graph: Graph) -> list[ChangelogEntry]:
    """Give all changes, newest first. Ids count from the oldest of a day, so that a new entry renames none."""
    found: list[ChangelogEntry] = []
    of_day: Counter[date] = Counter()
    for node in graph.of_type("page"):
        written = node.record.changelog if isinstance(node.record, Page) else []
        for change in reversed(written):
            of_day[change.date] += 1
            nth = f"-{of_day[change.date]}" if of_day[change.date] > 1 else ""
            page = graph.by_url.get(change.page.lstrip("/")) if change.page else None
            found.append(ChangelogEntry(f"change-{change.date.isoformat()}{nth}", change.date, change.what, node, page))
    return found[::-1]
