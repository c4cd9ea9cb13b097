"""Signs of lists that are not understood as such: those of a comparison of two versions (a diff), or without a space.

They would be published as they are written. A sign within a paragraph is left alone: a dash may stand on any line.
"""

import re
from collections.abc import Iterator

from retelling_site.content.graph import Node
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMPARISON = re.compile(
    r"@@ -\d|diff --git |\+\+\+ [ab]/|--- [ab]/|(?P<sign>[-+])(?:[-*+]|\d+[.)]|#{2,6}|/{3})[ \t]+\S"
)
"""How a line of a comparison begins, or an item, a heading or a block in one."""
_NO_SPACE = re.compile(r"[ ]*(?P<sign>[-+])(?=[^\W\d_]|[“\"*\[])")
_DASH = re.compile(r"[ \t]*[\u2013\u2014][ \t]+\S")
"""A dash, of which word processors make items: two in one paragraph are meant as such."""
_ENDS_A_BLOCK = re.compile(r"(?:^|[.?!:;)}|”\"])[ \t]*$|^/{3}")
"""How a line ends after which a new item or paragraph may begin."""


def check(site: Site) -> Iterator[Fault]:
    """Fault lines of a comparison, and items whose sign has no space after it."""
    for node in site.graph.nodes:
        if source := site.files.get(node.src):
            yield from _of_page(node, source)


def _of_page(node: Node, source: SourceText) -> Iterator[Fault]:
    before, dashed = "", False
    lines = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source.body).split("\n")
    for line, words in enumerate(lines, start=source.body_line):
        begins = bool(_ENDS_A_BLOCK.search(before))
        if (found := _COMPARISON.match(words)) and (begins or not found["sign"]):
            what = f"“{words.strip()[:40]}” begins as lines of a comparison of two versions (a diff) do."
            remedy = (
                "Delete the lines that are old, and the first sign of those that are new. For a dash, write \u2013."
            )
            yield Fault(node.file, line, what, remedy, hides_rest=True)
            return
        if begins and (found := _NO_SPACE.match(words)):
            what = f"“{words.strip()[:40]}” begins with “{found['sign']}” and no space after it."
            remedy = f"Write “{found['sign']} ” before an item of a list; before anything else, take the sign out."
            yield Fault(node.file, line, what, remedy, cause=f"{node.file} {found['sign']}")
        dash = _DASH.match(words)
        if dash and dashed and before.strip():
            what = f"“{words.strip()[:40]}” begins with a dash, and is no item of a list."
            yield Fault(
                node.file, line, what, "Begin each item with a hyphen and a space: - words.", f"{node.file} dash"
            )
        dashed = bool(dash) or (dashed and bool(words.strip()))
        before = words
