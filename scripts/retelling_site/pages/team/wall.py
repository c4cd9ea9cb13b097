"""The cards for the wall, in their order, and how long each kind takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from retelling_site.content.graph import Node
from retelling_site.content.parts import Part
from retelling_site.content.records.schema import StandingTexts
from retelling_site.pages.team.cards import Card, named
from retelling_site.pages.team.sheet import Question
from retelling_site.pages.team.thoughts import Thought, items

_MINUTES = {"person": 1.0, "sign": 0.5, "said": 0.5, "not-said": 0.5, "change": 0.5, "gap": 0.5, "question": 3.0}
"""How long a card of each kind stays on the wall: advice for whoever leads."""


@dataclass(frozen=True)
class Stretch:
    """Cards of one kind that follow each other, counted from 1, and the minutes that they take."""

    kind: str
    first: int
    last: int
    minutes: int


def cards(
    finding: Node,
    said: Iterable[Thought],
    signs: Part | None,
    changes: Iterable[tuple[Node, tuple[Thought, ...]]],
    asked: Iterable[Question],
    standing: StandingTexts,
) -> Iterator[Card]:
    """Give the cards of a finding in their order; an id is that of the item, after a word for its part."""
    yield Card("person", "person", "", standing.person.text, tuple(standing.person.sources))
    for at, item in enumerate(items(signs)):  # their heading is read out once
        yield Card(f"seen-{item.id}", "sign", signs.heading if signs and not at else "", item.text, item.sources)
    for thought in said:
        yield Card(f"said-{thought.id}", "said", named(finding), thought.text, thought.sources)
    not_said = finding.parts.not_said
    for item in items(not_said):
        yield Card(f"not-{item.id}", "not-said", not_said.heading if not_said else "", item.text, item.sources)
    changes = list(changes)
    for node, found in changes:
        for thought in found:
            yield Card(f"change-{thought.id}", "change", named(node), thought.text, thought.sources)
    closing = standing.caveat if changes else standing.no_change
    yield Card("caveat" if changes else "gap", "change" if changes else "gap", "", closing.text, tuple(closing.sources))
    for question in asked:
        yield Card(question.id, "question", "", question.text, ())


def stretches(shown: Iterable[Card]) -> Iterator[Stretch]:
    """Give the cards by their kinds, in order, for the notes of whoever leads."""
    at = 1
    for kind, alike in groupby(shown, key=lambda card: card.kind):
        count = len(list(alike))
        yield Stretch(kind, at, at + count - 1, ceil(count * _MINUTES[kind]))
        at += count
