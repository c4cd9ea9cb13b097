"""What the tools for a team show: sheet, cards, plan and picture, all from the records of pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborNode

from retelling_site.content.generated_pages import SOURCE
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.parts import Item, Part, words
from retelling_site.content.records.schema import RetellingPage, StandingTexts
from retelling_site.content.records.settings import Settings
from retelling_site.content.relations import Graph, Node
from retelling_site.html import Document
from retelling_site.outputs import qr, word
from retelling_site.pages.citations import CLASS as MARK

LENGTHS = (2, 7, 20)
"""The minutes that a sheet can be for; one that is asked for without any is for `USUAL`."""
USUAL = 7
_MANY_WORDS = 2_300
"""A sheet with more characters than this is set smaller, so that it stays one page."""
MINUTES = {"person": 1.0, "sign": 0.5, "said": 0.5, "not-said": 0.5, "change": 0.5, "gap": 0.5, "question": 3.0}
"""How long a card is on the wall, by its kind: what whoever leads is advised."""
PICTURE_CARDS = 8
"""How many cards of the picture stand on one sheet of paper."""
_LEAST_BLANKS = 4
PLAN = ("What do we do now?", "How do we know?", "Who?", "By when?")
"""The columns of a plan that are ours, to be filled in."""
_LONG = 170
"""A thought with more characters than this is set smaller on the wall."""


@dataclass(frozen=True)
class Thought:
    """A sentence or two that stand on their own, with the clauses that they rest on."""

    id: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question, and the least minutes with which a sheet has it."""

    id: str
    text: str
    minutes: int


@dataclass(frozen=True)
class Length:
    """One length of a sheet: its minutes, how many questions it has, and the code that leads to it."""

    minutes: int
    questions: int
    code: str


@dataclass(frozen=True)
class Card:
    """One thought on the wall or on the table; `kind` says which part it is from, `of` which page.

    A card without sources is ours, or says where to get help.
    """

    id: str
    kind: str
    label: str
    text: str
    sources: tuple[str, ...]
    of: Node | None = None

    @property
    def ours(self) -> bool:
        """Whether it says nothing of the document."""
        return not self.sources

    @property
    def long(self) -> bool:
        """Whether its words need a smaller size."""
        return len(self.text) > _LONG


@dataclass(frozen=True)
class Stretch:
    """Cards of one kind that follow each other, counted from 1, and the minutes that they take."""

    kind: str
    first: int
    last: int
    minutes: int


@dataclass(frozen=True)
class Row:
    """A row of a plan: a page, what is said, and the changes that are on its subject; `gap` where there are none."""

    node: Node
    said: tuple[Thought, ...]
    changes: tuple[Node, ...]
    gap: bool


@dataclass(frozen=True)
class Meeting:
    """All that the tools made from one finding are made of."""

    finding: Node
    said: tuple[Thought, ...]
    signs: Part | None
    not_said: Part | None
    questions: tuple[Question, ...]
    changes: tuple[tuple[Node, tuple[Thought, ...]], ...]
    lengths: tuple[Length, ...]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    small: bool
    """Whether the sheet has so much text that it is set smaller."""
    sources: tuple[str, ...]

    @property
    def stretches(self) -> list[Stretch]:
        """Give the cards by their kinds, in order, for the notes of whoever leads."""
        found, at = list[Stretch](), 1
        for kind, cards in groupby(self.cards, key=lambda card: card.kind):
            count = len(list(cards))
            found.append(Stretch(kind, at, at + count - 1, ceil(count * MINUTES[kind])))
            at += count
        return found


def meeting(graph: Graph, finding: Node, standing: StandingTexts, address: str) -> Meeting:
    """Gather what the tools of a finding need; `address` is that of its sheet, on the published site."""
    said = thoughts(finding)
    signs, not_said = signs_of(graph), finding.parts.not_said
    changes = tuple((other.node, thoughts(other.node)) for other in graph.related(finding, "improvement"))
    asked = questions(finding)
    lengths = tuple(
        Length(minutes, sum(1 for each in asked if each.minutes <= minutes), qr.inline(f"{address}#{minutes}"))
        for minutes in LENGTHS
    )
    lines: list[Thought | Item] = [*said, *_items(signs), *_items(not_said)]
    lines += [each for _, found in changes for each in found]
    sources = [anchor for line in lines for anchor in line.sources]
    return Meeting(
        finding=finding,
        said=said,
        signs=signs,
        not_said=not_said,
        questions=asked,
        changes=changes,
        lengths=lengths,
        cards=tuple(_on_the_wall(finding, said, signs, changes, asked, standing)),
        rows=tuple(_rows(graph, finding)),
        small=sum(len(line.text) for line in [*lines, *asked]) > _MANY_WORDS,
        sources=tuple(dict.fromkeys([*standing.person.sources, *sources, *standing.caveat.sources])),
    )


def questions(finding: Node) -> tuple[Question, ...]:
    """Give the questions, each with the least minutes that it needs: one in two minutes, three at most in seven."""
    asked = _items(finding.parts.questions)
    usual = min(3, max(1, len(asked) - 1))
    least = (LENGTHS[0], *(USUAL for _ in range(usual - 1)), *(LENGTHS[-1] for _ in asked[usual:]))
    return tuple(Question(item.id, item.text, minutes) for item, minutes in zip(asked, least, strict=False))


def thoughts(node: Node) -> tuple[Thought, ...]:
    """Divide what is said on a page at its marks: each thought ends with its own."""
    return tuple(thought for item in _items(node.parts.said) for thought in _divided(item))


def _divided(item: Item) -> Iterator[Thought]:
    body = Document.parse("", item.html).body
    marked, parts = False, [list[LexborNode]()]
    for child in body.iter(include_text=True):
        is_mark = child.tag == "a" and MARK in (child.attributes.get("class") or "").split()
        if marked and not is_mark and child.text().strip(" \n\xa0.,"):
            parts.append([])
            marked = False
        marked = marked or is_mark
        parts[-1].append(child)
    for part in parts:
        html = "".join(node.html or "" for node in part)
        links = [node for node in part if node.tag == "a" and MARK in (node.attributes.get("class") or "").split()]
        sources = tuple(urldefrag(link.attributes.get("href") or "").fragment for link in links)
        if found := words(Document.parse("", html).body):
            yield Thought(sources[0] if sources else item.id, found, sources or item.sources)


def signs_of(graph: Graph) -> Part | None:
    """Give the signs that a page lists; sheets and cards repeat them."""
    return next((node.parts.signs for node in graph.nodes if node.parts.signs), None)


def _items(part: Part | None) -> tuple[Item, ...]:
    return part.items if part else ()


def _on_the_wall(
    finding: Node,
    said: Iterable[Thought],
    signs: Part | None,
    changes: Iterable[tuple[Node, tuple[Thought, ...]]],
    asked: Iterable[Question],
    standing: StandingTexts,
) -> Iterator[Card]:
    """Give the cards of a finding in their order; an id is that of the item, after a word for its part."""
    yield Card("person", "person", "", standing.person.text, tuple(standing.person.sources))
    for item in _items(signs):
        yield Card(f"seen-{item.id}", "sign", signs.heading if signs else "", item.text, item.sources)
    for thought in said:
        yield Card(f"said-{thought.id}", "said", finding.record.title, thought.text, thought.sources)
    not_said = finding.parts.not_said
    for item in _items(not_said):
        yield Card(f"not-{item.id}", "not-said", not_said.heading if not_said else "", item.text, item.sources)
    changes = list(changes)
    for node, found in changes:
        for thought in found:
            yield Card(f"change-{thought.id}", "change", node.record.title, thought.text, thought.sources)
    closing = standing.caveat if changes else standing.no_change
    yield Card("caveat" if changes else "gap", "change" if changes else "gap", "", closing.text, tuple(closing.sources))
    for question in asked:
        yield Card(question.id, "question", "", question.text, ())


def _rows(graph: Graph, finding: Node) -> Iterator[Row]:
    """Give the finding, and the themes that it is joined to, each with the changes on its subject."""
    for node in (finding, *(related.node for related in graph.related(finding, "theme"))):
        summary = Thought(node.id, node.record.summary, tuple(node.record.summary_sources))
        changes = tuple(related.node for related in graph.related(node, "improvement"))
        yield Row(node, thoughts(node) if node is finding else (summary,), changes, not changes)


def plan_headings(record: RetellingPage) -> tuple[str, ...]:
    """Give the headings of a plan's columns: a finding, what is reported, and ours."""
    reported = record.headings.improvement.get("said") or PAGE_TYPES["improvement"].plural
    return (PAGE_TYPES[SOURCE].label, reported, *PLAN)


def word_file(finding: Node) -> str:
    """Name the Word document beside a finding's plan."""
    return f"{finding.id}-plan.docx"


def word_plan(about: Meeting, page: Node, record: RetellingPage, settings: Settings, day: date) -> word.Plan:
    """Give what the Word document of a plan says; `page` is the plan's own."""
    source, standing, helpline = record.document, record.standing, settings.helpline
    lines = []
    for row in about.rows:
        said = " ".join(f"{thought.text} {_marks(record, thought.sources)}" for thought in row.said)
        changes = [f"{node.record.title} {_marks(record, node.record.summary_sources)}" for node in row.changes]
        gap = f"{standing.no_change.text} {_marks(record, standing.no_change.sources)}"
        name = f"{row.node.type.label}: {row.node.record.title}."
        lines.append(word.Line(name, said, tuple(changes or [gap]), row.gap))
    published = f"{source.date.day} {source.date:%B %Y}"
    after = (
        f"{standing.caveat.text} {_marks(record, standing.caveat.sources)}",
        f"From the {source.kind} of {published} of the {source.publisher}, in our words. A mark after a sentence names "
        "its paragraph. The last four columns are ours; a change beside a finding is on the same subject, and is not "
        f"said to be an answer. Made on {day.day} {day:%B %Y}.",
        f"{helpline.question} {helpline.number} {helpline.note} {helpline.emergency}",
        urljoin(settings.url, page.url),
    )
    person = f"{standing.person.text} {_marks(record, standing.person.sources)}"
    headings = plan_headings(record)
    return word.Plan(page.record.title, person, tuple(headings), tuple(lines), "Ours:", after, settings.name, day)


def _marks(record: RetellingPage, anchors: Iterable[str]) -> str:
    names = dict.fromkeys(anchor.split("-", 1)[0] for anchor in anchors)
    return " ".join(record.paragraphs[name] for name in names if name in record.paragraphs)


def picture(graph: Graph) -> list[list[Card]]:
    """Lay out the cards that are cut and put together, sheet by sheet; blanks, which are ours, fill the last."""
    cards = list(_on_the_table(graph))
    missing = -len(cards) % PICTURE_CARDS
    blanks = missing if missing >= _LEAST_BLANKS else missing + PICTURE_CARDS
    cards += [Card("", "blank", "", "", ())] * blanks
    return [cards[at : at + PICTURE_CARDS] for at in range(0, len(cards), PICTURE_CARDS)]


def _on_the_table(graph: Graph) -> Iterator[Card]:
    findings, signs = graph.of_type(SOURCE), signs_of(graph)
    for finding in findings:
        for thought in thoughts(finding):
            yield Card("", "said", finding.record.title, thought.text, thought.sources, finding)
    for item in _items(signs):
        yield Card("", "sign", signs.heading if signs else "", item.text, item.sources)
    for finding in findings:
        not_said = finding.parts.not_said
        for item in _items(not_said):
            label = not_said.heading if not_said else ""
            yield Card("", "not-said", label, item.text, item.sources, finding)
