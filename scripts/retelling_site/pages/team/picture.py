"""The cards that are cut, laid side by side, and put together to one picture."""

from collections.abc import Iterator

from retelling_site.content.graph import Graph
from retelling_site.content.page_types import AGENCY
from retelling_site.pages.team.cards import Card, named
from retelling_site.pages.team.thoughts import signs_of, thoughts

ON_A_SHEET = 8
"""How many cards stand on one sheet of paper."""
_LEAST_BLANKS = 4


def picture(graph: Graph) -> list[list[Card]]:
    """Lay out the cards that are cut and put together, sheet by sheet; blanks, which are ours, fill the last."""
    cards = list(_on_the_table(graph))
    missing = -len(cards) % ON_A_SHEET
    blanks = missing if missing >= _LEAST_BLANKS else missing + ON_A_SHEET
    cards += [Card("", "blank", "", "", ())] * blanks
    return [cards[at : at + ON_A_SHEET] for at in range(0, len(cards), ON_A_SHEET)]


def _on_the_table(graph: Graph) -> Iterator[Card]:
    findings, signs = graph.of_type(AGENCY), signs_of(graph)
    for finding in findings:
        for thought in thoughts(finding):
            yield Card("", "said", named(finding), thought.text, thought.sources)
    if signs:
        for item in signs.items:
            yield Card("", "sign", signs.heading, item.text, item.sources)
    for finding in findings:
        if not_said := finding.parts.not_said:
            for item in not_said.items:
                heading = f"{finding.record.title}. {not_said.heading}"
                yield Card("", "not-said", heading, item.text, item.sources)
