"""Anchors at the end of a list item's line, `1. Who watches? { #q-watches }`, which Markdown wants on a line below."""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"^(?P<indent> *)(?:[-*+]|\d+[.)])(?P<gap> +)")
_ANCHOR = re.compile(r"^(?P<words>.*\S)[ \t]+(?P<anchor>\{[ \t]*:?[ \t]*#[^}\s]+[ \t]*\})[ \t]*$")


class _Preprocessor(Preprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, lines: list[str]) -> list[str]:
        """Move each anchor below its line, indented as the item's text is."""
        found: list[str] = []
        indent = None
        for line in lines:
            if item := _ITEM.match(line):
                indent = " " * (len(item["indent"]) + 4)
            elif not line.strip():
                indent = None
            anchor = _ANCHOR.match(line) if indent is not None else None
            found += [anchor["words"], f"{indent}{anchor['anchor']}"] if anchor else [line]
        return found


class ItemAnchors(Extension):  # type: ignore[misc]  # likewise
    """The Markdown extension that moves them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register the step, before blocks are read."""
        md.preprocessors.register(_Preprocessor(md), "item_anchors", 5)
