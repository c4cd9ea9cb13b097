"""What the reader of YAML says of a text, in an editor's words, on the line that is to be mended."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from retelling_site.faults import Fault

COMMAND = "A value begins with &, * or !, which YAML reads as a command.", "Put quotes around that value."
_TABLE = (
    ("mapping values are not allowed", "A value holds a colon.", "Put quotes around the whole value."),
    ("could not find expected ':'", "A line has no colon after its key.", "Write “key: value”, or indent the line."),
    ("expected <block end>", "A line is indented differently from those around it.", "Indent it as they are."),
    ("did not find expected key", "A quotation mark or an indent is wrong.", "Quote a whole value, and indent evenly."),
    ("did not find expected ',' or", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("while parsing a flow", "A list in brackets is not closed.", "Close it with ], and put commas between."),
    ("did not find expected '-'", "A line of a list does not begin with a hyphen.", "Write “- ” before it."),
    ("unknown escape", "A backslash stands in a value with double quotes.", "Use single quotes, or write it twice."),
    ("quoted scalar", "A quotation mark is never closed.", "Write the closing mark, or double one within the value."),
    ("'\\t' that cannot start", "A tab stands where spaces belong.", "Write spaces in its place."),
    ("found a tab character", "A tab stands where spaces belong.", "Write spaces in its place."),
    ("cannot start any token", "A value begins with a character that YAML keeps for itself.", "Put quotes around it."),
    ("block sequence entries", "A list begins on the line of its key.", "Begin it on the next line, indented."),
    ("undefined alias", *COMMAND),
    ("alias", *COMMAND),
    ("anchor", *COMMAND),
    ("tag", *COMMAND),
    ("directive", "A line begins with %.", "Put quotes around that value, or remove the line."),
    ("document", "A line --- or ... stands among the keys.", "Remove it, or put quotes around it."),
)
"""What the reader of YAML says, in an editor's words; the first that fits is told."""
_UNKNOWN = (
    "This line cannot be read.",
    "Check colons, quotes and indents; put quotes around a value with a colon in it.",
)
_NO_SPACE = r"[ -]*[\w-]+:[^\s/]"
_IN_A_KEY = " -abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_FROM_THE_START = ("quoted scalar", "while parsing a flow", "could not find expected ':'")
"""Of these the reader notices the end, and an editor needs the line on which they begin."""
_QUOTED = re.compile(r"[ -]*[\w -]+:[ ]+(?P<value>['\"].*)")
_WELL_QUOTED = re.compile(r"'(?:[^']|'')*'\s*(?:#.*)?|\"(?:[^\"\\]|\\.)*\"\s*(?:#.*)?")
_AFTER_A_LIST = re.compile(r"[ -]*[\w -]+:[ ]+\[[^\[\]]*\][ ]*(?P<rest>[^\s#].*)")
_COMMENT_IN_A_LIST = re.compile(r"\[(?:[^\]\"']*[\s,\[])?(?P<comment>#[^\s,\]]*)")

Found = tuple[int, str, str]
"""The line, counted from 0, what is wrong, and the remedy."""


@dataclass(frozen=True)
class _Unread:
    """A text that could not be read: what the reader said, and where."""

    said: str
    lines: Sequence[str]
    at: int
    column: int | None
    first_line: int

    @property
    def before(self) -> int:
        """The last line above it on which something stands."""
        return next((back for back in range(self.at - 1, -1, -1) if self.lines[back].strip()), self.at)


def in_words(file: str, text: str, error: yaml.YAMLError, first_line: int) -> Fault:
    """Word what the reader of YAML says of a text that begins on a line of a file."""
    unread = _unread(text, error, first_line)
    at, what, remedy = next(found for look in _LOOKS if (found := look(unread)))
    return Fault(file, at + first_line, what, remedy)


def _unread(text: str, error: yaml.YAMLError, first_line: int) -> _Unread:
    said = str(error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if context and any(words in said for words in _FROM_THE_START):
        mark = context
    at = min(mark.line if mark else 0, text.count("\n"))
    lines = text.split("\n")
    while at > 0 and (not lines[at].strip() or ("<document start>" in said and not lines[at].startswith("..."))):
        at -= 1
    return _Unread(said, lines, at, mark.column if mark else None, first_line)


def _at_a_key(unread: _Unread) -> Found | None:
    """Word a fault that shows at a sound key: it stands on the line before, or in how far this one is indented."""
    lines, at, before = unread.lines, unread.at, unread.before
    shows = "mapping values are not allowed" in unread.said and unread.column is not None
    if not shows or lines[at][: unread.column].strip(_IN_A_KEY):
        return None
    if re.match(_NO_SPACE, lines[before]):
        return before, "There is no space after the colon.", "Write “key: value”, with a space."
    if not re.search(r":(\s|$)", lines[before]):
        return before, "A line has no colon after its key.", "Write “key: value”, or indent the line."
    what = f"The line is indented differently from line {before + unread.first_line}."
    return at, what, "Indent both by the same number of spaces."


def _percent(unread: _Unread) -> Found | None:
    lines, at = unread.lines, unread.at
    if not (lines[at].startswith("%") or (at and lines[at - 1].startswith("%"))):
        return None
    return at - (not lines[at].startswith("%")), "A line begins with %.", "Remove it: nothing is needed above the keys."


def _indented_first_key(unread: _Unread) -> Found | None:
    first = next((at for at, line in enumerate(unread.lines) if line.strip()), 0)
    if "<document start>" not in unread.said or not unread.lines[first].startswith(" "):
        return None
    return first, "The line is indented, and the next one is not.", "Begin both without spaces."


def _badly_quoted(unread: _Unread) -> Found | None:
    """Find the first line whose value begins with a quotation mark and does not end with it alone."""
    if "did not find expected key" not in unread.said:
        return None
    for at, line in enumerate(unread.lines[: unread.at + 1]):
        value = _QUOTED.match(line)
        if value and not _WELL_QUOTED.fullmatch(value["value"]):
            what = "A quotation mark stands within a value in such marks, or is never closed."
            return at, what, "Put marks of the other kind around the whole value."
    return None


def _after_a_list(unread: _Unread) -> Found | None:
    if found := _AFTER_A_LIST.match(unread.lines[unread.at]):
        what = f"“{found['rest'][:40]}” stands after a list in brackets."
        return unread.at, what, "Remove it: a list holds names alone, with commas between them."
    return None


def _two_commas(unread: _Unread) -> Found | None:
    found = re.search(r"\[[^\]]*?(?P<commas>,[ ]*,)", unread.lines[unread.at])
    if not found or "while parsing a flow" not in unread.said:
        return None
    return unread.at, f"“{found['commas']}” stands in a list in brackets.", "Write one comma between two items."


def _comment_in_a_list(unread: _Unread) -> Found | None:
    found = _COMMENT_IN_A_LIST.search(unread.lines[unread.at])
    if not found or "while parsing a flow" not in unread.said:
        return None
    what = f"“{found['comment'][:40]}” begins a comment, so the list is never closed."
    return unread.at, what, "Take the # out, or put quotes around that item."


def _no_key(unread: _Unread) -> Found | None:
    """Word a line without a colon: one whose colon has no space, an item of a list without its sign, or neither."""
    line = unread.lines[unread.at]
    if "could not find expected ':'" not in unread.said:
        return None
    if re.match(_NO_SPACE, line):
        return unread.at, "There is no space after the colon.", "Write “key: value”, with a space."
    if re.match(r"[ ]*-\S", line):
        return unread.at, "There is no space after the hyphen.", "Write “- ” before an item of a list."
    if re.match(r"[ ]*- ", unread.lines[unread.before]):
        return unread.at, "A line of a list does not begin with a hyphen.", "Write “- ” before it."
    return None


def _indents(unread: _Unread) -> Found | None:
    """Word a line that is indented, and not as any that it could belong to."""
    line = unread.lines[unread.at]
    if "did not find expected key" not in unread.said or not re.match(r"[ ]+[\w\"'-]", line):
        return None
    what = f"The line is indented by {len(line) - len(line.lstrip())}, and no line above that it could belong to is."
    return unread.at, what, "Look at it and at the lines above: what belongs together is indented by as many spaces."


def _by_table(unread: _Unread) -> Found | None:
    return next(
        ((unread.at, what, remedy) for problem, what, remedy in _TABLE if problem in unread.said),
        (unread.at, *_UNKNOWN),
    )


_LOOKS: tuple[Callable[[_Unread], Found | None], ...] = (
    _at_a_key,
    _percent,
    _indented_first_key,
    _badly_quoted,
    _after_a_list,
    _comment_in_a_list,
    _two_commas,
    _no_key,
    _indents,
    _by_table,
)
"""From what is told of few faults to what is told of any."""
