"""Read a page's file: the record at its head (YAML between two lines of `---`) and the Markdown below it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from learning.faults import Fault

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
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
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Fault(file, "A character is not in UTF-8.", "Save the file again with the encoding UTF-8.", line)]
    if not text.strip():
        return None, [Fault(file, "The file is empty.", "Write the page, or delete the file.")]
    block = _BLOCK.match(text)
    if not block:
        return None, [Fault(file, "The front matter is missing.", _EXAMPLE, 1)]
    meta, faults = _load(file, block["yaml"])
    if meta is None:
        return None, faults
    if not block["body"].strip():
        faults.append(Fault(file, "There is no text below the front matter.", "Write the page's text."))
    lines = {str(key): position[0] + 2 for key, position in (meta.lc.data or {}).items()}
    return SourceText(meta, block["body"], lines), faults


def _load(file: str, text: str) -> tuple[CommentedMap | None, list[Fault]]:
    yaml = YAML(typ="rt")
    try:
        try:
            meta = yaml.load(text)
            faults = []
        except DuplicateKeyError as error:
            faults = [_duplicate(file, error)]
            yaml.allow_duplicate_keys = True
            meta = yaml.load(text)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = (error.problem if isinstance(error, MarkedYAMLError) else None) or "it cannot be read"
        remedy = "Check colons, quotes and indents there; a value with a colon in it needs quotes around it."
        return None, [Fault(file, f"The front matter is not YAML: {problem}.", remedy, mark.line + 2 if mark else 1)]
    if not isinstance(meta, CommentedMap):
        return None, [Fault(file, "The front matter is not a list of keys.", _EXAMPLE, 1)]
    return meta, faults


def _duplicate(file: str, error: DuplicateKeyError) -> Fault:
    key = re.search(r'key "(.+?)"', str(error.problem))
    line = error.problem_mark.line + 2 if error.problem_mark else None
    name = key[1] if key else "a key"
    return Fault(file, f"“{name}” is written twice.", "Keep one of the two and delete the other.", line)
