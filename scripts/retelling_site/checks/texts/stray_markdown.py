"""Markdown that stayed text, since it is not known here, is not closed, or refers to what is not there.

A part of `markup.py`: what readers would see is `**`, `[[…]]` or `| --- |`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from retelling_site.content.graph import Node
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument


class _Sign(NamedTuple):
    """How such Markdown shows in the text, what was meant, and how that is written."""

    pattern: re.Pattern[str]
    meant: str
    remedy: str


_LINK = "Write [words](page.md#anchor), with no space between ] and (."
_ANCHOR = "Write { #a-word } after a heading or an item, or on the line directly below a paragraph."
_BLOCK = "Write a line /// ours | Title, the text, a line ///."
_TABLE = "Leave a blank line above it, and write its second line as | --- | --- |."
_NO_FOOTNOTES = "There are none here: write it in the text, with its source."
_SIGNS = tuple(
    _Sign(re.compile(pattern), meant, remedy)
    for pattern, meant, remedy in (
        (
            r"(?:^|(?<=\s))[/\\]{2,}(?=\s|$)[^\n]*|(?:!!!|\?{3}\+?|===)(?=\s)[^\n]*|:::[^\n]*|\[![A-Z]+\]",
            "a block",
            _BLOCK,
        ),
        (r"\[\^[^\]\s]+\]", "a footnote", _NO_FOOTNOTES),
        (
            r"!\[\[[^\[\]]+\]\]|!\[[^\[\]]*\](?:\[[^\[\]]*\]|\s*\([^()]*\))",
            "a picture",
            "Write ![what it shows](picture.png).",
        ),
        (r"\[[^\[\]]+\](?:\[[^\[\]]*\]|\([^()]*\))", "a link", _LINK),
        (r"\[[^\[\]]+\]\s*\([^()\s]*(?:\.md|#)[^()\s]*\)?", "a link", _LINK),
        (r"\([^()]+\)\[[^\[\]\s]*(?:\.md|#)[^\[\]\s]*\]", "a link", _LINK),
        (r"\[\[[^\[\]]+\]\]", "a link", _LINK),
        (r"\^\w[^\s^]*\^", "a raised letter", "Write <sup> before it and </sup> after it, or remove it."),
        (r"\{\{.*?\}\}|\{%.*?%\}|\[/\w+\]", "a command", "Remove it: a page's text holds no commands."),
        (r"\{[ \t]*:?[ \t]*[#.]?[^{}\n]*\}?|\([ \t]*#[\w-]+[ \t]*\)", "an anchor", _ANCHOR),
        (r"<!--|-->", "a comment", "Write it as <!-- … -->, or remove it."),
        (
            r"\*\*|(?<!\w)__|~~|==|(?<!\S)\+\+(?=\w)",
            "bold, struck out or added",
            "Close it where it ends, or remove it.",
        ),
        (r"\[[ xX]\](?=\s)", "a box to tick", "Remove it: pages have none."),
        (r"\|[ \t]*:?-{2,}|(?:^|(?<=\s))\|(?=\s|$)", "a table", _TABLE),
        (r"`{3,}", "code", "Remove the marks: pages have no code."),
    )
)
"""The first that holds what stands somewhere is told."""
_HIDING = ("a block", "a table")
"""What leaves its whole text misread where it is not understood."""
_OPENED_TWICE = re.compile(r"\[\[[^\[\]\n]*\]\(")
"""A link of which Markdown makes one, with a bracket before it: seen in the source alone."""
_BAR_IN_PLACE = re.compile(r"\\\||^[ \t>]*/{3}")
"""Where a bar is meant as it is: escaped in a cell, or in the title of a block."""
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
"""A footnote's text, of which Markdown makes the address of a link: likewise."""


def faults(site: Site, node: Node, page_text: HtmlDocument) -> Iterator[Fault]:
    """Fault what of a page's source Markdown has not read."""
    source = site.files[node.src]
    if opened := _OPENED_TWICE.search(source.body):
        what = f"“{opened[0]}” opens a link twice."
        yield Fault(node.file, source.line_with(opened[0]), what, _LINK)
    if note := _FOOTNOTE.search(source.body):
        what = f"“{note[0].strip()}” was not understood as a footnote."
        yield Fault(node.file, source.line_like(_FOOTNOTE), what, _NO_FOOTNOTES, hides_rest=True)
    words = _without_code(page_text)
    hiding = (*_HIDING, "an anchor") if isinstance(node.record, RetellingPage) else _HIDING
    for sign, found in _found(words):
        written = " ".join(found[0].split())
        line = source.line_at(found[0], words, found.start())
        if sign.remedy == _TABLE and _BAR_IN_PLACE.search(source.words_of(line)):
            continue
        what = f"“{written[:60]}” was not understood as {sign.meant}."
        cause = f"{node.file}: {sign.meant}"
        yield Fault(node.file, line, what, sign.remedy, cause, hides_rest=sign.meant in hiding)


def _without_code(page_text: HtmlDocument) -> str:
    """Give the words of a text but for code, in which signs are meant as they are."""
    if not page_text.tree.css_first("code, pre"):
        return page_text.body.text()
    copy = page_text.copy()
    for code in copy.tree.css("code, pre"):
        code.decompose()
    return copy.body.text()


def _found(words: str) -> Iterator[tuple[_Sign, re.Match[str]]]:
    """Give each sign in these words, without those that are a part of one that was found before."""
    taken: set[int] = set()
    for sign in _SIGNS:
        for found in sign.pattern.finditer(words):
            if found.start() not in taken:
                taken.update(range(*found.span()))
                yield sign, found
