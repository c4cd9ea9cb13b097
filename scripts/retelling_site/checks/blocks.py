"""Blocks (`/// ours` … `///`): one that never ends, or that is made otherwise, would let anything pass as ours."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from retelling_site.content.outside import parse_day
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, classes, text

NAMES = ("ours", "outside")
_FENCE = re.compile(r"^[ ]{0,3}(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)?[^\n]*$", re.MULTILINE)
_EARLIEST = date(2000, 1, 1)


def check(site: Site) -> Iterator[Fault]:
    """Fault blocks in the source of each page, and those of its text that no block in the source has made."""
    for node in site.graph.nodes:
        source = site.sources[node.src]
        opened: Counter[str] = Counter()
        open_blocks: list[re.Match[str]] = []
        for fence in _FENCE.finditer(source.body):
            if fence["name"]:
                opened[fence["name"]] += 1
                open_blocks.append(fence)
            elif open_blocks and open_blocks[-1]["fence"] == fence["fence"]:
                open_blocks.pop()
        for fence in open_blocks:
            line = source.body_line + source.body.count("\n", 0, fence.start())
            what = f"The block “{' '.join(fence[0].split())[:60]}” is never closed."
            yield Fault(node.file, line, what, f"Write a line {fence['fence']} where it ends.")
        if not open_blocks and (document := site.documents.get(node.url)):
            yield from _made(site, node, document, opened)


def _made(site: Site, node: Node, document: Document, opened: Counter[str]) -> Iterator[Fault]:
    for name in NAMES:
        made = [element for element in document.tree.css("[class]") if name in classes(element)]
        if len(made) > opened[name]:
            what = f"Something is marked as “{name}” by its class."
            yield site.fault(node, made[-1], what, f"Write a block: /// {name} | Title … ///.")
        elif len(made) < opened[name]:
            what = f"A block “/// {name}” was not understood."
            remedy = "Leave a blank line before it and after its options, and indent each option by four spaces."
            line = site.sources[node.src].line_with(f"/// {name}")
            yield Fault(node.file, line, what, remedy)
    for block in document.tree.css("aside.outside"):
        title = text(block.css_first(".admonition-title")) if block.css_first(".admonition-title") else ""
        place = title or block
        if not block.attributes.get("data-source"):
            remedy = "Under its first line write, indented by four spaces: source: where the fact comes from."
            yield site.fault(node, place, f"The block “{title[:60]}” has no source.", remedy)
        checked = block.attributes.get("data-checked") or ""
        day = parse_day(checked)
        if day is None or day < _EARLIEST:
            what = f"The block “{title[:60]}” {f'has “{checked}”, which is not a date,' if checked else 'has no date'}"
            remedy = "Under its source write the day on which the fact was checked: checked: 2026-11-22."
            yield site.fault(node, place, f"{what} for “checked”.", remedy)
