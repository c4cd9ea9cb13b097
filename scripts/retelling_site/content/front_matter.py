"""Read a page's file: the record at its head (YAML between two lines of `---`) and the Markdown below it.

Every value is read as text, as in StrictYAML: the schema says what is a date or a list, so that `yes`, `2026` or a
date that does not exist are never taken for something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from retelling_site.faults import Fault

MAX_BYTES = 400_000
"""The greatest size of a page's file: many times that of the longest."""
_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_MAX_DEPTH = 4
"""No record nests deeper than a list within a relation."""
_ODD_SPACE = re.compile(r"(?m)^[ \t\u00a0\u2007\u202f]+|(?<=:)[\t\u00a0\u2007\u202f]|(?<=^-)[\t\u00a0\u2007\u202f]")
_EXAMPLE = "Begin the file with a line ---, then the keys (title, type, summary …), then a line ---."
_NOT_TEXT = re.compile(r"\]\([^)]*\)|\{[^}\n]*\}|<[^>\n]*>|&\w+;")
"""What of Markdown's source no reader sees: addresses, attributes, tags."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Path = tuple[str | int, ...]
"""The way to a value in a record: keys, and places in lists counted from 0."""


@dataclass(frozen=True)
class SourceText:
    """A page's file as written; `lines` gives the line (from 1) of each key and list item by its path."""

    meta: Mapping[str, Any]
    body: str
    lines: Mapping[Path, int] = field(default_factory=dict)
    body_line: int = 1
    """The line of the file on which the body begins."""

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The body's letters and digits alone, and the line of each: what Markdown makes of it begins with them too."""
        letters, lines = [], []
        for at, line in enumerate(self.body.split("\n"), start=self.body_line):
            found = _letters(_NOT_TEXT.sub("", line))
            letters.append(found)
            lines += [at] * len(found)
        return "".join(letters), lines

    def line_of(self, words: str) -> int:
        """Give the line of the file on which these words of the rendered text begin; 0 where they are not found."""
        letters, lines = self._letters
        for wanted in (_letters(words)[:60], _letters(words)[:16]):
            at = letters.find(wanted) if wanted else -1
            if at >= 0:
                return lines[at]
        return 0

    def line_with(self, written: str) -> int:
        """Give the line of the file that holds these very signs; 0 where none does."""
        at = self.body.find(written) if written else -1
        return self.body_line + self.body.count("\n", 0, at) if at >= 0 else 0


def _letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum()).casefold()


class _NotARecordError(Exception):
    """Something that YAML allows and a record never needs."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def read(file: str, data: bytes) -> tuple[SourceText | None, list[Fault]]:
    """Split a file's bytes into record and Markdown; a byte-order mark and any line endings are accepted.

    Nothing is raised: what cannot be read comes back as faults, so that all files can be reported together.
    """
    if len(data) > MAX_BYTES:
        what = f"The file has {len(data) // 1000:,} KB, and a page may have {MAX_BYTES // 1000}."
        return None, [Fault(file, 0, what, "Divide the page, or keep what is not text in a file of its own.")]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Fault(file, line, "A character is not in UTF-8.", "Save the file again with the encoding UTF-8.")]
    if not text.strip():
        return None, [Fault(file, 0, "The file is empty.", "Write the page, or delete the file.")]
    if stray := _UNPRINTABLE.search(text):
        what = f"It holds a character that cannot be shown (U+{ord(stray[0]):04X})."
        return None, [Fault(file, _line(text, stray.start()), what, "Delete that character; it comes from copying.")]
    block = _BLOCK.match(text)
    if not block:
        opened = re.match(r"---[ \t]*\n", text)
        what = "The front matter is never closed." if opened else "The front matter is missing."
        return None, [Fault(file, 1, what, "Write a line --- below the last key." if opened else _EXAMPLE)]
    record = _ODD_SPACE.sub(lambda odd: odd[0].replace("\t", "  ").translate(_SPACES), block["yaml"])
    body_line = _line(text, block.start("body"))
    try:
        node = yaml.compose(record, Loader=_LOADER) if _depth_is_safe(record) else None
        faults: list[Fault] = []
        lines: dict[Path, int] = {}
        if not isinstance(node, yaml.MappingNode):
            raise _NotARecordError(2, "The front matter is not a list of keys.", _EXAMPLE)
        meta = _plain(record, node, (), lines, faults, file, set())
    except _NotARecordError as error:
        return None, [Fault(file, error.line, error.what, error.remedy)]
    except yaml.YAMLError as error:
        return None, [_not_yaml(file, record, error)]
    if not block["body"].strip():
        faults.append(Fault(file, 0, "There is no text below the front matter.", "Write the page's text."))
    return SourceText(meta, block["body"], lines, body_line), faults


_SPACES = {0x00A0: " ", 0x2007: " ", 0x202F: " "}


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _depth_is_safe(text: str) -> bool:
    """Look at nesting before YAML is built, since what nests without end would exhaust the reader."""
    if text.count("[") + text.count("{") < 200 and not re.search(r"(?:[-?][ \t]+){6}", text):
        return True
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH + 1:
            raise _too_deep(event.start_mark.line + 2)
    return True


def _too_deep(line: int) -> _NotARecordError:
    return _NotARecordError(line, "The front matter is nested too deeply.", "Remove brackets or indents there.")


def _plain(
    record: str, node: yaml.Node, path: Path, lines: dict[Path, int], faults: list[Fault], file: str, seen: set[int]
) -> Any:  # noqa: ANN401  # YAML may hold anything
    """Turn a node into text, a list or a dictionary, and note on which line each part stands."""
    line = node.start_mark.line + 2
    lines.setdefault(path, line)
    if len(path) > _MAX_DEPTH:
        raise _too_deep(line)
    first = record[node.start_mark.index : node.start_mark.index + 1]
    if first in ("&", "!", "*") or id(node) in seen or not node.tag.endswith((":str", ":map", ":seq")):
        what = "A value in the front matter begins with &, * or !, which YAML reads as a command."
        raise _NotARecordError(line, what, "Put quotes around that value.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        rest = re.match(r"[ \t]+#\S[^\n]*", record[node.end_mark.index :]) if node.style is None else None
        if rest:
            what = f"“{rest[0].strip()}” is read as a comment, and lost."
            faults.append(Fault(file, line, what, "Put quotes around the whole value."))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(record, item, (*path, at), lines, faults, file, seen) for at, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _NotARecordError(line, "A key in the front matter is not a word.", "Write “key: value” on that line.")
        if key.value in found:
            what = f"“{key.value}” is written twice."
            faults.append(Fault(file, line, what, "Keep one of the two and delete the other."))
        lines[*path, key.value] = line
        found[key.value] = _plain(record, value, (*path, key.value), lines, faults, file, seen)
    return found


_REMEDIES = (
    ("mapping values are not allowed", "A value holds a colon.", "Put quotes around the whole value."),
    ("could not find expected ':'", "A line has no colon after its key.", "Write “key: value”, or indent the line."),
    ("expected <block end>", "A line is indented differently from those around it.", "Indent it as they are."),
    ("did not find expected key", "A quotation mark or an indent is wrong.", "Quote a whole value, and indent evenly."),
    ("did not find expected ',' or", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("while parsing a flow", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("quoted scalar", "A quotation mark is never closed.", "Write the closing mark, or double one within the value."),
    ("cannot start any token", "A value begins with a sign that YAML keeps for itself.", "Put quotes around it."),
    ("block sequence entries", "A list begins on the line of its key.", "Begin it on the next line, indented."),
    ("undefined alias", "A value begins with *, which YAML reads as a command.", "Put quotes around that value."),
    ("anchor", "A value begins with &, which YAML reads as a command.", "Put quotes around that value."),
    ("tag", "A value begins with !, which YAML reads as a command.", "Put quotes around that value."),
    ("document", "A line --- or ... stands within the front matter.", "Remove it, or put quotes around it."),
)
"""What the reader of YAML says, in an editor's words; the first that fits is told."""


def _not_yaml(file: str, record: str, error: yaml.YAMLError) -> Fault:
    said = str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = mark.line if mark else 0
    lines = record.split("\n")
    if "quoted scalar" in said and getattr(error, "context_mark", None):
        at = error.context_mark.line  # type: ignore[attr-defined]
    while at > 0 and not lines[min(at, len(lines) - 1)].strip():
        at -= 1
    for sign, what, remedy in _REMEDIES:
        if sign in said:
            return Fault(file, at + 2, what, remedy)
    what = "The front matter cannot be read there."
    return Fault(file, at + 2, what, "Check colons, quotes and indents; put quotes around a value with a colon in it.")
