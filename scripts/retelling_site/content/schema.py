"""The closed schema of a page's record: which keys each page type has, and what may stand in them."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from retelling_site.content.days import parse_day
from retelling_site.content.page_types import CONNECTED, PAGE_TYPES
from retelling_site.content.source_text import Path, SourceText
from retelling_site.faults import Fault

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Url = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*$")]
Sources = Annotated[list[Id], Field(min_length=1)]


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


class Event(_Closed):
    """An event of the timeline: a date where the source gives one, else words for what it says of the order."""

    label: Label
    sources: Sources
    date: Label | None = None
    placed: Label | None = None


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
    """Queries for which a page comes first, whatever else they say.

    `groups` are terms by group; `when` are combinations of groups, `me harm -study`: a query has a term of each, and
    none of a group with a minus.
    """

    groups: dict[Id, list[Text]]
    when: Annotated[list[Text], Field(min_length=1)]


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
    secondary_terms: list[Text] = []
    """Words that lead first to another page, which has them in `search_terms`, and then here; never shown."""
    moved_from: list[Url] = []
    """The addresses that this page had."""

    @property
    def relations(self) -> Mapping[str, Relations]:
        """Relations written on this page, by the type of the page they lead to."""
        return {}


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
    common_words: list[Label] = []
    """Words that are no subject of their own beside one that is not held."""
    urgent: Urgent | None = None
    """Queries for which this page comes first: those of people in need."""


class Retelling(Page):
    """The page that retells the whole document; the others point back to it."""

    document: SourceDocument
    paragraphs: Annotated[dict[Id, Label], Field(min_length=1)]
    """The anchor of each paragraph, in the order of the document, and its mark in the text."""
    headings: Headings
    standing: StandingTexts


class Agency(Record):
    """What is said of one agency, or of everyone."""

    type: Literal["agency"]
    summary_sources: Sources
    role: Label
    """The reader's own words for the way in: "I work in …"."""
    themes: Relations
    improvements: Relations

    @property
    def relations(self) -> Mapping[str, Relations]:
        """Relations written on this page, by the type of the page they lead to."""
        return {"theme": self.themes, "improvement": self.improvements}


class Theme(Record):
    """A theme; `summary` is its SKOS definition, `scope_note` says what it leaves to its neighbours."""

    type: Literal["theme"]
    summary_sources: Sources
    group: Literal["listed", "factor", "thread"]
    scope_note: Sentence
    improvements: Relations
    related: Relations

    @property
    def relations(self) -> Mapping[str, Relations]:
        """Relations written on this page, by the type of the page they lead to."""
        return {"improvement": self.improvements, "theme": self.related}


class Improvement(Record):
    """A change that the document reports."""

    type: Literal["improvement"]
    summary_sources: Sources


_SCHEMAS: Mapping[str, type[Record]] = {"agency": Agency, "theme": Theme, "improvement": Improvement, "page": Page}
RELATION_KEYS = {("agency", "theme"): "themes", ("theme", "theme"): "related"} | {
    (kind, "improvement"): "improvements" for kind in CONNECTED
}
"""The key under which a type writes its relations to another."""
_STAND_INS: dict[str, Any] = {
    "summary": "…",
    "role": "…",
    "scope_note": "…",
    "group": "listed",
    "themes": {},
    "improvements": {},
    "related": {},
}
"""What takes the place of a key that is missing or wrong, so that the rest of the record is checked all the same."""


def parse(file: str, source: SourceText) -> tuple[Record | None, list[Fault]]:
    """Check a record against the schema of its page type; what does not fit comes back as faults.

    With faults, the record has stand-ins for the parts that do not fit: the rest of it is checked all the same.
    """
    kind = source.meta.get("type")
    line = source.lines.get(("type",), 0)
    if not kind:
        what, remedy = "The key “type” is missing or blank.", f"Write “type: ” and one of: {', '.join(PAGE_TYPES)}."
        return None, [Fault(file, line, what, remedy)]
    if not isinstance(kind, str) or kind not in PAGE_TYPES:
        what = f"“type” is “{_short(kind)}”, which is not a page type."
        return None, [Fault(file, line, what, f"Write one of: {', '.join(PAGE_TYPES)}.")]
    schema = Retelling if kind == "page" and "paragraphs" in source.meta else _SCHEMAS[kind]
    try:
        return schema.model_validate(source.meta), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        faults = [_fault(file, schema, source, dict(detail)) for detail in details]
        return _mended(file, schema, source.meta, [detail["loc"] for detail in details]), faults


def _mended(file: str, schema: type[Record], meta: Mapping[str, Any], wrong: Collection[Path]) -> Record | None:
    """Make a record of what fits; None where too little does."""
    kept = _without(meta, {tuple(step for step in path if step != "[key]") for path in wrong})
    sound = {key: value for key, value in kept.items() if key in schema.model_fields}
    first = next(iter(_clauses(sound)), "unknown")
    stand_ins = {**_STAND_INS, "title": file[-60:], "type": meta["type"], "summary_sources": [first]}
    for name, key in schema.model_fields.items():
        if key.is_required() and name in stand_ins:
            sound.setdefault(name, stand_ins[name])
    if ("ours",) in wrong:
        sound["ours"] = "true"
    try:
        return schema.model_validate(sound)
    except ValidationError:
        return None


def _clauses(meta: Mapping[str, Any]) -> Iterable[str]:
    """Give the clauses that a record names anywhere, so that a stand-in names none that is unknown."""
    for key, value in meta.items():
        if key in ("sources", "summary_sources") and isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
        elif isinstance(value, Mapping):
            yield from _clauses(value)


def _without(value: Any, wrong: set[Path]) -> Any:  # noqa: ANN401  # whatever an editor wrote
    """Leave out the parts of a value to which the paths lead; a relation with a wrong part goes whole."""
    if not isinstance(value, Mapping | list):
        return value
    parts = value.items() if isinstance(value, Mapping) else enumerate(value)
    kept = {}
    for key, part in parts:
        within = {path[1:] for path in wrong if path[0] == key}
        if () in within or (within and isinstance(part, Mapping) and set(part) & {"why", "what", "label"}):
            continue
        kept[key] = _without(part, within) if within else part
    return kept if isinstance(value, Mapping) else list(kept.values())


def _short(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else f"{words[:60]} …"


_FORMS = {
    "string_type": ("must be text", "Write words after the colon."),
    "list_type": ("must be a list", "Write a list: [first, second], or one “- item” a line."),
    "dict_type": ("must be a list of pairs", "Write one “name: words” a line, indented, or {} for none."),
    "model_type": ("must be a list of pairs", "Write one “name: words” a line, indented."),
    "model_attributes_type": ("must be a list of pairs", "Write one “name: words” a line, indented."),
    "bool_parsing": ("must be true or false", "Write true, or leave the key out."),
    "too_short": ("is an empty list", "Name at least one."),
}


def _fault(file: str, schema: type[Record], source: SourceText, detail: dict[str, Any]) -> Fault:
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    name = " → ".join(f"item {step + 1}" if isinstance(step, int) else _short(step) for step in steps)
    line = next((source.lines[steps[:end]] for end in range(len(steps), 0, -1) if steps[:end] in source.lines), 0)
    kind, value = detail["type"], detail.get("input")
    if kind == "extra_forbidden" and len(steps) > 1:
        return Fault(file, line, f"“{name}” is not a key that may stand there.", "Remove it, or see CONTRIBUTING.md.")
    if kind == "extra_forbidden":
        known = ", ".join(schema.model_fields)
        return Fault(file, line, f"“{name}” is not a key of this page type.", f"Remove it, or use one of: {known}.")
    if kind == "missing":
        return Fault(file, line, f"The key “{name}” is missing.", f"Add a line “{steps[-1]}: …” to the front matter.")
    if value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
        return Fault(file, line, f"“{name}” is blank.", "Write a value after the colon, or fill the list.")
    if kind == "string_too_long":
        most, over = detail["ctx"]["max_length"], len(str(value)) - detail["ctx"]["max_length"]
        what = f"“{name}” has {over} {'character' if over == 1 else 'characters'} more than the {most} it may have."
        return Fault(file, line, what, "Shorten it.")
    if kind == "literal_error":
        expected = detail["ctx"]["expected"].replace("'", "")
        return Fault(file, line, f"“{name}” is “{_short(value)}”, which is not known.", f"Write one of: {expected}.")
    if kind == "string_pattern_mismatch" and detail["ctx"]["pattern"].startswith("^/"):
        what = f"“{name}” is “{_short(value)}”, which is not a valid address."
        return Fault(file, line, what, f"Write one such as {_nearest_url(str(value))}.")
    if kind == "string_pattern_mismatch":
        remedy = "Use the other file's name without .md, or the anchor: small letters, digits and hyphens."
        return Fault(file, line, f"“{name}” holds “{_short(value)}”, which is not a valid id.", remedy)
    if kind == "value_error":
        what = f"“{name}” is “{_short(value)}”, which is not a date."
        return Fault(file, line, what, "Write year, month and day, such as 2026-11-22.")
    what, remedy = _FORMS.get(kind, ("has the wrong form", "See CONTRIBUTING.md."))
    return Fault(file, line, f"“{name}” {what}.", remedy)


def _nearest_url(written: str) -> str:
    """Give the address that an editor probably meant, or an example."""
    parts = re.findall(r"[a-z0-9-]+", written.lower().removesuffix(".md"))
    return f"/{'/'.join(parts[:4])}/" if parts and "http" not in parts[0] else "/themes/a-theme/"
