"""A link to itself beside every heading and every statement of the retelling, for those who quote or link to it.

Set into finished pages, so that headings in templates have one too and no check of the text meets it.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning.retelling import text

_HEADINGS = ", ".join(f"main h{level}[id]" for level in range(2, 7))
_STATEMENTS = "main .text p[id], main .text li[id], main .text dd[id]"
LINK = "headerlink"
"""The class of these links, by which they are kept out of print and of all that is read as text."""


def add(html: str, *, statements: bool) -> str:
    """Give a page with the links in it; `statements` asks for them on paragraphs as well.

    The page's own heading has none: the part “Link to this page” is for that.
    """
    tree = LexborHTMLParser(html)
    for heading in tree.css(_HEADINGS):
        _append(heading, _place(heading), "this part")
    for statement in tree.css(_STATEMENTS) if statements else []:
        _append(statement, statement.id or "", statement.id or "")
    return f"{tree.html}\n"


def _place(heading: LexborNode) -> str:
    """Give the anchor of what a heading heads: a section with an anchor of its own, or else the heading."""
    above = heading.parent
    named = above is not None and above.attributes.get("aria-labelledby") == heading.id
    return (above.id if above is not None and named else None) or heading.id or ""


def _append(node: LexborNode, anchor: str, name: str) -> None:
    if not text(node):
        return
    link = LexborHTMLParser(f'<a class="{LINK}" href="#{anchor}" aria-label="Link to {name}">#</a>').css_first("a")
    if link is not None:
        node.insert_child(link)
