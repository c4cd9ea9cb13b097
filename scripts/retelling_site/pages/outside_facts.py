"""Outside facts that were checked long before their page last changed say so."""

from datetime import date

from retelling_site.content.markdown.outside import STALE_AFTER
from retelling_site.content.records.days import parse_day
from retelling_site.html import HtmlDocument

_STALE = " That was more than a year before this page last changed: check before you rely on it."


def mark_stale(page_text: HtmlDocument, updated: date) -> None:
    """Add a warning to each outside fact whose check was over a year old on the day of the page's last change."""
    for note in page_text.tree.css("aside.outside > p.checked"):
        block = note.parent
        day = parse_day((block.attributes.get("data-checked") or "") if block is not None else "")
        if day and (updated - day).days > STALE_AFTER:
            note.insert_child(_STALE)
