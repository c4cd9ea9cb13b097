"""The closed schema of a page's record: which keys each page type has, and what may stand in them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from retelling_site.content.page_types import AGENCY, IMPROVEMENT, PAGE, PAGE_TYPES, THEME
from retelling_site.content.records.days import parse_day
from retelling_site.content.records.source_text import KeyPath

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Url = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*$")]
Words = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+( [a-z0-9]+)*$")]
WordsByWorth = dict[Annotated[int, Field(ge=1)], Words]
Sources = Annotated[list[Id], Field(min_length=1)]
UNREAD_CLAUSE: Id = "unread"
"""Stands for clauses that could not be read, and is told already: no check looks for it."""


def _day(written: object) -> date:
    day = parse_day(written) if isinstance(written, str) else None
    if day is None:
        raise ValueError("not a day")
    return day


Day = Annotated[date, BeforeValidator(_day)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Relation(_Closed):
    """Why a page belongs with another, and the clauses that the reason rests on."""

    why: Reason
    sources: Sources


Relations = dict[Id, Relation]
"""Relations to other pages, by the page's id (its file's name)."""


class Standing(_Closed):
    """A sentence that templates repeat wherever it belongs, with its clauses."""

    text: Sentence
    sources: Sources


class StandingTexts(_Closed):
    """What travels with pages: who the person was, the gap, the caveat of reported changes, where it all comes from."""

    person: Standing
    no_change: Standing
    caveat: Standing
    provenance: Sentence


class SourceDocument(_Closed):
    """The document that is retold: its full name, what kind it is, how sentences call it, who published it and when."""

    name: Text
    kind: Label
    short: Label
    publisher: Label
    date: Day
    period: Label


class Headings(_Closed):
    """The words of each heading that a type of page may have, by the part below it."""

    agency: dict[Literal["said", "questions", "also_said", "not_said"], Label]
    theme: dict[Literal["said", "questions", "also_said", "not_said"], Label]
    improvement: dict[Literal["said", "questions", "also_said", "not_said"], Label]
    page: dict[Literal["signs"], Label]

    def of(self, page_type: str) -> Mapping[str, str]:
        """Give those of one type, by part, in the order in which they may stand."""
        return dict(getattr(self, page_type))


class Event(_Closed):
    """An event of the timeline: a date where the source gives one, else words for what it says of the order."""

    label: Label
    sources: Sources
    date: Label | None = None
    placed: Label | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.date is None) == (self.placed is None):
            raise PydanticCustomError("one_of_two", "needs a date or a place, and not both")
        return self


class Change(_Closed):
    """A change of this website that readers are told of, with the day, and the page if it is about one."""

    date: Day
    what: Text
    page: Url | None = None


class ScopeNote(_Closed):
    """Subjects that the document does not hold, with the sentence that says so."""

    terms: Annotated[list[Text], Field(min_length=1)]
    say: Sentence


class NearNote(ScopeNote):
    """Words that the document does not use: what is nearest to them, on which page, by which clauses."""

    page: Url
    sources: Sources


class Urgent(_Closed):
    """Queries of people in need, for whom a page comes first.

    `groups` are terms by group; `always` and `when` are combinations of groups, `me harm -study`: a query has a term of
    each, and none of a group with a minus. Those of `always` are enough; those of `when` speak for need, beside what
    else a query says. Where none is met, a term of a group in `unless` makes the page less likely.
    """

    groups: dict[Id, list[Text]]
    always: list[Text] = []
    when: Annotated[list[Text], Field(min_length=1)]
    unless: list[Id] = []


class Record(_Closed):
    """What every page's record holds; `also_known_as` and `search_terms` follow SKOS (altLabel, hiddenLabel)."""

    title: Title
    type: str
    summary: Summary
    summary_sources: list[Id] = []
    """The clauses that carry the summary, and no others."""
    also_known_as: list[Label] = []
    search_terms: list[Text] = []
    """Words that lead here first; never shown."""
    query_words: WordsByWorth = {}
    """Words of queries that speak for this page, by what they are worth; learnt from examples, never shown."""
    moved_from: list[Url] = []
    """The addresses that this page had."""
    relation_keys: ClassVar[Mapping[str, str]] = {}
    """The key under which relations are written, by the type of the page that they lead to."""

    @property
    def relations(self) -> Mapping[str, Relations]:
        """Relations written on this page, by the type of the page they lead to."""
        return {page_type: getattr(self, key) for page_type, key in self.relation_keys.items()}

    @property
    def retells(self) -> bool:
        """Whether its text is held to the sourcing rule: all are, but those wholly ours and the retelling itself."""
        return True

    def clauses(self) -> Iterator[tuple[KeyPath, Sequence[str]]]:
        """Give every list of clauses in the record, with the way to it."""
        yield ("summary_sources",), self.summary_sources
        for page_type, relations in self.relations.items():
            for target, relation in relations.items():
                yield (self.relation_keys[page_type], target, "sources"), relation.sources


class Page(Record):
    """A page that is none of the connected types: the story, the retelling, the indexes, help."""

    type: Literal["page"]
    template: Label | None = None
    """A template of `overrides/`, for the few pages that are more than text."""
    ours: bool = False
    """Whether the whole page is ours, and retells nothing."""
    abbreviations: dict[Text, Text] = {}
    """Explained wherever they stand on the site; the glossary has them."""
    events: list[Event] = []
    """Shown as a timeline, in the order that is known; the page tells the same in words."""
    changelog: list[Change] = []
    """What changed on this website, shown and sent out as feeds, newest first; one page has it."""
    retired: Text | None = None
    """Why the page has gone; its address stays, and says so."""
    near: dict[Id, NearNote] = {}
    """Words that people look for and the document does not use; search answers with what is nearest."""
    not_held: dict[Id, ScopeNote] = {}
    """Subjects that people look for on such websites and that this one has nothing on; search says so."""
    unsure: Sentence | None = None
    """What search says above results for a query that may be about nothing that is held."""
    common_words: list[Label] = []
    """Words that are no subject of their own beside one that is not held."""
    nothing_words: WordsByWorth = {}
    """Words of queries that speak for no page, likewise."""
    synonyms: list[list[Label]] = []
    """Lines of single words: each after the first may mean the first, on every page."""
    urgent: Urgent | None = None
    """Queries for which this page comes first: those of people in need."""
    urgent_words: WordsByWorth = {}
    """Words of queries of people in need, likewise, and those of others."""
    not_urgent_words: WordsByWorth = {}
    tools: dict[Literal["sheet", "wall", "plan"], list[Text]] = {}
    """Words that ask for a tool, on the page that leads to all: beside an agency's words they lead to its own."""

    @property
    def retells(self) -> bool:
        """Whether its text is held to the sourcing rule."""
        return not self.ours

    def clauses(self) -> Iterator[tuple[KeyPath, Sequence[str]]]:
        """Give every list of clauses in the record, with the way to it."""
        yield from super().clauses()
        for at, event in enumerate(self.events):
            yield ("events", at, "sources"), event.sources
        for name, note in self.near.items():
            yield ("near", name, "sources"), note.sources


class RetellingPage(Page):
    """The page that retells the whole document; the others point back to it."""

    document: SourceDocument
    paragraphs: Annotated[dict[Id, Label], Field(min_length=1)]
    """The anchor of each paragraph, in the order of the document, and its mark in the text."""
    headings: Headings
    standing: StandingTexts

    @property
    def heading_of_changes(self) -> str:
        """What stands above several reported changes: the heading of one, or what the type is called."""
        return self.headings.improvement.get("said") or PAGE_TYPES[IMPROVEMENT].plural

    @property
    def retells(self) -> bool:
        """Whether its text is held to the sourcing rule: it is what others are held to."""
        return False

    def clauses(self) -> Iterator[tuple[KeyPath, Sequence[str]]]:
        """Give every list of clauses in the record, with the way to it."""
        yield from super().clauses()
        for name in ("person", "no_change", "caveat"):
            yield ("standing", name, "sources"), getattr(self.standing, name).sources


class Agency(Record):
    """What is said of one agency, or of everyone."""

    type: Literal["agency"]
    summary_sources: Sources
    role: Label
    """The reader's own words for the way in: "I work in …"."""
    themes: Relations
    improvements: Relations
    relation_keys = {THEME: "themes", IMPROVEMENT: "improvements"}


class Theme(Record):
    """A theme; `summary` is its SKOS definition, `scope_note` says what it leaves to its neighbours."""

    type: Literal["theme"]
    summary_sources: Sources
    group: Literal["listed", "factor", "thread"]
    scope_note: Sentence
    improvements: Relations
    related: Relations
    relation_keys = {IMPROVEMENT: "improvements", THEME: "related"}


class Improvement(Record):
    """A change that the document reports."""

    type: Literal["improvement"]
    summary_sources: Sources


SCHEMAS: Mapping[str, type[Record]] = {AGENCY: Agency, THEME: Theme, IMPROVEMENT: Improvement, PAGE: Page}
"""The schema of each type of page."""

_PARTS: tuple[type[BaseModel], ...] = (RetellingPage, Relation, Event, Change, NearNote)
KEYS = frozenset(key for model in (*SCHEMAS.values(), *_PARTS) for key in model.model_fields)
"""Every key that some record may have, or a part of it."""
