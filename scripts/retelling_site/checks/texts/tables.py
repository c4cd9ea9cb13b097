"""Rows of tables with more or fewer cells than the head: Markdown drops the one, and leaves a gap for the other."""

import re
from collections.abc import Iterator

from retelling_site.content.site import Site
from retelling_site.faults import Fault

_HEAD = re.compile(
    r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*|[ ]{0,3}\|[ \t]*:?-+:?[ \t]*\|[ \t]*"
)
"""The second line of a table."""
_BAR = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`[^`]*`")


def check(site: Site) -> Iterator[Fault]:
    """Fault each such row."""
    for node in site.graph.nodes:
        source = site.files[node.src]
        cells = 0
        for line, words in enumerate(source.body.split("\n"), start=source.body_line):
            if _HEAD.fullmatch(words):
                cells = _cells(words)
            elif "|" not in words:
                cells = 0
            elif cells and (has := _cells(words)) != cells:
                what = f"The row of the table has {has} cell{'' if has == 1 else 's'}, and its head {cells}."
                yield Fault(node.file, line, what, "Write a | between each two cells, and \\| for one within a cell.")


def _cells(row: str) -> int:
    """Count the cells of a row."""
    row = _CODE.sub("", row).strip()
    return len(_BAR.findall(row.removeprefix("|").removesuffix("|"))) + 1
