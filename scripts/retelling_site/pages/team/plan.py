"""A plan to leave with: its rows and columns, on the page and as a Word document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import AGENCY, IMPROVEMENT, PAGE_TYPES, THEME
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.records.settings import Settings
from retelling_site.content.retelling import paragraph_name
from retelling_site.outputs import word
from retelling_site.pages.team.foot import foot
from retelling_site.pages.team.thoughts import Thought, thoughts

_OURS = ("What do we do now?", "How do we know?", "Who?", "By when?")
"""The columns of a plan that are ours, to be filled in."""
NOTE = (
    "The last four columns are ours; a change beside a finding is on the same subject, and is not said to be an answer."
)


@dataclass(frozen=True)
class PlanRow:
    """A row of a plan: a page, what is said, and the changes that are on its subject; `gap` where there are none."""

    node: Node
    said: tuple[Thought, ...]
    changes: tuple[Node, ...]
    gap: bool


def rows(graph: Graph, finding: Node) -> Iterator[PlanRow]:
    """Give the finding, and the themes that it is joined to, each with the changes on its subject."""
    for node in (finding, *(related.node for related in graph.related(finding, THEME))):
        summary = Thought(node.id, node.record.summary, tuple(node.record.summary_sources))
        changes = tuple(related.node for related in graph.related(node, IMPROVEMENT))
        yield PlanRow(node, thoughts(node) if node is finding else (summary,), changes, not changes)


def headings(record: RetellingPage) -> tuple[str, ...]:
    """Give the headings of a plan's columns: a finding, what is reported, and ours."""
    return (PAGE_TYPES[AGENCY].label, record.heading_of_changes, *_OURS)


def word_file(finding: Node) -> str:
    """Name the Word document beside a finding's plan."""
    return f"{finding.id}-plan.docx"


def word_plan(plan: Iterable[PlanRow], page: Node, record: RetellingPage, settings: Settings, day: date) -> word.Plan:
    """Give what the Word document of a plan says; `page` is the plan's own."""
    standing, helpline = record.standing, settings.helpline
    lines = []
    for row in plan:
        said = " ".join(f"{thought.text} {_marks(record, thought.sources)}" for thought in row.said)
        changes = [f"{node.record.title} {_marks(record, node.record.summary_sources)}" for node in row.changes]
        gap = f"{standing.no_change.text} {_marks(record, standing.no_change.sources)}"
        name = f"{row.node.type.label}: {row.node.record.title}."
        lines.append(word.Line(name, said, tuple(changes or [gap]), row.gap))
    after = (
        f"{standing.caveat.text} {_marks(record, standing.caveat.sources)}",
        foot(record.document, NOTE, day),
        f"{helpline.question} {helpline.number} {helpline.note} {helpline.emergency}",
        f"{settings.url}{page.url}",
    )
    person = f"{standing.person.text} {_marks(record, standing.person.sources)}"
    return word.Plan(page.record.title, person, headings(record), tuple(lines), "Ours:", after, settings.name, day)


def _marks(record: RetellingPage, anchors: Iterable[str]) -> str:
    names = dict.fromkeys(paragraph_name(anchor) for anchor in anchors)
    return " ".join(record.paragraphs[name] for name in names if name in record.paragraphs)
