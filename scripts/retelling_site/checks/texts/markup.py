"""What a page's text may hold: a closed list of elements, attributes and kinds of address.

Protects readers from scripts and from being watched by another site, and the sourcing rule from what nobody sees.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from retelling_site.checks.texts import stray_markdown
from retelling_site.content.graph import Node
from retelling_site.content.markdown.safe_rendering import ATTRIBUTE as UNRENDERED
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.site import Site
from retelling_site.faults import Fault, Wording
from retelling_site.html import text

INLINE = frozenset(
    (
        *("a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"),
        *("span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
"""Elements that may hold Markdown."""
ELEMENTS = INLINE | frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("img", "figure", "figcaption", "div", "aside", "details", "summary"),
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
_WHOLE = {"mailto": re.compile(r"[^@\s/]+@[^@\s]+\.[^@\s]+"), "tel": re.compile(r"\+?[0-9][0-9 ().-]*")}
"""What must follow a kind of address."""
_LANGUAGE = "language-"
"""How the class begins by which Markdown keeps what is written after ```."""
_CONTENTS = "[TOC]"


def check(site: Site) -> Iterator[Fault]:
    """Fault what is not in the lists, and Markdown that stayed text; a line of HTML from elsewhere is told once."""
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        if page_text is None:
            continue
        lines: set[int] = set()
        for element in page_text.tree.css("body, body *, head > *"):
            for fault in _element(site, node, element):
                if not fault.line or fault.line not in lines:
                    yield fault
                lines.add(fault.line)
        yield from stray_markdown.faults(site, node, page_text)


def _element(site: Site, node: Node, element: LexborNode) -> Iterator[Fault]:
    """Fault an element that no page may have; else what its attributes and its words lack or hold."""
    source, tag = site.files[node.src], element.tag or ""
    if tag not in ELEMENTS and tag != "body":
        yield Fault(node.file, source.line_with(f"<{tag}"), *forbidden(tag))
        return
    yield from _attributes(node, source, element)
    if tag == "a":
        yield from _link(node, source, element)
    elif tag == "abbr":
        yield from _abbreviation(site, node, element)
    elif tag == "img":
        yield from _picture(node, source, element)


def forbidden(tag: str) -> Wording:
    """Say that an element may stand on no page, and the remedy."""
    remedy = "Remove it, or write it in Markdown. Templates, scripts and style belong in overrides/."
    return f"The page's text holds <{tag}>, which no page may have.", remedy


def _attributes(node: Node, source: SourceText, element: LexborNode) -> Iterator[Fault]:
    for name, value in element.attributes.items():
        written = value or ""
        if refused := _refused(element.tag or "", name, written):
            code = re.compile(rf"`{{3,}}[ \t]*{re.escape(written.removeprefix(_LANGUAGE))}")
            first, *others = (f"{name}=", _CONTENTS if written == "toc" else "", written, name)
            lines = (source.line_with(first), source.line_like(code), *map(source.line_with, others))
            line = next((line for line in lines if line), 0)
            yield Fault(node.file, line, *refused, hides_rest=written.startswith(_LANGUAGE))


def _link(node: Node, source: SourceText, link: LexborNode) -> Iterator[Fault]:
    """Fault a link that nobody can see, or that leads nowhere; without `href`, it is an anchor."""
    if "href" not in link.attributes:
        return
    address, words = (link.attributes["href"] or "").strip(), text(link)
    if not words and not link.css("img"):
        yield Fault(node.file, source.line_with("[]("), "A link has no words.", "Write them between [ and ].")
    elif address in ("", "#"):
        line = source.line_with(f"[{words}](")
        yield Fault(node.file, line, f"The link “{words[:60]}” has no address.", "Write it between ( and ).")


def _abbreviation(site: Site, node: Node, abbreviation: LexborNode) -> Iterator[Fault]:
    long = abbreviation.attributes.get("title") or ""
    if long not in site.abbreviations.values():
        what = f"“{text(abbreviation)[:60]}” is explained here as “{long[:60]}”, which no source carries."
        remedy = "Write it under “abbreviations” in the front matter of the glossary, or remove it."
        line = site.files[node.src].line_with(long)
        yield Fault(node.file, line, what, remedy, cause=f"{node.file}: {long}")


def _picture(node: Node, source: SourceText, picture: LexborNode) -> Iterator[Fault]:
    if picture.attributes.get("alt") is None:
        line = source.line_with(picture.attributes.get("src") or "<img")
        what = "A picture has no words for those who cannot see it."
        yield Fault(node.file, line, what, "Write what it shows between the brackets: ![…](picture.png).")


def _refused(tag: str, name: str, written: str) -> Wording | None:
    """Say what is wrong with an attribute, and the remedy; None where nothing is."""
    if name not in ATTRIBUTES:
        return None if (tag, name) == ("abbr", "title") else _unlisted(name)
    if (name, written) == ("class", "toc"):
        return f"“{_CONTENTS}” makes a list of contents, which the page has already.", "Remove it."
    if name == "class" and written.startswith(_LANGUAGE):
        return f"“```{written.removeprefix(_LANGUAGE)}” begins code.", "Remove that line and the line ``` below it."
    if name == "class" and (unknown := set(written.split()) - CLASSES):
        what = f"The class “{sorted(unknown)[0][:60]}” is written in the text."
        return what, "Remove it. How pages look is settled in overrides/."
    if name == "src" and (_REMOTE.match(written) or re.match(r"\s*https?:", written, re.I)):
        what = f"The page would fetch {written.strip()[:80]} from another site."
        return what, "Keep the file in docs/, or link to it."
    if name == "src" and _SCHEME.match(written):
        what = f"The picture “{written.strip()[:40]}” is no file of docs/."
        return what, "Put its file into docs/, and write the way to it from this file, such as picture.png."
    return _refused_address(written) if name == "href" else None


def _refused_address(written: str) -> Wording | None:
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


def _unlisted(name: str) -> Wording:
    if name.startswith("on"):
        return f"“{name}” would run a script.", "Remove it."
    if name == "style":
        return "“style” stands on an element.", "Remove it. Style belongs in overrides/assets/site.css."
    if name == "title":
        what = "“title” stands on a link or an element, where few readers find it."
        return what, "Write it in the text, with its source, or remove it."
    return f"“{name[:60]}” may not stand on an element of the text.", "Remove it."
