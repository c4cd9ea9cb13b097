"""What a page's text may hold: a closed list of elements, attributes and kinds of address.

Protects readers from scripts and from being watched by another site, and the sourcing rule from what nobody sees.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from retelling_site.content.markdown.safe_rendering import ATTRIBUTE as UNRENDERED
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document

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
_UNMADE = re.compile(r"\[[^\[\]]+\](?:\[[^\[\]]*\]|\([^()]*\))|<!--|-->")


def check(site: Site) -> Iterator[Fault]:
    """Fault what is not in the lists, and Markdown that stayed text."""
    for node in site.graph.nodes:
        document = site.documents.get(node.url)
        if document is None:
            continue
        for element in document.tree.css("body, body *, head > *"):
            yield from _element(site, node, element)
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
            line = source.line_with(f"{name}=") or source.line_with(written) or source.line_with(name)
            yield Fault(node.file, line, *refused)
    if tag == "img" and element.attributes.get("alt") is None:
        line = source.line_with(element.attributes.get("src") or "<img")
        yield Fault(
            node.file,
            line,
            "A picture has no words for those who cannot see it.",
            "Write what it shows between the brackets: ![…](picture.png).",
        )


def _refused(tag: str, name: str, written: str) -> tuple[str, str] | None:
    """Say what is wrong with an attribute, and the remedy; None where nothing is."""
    if name not in ATTRIBUTES:
        return None if (tag, name) == ("abbr", "title") else _unknown(name)
    if name == "class" and (unknown := set(written.split()) - CLASSES):
        what = f"The class “{sorted(unknown)[0][:60]}” is written in the text."
        return what, "Remove it. How pages look is settled in overrides/."
    if name == "src" and (_REMOTE.match(written) or _SCHEME.match(written)):
        what = f"The page would fetch {written.strip()[:80]} from another site."
        return what, "Keep the file in docs/, or link to it."
    if name == "href" and (scheme := _SCHEME.match(written)) and scheme[1].lower() not in _SCHEMES:
        what = f"The address “{written.strip()[:60]}” is of a kind that pages may not have."
        return what, "Write that of a page, or one with https:, mailto: or tel:."
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


def _unmade(site: Site, node: Node, document: Document) -> Iterator[Fault]:
    """Fault Markdown that stayed text, since what it refers to is not there, or since it was never closed."""
    if not _UNMADE.search(document.body.text()):
        return
    copy = Document.parse(node.url, document.inner_html())
    for code in copy.tree.css("code, pre"):
        code.decompose()
    source = site.files[node.src]
    for written in _UNMADE.findall(copy.body.text()):
        line = source.line_with(written) or source.line_with(written.split("]")[0].split("\n")[0])
        if written in ("<!--", "-->"):
            what = "A comment is not closed, or has a blank line in it."
            yield Fault(node.file, line, what, "Write it as <!-- … -->, without a blank line, or remove it.")
        elif written.startswith("["):
            what = f"“{' '.join(written.split())[:60]}” was not understood as a link."
            yield Fault(node.file, line, what, "Write [words](page.md#anchor), with no space between ] and (.")
