"""Social cards: the picture that a link preview shows, set in type alone, 1,200 by 630 pixels as Open Graph advises.

The font is Aileron, which comes inside Pillow; the layout engine is Pillow's own, so that every machine makes the same
bytes. No photograph, ever: there are people behind each page.
"""

import io
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from retelling_site.content.page_types import PAGE_TYPES

SIZE = (1200, 630)
_MARGIN, _STRIPE = 80, 24
_LEVELS = 8
"""Shades from paper to ink: two scales of eight make sixteen colours, half a byte a pixel."""
_PAPER, _INK = (252, 251, 248), (35, 39, 45)


FOLDER = "cards"
"""Where the cards stand, so that hosts can let other websites show these files and no others."""


def name(url: str) -> str:
    """Give the file of a page's card, both addresses below the root; it lasts as long as the page's own."""
    return f"{FOLDER}/{url.strip('/') or 'index'}.png"


def cards(catalogue: Mapping[str, Any]) -> dict[str, bytes]:
    """Make the card of every page in a catalogue, by its file."""
    site, title, pages = catalogue["site"], catalogue["name"], catalogue["pages"]
    with ThreadPoolExecutor() as pool:  # drawing and packing happen outside Python, so that threads do help
        made = pool.map(lambda page: _card(page["type"], page["title"], page["summary"], title), pages)
        return {name(page["url"].removeprefix(site)): card for page, card in zip(pages, made, strict=True)}


@cache
def _card(page_type: str, title: str, summary: str, site_name: str) -> bytes:
    row = PAGE_TYPES[page_type]
    label, colour = row.label if row.connected else "", ImageColor.getrgb(row.light)
    ink, accent = Image.new("L", SIZE), Image.new("L", SIZE)
    write, mark = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    mark.rectangle((0, 0, _STRIPE, SIZE[1]), fill=255)
    mark.text((_MARGIN, 64), _plain(label), font=_font(34), fill=255)
    y = _block(write, title, top=118, size=76, lines=3, stroke=1)
    _block(write, summary, top=y + 26, size=36, lines=4 if y < 320 else 3)
    mark.text((_MARGIN, 548), _plain(site_name), font=_font(34), fill=255)
    shades = ImageChops.lighter(ink.point(lambda v: v >> 5), accent.point(lambda v: v and (v >> 5) + _LEVELS))
    shades.putpalette([part for end in (_INK, colour) for level in range(_LEVELS) for part in _blend(end, level)])
    file = io.BytesIO()
    shades.save(file, "PNG", bits=4, compress_level=2)
    return file.getvalue()


def _block(draw: ImageDraw.ImageDraw, words: str, *, top: int, size: int, lines: int, stroke: int = 0) -> int:
    """Set words in lines that fit; gives the height at which they end, in pixels."""
    font, height = _font(size), round(size * 1.25)
    wrapped = _wrap(_plain(words), font, SIZE[0] - 2 * _MARGIN)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], f"{wrapped[lines - 1].rstrip(',.;:')} ..."]
    for at, line in enumerate(wrapped):
        draw.text((_MARGIN, top + at * height), line, font=font, fill=255, stroke_width=stroke)
    return top + len(wrapped) * height


def _wrap(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: install it from the lock.")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


def _plain(words: str) -> str:
    """Keep to the characters that the font has: dashes become hyphens, and accents go."""
    words = words.translate({0x2013: "-", 0x2014: "-", 0x2026: "...", 0x00A0: " "})
    return "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))


def _blend(end: tuple[int, ...], level: int) -> tuple[int, ...]:
    return tuple(p + (e - p) * level // (_LEVELS - 1) for p, e in zip(_PAPER, end, strict=True))
