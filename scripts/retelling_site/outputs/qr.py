"""QR codes (ISO/IEC 18004) by which a printed sheet leads back to its page."""

from functools import cache
from io import BytesIO

import segno


@cache
def inline(address: str) -> str:
    """Give the code as an element to stand within a page, so that what is printed needs nothing fetched."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)


def svg(address: str) -> bytes:
    """Give the code for an address as an SVG picture, black on white with its quiet zone, as scanners want it."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", light="#fff", border=4, nl=False, xmldecl=False)
    return out.getvalue()
