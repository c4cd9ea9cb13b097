"""YAML read as text, lists and pairs, with the line of each.

Every value is read as text, as in StrictYAML: the schema says what is a date or a list, so that `yes`, `2026` or a
day that does not exist are never taken for something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from retelling_site.content.records import yaml_faults
from retelling_site.content.records.source_text import KeyPath
from retelling_site.faults import Fault, joined

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
        return None, {}, [yaml_faults.in_words(file, text, error, FIRST_LINE)]
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
        raise _NotARecordError(line, *yaml_faults.COMMAND)
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
    twice: dict[str, int] = {}
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode):
            raise _NotARecordError(line, "A key in the front matter is not a word.", "Write “key: value” on that line.")
        name = key.value.strip()
        if name in found:
            twice[name] = line
        reading.lines[*path, name] = line
        found[name] = _value(reading, value, (*path, name))
    if twice:
        reading.faults.append(_twice(reading.file, twice, in_list=bool(path) and isinstance(path[-1], int)))
    return found


def _twice(file: str, lines: Mapping[str, int], *, in_list: bool) -> Fault:
    """Word keys that are written twice: in a list, two items were run together."""
    names = joined([f"“{name}”" for name in lines])
    remedy = "Keep one of the two and delete the other."
    if in_list:
        remedy = "If a new item begins there, write “- ” before its first key; if not, delete one of the two."
    return Fault(file, min(lines.values()), f"{names} {'is' if len(lines) == 1 else 'are'} written twice.", remedy)


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line + FIRST_LINE
    return line
