"""What a page's text may hold: a closed list of elements, attributes and kinds of address.

Protects readers from scripts and from being watched by another site, and the sourcing rule from what nobody sees.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Node
from retelling_site.content.markdown.safe_rendering import ATTRIBUTE as UNRENDERED
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument, text

ELEMENTS = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"),
        *("span", "strong", "sub", "sup", "time", "u", "var", "img", "figure", "figcaption", "div", "aside"),
        *("details", "summary"),
    )
)
"""What Markdown makes, and what an editor may write as HTML."""
ATTRIBUTES = frozenset(
    (
        *("id", "class", "lang", "dir", "href", "src", "alt", "width", "height", "start", "reversed", "value"),
        *("colspan", "rowspan", "scope", "datetime", "open", "data-source", "data-checked", "data-unknown", UNRENDERED),
    )
)
CLASSES = frozenset(("admonition", "admonition-title", "ours", "outside", "checked"))
"""Those of blocks; no editor needs to write one."""
_SCHEME = re.compile(r"^[\x00-\x20]*([a-z][a-z0-9+.\-\s]*):", re.I)
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_REMOTE = re.compile(r"^\s*(?:[a-z]+:)?//", re.I)
_OWN_COMPUTER = re.compile(r"^\s*https?://(?:localhost|127\.|0\.0\.0\.0|\[::1\])", re.I)
_WHOLE = {"mailto": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "tel": re.compile(r"\+?[0-9][0-9 ().-]*")}
"""What must follow a kind of address."""
_LANGUAGE = "language-"
"""How the class begins by which Markdown keeps what is written after ```."""
_CONTENTS = "[TOC]"
_LINK = "Write [words](page.md#anchor), with no space between ] and (."
_ANCHOR = "Write { #a-word } after a heading or an item, or on the line directly below a paragraph."
_BLOCK = "Write a line /// ours | Title, the text, a line ///."
_TABLE = "Leave a blank line above it, and write its second line as | --- | --- |."
_OPENED_TWICE = re.compile(r"\[\[[^\[\]\n]*\]\(")
_UNMADE = tuple(
    (re.compile(sign), meant, remedy)
    for sign, meant, remedy in (
        (r"(?:^|(?<=\s))/{2,}(?=\s|$)[^\n]*|!!!(?=\s)[^\n]*|:::[^\n]*", "a block", _BLOCK),
        (r"\[\^[^\]\s]+\]", "a footnote", "There are none here: write it in the text, with its source."),
        (r"\[[^\[\]]+\](?:\[[^\[\]]*\]|\([^()]*\))", "a link", _LINK),
        (r"\[[^\[\]]+\]\s*\([^()\s]*(?:\.md|#)[^()\s]*\)?", "a link", _LINK),
        (r"\([^()]+\)\[[^\[\]\s]*(?:\.md|#)[^\[\]\s]*\]", "a link", _LINK),
        (r"\[\[[^\[\]]+\]\]", "a link", _LINK),
        (r"\^\w[^\s^]*\^", "a raised letter", "Write <sup> before it and </sup> after it, or remove it."),
        (r"\{\{.*?\}\}|\{%.*?%\}", "a command", "Remove it: a page's text holds no commands."),
        (r"\{[ \t]*:?[ \t]*[#.]?[^{}\n]*\}?|\([ \t]*#[\w-]+[ \t]*\)", "an anchor", _ANCHOR),
        (r"<!--|-->", "a comment", "Write it as <!-- … -->, or remove it."),
        (r"\*\*|(?<!\w)__|~~|==", "bold, or as struck out", "Close it where it ends, or remove it."),
        (r"\[[ xX]\](?=\s)", "a box to tick", "Remove it: pages have none."),
        (r"\|[ \t]*:?-{2,}|(?:^|(?<=\s))\|(?=\s|$)", "a table", _TABLE),
        (r"`{3,}", "code", "Remove the marks: pages have no code."),
    )
)
"""Signs of Markdown that stayed text, what was meant, and how that is written."""
_HIDING = ("a block", "a table")
"""What leaves its whole text misread where it is not understood."""


def check(site: Site) -> Iterator[Fault]:
    """Fault what is not in the lists, and Markdown that stayed text; a line of HTML from elsewhere is told once."""
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is None:
            continue
        lines: set[int] = set()
        for element in document.tree.css("body, body *, head > *"):
            for fault in _element(site, node, element):
                if not fault.line or fault.line not in lines:
                    yield fault
                lines.add(fault.line)
        yield from _unmade(site, node, document)


def _element(site: Site, node: Node, element: LexborNode) -> Iterator[Fault]:
    source, tag = site.files[node.src], element.tag or ""
    if tag not in ELEMENTS and tag != "body":
        what = f"The page's text holds <{tag}>, which no page may have."
        remedy = "Remove it, or write it in Markdown. Templates, scripts and style belong in overrides/."
        yield Fault(node.file, source.line_with(f"<{tag}"), what, remedy)
        return
    for name, value in element.attributes.items():
        written = value or ""
        if refused := _refused(tag, name, written):
            sign = _CONTENTS if written == "toc" else f"```{written.removeprefix(_LANGUAGE)}"
            lines = (source.line_with(part) for part in (f"{name}=", sign, written, name))
            line = next((line for line in lines if line), 0)
            yield Fault(node.file, line, *refused, hides_rest=written.startswith(_LANGUAGE))
    if tag == "a" and "href" in element.attributes:
        written = (element.attributes.get("href") or "").strip()
        words = text(element)
        if not words and not element.css("img"):
            yield Fault(node.file, source.line_with("[]("), "A link has no words.", "Write them between [ and ].")
        elif not written or written == "#":
            line = source.line_with(f"[{words}](")
            yield Fault(node.file, line, f"The link “{words[:60]}” has no address.", "Write it between ( and ).")
    if tag == "abbr" and (long := element.attributes.get("title") or "") not in site.abbreviations.values():
        what = f"“{text(element)[:60]}” is explained here as “{long[:60]}”, which no source carries."
        remedy = "Write it under “abbreviations” in the front matter of the glossary, or remove it."
        yield Fault(node.file, source.line_with(long), what, remedy, cause=f"{node.file}: {long}")
    if tag == "img" and element.attributes.get("alt") is None:
        line = source.line_with(element.attributes.get("src") or "<img")
        what = "A picture has no words for those who cannot see it."
        yield Fault(node.file, line, what, "Write what it shows between the brackets: ![…](picture.png).")


def _refused(tag: str, name: str, written: str) -> tuple[str, str] | None:
    """Say what is wrong with an attribute, and the remedy; None where nothing is."""
    if name not in ATTRIBUTES:
        return None if (tag, name) == ("abbr", "title") else _unknown(name)
    if (name, written) == ("class", "toc"):
        return f"“{_CONTENTS}” makes a list of contents, which the page has already.", "Remove it."
    if name == "class" and written.startswith(_LANGUAGE):
        return f"“```{written.removeprefix(_LANGUAGE)}” begins code.", "Remove that line and the line ``` below it."
    if name == "class" and (unknown := set(written.split()) - CLASSES):
        what = f"The class “{sorted(unknown)[0][:60]}” is written in the text."
        return what, "Remove it. How pages look is settled in overrides/."
    if name == "src" and (_REMOTE.match(written) or _SCHEME.match(written)):
        what = f"The page would fetch {written.strip()[:80]} from another site."
        return what, "Keep the file in docs/, or link to it."
    return _refused_address(written) if name == "href" else None


def _refused_address(written: str) -> tuple[str, str] | None:
    scheme = _SCHEME.match(written)
    if scheme and scheme[1].lower() not in _SCHEMES:
        what = f"The address “{written.strip()[:60]}” is of a kind that pages may not have."
        return what, "Write that of a page, or one with https:, mailto: or tel:."
    whole = _WHOLE.get(scheme[1].lower()) if scheme else None
    if scheme and whole and not whole.match(unquote(written[scheme.end() :])):
        what = f"The address “{written.strip()[:60]}” leads to nobody."
        return what, "Write mailto:somebody@example.org, or tel: with a number."
    if _OWN_COMPUTER.match(written):
        what = f"The address “{written.strip()[:60]}” is that of your own computer."
        return what, "Write the page's file, such as about.md."
    return None


def _unknown(name: str) -> tuple[str, str]:
    if name.startswith("on"):
        return f"“{name}” would run a script.", "Remove it."
    if name == "style":
        return "“style” stands on an element.", "Remove it. Style belongs in overrides/assets/site.css."
    if name == "title":
        what = "“title” stands on a link or an element, where few readers find it."
        return what, "Write it in the text, with its source, or remove it."
    return f"“{name[:60]}” may not stand on an element of the text.", "Remove it."


def _unmade(site: Site, node: Node, document: HtmlDocument) -> Iterator[Fault]:
    """Fault Markdown that stayed text, since it is not known here, is not closed, or refers to what is not there."""
    source = site.files[node.src]
    if opened := _OPENED_TWICE.search(source.body):
        what = f"“{opened[0]}” opens a link twice."
        yield Fault(node.file, source.line_with(opened[0]), what, _LINK)
    words = document.body.text()
    if not any(sign.search(words) for sign, _, _ in _UNMADE):
        return
    copy = HtmlDocument.parse(node.url, document.inner_html())
    for code in copy.tree.css("code, pre"):
        code.decompose()
    words = copy.body.text()
    hiding = (*_HIDING, "an anchor") if isinstance(node.record, RetellingPage) else _HIDING
    told: set[int] = set()
    for sign, meant, remedy in _UNMADE:
        for found in sign.finditer(words):
            if found.start() in told:
                continue  # as part of another sign
            told.update(range(*found.span()))
            written = " ".join(found[0].split())
            line = source.line_at(found[0], words, found.start())
            what = f"“{written[:60]}” was not understood as {meant}."
            yield Fault(node.file, line, what, remedy, f"{node.file}: {meant}", hides_rest=meant in hiding)
