"""Check a record against the schema of its page type; what does not fit is told in an editor's words."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.records.schema import Agency, Improvement, Page, Record, RetellingPage, Theme
from retelling_site.content.records.source_text import KeyPath, SourceText
from retelling_site.faults import Fault

_SCHEMAS: Mapping[str, type[Record]] = {"agency": Agency, "theme": Theme, "improvement": Improvement, "page": Page}
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
    schema = RetellingPage if kind == "page" and "paragraphs" in source.meta else _SCHEMAS[kind]
    try:
        return schema.model_validate(source.meta), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        faults = [_fault(file, schema, source, dict(detail)) for detail in details]
        return _mended(file, schema, source.meta, [detail["loc"] for detail in details]), faults


def _mended(file: str, schema: type[Record], meta: Mapping[str, Any], wrong: Collection[KeyPath]) -> Record | None:
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


def _without(value: Any, wrong: set[KeyPath]) -> Any:  # noqa: ANN401  # whatever an editor wrote
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
