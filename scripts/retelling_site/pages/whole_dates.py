"""Dates that no line breaks: what stands between a day, its month and its year is a space that holds them together."""

import re
from calendar import month_name

from retelling_site.html import HtmlDocument, texts

_MONTH = rf"(?:{'|'.join(month_name[1:])})\s\d{{4}}\b"
_ANY = re.compile(_MONTH)
"""Found much sooner than a date that may begin with a day."""
_DATE = re.compile(rf"(?:\b\d{{1,2}}\s)?\b{_MONTH}")
_AS_WRITTEN = ("script", "style", "code", "pre", "textarea")
"""Where a space is what it is: it may be copied."""


def keep(page: HtmlDocument) -> None:
    """Hold the dates of a page together, but for those that are to be copied."""
    dated = [node for node in texts(page.body) if _ANY.search(node.text_content or "")]
    for node in dated:
        above, words = node.parent, node.text_content or ""
        held = hold(words)
        if held != words and (above is None or above.tag not in _AS_WRITTEN):
            node.replace_with(held)


def hold(words: str) -> str:
    """Hold the dates in words together."""
    return _DATE.sub(lambda found: "\u00a0".join(found[0].split()), words)
