"""What stands in a page's list of its own parts, and which styles the page needs for all that is on it."""

from collections.abc import Sequence

from retelling_site.content.graph import Node
from retelling_site.content.parts import Section
from retelling_site.content.records.schema import Page
from retelling_site.search.statements import CONNECTIONS

_CONNECTIONS = (CONNECTIONS, "Connections")
_CHANGES = ("changes", "Changes to this website")
"""Parts that templates add to a text, with the words that head them."""
_LETTERS = 3
"""Parts of fewer characters than this, on average, are the letters of a glossary."""

Contents = list[tuple[str, str]]
"""The anchor and the words of each part."""


def contents(node: Node, sections: Sequence[Section]) -> Contents:
    """List the parts of a page, whose text has these sections."""
    if node.type.connected:
        return [*((part.id, part.heading) for part in node.parts.by_name.values() if part.heading), _CONNECTIONS]
    changes = [_CHANGES] if isinstance(node.record, Page) and node.record.changelog else []
    return [*((section.id, section.heading) for section in sections if section.id), *changes]


def by_letter(listed: Contents) -> bool:
    """Tell whether parts are so short that they are set side by side."""
    return bool(listed) and sum(len(words) for _, words in listed) < _LETTERS * len(listed)


def page_styles(node: Node, html: str, listed: Contents, of_template: Sequence[str], help_url: str) -> list[str]:
    """Name the styles of a page, in the order in which each may change what those before it say.

    `html` is its text; `of_template` what its own template asks for, without which it has the styles of its kind.
    """
    of_kind = ("cards", "connected") if node.type.connected else ("help",) if node.url == help_url else ()
    tables = ("tables",) if "<table" in html else ()
    letters = ("letters",) if by_letter(listed) else ()
    return ["page", *tables, *(of_template or of_kind), *letters]
