"""The block `outside`: a fact that is not from the document, with its source and the day on which it was checked.

A block of PyMdown's Blocks API. Options that are missing or wrong are left for checks to report: the block is made
all the same, since PyMdown would otherwise show its lines as text without a word.
"""

from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

CLASS = "outside"
STALE_AFTER = 366
"""A fact that was checked longer ago than this, in days, says so."""


class OutsideBlock(Block):
    """Makes `<aside class="outside" data-source data-checked>` with a title, and a last line of source and date."""

    NAME = CLASS
    ARGUMENT = True
    OPTIONS = {"source": ["", type_any], "checked": ["", type_any]}

    def on_create(self, parent: Element) -> Element:
        """Make the element and its title."""
        block = SubElement(parent, "aside", {"class": CLASS})
        for name in ("source", "checked"):
            block.set(f"data-{name}", str(self.options[name] or "").strip())
        title = SubElement(block, "p", {"class": "admonition-title"})
        title.text = self.argument.strip()
        return block

    def on_end(self, block: Element) -> None:
        """Say where the fact comes from, and when that was checked."""
        note = SubElement(block, "p", {"class": "checked"})
        note.text = f"Source: {block.get('data-source')}. Checked {day_in_words(block.get('data-checked') or '')}."


def day_in_words(written: str) -> str:
    """Give a date of ISO 8601 as readers write it; anything else as it is."""
    day = parse_day(written)
    return f"{day.day} {day:%B %Y}" if day else written


def parse_day(written: str) -> date | None:
    """Read a date of ISO 8601."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


class OutsideExtension(BlocksExtension):
    """The Markdown extension that knows the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802  # PyMdown's own name
        """Register the block."""
        block_mgr.register(OutsideBlock, self.getConfigs())
