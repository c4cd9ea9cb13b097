"""The block `outside`: a fact that is not from the document, with its source and the day on which it was checked.

A block of PyMdown's Blocks API, which shows a block as text, without a word, where it does not understand the options.
So they are read as plain text here, however they are indented: the block is always made, and checks report what is
missing or wrong.
"""

import json
import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from retelling_site.content.records.days import in_words, parse_day

CLASS = "outside"
OPTIONS = ("source", "checked", "unknown")
"""What an editor writes, and under `unknown` the name of an option that does not exist."""
STALE_AFTER = 366
"""A fact that was checked longer ago than this, in days, says so."""


_OPENING = re.compile(r"^(?P<indent>[ >]*)/{3,}[ \t]*outside\b", re.I)
_OPTION = re.compile(r"^[ >\t]*(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)$")
_INDENTED = re.compile(r"^(?:[ >]*    |\t)[ \t]*\S")
_BEFORE_BLOCKS = 25
"""After lines are normalised, and before raw HTML is taken out."""


class OutsideBlock(Block):  # type: ignore[misc]  # PyMdown has no types
    """Makes `<aside class="outside" data-source data-checked>` with a title, and a last line of source and date."""

    NAME = CLASS
    ARGUMENT: ClassVar[bool | None] = None
    OPTIONS: ClassVar[dict[str, list[Any]]] = {name: ["", type_any] for name in OPTIONS}

    def on_create(self, parent: Element) -> Element:
        """Make the element and its title."""
        block = SubElement(parent, "aside", {"class": CLASS})
        for name in OPTIONS:
            if value := str(self.options[name] or "").strip():
                block.set(f"data-{name}", value)
        title = SubElement(block, "p", {"class": "admonition-title"})
        title.text = (self.argument or "").strip()
        return block

    def on_end(self, block: Element) -> None:
        """Say where the fact comes from, and when that was checked."""
        note = SubElement(block, "p", {"class": "checked"})
        source, checked = block.get("data-source") or "", block.get("data-checked") or ""
        day = parse_day(checked)
        note.text = f"Source: {source}. Checked {in_words(day) if day else checked}."


class _PlainOptions(Preprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, lines: list[str]) -> list[str]:
        """Put each option in quotes, indented as PyMdown wants it, with a blank line after the last."""
        found: list[str] = []
        at = 0
        while at < len(lines):
            found.append(lines[at])
            opening = _OPENING.match(lines[at])
            at += 1
            if opening:
                options, at = _options(lines, at)
                found += [f"{opening['indent']}    {name}: {_quoted(value)}" for name, value in options.items()]
                found += [opening["indent"].rstrip()] if options else []
        return found


def _options(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """Read the options that stand from a line on; gives them, and the first line after them."""
    options: dict[str, str] = {}
    name = ""
    while at < len(lines) and lines[at].strip(" >"):
        option, indented = _OPTION.match(lines[at]), _INDENTED.match(lines[at])
        if option and option["name"].lower() in OPTIONS:
            name = option["name"].lower()
            if name in options:
                options["unknown"] = f"{name} (a second time)"
            options[name] = option["value"]
        elif option and indented:
            name = "unknown"
            options[name] = option["name"]
        elif name and indented:
            options[name] += f" {lines[at].strip()}"
        else:
            break
        at += 1
    return options, at


def _quoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return json.dumps(value, ensure_ascii=False)


class OutsideExtension(BlocksExtension):  # type: ignore[misc]  # likewise
    """The Markdown extension that knows the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802  # PyMdown's
        """Register the block."""
        md.preprocessors.register(_PlainOptions(md), "outside_options", _BEFORE_BLOCKS)
        block_mgr.register(OutsideBlock, self.getConfigs())
