"""Check a record against the schema of its page type; what does not fit is told in an editor's words."""

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from retelling_site.content.page_types import PAGE, PAGE_TYPES
from retelling_site.content.records import schema as schemas
from retelling_site.content.records.schema import Record, RetellingPage
from retelling_site.content.records.schema_faults import in_words, is_blank, key_path
from retelling_site.content.records.source_text import KeyPath, SourceText, line_of_key, path_in_words
from retelling_site.faults import Fault, joined, shortened

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
_SENTENCES = frozenset(("title", "summary", "role", "scope_note", "why", "what", "label", "say", "retired", "text"))
_MANY = 2
"""As many blank keys have one cause."""
_MARKUP = re.compile(r"</?[a-z][^>]*>|\*\*|__|`|\]\(|&[a-z]+;|\{ *[#.]|(?<!\w)([*_])\S(?:[^*_]*\S)?\1(?!\w)", re.I)
"""Markdown and HTML: a record holds plain words, and they would be shown as they are written."""


def parse(file: str, source: SourceText) -> tuple[Record | None, list[Fault]]:
    """Check a record against the schema of its page type; what does not fit comes back as faults.

    With faults, the record has stand-ins for the parts that do not fit: the rest of it is checked all the same.
    """
    page_type = source.meta.get("type")
    line = source.lines.get(("type",), 0)
    if not page_type:
        what, remedy = "The key “type” is missing or blank.", f"Write “type: ” and one of: {', '.join(PAGE_TYPES)}."
        return None, [Fault(file, line, what, remedy)]
    if not isinstance(page_type, str) or page_type not in PAGE_TYPES:
        what = f"“type” is “{shortened(page_type)}”, which is not a page type."
        return None, [Fault(file, line, what, f"Write one of: {', '.join(PAGE_TYPES)}.")]
    record, faults = _parse_as(page_type, file, source)
    told = {fault.line for fault in faults}
    unfit = (*_marked_up(file, source, source.meta, ()), *_wordless(file, source, source.meta, ()))
    marked_up = [fault for fault in unfit if fault.line not in told]
    folder = PurePosixPath(file).parent.name
    of_folder = next((other.name for other in PAGE_TYPES.values() if other.folder == folder), page_type)
    if faults and of_folder != page_type:
        meant, fewer = _parse_as(of_folder, file, replace(source, meta={**source.meta, "type": of_folder}))
        if len(fewer) < len(faults):
            what = f"A page of type “{page_type}” stands in docs/{folder}/, with the keys of another type."
            fault = Fault(file, line, what, f"Write “type: {of_folder}”.")
            return meant, [fault, *fewer, *marked_up]
    return record, [*faults, *marked_up]


def _parse_as(page_type: str, file: str, source: SourceText) -> tuple[Record | None, list[Fault]]:
    schema = RetellingPage if page_type == PAGE and "paragraphs" in source.meta else schemas.SCHEMAS[page_type]
    record, details = _validated(schema, source.meta)
    if record:
        return record, []
    source, faults = _respelt(file, schema, source, details)
    if faults:
        record, details = _validated(schema, source.meta)
    unfilled = [detail for detail in details if detail["type"] != "missing" and is_blank(detail.get("input"))]
    unfilled = unfilled if len(unfilled) >= _MANY else []
    faults += [_fault(file, schema, source, detail) for detail in details if detail not in unfilled]
    faults += [_not_filled_in(file, source, [key_path(detail) for detail in unfilled])] if unfilled else []
    return record or _mended(file, schema, source.meta, [detail["loc"] for detail in details]), faults


def _validated(schema: type[Record], meta: Mapping[str, Any]) -> tuple[Record | None, list[dict[str, Any]]]:
    """Make a record of what is written, or give what keeps it from being one."""
    try:
        return schema.model_validate(meta), []
    except ValidationError as error:
        return None, [dict(detail) for detail in error.errors(include_url=False, include_context=True)]


def _respelt(
    file: str, schema: type[Record], source: SourceText, details: Collection[dict[str, Any]]
) -> tuple[SourceText, list[Fault]]:
    """Read a misspelt key as the one that is meant, and tell of it once: neither unknown nor missing."""
    meta, lines, faults = copy.deepcopy(dict(source.meta)), dict(source.lines), []
    for detail in details:
        if detail["type"] != "extra_forbidden":
            continue
        old = tuple(detail["loc"])
        meant = _meant(old, details, () if len(old) > 1 else schema.model_fields.keys() - meta.keys())
        if not meant:
            continue
        holder: Any = meta
        for step in old[:-1]:
            holder = holder[step]
        holder[meant] = holder.pop(old[-1])
        faults.append(_misspelt(file, lines.get(old, 0), str(old[-1]), meant))
        within = {path: line for path, line in lines.items() if path[: len(old)] == old}
        lines |= {(*old[:-1], meant, *path[len(old) :]): line for path, line in within.items()}
    return replace(source, meta=meta, lines=lines), faults


def _misspelt(file: str, line: int, written: str, meant: str) -> Fault:
    if written[0] in "+-":
        what = f"“{shortened(written)}” begins with “{written[0]}”, as in a comparison of two versions (a diff)."
        remedy = "Delete the lines that are old, and the first sign of those that are new."
        return Fault(file, line, what, remedy, cause=f"{file} diff")
    what = f"“{shortened(written)}” is not a key of this page type."
    return Fault(file, line, what, f"Write “{meant}”.")


def _meant(unknown: KeyPath, details: Collection[dict[str, Any]], optional: Collection[str]) -> str:
    """Give the key that is meant by one that there is not: missing beside it, or `optional` there; else nothing."""
    missing = {
        str(detail["loc"][-1])
        for detail in details
        if detail["type"] == "missing" and detail["loc"][:-1] == unknown[:-1]
    }
    written = str(unknown[-1]).lower().replace("-", "_")
    return next(iter(get_close_matches(written, sorted({*missing, *optional}), 1, 0.8)), "")


def _marked_up(file: str, source: SourceText, value: object, path: KeyPath) -> Iterator[Fault]:
    """Fault values that are written as Markdown or HTML."""
    if isinstance(value, str) and (found := _MARKUP.search(value)):
        what = f"“{path_in_words(path)}” holds “{found[0]}”, which would be shown as it is."
        yield Fault(file, line_of_key(source.lines, path), what, "Write plain words, without Markdown or HTML.")
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _marked_up(file, source, part, (*path, step))


def _wordless(file: str, source: SourceText, value: object, path: KeyPath) -> Iterator[Fault]:
    """Fault sentences without a letter, such as “…”: somebody meant to come back."""
    if path and path[-1] in _SENTENCES and isinstance(value, str) and value and not any(map(str.isalnum, value)):
        what = f"“{path_in_words(path)}” is “{shortened(value)}”, which says nothing."
        yield Fault(file, line_of_key(source.lines, path), what, "Write words.")
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _wordless(file, source, part, (*path, step))


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


def _not_filled_in(file: str, source: SourceText, paths: Sequence[KeyPath]) -> Fault:
    """Word several blank keys as what they are: a page that was begun, such as a copy of a blank one."""
    named = joined([f"“{path_in_words(path)}”" for path in paths])
    lines = sorted({line_of_key(source.lines, path) for path in paths})
    on = f"line{'s' if len(lines) > 1 else ''} {joined([str(line) for line in lines])}"
    what = f"The page is not filled in yet: {named} are blank, on {on}."
    return Fault(file, lines[0], what, "Write a value for each, then the text below.", hides_rest=True)


def _fault(file: str, schema: type[Record], source: SourceText, detail: Mapping[str, Any]) -> Fault:
    return Fault(file, line_of_key(source.lines, key_path(detail)), *in_words(schema, detail))
