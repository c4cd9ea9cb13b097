"""YAML read as text, lists and pairs, with the line of each, and its faults in an editor's words.

Every value is read as text, as in StrictYAML: the schema says what is a date or a list, so that `yes`, `2026` or a
day that does not exist are never taken for something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from retelling_site.content.records.source_text import KeyPath
from retelling_site.faults import Fault

FIRST_LINE = 2
"""The line of a file on which its record begins, below the line `---`."""
_MAX_DEPTH = 4
"""No record nests deeper than a list within a relation."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"[ \t]+#\S[^\n]*")
_RUN_ON = re.compile(r"\n[ ]*-[ ]")
"""An item of a list that is indented further than the one before."""
_TOO_DEEP = "The front matter is nested too deeply.", "Remove brackets or indents there."
_COMMAND = "A value begins with &, * or !, which YAML reads as a command.", "Put quotes around that value."


class _NotARecordError(Exception):
    """Something that YAML allows and a record never needs."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


@dataclass
class _Reading:
    """One record being read, and what was found on the way."""

    file: str
    text: str
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def read(file: str, text: str) -> tuple[dict[str, Any] | None, dict[KeyPath, int], list[Fault]]:
    """Read a record; gives its values, the line of each by its path, and faults. Nothing is raised."""
    reading = _Reading(file, text)
    try:
        _check_depth(text)
        node = yaml.compose(text, Loader=_LOADER)
        if not isinstance(node, yaml.MappingNode):
            remedy = "Write one “key: value” a line: title, type, summary …"
            return None, {}, [Fault(file, FIRST_LINE, "The front matter is not a list of keys.", remedy)]
        return _pairs(reading, node, ()), reading.lines, reading.faults
    except _NotARecordError as error:
        return None, {}, [Fault(file, error.line, error.what, error.remedy)]
    except yaml.YAMLError as error:
        return None, {}, [in_words(file, text, error, FIRST_LINE)]
    except RecursionError:
        return None, {}, [Fault(file, FIRST_LINE, *_TOO_DEEP)]


def _check_depth(text: str) -> None:
    """Look at nesting before YAML is built, since what nests without end would exhaust the reader."""
    if text.count("[") + text.count("{") < 200 and not re.search(r"(?:[-?][ \t]+){6}", text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH + 1 and event.start_mark is not None:
            raise _NotARecordError(event.start_mark.line + FIRST_LINE, *_TOO_DEEP)


def _value(reading: _Reading, node: yaml.Node, path: KeyPath) -> Any:  # noqa: ANN401  # YAML may hold anything
    """Turn a node into text, a list or pairs, and note on which line each part stands."""
    line = _line(node)
    reading.lines.setdefault(path, line)
    if len(path) > _MAX_DEPTH:
        raise _NotARecordError(line, *_TOO_DEEP)
    first = reading.text[node.start_mark.index : node.start_mark.index + 1]
    if first in ("&", "!", "*") or id(node) in reading.seen:
        raise _NotARecordError(line, *_COMMAND)
    reading.seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _words(reading, node, line)
    if isinstance(node, yaml.SequenceNode):
        return [_value(reading, item, (*path, at)) for at, item in enumerate(node.value)]
    return _pairs(reading, node, path)


def _words(reading: _Reading, node: yaml.ScalarNode, line: int) -> str:
    words: str = node.value.strip()
    if unprintable := _CONTROL.search(words):
        what = f"A value holds a character that cannot be shown (U+{ord(unprintable[0]):04X})."
        reading.faults.append(Fault(reading.file, line, what, "Delete it, with the backslash before it."))
        words = _CONTROL.sub("", words)
    runs_on = not node.style and node.start_mark.line < node.end_mark.line
    if runs_on and _RUN_ON.search(reading.text, node.start_mark.index, node.end_mark.index):
        what = "The next line begins with a hyphen, and is read as part of this one."
        reading.faults.append(
            Fault(reading.file, line, what, "Indent the items of a list by the same number of spaces.")
        )
    cut = _COMMENT.match(reading.text, node.end_mark.index) if not node.style else None
    if cut:
        what = f"“{cut[0].strip()}” is read as a comment, and lost."
        reading.faults.append(Fault(reading.file, line, what, "Put quotes around the whole value."))
    return words


def _pairs(reading: _Reading, node: yaml.Node, path: KeyPath) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode):
            raise _NotARecordError(line, "A key in the front matter is not a word.", "Write “key: value” on that line.")
        name = key.value.strip()
        if name in found:
            what = f"“{name}” is written twice."
            reading.faults.append(Fault(reading.file, line, what, "Keep one of the two and delete the other."))
        reading.lines[*path, name] = line
        found[name] = _value(reading, value, (*path, name))
    return found


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line + FIRST_LINE
    return line


_REMEDIES = (
    ("mapping values are not allowed", "A value holds a colon.", "Put quotes around the whole value."),
    ("could not find expected ':'", "A line has no colon after its key.", "Write “key: value”, or indent the line."),
    ("expected <block end>", "A line is indented differently from those around it.", "Indent it as they are."),
    ("did not find expected key", "A quotation mark or an indent is wrong.", "Quote a whole value, and indent evenly."),
    ("did not find expected ',' or", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("while parsing a flow", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("did not find expected '-'", "A line of a list does not begin with a hyphen.", "Write “- ” before it."),
    ("unknown escape", "A backslash stands in a value with double quotes.", "Use single quotes, or write it twice."),
    ("quoted scalar", "A quotation mark is never closed.", "Write the closing mark, or double one within the value."),
    ("cannot start any token", "A value begins with a character that YAML keeps for itself.", "Put quotes around it."),
    ("block sequence entries", "A list begins on the line of its key.", "Begin it on the next line, indented."),
    ("undefined alias", *_COMMAND),
    ("alias", *_COMMAND),
    ("anchor", *_COMMAND),
    ("tag", *_COMMAND),
    ("directive", "A line begins with %.", "Put quotes around that value, or remove the line."),
    ("document", "A line --- or ... stands among the keys.", "Remove it, or put quotes around it."),
)
"""What the reader of YAML says, in an editor's words; the first that fits is told."""
_NO_SPACE = r"[ -]*[\w-]+:[^\s/]"
_IN_A_KEY = " -abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_FROM_THE_START = ("quoted scalar", "while parsing a flow", "could not find expected ':'")
"""Of these the reader notices the end, and an editor needs the line on which they begin."""


def in_words(file: str, text: str, error: yaml.YAMLError, first_line: int) -> Fault:
    """Word what the reader of YAML says of a text that begins on a line of a file."""
    said = str(error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if context and any(words in said for words in _FROM_THE_START):
        mark = context
    at = min(mark.line if mark else 0, text.count("\n"))
    lines = text.split("\n")
    while at > 0 and (not lines[at].strip() or ("<document start>" in said and not lines[at].startswith("..."))):
        at -= 1
    if "mapping values are not allowed" in said and mark and not lines[at][: mark.column].strip(_IN_A_KEY):
        return _before_a_key(file, lines, at, first_line)
    if lines[at].startswith("%") or (at and lines[at - 1].startswith("%")):
        at -= not lines[at].startswith("%")
        return Fault(file, at + first_line, "A line begins with %.", "Remove it: nothing is needed above the keys.")
    if "did not find expected key" in said and (quoted := _badly_quoted(lines[: at + 1])) is not None:
        what = "A quotation mark stands within a value in such marks, or is never closed."
        return Fault(file, quoted + first_line, what, "Put marks of the other kind around the whole value.")
    if "could not find expected ':'" in said and re.match(_NO_SPACE, lines[at]):
        return Fault(file, at + first_line, "There is no space after the colon.", "Write “key: value”, with a space.")
    for problem, what, remedy in _REMEDIES:
        if problem in said:
            return Fault(file, at + first_line, what, remedy)
    what = "This line cannot be read."
    remedy = "Check colons, quotes and indents; put quotes around a value with a colon in it."
    return Fault(file, at + first_line, what, remedy)


def _badly_quoted(lines: Sequence[str]) -> int | None:
    """Give the first line whose value begins with a quotation mark and does not end with it alone."""
    for at, line in enumerate(lines):
        value = re.match(r"[ -]*[\w -]+:[ ]+(?P<value>['\"].*)", line)
        if value and not re.fullmatch(r"'(?:[^']|'')*'\s*(?:#.*)?|\"(?:[^\"\\]|\\.)*\"\s*(?:#.*)?", value["value"]):
            return at
    return None


def _before_a_key(file: str, lines: list[str], at: int, first_line: int) -> Fault:
    """Word a fault that shows at a sound key: it stands on the line before, or in how far this one is indented."""
    before = next((back for back in range(at - 1, -1, -1) if lines[back].strip()), at)
    if re.match(_NO_SPACE, lines[before]):
        what, remedy = "There is no space after the colon.", "Write “key: value”, with a space."
    elif not re.search(r":(\s|$)", lines[before]):
        what, remedy = "A line has no colon after its key.", "Write “key: value”, or indent the line."
    else:
        what = f"The line is indented differently from line {before + first_line}."
        return Fault(file, at + first_line, what, "Indent both by the same number of spaces.")
    return Fault(file, before + first_line, what, remedy)
