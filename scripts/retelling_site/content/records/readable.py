"""A file's bytes as text, whatever the file: told are another encoding, characters garbled by one, and open conflicts.

Protects readers from “donâ€™t”, and editors from a hundred faults where two versions were not put together.
"""

import re

from retelling_site.faults import Fault

_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?=[ \r]|$)")
"""What Git writes around two versions of the same lines."""
_CONTINUED = "".join(re.escape(bytes([byte]).decode("cp1252", "ignore") or chr(byte)) for byte in range(0x80, 0xC0))
"""What a program for Windows takes the further bytes of a character for."""
_GARBLED = re.compile(
    f"[\u00c2-\u00df][{_CONTINUED}]|[\u00e0-\u00ef][{_CONTINUED}]{{2}}|\u00f0[{_CONTINUED}]{{3}}|\u00e2\u20ac|\ufffd"
)
"""What a program for Windows takes a character of UTF-8 for, and what stands where one was lost."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = "Save the file again with the encoding UTF-8."


def read_text(file: str, data: bytes) -> tuple[str, Fault | None]:
    """Give the text of a file, without its byte-order mark, or the fault that keeps it from being read."""
    if data.startswith(_UTF_16) or b"\0" in data[:2]:
        return "", Fault(file, 1, "The file is not in UTF-8.", _ENCODING)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", Fault(file, line, "A character is not in UTF-8.", _ENCODING)
    return text, _conflict(file, text) or _garbled(file, text)


def _conflict(file: str, text: str) -> Fault | None:
    found = [line_at(text, mark.start()) for mark in _CONFLICT.finditer(text)]
    if not found:
        return None
    what = f"Two versions of the lines up to line {found[-1]} were not put together."
    remedy = "Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return Fault(file, found[0], what, remedy)


def _garbled(file: str, text: str) -> Fault | None:
    for found in _GARBLED.finditer(text):
        line, meant = line_at(text, found.start()), _meant(found[0])
        if found[0] == "\ufffd":
            remedy = "Write the character anew, there and wherever else it is lost."
            return Fault(file, line, "A character was lost when the file was saved, and shows as \ufffd.", remedy)
        if meant:
            what = f"“{found[0]}” stands where “{meant}” was, since the file was opened in another encoding."
            return Fault(file, line, what, f"Write “{meant}”, there and wherever else it stands, and save as UTF-8.")
    return None


def _meant(garbled: str) -> str:
    """Give the character that was garbled; nothing where the letters may be meant as they are."""
    data = b"".join(char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore") for char in garbled)
    if data == b"\xe2\x80":
        return "”"
    try:
        char = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    written_here = char < "\u0180" or "\u2000" <= char < "\u2200" or char > "\U0001f000"
    return char if len(char) == 1 and (char.isprintable() or char == "\u00a0") and written_here else ""


def line_at(text: str, at: int) -> int:
    """Give the line of a file on which a character of its text stands, counted from 0."""
    return text.count("\n", 0, at) + 1
