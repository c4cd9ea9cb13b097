"""Markdown as editors learnt it elsewhere: lists right below a paragraph, bullets, `1)`, broken addresses, titles.

GitHub and word processors read a list right below a paragraph; Markdown as it was first written makes it a part of the
paragraph. A link's title is shown to nobody who reads with a finger or an ear, so it is left out.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_ITEM = re.compile(r"^(?P<indent> {0,3})(?:[-*+]|1[.)])[ \t]+\S")
_BULLET = re.compile(r"^(?P<indent>[ \t]*)(?:[•·▪■◦●○‣\u2043\uf0b7]|o(?=\t))[ \t\u00a0]+(?=\S)")
"""What word processors write before an item."""
_BRACKET = re.compile(r"^(?P<number>[ \t]*\d{1,3})\)(?=[ \t]+\S)")
_NOT_A_PARAGRAPH = re.compile(r"^(?: {4}|\t|[ \t]*$|[ \t]*(?:[-*+]|\d+[.)]|:)[ \t]|[ \t]*[#>|<{/])")
_QUOTED = re.compile(r"^ {0,3}>")
_BROKEN_ADDRESS = re.compile(r"(\]\([^()\s]*)\n[ \t]*(#[^()\s]*\))")
"""An address that goes on below with its anchor, which would be taken for a heading."""
_BEFORE_BLOCKS = 24
"""After lines are normalised, and before raw HTML is taken out."""
BEFORE_ATTRIBUTE_LISTS = 9
"""What editors write in braces comes later, and is theirs to answer for."""


class _Lists(Preprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, lines: list[str]) -> list[str]:
        """Write `1.` for `1)`, `-` for bullets, and a blank line between a paragraph or a quotation and its list."""
        found: list[str] = []
        in_paragraph = False
        for written in _BROKEN_ADDRESS.sub(r"\1\2", "\n".join(lines)).split("\n"):
            line = _BRACKET.sub(r"\g<number>.", _BULLET.sub(r"\g<indent>- ", written))
            quoted = bool(found) and _QUOTED.match(found[-1])
            if (in_paragraph or quoted) and _ITEM.match(line):
                found.append("")
            found.append(line)
            begins = len(found) < 2 or not found[-2].strip()
            in_paragraph = bool(line.strip()) and not _NOT_A_PARAGRAPH.match(line) and (in_paragraph or begins)
        return found


class _Titles(Treeprocessor):  # type: ignore[misc]  # likewise
    def run(self, root: Element) -> None:
        """Take the title from each link and picture."""
        for element in (*root.iter("a"), *root.iter("img")):
            element.attrib.pop("title", None)


class Dialects(Extension):  # type: ignore[misc]  # likewise
    """The Markdown extension that reads them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register the steps."""
        md.preprocessors.register(_Lists(md), "dialects_of_lists", _BEFORE_BLOCKS)
        md.treeprocessors.register(_Titles(md), "titles_of_links", BEFORE_ATTRIBUTE_LISTS)
