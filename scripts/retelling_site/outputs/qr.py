"""QR codes (ISO/IEC 18004) by which a printed sheet leads back to its page."""

import re
from collections.abc import Iterable
from functools import cache

import zxingcpp

_DARK = re.compile(b"\x00+")


@cache
def inline(address: str) -> str:
    """Give the code as an element to stand within a page, so that what is printed needs nothing fetched."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = code.to_image(scale=1)  # a byte for each module, with the light border that the standard asks for
    size, pixels = image.shape[0], bytes(image)  # type: ignore[call-overload]  # a buffer, which its stubs do not say
    rows = (pixels[start : start + size] for start in range(0, len(pixels), size))
    return (
        f'<svg viewBox="0 0 {size} {size}" class="qr"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path stroke="#000" d="M0 .5{_strokes(rows)}"/></svg>'
    )


def _strokes(rows: Iterable[bytes]) -> str:
    """Draw each row's dark modules from where the last ended; the library's own drawing is three times as long."""
    drawn, x, y = [], 0, 0
    for at, row in enumerate(rows):
        for dark in _DARK.finditer(row):
            start, end = dark.span()
            drawn.append(f"m{start - x} {at - y}h{end - start}")
            x, y = end, at
    return "".join(drawn)
