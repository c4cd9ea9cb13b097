"""The icon as pictures, for browsers that take no SVG: a favicon, and one for a phone's home screen.

Drawn from `icon.svg`, of which circles and straight lines are read, in units of its `viewBox`.
"""

import io
import re
from xml.etree import ElementTree

from PIL import Image, ImageDraw

SOURCE = "icon.svg"
FAVICON, TOUCH = "favicon.ico", "apple-touch-icon.png"
"""Where browsers look for them unasked: at the root."""
_FAVICON_SIZE, _TOUCH_SIZE = 32, 180
_SCALE = 8
"""Drawn so many times larger and then made smaller, so that edges are smooth."""
_PAPER = (252, 251, 248, 255)
"""A phone shows what is transparent as black."""


def icons(svg: bytes) -> dict[str, bytes]:
    """Give both pictures by file."""
    favicon, touch = io.BytesIO(), io.BytesIO()
    _draw(svg, _FAVICON_SIZE, (0, 0, 0, 0), margin=0).save(favicon, "ICO", sizes=[(_FAVICON_SIZE, _FAVICON_SIZE)])
    _draw(svg, _TOUCH_SIZE, _PAPER, margin=0.14).convert("RGB").save(touch, "PNG")
    return {FAVICON: favicon.getvalue(), TOUCH: touch.getvalue()}


def _draw(svg: bytes, size: int, ground: tuple[int, ...], *, margin: float) -> Image.Image:
    root = ElementTree.fromstring(svg)  # noqa: S314 (the file is our own)
    left, top, width, _ = _numbers(root.attrib["viewBox"])
    edge = size * _SCALE
    unit, start = edge * (1 - 2 * margin) / width, edge * margin
    image = Image.new("RGBA", (edge, edge), ground)
    draw = ImageDraw.Draw(image)
    for shape in root:
        if shape.tag.endswith("}circle"):
            x, y, radius = (float(shape.attrib[key]) for key in ("cx", "cy", "r"))
            x, y, radius = start + (x - left) * unit, start + (y - top) * unit, radius * unit
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape.attrib["fill"])
        elif shape.tag.endswith("}path"):
            values = _numbers(shape.attrib["d"])
            pairs = zip(values[::2], values[1::2], strict=True)
            points = [(start + (x - left) * unit, start + (y - top) * unit) for x, y in pairs]
            draw.line(points, shape.attrib["stroke"], round(float(shape.attrib["stroke-width"]) * unit), joint="curve")
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _numbers(written: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", written)]
