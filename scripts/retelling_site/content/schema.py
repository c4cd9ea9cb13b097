"""The closed schema of a page's record: which keys each page type has, and what may stand in them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from learning.faults import Fault
from learning.front_matter import SourceText

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Reasons = dict[Id, Text]
"""Relations to other pages: the page's id (its file's name), and why the two belong together."""


class Event(BaseModel):
    """An event of the timeline: a date where the release gives one, else words for what it says of the order."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    label: Text
    source: Id
    date: Text | None = None
    placed: Text | None = None


class Change(BaseModel):
    """A change of this website that readers are told of, with the day, and the address of the page if it is one."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    date: date
    what: Text
    page: Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*$")] | None = None


class Record(BaseModel):
    """What every page's record holds; `also_known_as` and `search_terms` follow SKOS (altLabel, hiddenLabel)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: Text
    type: str
    summary: Text
    sources: list[Id] = []
    also_known_as: list[Text] = []
    search_terms: list[Text] = []
    """Words that lead here first; never shown."""
    secondary_terms: list[Text] = []
    """Words that lead first to another page, which has them in `search_terms`, and then here; never shown."""

    @property
    def relations(self) -> Mapping[str, Reasons]:
        """Relations written on this page, by the type of the page they lead to."""
        return {}


class Page(Record):
    """A page that is none of the three kinds below: the story, the indexes, help."""

    type: Literal["page"]
    template: Text | None = None
    """A template of `overrides/`, for the few pages that are more than text."""
    abbreviations: dict[Text, Text] = {}
    """Explained wherever they stand on the site; the glossary has them."""
    events: list[Event] = []
    """Drawn as a timeline, in the order that is known; the page tells the same in words."""
    changes: list[Change] = []
    """Shown and sent out as feeds, newest first; one page has them."""
    retired: Text | None = None
    """Why the page has gone; its address stays, and says so."""
    not_held: list[Text] = []
    """Words for things that people look for on such websites and that this one has nothing on; search finds nothing."""


class _Sourced(Record):
    sources: Annotated[list[Id], Field(min_length=1)]
    questions: Annotated[list[Text], Field(min_length=1)]
    """For a team to discuss; ours, not the release's."""


class Agency(_Sourced):
    """What the release says of one agency, or of everyone."""

    type: Literal["agency"]
    role: Text
    """The reader's own words for the way in: "I work in …"."""
    themes: Annotated[Reasons, Field(min_length=1)]
    improvements: Reasons

    @property
    def relations(self) -> Mapping[str, Reasons]:
        """Relations written on this page, by the type of the page they lead to."""
        return {"theme": self.themes, "improvement": self.improvements}


class Theme(_Sourced):
    """A theme; `summary` is its SKOS definition, `scope_note` says what it leaves to its neighbours."""

    type: Literal["theme"]
    group: Literal["listed", "factor", "thread"]
    scope_note: Text
    improvements: Reasons
    related: Reasons

    @property
    def relations(self) -> Mapping[str, Reasons]:
        """Relations written on this page, by the type of the page they lead to."""
        return {"improvement": self.improvements, "theme": self.related}


class Improvement(_Sourced):
    """A change that the release reports by September 2022."""

    type: Literal["improvement"]


PAGE_TYPES: Mapping[str, type[Record]] = {"agency": Agency, "theme": Theme, "improvement": Improvement, "page": Page}
FOLDERS: Mapping[str, str] = {"agency": "agencies", "theme": "themes", "improvement": "improvements"}


def parse(file: str, source: SourceText) -> tuple[Record | None, list[Fault]]:
    """Hold a record against the schema of its page type; what does not fit comes back as faults.

    With faults, the record lacks the parts that do not fit: the rest of it is checked all the same, in one go.
    """
    kind = source.meta.get("type")
    if not isinstance(kind, str) or kind not in PAGE_TYPES:
        known = ", ".join(PAGE_TYPES)
        blank = kind is None or kind == ""
        what = "The key “type” is missing or blank." if blank else f"“type” is “{kind}”, which is no page type."
        return None, [Fault(file, what, f"Write one of: {known}.", source.lines.get("type"))]
    schema = PAGE_TYPES[kind]
    meta = _plain(source.meta)
    try:
        return schema.model_validate(meta), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        wrong = {tuple(step for step in detail["loc"] if step != "[key]") for detail in details}
        return _sound(file, schema, _without(meta, wrong)), [_fault(file, schema, source, dict(one)) for one in details]


def _without(value: Any, wrong: set[tuple[int | str, ...]]) -> Any:  # noqa: ANN401  # as above
    """Leave out the parts of a value to which the paths lead."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        return value
    kept = {
        key: _without(part, {path[1:] for path in wrong if path[0] == key and path[1:]})
        for key, part in parts
        if (key,) not in wrong and (str(key),) not in wrong
    }
    return kept if isinstance(value, dict) else list(kept.values())


def _sound(file: str, schema: type[Record], meta: Mapping[str, Any]) -> Record:
    """Make a record of what is sound, with nothing in the place of what is missing; the file stands for its title."""
    none: dict[str, Any] = {"sources": [], "questions": [], "themes": {}, "improvements": {}, "related": {}}
    blank = {name: none.get(name, "") for name, key in schema.model_fields.items() if key.is_required()}
    return schema.model_construct(None, **{**blank, "title": file, **meta})


def _plain(value: Any) -> Any:  # noqa: ANN401  # YAML may hold anything
    """Turn the YAML library's own containers into plain ones, which strict validation asks for."""
    if isinstance(value, Mapping):
        return {(str(key) if isinstance(key, str) else key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _fault(file: str, schema: type[Record], source: SourceText, detail: dict[str, Any]) -> Fault:
    steps = [step for step in detail["loc"] if step != "[key]"]
    in_list = "[key]" not in detail["loc"]
    path = [f"item {step + 1}" if in_list and isinstance(step, int) else str(step) for step in steps]
    key, name = str(steps[0]), " → ".join(path)
    line, kind = source.lines.get(key), detail["type"]
    value = detail.get("input")
    if kind == "extra_forbidden" and len(steps) > 1:
        return Fault(file, f"“{name}” is not a key that may stand there.", "Remove it, or see CONTRIBUTING.md.", line)
    if kind in ("extra_forbidden", "invalid_key"):
        known = ", ".join(schema.model_fields)
        return Fault(file, f"“{key}” is not a key of this page type.", f"Remove it, or use one of: {known}.", line)
    if kind == "missing":
        return Fault(file, f"The key “{name}” is missing.", f"Add a line “{name}: …” to the front matter.")
    if value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip()):
        return Fault(file, f"“{name}” is blank.", "Write a value after the colon, or fill the list.", line)
    if kind == "literal_error":
        return Fault(
            file, f"“{name}” is “{value}”, which is not known.", f"Write one of: {detail['ctx']['expected']}.", line
        )
    if kind == "string_pattern_mismatch" and key == "changes":
        return Fault(
            file, f"“{name}” holds “{value}”, which is no address.", "Write one such as /themes/asthma/.", line
        )
    if kind == "string_pattern_mismatch":
        remedy = "Use the other file's name without .md, or the anchor: small letters, digits and hyphens."
        return Fault(file, f"“{name}” holds “{value}”, which is no id.", remedy, line)
    what, remedy = _FORMS.get(kind, (f"has the wrong form: {detail['msg']}", "See CONTRIBUTING.md."))
    return Fault(file, f"“{name}” {what}.", remedy, line)


_FORMS = {
    "string_type": ("is not words", "Write words; put quotes around a number, a date, or a value with a colon."),
    "list_type": ("is not a list", "Write a list: [first, second], or one “- item” a line."),
    "date_type": ("is not a date", "Write year, month and day, without quotes: 2026-11-22."),
    "model_type": ("is not a list of pairs", "Write one “name: words” a line, indented."),
    "dict_type": ("is not a list of pairs", "Write one “name: words” a line, indented, or {} for none."),
}
