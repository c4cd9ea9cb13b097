"""Read a page's file: the record at its head (YAML between two lines of `---`) and the Markdown below it."""

import re

from retelling_site.content.records import schema, yaml_record
from retelling_site.content.records.readable import line_at, read_text
from retelling_site.content.records.source_text import SourceText
from retelling_site.faults import Fault

MAX_BYTES = 400_000
"""The greatest size of a page's file: many times that of the longest."""
_BLOCK = re.compile(
    r"\A(?P<blank>\s*\n)?---[ \t]*\n(?P<record>.*?)^(?P<end>---|\.\.\.)[ \t]*(?:\n|\Z)(?P<body>.*)\Z",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"\s*(?P<key>[A-Za-z_]+):(?:\s|$)")
_AGAIN = re.compile(r"(?m)^---[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*(?:title|type|summary):")
"""How a page begins that was put below another one."""
_DASHES = re.compile(r"(?m)^[ \t]*(?:[-\u2010-\u2015_=~]{2,}|[\u2010-\u2015])[ \t]*$")
"""What is written in place of a line ---, such as the long dash that word processors make of it."""
_COMPARISON = re.compile(r"\s*(?:diff --git |index [0-9a-f]+\.\.|--- [ab]/|@@ -|\+---\s*\n\+)")
"""How a file begins that is a comparison of two versions."""
_HALF_A_CONFLICT = re.compile(r"(?m)^={7}[ \t]*$")
"""What Git writes between two versions of the same lines."""
_OTHER_KINDS = {
    b"pk\x03\x04": "a document of a word processor",
    b"{\\rtf": "a document of a word processor",
    b"%pdf": "a PDF",
    b"<!doctype html": "a page of HTML",
    b"<html": "a page of HTML",
}
"""How files begin that were saved or renamed as pages."""
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
    """Split a file's bytes into record and Markdown; any line endings and blank first lines are fair.

    Nothing is raised: what cannot be read comes back as faults, so that all files can be reported together.
    """
    text, fault = _text(file, data)
    if fault:
        return None, [fault]
    block = _BLOCK.match(text)
    if not block:
        return None, [_without_fences(file, text)]
    blank = (block["blank"] or "").count("\n")
    record = _ODD_SPACE.sub(lambda odd: odd[0].translate(_SPACES), block["record"])
    meta, lines, faults = yaml_record.read(file, "\n" * blank + record)
    if meta is None:
        return None, faults
    if fault := _below(file, text, block):
        return None, [*faults, fault]
    return SourceText(meta, block["body"], lines, line_at(text, block.start("body"))), faults


def _text(file: str, data: bytes) -> tuple[str, Fault | None]:
    """Give a file's text, with line ends of one kind, or the fault that keeps it from being read."""
    if len(data) > MAX_BYTES:
        what = f"The file is larger than {MAX_BYTES // 1000} KB."
        return "", Fault(file, 0, what, "Divide the page, or keep what is not text in a file of its own.")
    if kind := next((kind for start, kind in _OTHER_KINDS.items() if data.lower().startswith(start)), ""):
        what = f"The file is {kind}, though its name ends in .md."
        return "", Fault(file, 0, what, "Put its text into a copy of a blank page from scripts/blank/.")
    text, fault = read_text(file, data)
    if fault:
        return "", fault
    text = _ZERO_WIDTH.sub("", _LINE_ENDS.sub("\n", text))
    if not text.strip():
        return "", Fault(file, 0, "The file is empty.", "Write the page, or delete the file.")
    stray = _UNPRINTABLE.search(text)
    return text, _unprintable(file, text, stray) if stray else None


def _below(file: str, text: str, block: re.Match[str]) -> Fault | None:
    """Fault what stands below a record in place of a page's text."""
    body = block["body"]
    if half := _HALF_A_CONFLICT.search(body):
        what = "Two versions of the lines above or below were not put together."
        line = line_at(text, block.start("body") + half.start())
        return Fault(file, line, what, "Keep what is right of both, and delete the line =======.")
    if not body.strip():
        return Fault(file, 0, "There is no text below the front matter.", "Write the page's text.")
    if again := _AGAIN.search(body):
        what = "A second page begins here, with a front matter of its own."
        line = line_at(text, block.start("body") + again.start())
        return Fault(file, line, what, "Keep one page in the file, and delete the other.")
    if (key := _KEY.match(body)) and key["key"] in schema.KEYS:
        what = f"The front matter ends here, and “{key['key']}” stands below it."
        return Fault(file, line_at(text, block.start("end")), what, f"Remove the line “{block['end']}”.")
    return None


def _without_fences(file: str, text: str) -> Fault:
    """Word what keeps a record from being found: no line above it, none below it, or one that is not ---."""
    if _COMPARISON.match(text):
        what = "The file is a comparison of two versions (a diff), and not the page itself."
        return Fault(file, 1, what, "Put the page's whole text there, without the signs + and - before its lines.")
    opened = re.match(r"\s*---[ \t]*\n", text)
    odd = _DASHES.search(text, opened.end() if opened else 0)
    if odd and (opened or not text[: odd.start()].strip()):
        what = f"“{odd[0].strip()[:20]}” stands where a line --- belongs."
        line = line_at(text, odd.start() + len(odd[0]) - len(odd[0].lstrip()))
        return Fault(file, line, what, "Write three hyphens.")
    if opened:
        return Fault(file, 1, "The front matter is never closed.", "Write a line --- below the last key.")
    return Fault(file, 1, "The front matter is missing.", _EXAMPLE)


def _unprintable(file: str, text: str, stray: re.Match[str]) -> Fault:
    before = "".join(char for char in text[max(0, stray.start() - 20) : stray.start()] if char.isprintable())
    what = f"It holds a character that cannot be shown (U+{ord(stray[0]):04X})"
    place = f", after “{before}”" if before else ""
    return Fault(file, line_at(text, stray.start()), f"{what}{place}.", "Delete it: it came with copied text.")
