"""QR codes (ISO/IEC 18004) by which a printed sheet leads back to its page."""

from functools import cache
from io import BytesIO

import segno

_MASK = 2
"""Any of the eight masks can be read; trying them all would take longer than the rest of a page."""


@cache
def inline(address: str) -> str:
    """Give the code as an element to stand within a page, so that what is printed needs nothing fetched."""
    code = segno.make_qr(address, error="m", mask=_MASK)
    return code.svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)


def svg(address: str) -> bytes:
    """Give the code for an address as an SVG picture, black on white with its quiet zone, as scanners want it."""
    out = BytesIO()
    segno.make_qr(address, error="m", mask=_MASK).save(out, kind="svg", light="#fff", border=4, nl=False, xmldecl=False)
    return out.getvalue()
