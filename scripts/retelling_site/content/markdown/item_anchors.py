"""Anchors at the end of a list item's line, `1. Who watches? { #q-watches }`, which Markdown wants on a line below."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_ITEM = re.compile(r"^(?P<indent> *)(?:[-*+]|\d+[.)])(?P<gap> +)")
_ANCHOR = re.compile(r"^(?P<words>.*\S)[ \t]+(?P<anchor>\{[ \t]*:?[ \t]*#[^}\s]+[ \t]*\})[ \t]*$")


_AFTER_ATTRIBUTE_LISTS = 7


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


class _Treeprocessor(Treeprocessor):  # type: ignore[misc]  # likewise
    def run(self, root: Element) -> None:
        """Give an item the anchor of its first paragraph: it has one where blank lines part the items."""
        for item in root.iter("li"):
            if (
                len(item)
                and item[0].tag == "p"
                and "id" not in item.attrib
                and (anchor := item[0].attrib.pop("id", ""))
            ):
                item.set("id", anchor)


class ItemAnchors(Extension):  # type: ignore[misc]  # likewise
    """The Markdown extension that moves them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register the steps, before blocks are read and after attributes are."""
        md.preprocessors.register(_Preprocessor(md), "item_anchors", 5)
        md.treeprocessors.register(_Treeprocessor(md), "item_anchors", _AFTER_ATTRIBUTE_LISTS)
