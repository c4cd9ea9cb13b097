"""The changes of this website as feeds: Atom (RFC 4287) and JSON Feed 1.1; dates are those of the entries."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from retelling_site.content.changelog import Entry
from retelling_site.content.settings import Settings

ATOM, JSON = "feed.xml", "feed.json"


def atom(entries: Sequence[Entry], settings: Settings, first: date) -> str:
    """Give the Atom feed; one without entries is dated by `first`, the day on which the site was first written."""
    site, name = settings.url, settings.name
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    _add(root, "id", urljoin(site, ATOM))
    _add(root, "title", f"{name}: changes")
    _add(root, "updated", _time(max((entry.date for entry in entries), default=first)))
    _add(root, "link", rel="self", type="application/atom+xml", href=urljoin(site, ATOM))
    _add(root, "link", rel="alternate", type="text/html", href=site)
    _add(_add(root, "author"), "name", name)
    for entry in entries:
        item = _add(root, "entry")
        _add(item, "id", _told_at(entry, site))
        _add(item, "title", entry.what)
        _add(item, "updated", _time(entry.date))
        _add(item, "link", rel="alternate", type="text/html", href=_address(entry, site))
        _add(item, "content", entry.what)
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def json_feed(entries: Sequence[Entry], settings: Settings) -> dict[str, Any]:
    """Give the JSON Feed."""
    site, name = settings.url, settings.name
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{name}: changes",
        "home_page_url": site,
        "feed_url": urljoin(site, JSON),
        "language": "en-GB",
        "authors": [{"name": name, "url": site}],
        "items": [
            {
                "id": _told_at(entry, site),
                "url": _address(entry, site),
                "content_text": entry.what,
                "date_published": _time(entry.date),
            }
            for entry in entries
        ],
    }


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _time(day: date) -> str:
    """Give a day as a moment (RFC 3339); no hour is known, so it is the day's first."""
    return f"{day.isoformat()}T00:00:00Z"


def _told_at(entry: Entry, site: str) -> str:
    return urljoin(site, f"{entry.told_on.url}#{entry.id}")


def _address(entry: Entry, site: str) -> str:
    return urljoin(site, entry.page.url) if entry.page else _told_at(entry, site)
