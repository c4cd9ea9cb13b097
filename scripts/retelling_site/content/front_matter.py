"""Read a page's file: the record at its head (YAML between two lines of `---`) and the Markdown below it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from learning.faults import Fault

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_DEEPEST = 3
"""No record nests further than a list within a key; what does would only exhaust the reader of YAML."""
_SUSPECT = re.compile(r"(?:^|[\s\[{,:?-])[&*!]|[\[{]\s*[\[{]\s*[\[{]|-[ \t]+-[ \t]|^[ \t]{6}", re.MULTILINE)
"""Signs of what a record never needs; only a text that has one is looked at more closely, which takes time."""
_EXAMPLE = "Begin the file with a line ---, then the keys (title, type, summary …), then a line ---."


@dataclass(frozen=True)
class SourceText:
    """A page's file as written; `lines` tells on which line (from 1) each key of the record stands."""

    meta: Mapping[str, Any]
    body: str
    lines: Mapping[str, int] = field(default_factory=dict)


def read(file: str, data: bytes) -> tuple[SourceText | None, list[Fault]]:
    """Split a file's bytes into record and Markdown; a byte-order mark and Windows line endings are accepted.

    Nothing is raised: what cannot be read comes back as faults, so that all files can be reported together.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Fault(file, "A character is not in UTF-8.", "Save the file again with the encoding UTF-8.", line)]
    if not text.strip():
        return None, [Fault(file, "The file is empty.", "Write the page, or delete the file.")]
    if stray := _UNPRINTABLE.search(text):
        what, line = f"It holds a character that cannot be shown (U+{ord(stray[0]):04X}).", _line(text, stray.start())
        return None, [Fault(file, what, "Delete that character; it comes from copying.", line)]
    block = _BLOCK.match(text)
    if not block:
        opened = re.match(r"---[ \t]*\n", text)
        what = "The front matter is never closed." if opened else "The front matter is missing."
        return None, [Fault(file, what, "Write a line --- below the last key." if opened else _EXAMPLE, 1)]
    source, faults = _load(file, block["yaml"], block["body"])
    if source and not source.body.strip():
        faults.append(Fault(file, "There is no text below the front matter.", "Write the page's text."))
    return source, faults


def _load(file: str, text: str, body: str) -> tuple[SourceText | None, list[Fault]]:
    faults: list[Fault] = []
    try:
        if _SUSPECT.search(text) and (found := _beyond_records(file, text)):
            return None, [found]
        try:
            meta, keys = _parse(text)
        except DuplicateKeyError as error:
            faults = [_duplicate(file, error)]
            meta, keys = _parse(text, lenient=True)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = (error.problem if isinstance(error, MarkedYAMLError) else None) or "it cannot be read"
        remedy = "Check colons, quotes and indents there; a value with a colon in it needs quotes around it."
        return None, [Fault(file, f"The front matter is not YAML: {problem}.", remedy, mark.line + 2 if mark else 1)]
    if not isinstance(meta, dict):
        return None, [Fault(file, "The front matter is not a list of keys.", _EXAMPLE, 1)]
    return SourceText(meta, body, {str(key.value): key.start_mark.line + 2 for key, _ in keys.value}), faults


def _parse(text: str, *, lenient: bool = False) -> tuple[Any, Any]:
    """Give what a record's YAML holds, and its nodes, which know their lines.

    The reader in C goes first, since pages with many search words are long. It refuses some values that YAML 1.2
    allows, such as [Why?]; so the reader in Python has the last word, and words what is wrong.
    """
    if not lenient:
        try:
            return YAML(typ="safe").load(text), YAML(typ="safe").compose(text)
        except YAMLError:
            pass
    reader = YAML(typ="safe", pure=True)
    reader.allow_duplicate_keys = lenient
    return reader.load(text), YAML(typ="safe", pure=True).compose(text)


def _beyond_records(file: str, text: str) -> Fault | None:
    """Refuse what YAML can do and a record never needs, before it is built: some of it grows without end."""
    depth = 0
    for event in YAML(pure=True).parse(text):
        line = event.start_mark.line + 2
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            return Fault(file, "The front matter is nested too deeply.", "Remove brackets or indents there.", line)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            what = "A value in the front matter begins with &, * or !, which YAML reads as a command."
            return Fault(file, what, "Put quotes around that value.", line)
    return None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _duplicate(file: str, error: DuplicateKeyError) -> Fault:
    key = re.search(r'key "(.+?)"', str(error.problem))
    line = error.problem_mark.line + 2 if error.problem_mark else None
    name = key[1] if key else "a key"
    return Fault(file, f"“{name}” is written twice.", "Keep one of the two and delete the other.", line)
