"""A page's file as written, and the way back from what is rendered to the line on which it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from retelling_site.faults import shortened

KeyPath = tuple[str | int, ...]
"""The way to a value in a record: keys, and places in lists counted from 0."""
_NOT_TEXT = re.compile(
    r"^[ \t>]*(?:/{3,}[ \t]*(?:ours|outside)?|\d+[.)](?=[ \t]))|\]\([^)]*\)|\{[^}\n]*\}|<[^>\n]*>|&\w+;"
)
"""What of a line of Markdown no reader sees: fences of blocks, numbers of items, addresses, attributes, tags."""
_FENCE = re.compile(r"^[ \t>]*/{3,}[ \t]*(?:ours|outside)[ \t]*\|", re.MULTILINE | re.IGNORECASE)
"""How a block begins, whose | is no sign of a table."""
_NEW_BLOCK = re.compile(r"[ \t]*(?:$|(?:[-*+•]|\d+[.)])[ \t]|#{1,6}[ \t]|/{3}|[>|])")
"""How a line begins that belongs to no paragraph or item above it."""
_MARKUP = re.compile(r"[\[{<&]")
"""Where such a thing may begin, and was taken for text."""


def path_in_words(path: KeyPath) -> str:
    """Name the way to a value as an editor finds it: “themes → a-theme → sources → item 2”."""
    return " → ".join(f"item {step + 1}" if isinstance(step, int) else shortened(step) for step in path)


@dataclass(frozen=True)
class SourceText:
    """A page's file as written; `lines` gives the line (from 1) of each key and list item by its path."""

    meta: Mapping[str, Any]
    body: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    body_line: int = 1
    """The line of the file on which the body begins."""

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The body's letters and digits alone, and the line of each: what Markdown makes of it has them too."""
        found, lines = [], []
        for at, line in enumerate(self.body.split("\n"), start=self.body_line):
            of_line = letters(_NOT_TEXT.sub("", line))
            found.append(of_line)
            lines += [at] * len(of_line)
        return "".join(found), lines

    def line_of(self, words: str, before: str = "") -> int:
        """Give the line on which these words of the rendered text begin; 0 where they are not found.

        `before` is the rendered text before them: where the same words stand several times, it tells which are meant.
        """
        written, lines = self._letters
        earlier = letters(before)
        plain = _MARKUP.split(words, maxsplit=1)[0]
        for wanted in (letters(words)[:60], letters(words)[:16], letters(plain)[:60]):
            if not wanted:
                continue
            at = -1
            for _ in range(earlier.count(wanted) + 1):
                at = written.find(wanted, at + 1)
            if at < 0:
                at = written.find(wanted)
            if at >= 0:
                return lines[at]
        return self.line_with(words.strip()[:12])

    def line_at(self, sign: str, text: str, at: int) -> int:
        """Give the line on which a sign of Markdown stands that stayed in the rendered text, at this place of it."""
        written, lines = self._letters
        before = letters(text[:at])
        wanted, place = before[-25:], -1
        for _ in range(before.count(wanted) if wanted else 0):
            place = written.find(wanted, place + 1)
        first = lines[place + len(wanted) - 1] if place >= 0 else self.body_line
        mark = sign.replace("\\", "").strip().split("\n")[0]
        plain = self.body.replace("\\", "")  # a sign may be taken for text since one stands before it
        body = _FENCE.sub("", plain).split("\n")
        found = (line for line in range(first, self.body_line + len(body)) if mark in body[line - self.body_line])
        return next(found, 0) or (first if place >= 0 else self.line_with(mark))

    def line_of_place(self, at: int) -> int:
        """Give the line of the file on which a character of the body stands, counted from 0."""
        return self.body_line + self.body.count("\n", 0, at)

    def line_with(self, written: str) -> int:
        """Give the line of the file that holds exactly these characters; 0 where none does."""
        at = self.body.find(written) if written else -1
        return self.line_of_place(at) if at >= 0 else 0

    def words_of(self, line: int) -> str:
        """Give what stands on a line of the file, below the record."""
        return self.body.split("\n")[line - self.body_line] if line >= self.body_line else ""

    def last_line_of_block(self, line: int) -> int:
        """Give the line on which a paragraph or an item ends that begins on a line of the file."""
        below = self.body.split("\n")[line - self.body_line + 1 :] if line else []
        return line + next((at for at, words in enumerate(below) if _NEW_BLOCK.match(words)), len(below))

    def last_line_with(self, written: str) -> int:
        """Give the last such line."""
        at = self.body.rfind(written) if written else -1
        return self.line_of_place(at) if at >= 0 else 0

    def line_like(self, pattern: re.Pattern[str]) -> int:
        """Give the first line of the file on which this pattern is found; 0 where it is not."""
        found = pattern.search(self.body)
        return self.line_of_place(found.start()) if found else 0


def line_of_key(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Give the line of a key, or of the nearest key that it is part of; 0 where none has a line."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 0)


def letters(words: str) -> str:
    """Give the letters and digits of words, without case."""
    return "".join(char for char in words if char.isalnum()).casefold()
