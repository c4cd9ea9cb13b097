"""The closed schema of a page's record: which keys each page type has, and what may stand in them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from learning.faults import Fault
from learning.front_matter import SourceText

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Reasons = dict[Id, Text]
"""Relations to other pages: the page's id (its file's name), and why the two belong together."""


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
    """Hold a record against the schema of its page type; what does not fit comes back as faults."""
    kind = source.meta.get("type")
    if not isinstance(kind, str) or kind not in PAGE_TYPES:
        known = ", ".join(PAGE_TYPES)
        what = f"“type” is “{kind}”, which is no page type." if kind else "The key “type” is missing or blank."
        return None, [Fault(file, what, f"Write one of: {known}.", source.lines.get("type"))]
    schema = PAGE_TYPES[kind]
    try:
        return schema.model_validate(_plain(source.meta)), []
    except ValidationError as error:
        return None, [_fault(file, schema, source, dict(detail)) for detail in error.errors(include_url=False)]


def _plain(value: Any) -> Any:  # noqa: ANN401  # YAML may hold anything
    """Turn the YAML library's own containers into plain ones, which strict validation asks for."""
    if isinstance(value, Mapping):
        return {(str(key) if isinstance(key, str) else key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _fault(file: str, schema: type[Record], source: SourceText, detail: dict[str, Any]) -> Fault:
    path = [str(step) for step in detail["loc"] if step != "[key]"]
    key, name = path[0], " → ".join(path)
    line, kind = source.lines.get(key), detail["type"]
    value = detail.get("input")
    if kind == "extra_forbidden":
        known = ", ".join(schema.model_fields)
        return Fault(file, f"“{key}” is not a key of this page type.", f"Remove it, or use one of: {known}.", line)
    if kind == "missing":
        return Fault(file, f"The key “{name}” is missing.", f"Add a line “{name}: …” to the front matter.")
    if value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip()):
        return Fault(file, f"“{name}” is blank.", "Write a value after the colon, or fill the list.", line)
    if kind == "literal_error":
        return Fault(file, f"“{name}” is “{value}”.", f"Write one of: {detail['ctx']['expected']}.", line)
    if kind == "string_pattern_mismatch":
        remedy = "Use the other file's name without .md, or the anchor: small letters, digits and hyphens."
        return Fault(file, f"“{name}” holds “{value}”, which is no id.", remedy, line)
    return Fault(file, f"“{name}” has the wrong form: {detail['msg']}.", _FORMS.get(kind, "See CONTRIBUTING.md."), line)


_FORMS = {
    "string_type": "Write words; put quotes around a number, a date, or a value with a colon.",
    "list_type": "Write a list: [first, second], or one “- item” a line.",
    "dict_type": "Write one “id: reason” a line, indented, or {} for none.",
}
