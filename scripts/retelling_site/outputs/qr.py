"""QR codes (ISO/IEC 18004) by which a printed sheet leads back to its page."""

from functools import cache

import segno

_MASK = 2
"""Any of the eight masks can be read; trying them all would take longer than the rest of a page."""


@cache
def inline(address: str) -> str:
    """Give the code as an element to stand within a page, so that what is printed needs nothing fetched."""
    code = segno.make_qr(address, error="m", mask=_MASK)
    return code.svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)
