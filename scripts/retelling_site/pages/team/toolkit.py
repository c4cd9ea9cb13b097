"""What the tools for a team show, gathered once for each finding."""

from dataclasses import dataclass

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import IMPROVEMENT
from retelling_site.content.parts import Item, Part
from retelling_site.content.records.schema import StandingTexts
from retelling_site.pages.team import plan, sheet, wall
from retelling_site.pages.team.cards import Card
from retelling_site.pages.team.thoughts import Thought, items, signs_of, thoughts


@dataclass(frozen=True)
class Toolkit:
    """What the sheet, the cards and the plan of one finding show."""

    finding: Node
    said: tuple[Thought, ...]
    signs: Part | None
    not_said: Part | None
    questions: tuple[sheet.Question, ...]
    changes: tuple[tuple[Node, tuple[Thought, ...]], ...]
    lengths: tuple[sheet.Length, ...]
    cards: tuple[Card, ...]
    rows: tuple[plan.PlanRow, ...]
    small: bool
    """Whether the sheet has so much text that it is set smaller."""
    sources: tuple[str, ...]

    @property
    def stretches(self) -> list[wall.Stretch]:
        """Give the cards by their kinds, in order, for the notes of whoever leads."""
        return list(wall.stretches(self.cards))


def toolkit(graph: Graph, finding: Node, standing: StandingTexts, address: str) -> Toolkit:
    """Gather what the tools of a finding need; `address` is that of its sheet, on the published site."""
    said = thoughts(finding)
    signs, not_said = signs_of(graph), finding.parts.not_said
    changes = tuple((other.node, thoughts(other.node)) for other in graph.related(finding, IMPROVEMENT))
    asked = sheet.questions(finding)
    lines: list[Thought | Item] = [*said, *items(signs), *items(not_said)]
    lines += [each for _, found in changes for each in found]
    sources = [anchor for line in lines for anchor in line.sources]
    return Toolkit(
        finding=finding,
        said=said,
        signs=signs,
        not_said=not_said,
        questions=asked,
        changes=changes,
        lengths=sheet.lengths(address),
        cards=tuple(wall.cards(finding, said, signs, changes, asked, standing)),
        rows=tuple(plan.rows(graph, finding)),
        small=sheet.is_full(line.text for line in [*lines, *asked]),
        sources=tuple(dict.fromkeys([*standing.person.sources, *sources, *standing.caveat.sources])),
    )
