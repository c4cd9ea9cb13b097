"""What the schema has to say of a record, in an editor's words."""

import re
from collections.abc import Mapping
from typing import Any

from retelling_site.content.records import schema as schemas
from retelling_site.content.records.schema import Record
from retelling_site.content.records.source_text import KeyPath, path_in_words
from retelling_site.faults import Wording, joined, shortened

_PAIRS = "Write one “name: words” a line, indented, or {} for none."
_FORMS: Mapping[str, Wording] = {
    "string_type": ("must be text", "Write words after the colon."),
    "list_type": ("must be a list", "Write a list: [first, second], or one “- item” a line."),
    "dict_type": ("must be a list of pairs", _PAIRS),
    "bool_parsing": ("must be true or false", "Write true, or leave the key out."),
    "one_of_two": ("needs “date” or “placed”, and not both", "Write the date, or in words where it belongs."),
    "too_short": ("is an empty list", "Name at least one."),
}
"""Errors of Pydantic that need no more than the key's name before them."""


_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_ONLY_IDS = re.compile(r"[a-z0-9 ;,|/\uff0c\u3001-]+")


def key_path(detail: Mapping[str, Any]) -> KeyPath:
    """Give the way to what is wrong; Pydantic adds a step where it is the key itself."""
    return tuple(step for step in detail["loc"] if step != "[key]")


def in_words(schema: type[Record], detail: Mapping[str, Any]) -> Wording:
    """Word an error of Pydantic."""
    path, value = key_path(detail), detail.get("input")
    name = path_in_words(path)
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(schema, path)
        case "missing":
            where = "there, indented as its neighbours are" if len(path) > 1 else "to the front matter"
            return f"The key “{name}” is missing.", f"Add a line “{path[-1]}: …” {where}."
        case "model_type" | "model_attributes_type":
            return _no_part(name, detail, blank=is_blank(value))
        case "dict_type" if is_blank(value):
            return f"“{name}” is blank.", _PAIRS
        case "string_type" if isinstance(value, Mapping) and isinstance(path[-1], int):
            return f"“{name}” holds a colon, and is read as a key and a value.", "Put quotes around the whole item."
        case _ if is_blank(value):
            of_a_list = "Fill the list: [first, second]."
            return f"“{name}” is blank.", of_a_list if isinstance(value, list) else "Write a value after the colon."
        case _:
            return _wrong_value(name, value, detail)


def is_blank(value: object) -> bool:
    """Tell whether nothing is written after a key."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def _unknown_key(schema: type[Record], path: KeyPath) -> Wording:
    name = path_in_words(path)
    if len(path) > 1:
        return f"“{name}” is not a key that may stand there.", "Remove it, or see CONTRIBUTING.md."
    having = [page_type for page_type, other in schemas.SCHEMAS.items() if name in other.model_fields]
    if having:
        return f"“{name}” is not a key of this page type.", f"Remove it: it is for pages of type {joined(having)}."
    known = ", ".join(schema.model_fields)
    return f"“{name}” is not a key of this page type.", f"Remove it, or use one of: {known}."


def _no_part(name: str, detail: Mapping[str, Any], *, blank: bool) -> Wording:
    fields: Mapping[str, Any] = getattr(schemas, detail["ctx"]["class_name"]).model_fields
    needed = ", ".join(f"{key}: …" for key, field in fields.items() if field.is_required())
    what = f"“{name}” {'is blank' if blank else 'must be a list of pairs'}."
    return what, f"Write below it, indented, one a line: {needed}"


def _wrong_value(name: str, value: object, detail: Mapping[str, Any]) -> Wording:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "string_too_long":
            most, over = context["max_length"], len(str(value)) - context["max_length"]
            characters = "character" if over == 1 else "characters"
            return f"“{name}” has {over} {characters} more than the {most} it may have.", "Shorten it."
        case "literal_error":
            expected = context["expected"].replace("'", "")
            return f"“{name}” is “{shortened(value)}”, which is not known.", f"Write one of: {expected}."
        case "string_pattern_mismatch" if context["pattern"].startswith("^/"):
            what = f"“{name}” is “{shortened(value)}”, which is not a valid address."
            return what, f"Write one such as {_nearest_url(str(value))}."
        case "string_pattern_mismatch" if len(ids := _IDS.findall(str(value))) > 1 and _ONLY_IDS.fullmatch(str(value)):
            what = f"“{name}” holds {shortened(value)}, which are several ids."
            return what, f"Put commas between them: {', '.join(ids)}."
        case "string_pattern_mismatch":
            what = f"“{name}” holds {shortened(value)}, which is not a valid id."
            near = shortened(_nearest_id(str(value)))
            return what, f"Use small letters, digits and hyphens alone, such as {near}."
        case "value_error":
            what = f"“{name}” is “{shortened(value)}”, which is not a date."
            return what, "Write year, month and day, such as 2026-11-22."
        case error:
            what, remedy = _FORMS.get(error, ("has the wrong form", "See CONTRIBUTING.md."))
            return f"“{name}” {what}.", remedy


def _nearest_id(written: str) -> str:
    """Give the id that an editor probably meant, or an example."""
    name = written.lower().removesuffix(".md").rpartition("/")[2]
    return "-".join(re.findall(r"[a-z0-9]+", name)) if re.search("[a-z]", name) else "a-word"


def _nearest_url(written: str) -> str:
    """Give the address that an editor probably meant, or an example."""
    path = re.sub(r"^https?://[^/]*", "", written.lower().partition("#")[0])
    path = re.sub(r"(?:index)?\.[a-z]+$", "", path)
    parts = re.findall(r"[a-z0-9-]+", path)
    return f"/{'/'.join(parts[:4])}/" if parts else "/themes/a-theme/"
