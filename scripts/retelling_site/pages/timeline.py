"""The timeline: events in the order that is known, with or without a date."""

from collections.abc import Iterable
from dataclasses import dataclass

from retelling_site.content.records.schema import Event


@dataclass(frozen=True)
class Moment:
    """An event: its date, or words for what is known of its place, and the clauses it rests on."""

    when: str
    dated: bool
    label: str
    sources: tuple[str, ...]


def timeline_of(events: Iterable[Event]) -> list[Moment]:
    """Give the events as they are drawn, in their order."""
    return [
        Moment(event.date or event.placed or "", event.date is not None, event.label, tuple(event.sources))
        for event in events
    ]
