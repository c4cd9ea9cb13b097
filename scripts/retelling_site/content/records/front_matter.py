"""Read a page's file: the record at its head (YAML between two lines of `---`) and the Markdown below it."""

import re

from retelling_site.content.records import yaml_record
from retelling_site.content.records.source_text import SourceText
from retelling_site.faults import Fault

MAX_BYTES = 400_000
"""The greatest size of a page's file: many times that of the longest."""
_BLOCK = re.compile(r"\A---[ \t]*\n(?P<record>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]")
"""What comes along when words are copied, and nobody can see to delete."""
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]",
)
"""Control characters, and those that turn writing round, so that a text is not what it looks like."""
_ODD_SPACE = re.compile(r"(?m)^[ \t\u00a0\u2007\u202f]+|(?<=:)[\t\u00a0\u2007\u202f]|(?<=-)[\t\u00a0\u2007\u202f]")
"""White space where YAML allows spaces alone: at the head of a line, after a colon and after a hyphen."""
_SPACES = {ord("\t"): "  ", 0x00A0: " ", 0x2007: " ", 0x202F: " "}
_EXAMPLE = "Begin the file with a line ---, then the keys (title, type, summary …), then a line ---."


def read(file: str, data: bytes) -> tuple[SourceText | None, list[Fault]]:
    """Split a file's bytes into record and Markdown; a byte-order mark and any line endings are accepted.

    Nothing is raised: what cannot be read comes back as faults, so that all files can be reported together.
    """
    if len(data) > MAX_BYTES:
        what = f"The file is larger than {MAX_BYTES // 1000} KB."
        return None, [Fault(file, 0, what, "Divide the page, or keep what is not text in a file of its own.")]
    try:
        text = _ZERO_WIDTH.sub("", _LINE_ENDS.sub("\n", data.decode("utf-8")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Fault(file, line, "A character is not in UTF-8.", "Save the file again with the encoding UTF-8.")]
    if not text.strip():
        return None, [Fault(file, 0, "The file is empty.", "Write the page, or delete the file.")]
    if stray := _UNPRINTABLE.search(text):
        return None, [_unprintable(file, text, stray)]
    block = _BLOCK.match(text)
    if not block:
        opened = re.match(r"---[ \t]*\n", text)
        what = "The front matter is never closed." if opened else "The front matter is missing."
        return None, [Fault(file, 1, what, "Write a line --- below the last key." if opened else _EXAMPLE)]
    record = _ODD_SPACE.sub(lambda odd: odd[0].translate(_SPACES), block["record"])
    meta, lines, faults = yaml_record.read(file, record)
    if meta is None:
        return None, faults
    if not block["body"].strip():
        faults.append(Fault(file, 0, "There is no text below the front matter.", "Write the page's text."))
    return SourceText(meta, block["body"], lines, _line(text, block.start("body"))), faults


def _unprintable(file: str, text: str, stray: re.Match[str]) -> Fault:
    before = "".join(char for char in text[max(0, stray.start() - 20) : stray.start()] if char.isprintable())
    what = f"It holds a character that cannot be shown (U+{ord(stray[0]):04X})"
    place = f", after “{before}”" if before else ""
    return Fault(file, _line(text, stray.start()), f"{what}{place}.", "Delete it: it came with copied text.")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
