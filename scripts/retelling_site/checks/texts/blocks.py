"""Blocks (`/// ours` … `///`): one that never ends, or that is made otherwise, would let anything pass as ours."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from retelling_site.content.graph import Node
from retelling_site.content.markdown.outside import OPTIONS
from retelling_site.content.records.days import parse_day
from retelling_site.content.records.source_text import SourceText, letters
from retelling_site.content.retelling import paragraph_name
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument, classes, text

NAMES = ("ours", "outside")
_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)?(?P<rest>[ \t]*[^\s|][^\n]*)?[^\n]*$",
    re.MULTILINE,
)
_BY_CLASS = re.compile(r"(?:\{[^}\n]*\.|class\s*[=:][^>}\n]*?\b)(?P<name>ours|outside)\b", re.I)
"""A class of ours in an attribute list or in HTML; options of a block may say it too, and may not."""
_EARLIEST_YEAR = 2000


def check(site: Site) -> Iterator[Fault]:
    """Fault blocks in the source of each page, and those of its text that no block in the source has made."""
    for node in site.graph.nodes:
        source, page_text = site.files[node.src], site.texts.get(node.url)
        opened, faults = _opened(node, source)
        faults += _by_class(node, source)
        yield from faults
        if page_text is not None and not faults:
            yield from _made(site, node, page_text, opened)
            yield from _filled(node, page_text, opened)
            yield from _options(node, page_text, opened["outside"])
            yield from _not_outside(site, node, page_text, opened["outside"])


def _opened(node: Node, source: SourceText) -> tuple[dict[str, list[int]], list[Fault]]:
    """Give the lines on which each block opens, and fault those that never close, or that there are not."""
    opened: dict[str, list[int]] = {name: [] for name in NAMES}
    open_blocks: list[re.Match[str]] = []
    faults = []
    for fence in _FENCE.finditer(source.body):
        name = (fence["name"] or "").lower()
        line = source.line_of_place(fence.start("fence"))
        if not name:
            if open_blocks and open_blocks[-1]["fence"] == fence["fence"]:
                open_blocks.pop()
        elif name not in NAMES:
            what = f"There is no block “{name[:60]}”."
            faults.append(
                Fault(node.file, line, what, "Write /// ours | Title, or /// outside | Title.", hides_rest=True)
            )
            open_blocks.append(fence)
        else:
            if fence["rest"]:
                what = f"“{fence['rest'].strip()[:60]}” stands after “{name}” without a | between."
                remedy = f"Write /// {name} | {fence['rest'].strip(' |:')[:60]}."
                faults.append(Fault(node.file, line, what, remedy, hides_rest=True))
            opened[name].append(line)
            open_blocks.append(fence)
    for fence in reversed(open_blocks):  # the innermost is the one to close first
        line = source.line_of_place(fence.start("fence"))
        what = f"The block “{' '.join(fence[0].split())[:60]}” is never closed."
        faults.append(Fault(node.file, line, what, f"Write a line {fence['fence']} where it ends.", hides_rest=True))
    return opened, faults


def _by_class(node: Node, source: SourceText) -> Iterator[Fault]:
    for found in _BY_CLASS.finditer(unescape(source.body)):
        name = found["name"].lower()
        line = source.line_with(found[0])
        yield Fault(node.file, line, f"Something is marked as “{name}” by its class.", _as_block(name))


def _as_block(name: str) -> str:
    return f"Take that out, and write a block: a line /// {name} | Title, the text, a line ///."


def _made(site: Site, node: Node, page_text: HtmlDocument, opened: Mapping[str, list[int]]) -> Iterator[Fault]:
    """Fault what the source has and the text has not, or the other way round."""
    for name in NAMES:
        made = [element for element in page_text.tree.css("[class]") if name in classes(element)]
        if len(made) > len(opened[name]):
            what = f"Something is marked as “{name}” by its class."
            yield site.fault(node, made[-1], what, _as_block(name))
        elif len(made) < len(opened[name]):
            what = f"A block “/// {name}” was not understood."
            remedy = "Leave a blank line before it, and write nothing below its first line but its text"
            options = {"ours": ", without spaces before it", "outside": ", or source and checked before it"}[name]
            yield Fault(node.file, opened[name][0], what, f"{remedy}{options}.", hides_rest=True)


def _filled(node: Node, page_text: HtmlDocument, opened: Mapping[str, list[int]]) -> Iterator[Fault]:
    """Fault blocks without a title, or with nothing below it."""
    for name in NAMES:
        for line, block in zip(opened[name], page_text.tree.css(f"body .{name}"), strict=False):
            heading = block.css_first(".admonition-title")
            title = text(heading) if heading is not None else ""
            note = block.css_first(".checked")
            if not title or title.lower() == name:
                remedy = f"Write one after it: /// {name} | What it is about."
                yield Fault(node.file, line, f"A block “/// {name}” has no title.", remedy)
            elif not block.css("img") and letters(text(block)) == letters(f"{title} {text(note) if note else ''}"):
                what = f"There is nothing in the block “{title[:60]}”."
                yield Fault(node.file, line, what, "Write the text between its first line and ///, or remove it.")


def _not_outside(site: Site, node: Node, page_text: HtmlDocument, lines: list[int]) -> Iterator[Fault]:
    """Fault outside facts whose source is the document that is retold: nobody could look them up in it."""
    retelling = site.retelling
    if retelling is None:
        return
    anchor = next(iter(retelling.statements), "")
    target = "../" * node.src.count("/") + retelling.node.src
    example = f"[{paragraph_name(anchor)}]({target}#{anchor})"
    for line, block in zip(lines, page_text.tree.css("aside.outside"), strict=False):
        written = block.attributes.get("data-source") or ""
        if retelling.names_document(written):
            what = f"“{written[:60]}” is what this website retells, and no source of an outside fact."
            yield Fault(
                node.file, line, what, f"Take the block away, and end its text with a source such as {example}."
            )


def _options(node: Node, page_text: HtmlDocument, lines: list[int]) -> Iterator[Fault]:
    """Fault outside facts without a source or a day."""
    for line, block in zip(lines, page_text.tree.css("aside.outside"), strict=False):
        heading = block.css_first(".admonition-title")
        title = text(heading) if heading is not None else ""
        source, checked, unknown = (block.attributes.get(f"data-{name}") or "" for name in OPTIONS)
        if unknown:
            what = f"The block “{title[:60]}” has a line “{unknown[:60]}”, which means nothing there."
            yield Fault(node.file, line, what, "Write source: and checked:, a blank line, then the text.")
            continue  # one of the two may be what is meant
        if not source and not checked:
            remedy = (
                "Under its first line write, indented by four spaces: source: … and, on the next line, checked: a day."
            )
            yield Fault(node.file, line, f"The block “{title[:60]}” has no source and no date.", remedy)
            continue
        if not source:
            remedy = "Under its first line write, indented by four spaces: source: where the fact comes from."
            yield Fault(node.file, line, f"The block “{title[:60]}” has no source.", remedy)
        day = parse_day(checked)
        if day is None or day.year < _EARLIEST_YEAR:
            has = f"“{checked[:60]}”, which is not a date," if checked else "no date"
            remedy = "Under its source write the day on which the fact was checked, such as: checked: 2026-11-22."
            yield Fault(node.file, line, f"The block “{title[:60]}” has {has} for “checked”.", remedy)
