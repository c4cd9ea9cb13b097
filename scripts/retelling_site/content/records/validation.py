"""Check a record against the schema of its page type; what does not fit is told in an editor's words."""

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from retelling_site.content.page_types import PAGE, PAGE_TYPES
from retelling_site.content.records import schema as schemas
from retelling_site.content.records.schema import Record, RetellingPage
from retelling_site.content.records.source_text import KeyPath, SourceText, line_of_key
from retelling_site.faults import Fault

_STAND_INS: Mapping[str, Any] = {
    "summary": "…",
    "summary_sources": [schemas.UNREAD_CLAUSE],
    "role": "…",
    "scope_note": "…",
    "group": "listed",
    "themes": {},
    "improvements": {},
    "related": {},
}
"""What takes the place of a key that is missing or wrong, so that the rest of the record is checked all the same."""
_MARKUP = re.compile(r"</?[a-z][^>]*>|\*\*|__|`|\]\(|&[a-z]+;|\{ *[#.]", re.I)
"""Markdown and HTML: a record holds plain words, and they would be shown as they are written."""


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
    marked_up = [*_marked_up(file, source, source.meta, ())]
    record, faults = _parse_as(kind, file, source)
    folder = PurePosixPath(file).parent.name
    if faults and (belongs := next((t.name for t in PAGE_TYPES.values() if t.folder == folder), kind)) != kind:
        meant, fewer = _parse_as(belongs, file, replace(source, meta={**source.meta, "type": belongs}))
        if len(fewer) < len(faults):
            what = f"A page of type “{kind}” stands in docs/{folder}/, with the keys of another type."
            fault = Fault(file, line, what, f"Write “type: {belongs}”.")
            return meant, [fault, *fewer, *marked_up]
    return record, [*faults, *marked_up]


def _parse_as(kind: str, file: str, source: SourceText) -> tuple[Record | None, list[Fault]]:
    schema = RetellingPage if kind == PAGE and "paragraphs" in source.meta else schemas.SCHEMAS[kind]
    details = _errors(schema, source.meta)
    source, faults = _respelt(file, schema, source, details)
    if faults:
        details = _errors(schema, source.meta)
    if not details:
        return schema.model_validate(source.meta), faults
    faults += [_fault(file, schema, source, detail) for detail in details]
    return _mended(file, schema, source.meta, [detail["loc"] for detail in details]), faults


def _errors(schema: type[Record], meta: Mapping[str, Any]) -> list[dict[str, Any]]:
    try:
        schema.model_validate(meta)
    except ValidationError as error:
        return [dict(detail) for detail in error.errors(include_url=False, include_context=True)]
    return []


def _respelt(
    file: str, schema: type[Record], source: SourceText, details: Collection[dict[str, Any]]
) -> tuple[SourceText, list[Fault]]:
    """Read a misspelt key as the one that is meant, and tell of it once: neither unknown nor missing."""
    meta, lines, faults = copy.deepcopy(dict(source.meta)), dict(source.lines), []
    for detail in details:
        if detail["type"] != "extra_forbidden":
            continue
        *above, name = detail["loc"]
        missing = {
            other["loc"][-1] for other in details if other["type"] == "missing" and other["loc"][:-1] == (*above,)
        }
        known = missing | (schema.model_fields.keys() - meta.keys() if not above else set())
        near = get_close_matches(str(name).lower().replace("-", "_"), sorted(known), 1, 0.8)
        if not near:
            continue
        holder: Any = meta
        for step in above:
            holder = holder[step]
        holder[near[0]] = holder.pop(name)
        line = lines.get((*above, name), 0)
        faults.append(Fault(file, line, f"“{_short(name)}” is not a key of this page type.", f"Write “{near[0]}”."))
        old = (*above, name)
        lines |= {(*above, near[0], *path[len(old) :]): at for path, at in lines.items() if path[: len(old)] == old}
    return replace(source, meta=meta, lines=lines), faults


def _marked_up(file: str, source: SourceText, value: object, path: KeyPath) -> Iterator[Fault]:
    """Fault values that are written as Markdown or HTML."""
    if isinstance(value, str) and (found := _MARKUP.search(value)):
        what = f"“{_name(path)}” holds “{found[0]}”, which would be shown as it is."
        yield Fault(file, line_of_key(source.lines, path), what, "Write plain words, without Markdown or HTML.")
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _marked_up(file, source, part, (*path, step))


def _mended(file: str, schema: type[Record], meta: Mapping[str, Any], wrong: Collection[KeyPath]) -> Record | None:
    """Make a record of what fits; None where too little does."""
    kept = _without(meta, {tuple(step for step in path if step != "[key]") for path in wrong})
    sound = {key: value for key, value in kept.items() if key in schema.model_fields}
    stand_ins = {**_STAND_INS, "title": file[-60:], "type": meta["type"]}
    for name, key in schema.model_fields.items():
        if name in stand_ins and (key.is_required() or (name,) in wrong):
            sound.setdefault(name, stand_ins[name])
    if sound.get("summary_sources") == []:
        sound["summary_sources"] = stand_ins["summary_sources"]
    if ("ours",) in wrong:
        sound["ours"] = "true"
    try:
        return schema.model_validate(sound)
    except ValidationError:
        return None


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


def _name(path: KeyPath) -> str:
    return " → ".join(f"item {step + 1}" if isinstance(step, int) else _short(step) for step in path)


_PAIRS = "Write one “name: words” a line, indented, or {} for none."
_FORMS = {
    "string_type": ("must be text", "Write words after the colon."),
    "list_type": ("must be a list", "Write a list: [first, second], or one “- item” a line."),
    "dict_type": ("must be a list of pairs", _PAIRS),
    "bool_parsing": ("must be true or false", "Write true, or leave the key out."),
    "one_of_two": ("needs “date” or “placed”, and not both", "Write the date, or in words where it belongs."),
    "too_short": ("is an empty list", "Name at least one."),
}


def _fault(file: str, schema: type[Record], source: SourceText, detail: dict[str, Any]) -> Fault:
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    name, line = _name(steps), line_of_key(source.lines, steps)
    kind, value = detail["type"], detail.get("input")
    blank = value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
    if kind == "extra_forbidden" and len(steps) > 1:
        return Fault(file, line, f"“{name}” is not a key that may stand there.", "Remove it, or see CONTRIBUTING.md.")
    if kind == "extra_forbidden":
        known = ", ".join(schema.model_fields)
        return Fault(file, line, f"“{name}” is not a key of this page type.", f"Remove it, or use one of: {known}.")
    if kind == "missing":
        where = "there, indented as its neighbours are" if len(steps) > 1 else "to the front matter"
        return Fault(file, line, f"The key “{name}” is missing.", f"Add a line “{steps[-1]}: …” {where}.")
    if kind in ("model_type", "model_attributes_type"):
        needed = [key for key, part in _model(detail).items() if part.is_required()]
        what = f"“{name}” {'is blank' if blank else 'must be a list of pairs'}."
        return Fault(
            file, line, what, f"Write below it, indented, one a line: {', '.join(f'{key}: …' for key in needed)}"
        )
    if kind == "dict_type" and blank:
        return Fault(file, line, f"“{name}” is blank.", _PAIRS)
    if blank:
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
        near = "-".join(re.findall(r"[a-z0-9]+", str(value).lower().removesuffix(".md"))) or "a-word"
        what = f"“{name}” holds {_short(value)}, which is not a valid id."
        return Fault(file, line, what, f"Use small letters, digits and hyphens alone, such as {_short(near)}.")
    if kind == "value_error":
        what = f"“{name}” is “{_short(value)}”, which is not a date."
        return Fault(file, line, what, "Write year, month and day, such as 2026-11-22.")
    what, remedy = _FORMS.get(kind, ("has the wrong form", "See CONTRIBUTING.md."))
    return Fault(file, line, f"“{name}” {what}.", remedy)


def _model(detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the keys of the part of a record that a detail is about."""
    fields: Mapping[str, Any] = getattr(schemas, detail["ctx"]["class_name"]).model_fields
    return fields


def _nearest_url(written: str) -> str:
    """Give the address that an editor probably meant, or an example."""
    path = re.sub(r"(?:index)?\.[a-z]+$", "", written.lower().partition("#")[0])
    parts = re.findall(r"[a-z0-9-]+", path)
    return f"/{'/'.join(parts[:4])}/" if parts and "http" not in parts[0] else "/themes/a-theme/"
