"""QR codes (ISO/IEC 18004) by which a printed sheet leads back to its page."""

import re
from collections.abc import Iterable
from functools import cache

import segno

_MASK = 2
"""Any of the eight masks can be read; trying them all would take longer than the rest of a page."""
_BORDER = 4
"""The light modules that the standard asks for around a code."""
_DARK = re.compile(b"\x01+")


@cache
def inline(address: str) -> str:
    """Give the code as an element to stand within a page, so that what is printed needs nothing fetched."""
    rows = segno.make_qr(address, error="m", mask=_MASK).matrix
    size = len(rows) + 2 * _BORDER
    return (
        f'<svg viewBox="0 0 {size} {size}" class="qr"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path stroke="#000" d="M{_BORDER} {_BORDER + 0.5}{_strokes(rows)}"/></svg>'
    )


def _strokes(rows: Iterable[bytes | bytearray]) -> str:
    """Draw each row's dark modules from where the last ended; the library would take as long as for the code itself."""
    drawn, x, y = [], 0, 0
    for at, row in enumerate(rows):
        for dark in _DARK.finditer(row):
            start, end = dark.span()
            drawn.append(f"m{start - x} {at - y}h{end - start}")
            x, y = end, at
    return "".join(drawn).removeprefix("m0 0")
