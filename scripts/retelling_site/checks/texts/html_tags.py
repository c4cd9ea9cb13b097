"""HTML in the source of a page: elements that pages may have, each closed, and without Markdown in them.

From an element that is never closed to the end of the page nothing is read as it is meant: so no other check looks at
such a page.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from retelling_site.checks.texts.markup import ELEMENTS, INLINE, forbidden
from retelling_site.content.graph import Node
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[:-][a-z0-9]+)*")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_CLOSED_BY_OTHERS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option")
)
"""Elements that end where the one around them does."""
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|^(?: {4}|\t)[^\n]*$", re.DOTALL | re.MULTILINE)
_UNSEEN = re.compile(r"<(?:\?[a-z]*|!\[|!doctype)", re.I)
"""Commands and conditions of other programs."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKDOWN = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t])|\]\(|\*\*\w|^[ \t]*/{3}")


def check(site: Site) -> Iterator[Fault]:
    """Fault comments and elements that are not closed, closing tags of nothing, and Markdown within an element."""
    for node in site.graph.nodes:
        if source := site.files.get(node.src):
            yield from _of_page(node, source)


def _of_page(node: Node, source: SourceText) -> Iterator[Fault]:
    if "<" not in source.body:
        return
    text = _COMMENT.sub(_blanked, _CODE.sub(_blanked, source.body))
    opening = re.search(r"<!(?:--|\u2013|\u2014)", text)
    if opening:
        line = source.line_of_place(opening.start())
        what = "A comment is not closed, or not written with hyphens."
        yield Fault(node.file, line, what, "Write it as <!-- … -->, or remove it.", hides_rest=True)
        return
    if unseen := _UNSEEN.search(text):
        line = source.line_of_place(unseen.start())
        what = f"“{unseen[0]}” begins what no reader would see."
        yield Fault(node.file, line, what, "Remove it, up to its end: it came with copied text.", hides_rest=True)
        return
    tags = _Tags(text, source.body_line)
    for name, line in tags.forbidden:
        yield Fault(node.file, line, *forbidden(name), hides_rest=True)
    for name, line in tags.unclosed:
        remedy = f"Write </{name}> where it ends, or remove it."
        yield Fault(node.file, line, f"<{name}> is never closed.", remedy, hides_rest=True)
    for name, line in tags.unopened:
        yield Fault(node.file, line, f"</{name}> closes nothing.", "Remove it.", hides_rest=True)
    for name, line in tags.with_markdown:
        what = f"Markdown within <{name}> is shown as it is written."
        yield Fault(node.file, line, what, f"Remove <{name}> and </{name}>, or write HTML there.", hides_rest=True)


def _blanked(found: re.Match[str]) -> str:
    """Keep the lines of what is taken out."""
    return re.sub(r"[^\n]", " ", found[0])


class _Tags(HTMLParser):
    """Reads tags, with the lines on which they stand."""

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__(convert_charrefs=False)
        self._first_line = first_line
        self._open: list[tuple[str, int]] = []
        self.forbidden: list[tuple[str, int]] = []
        self.unclosed: list[tuple[str, int]] = []
        self.unopened: list[tuple[str, int]] = []
        self.with_markdown: list[tuple[str, int]] = []
        self.feed(text)
        self.close()
        self.unclosed += self._open

    @property
    def _line(self) -> int:
        return self._first_line + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if not _NAME.fullmatch(tag):  # an address between < and >
            return
        if tag not in ELEMENTS and all(name in ELEMENTS for name, _ in self._open):
            self.forbidden.append((tag, self._line))
        if tag not in _VOID:
            self._open.append((tag, self._line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not _NAME.fullmatch(tag):
            return
        if tag not in [name for name, _ in self._open]:
            self.unopened.append((tag, self._line))
            return
        while (last := self._open.pop())[0] != tag:
            if last[0] not in _CLOSED_BY_OTHERS:
                self.unclosed.append(last)

    def handle_data(self, data: str) -> None:
        around = [(name, line) for name, line in self._open if name not in INLINE]
        if around and not self.with_markdown and _MARKDOWN.search(data):
            self.with_markdown.append(around[-1])
