"""Feeds, as Atom (RFC 4287, RFC 4946) and JSON Feed 1.1: the changes of this website, and its pages as they change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree

from retelling_site.content.changelog import ChangelogEntry
from retelling_site.content.graph import Graph
from retelling_site.content.records.schema import SourceDocument
from retelling_site.content.records.settings import Settings
from retelling_site.outputs import rights

CHANGES, PAGES = "feed", "pages"
"""The feeds' files, without their endings."""


@dataclass(frozen=True)
class FeedItem:
    """An item of a feed; `url` is the page to read, and `id` the item's own address, which never changes."""

    id: str
    url: str
    title: str
    content: str
    published: date
    updated: date


@dataclass(frozen=True)
class Feed:
    """A feed, its newest item first; `first` dates one without items."""

    file: str
    title: str
    items: tuple[FeedItem, ...]
    first: date

    @property
    def updated(self) -> date:
        """Give the day of its newest item."""
        return max((item.updated for item in self.items), default=self.first)


def changes(entries: Iterable[ChangelogEntry], settings: Settings, first: date) -> Feed:
    """Make the feed of the changes that readers are told of."""
    site = settings.url
    items = []
    for entry in entries:
        own = f"{site}{entry.told_on.url}#{entry.id}"
        url = f"{site}{entry.page.url}" if entry.page else own
        items.append(FeedItem(own, url, entry.what, entry.what, entry.date, entry.date))
    return Feed(CHANGES, f"{settings.name}: changes", tuple(items), first)


def pages(graph: Graph, settings: Settings, published: Mapping[str, date], updated: Mapping[str, date]) -> Feed:
    """Make the feed of pages, those that changed last first; pages that were retired or have no file are left out."""
    items = [
        FeedItem(url, url, node.record.title, node.record.summary, published[node.src], updated[node.src])
        for node in graph.nodes
        if not node.retired and not node.generated_from
        for url in [f"{settings.url}{node.url}"]
    ]
    items.sort(key=lambda item: item.updated, reverse=True)
    return Feed(PAGES, f"{settings.name}: pages new and changed", tuple(items), min(updated.values()))


def atom(feed: Feed, settings: Settings, document: SourceDocument) -> str:
    """Give a feed as Atom."""
    site = settings.url
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    _add(root, "id", f"{site}{feed.file}.xml")
    _add(root, "title", feed.title)
    _add(root, "subtitle", settings.credit)
    _add(root, "updated", _time(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site}{feed.file}.xml")
    _add(root, "link", rel="alternate", type="text/html", href=site)
    _add(root, "link", rel="license", type="text/html", href=settings.licence.url)
    _add(root, "rights", rights.statement(settings, document))
    _add(_add(root, "author"), "name", settings.publisher.name or settings.name)
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "published", _time(item.published))
        _add(entry, "updated", _time(item.updated))
        _add(entry, "link", rel="alternate", type="text/html", href=item.url)
        _add(entry, "content", item.content)
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def json_feed(feed: Feed, settings: Settings, document: SourceDocument) -> dict[str, Any]:
    """Give a feed as JSON Feed; what begins with an underscore is an extension, as the version allows."""
    site = settings.url
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": settings.credit,
        "home_page_url": site,
        "feed_url": f"{site}{feed.file}.json",
        "language": "en-GB",
        "authors": [{"name": settings.publisher.name or settings.name, "url": site}],
        "_licence": {"url": settings.licence.url, "rights": rights.statement(settings, document)},
        "items": [
            {
                "id": item.id,
                "url": item.url,
                **({"title": item.title} if item.title != item.content else {}),
                "content_text": item.content,
                "date_published": _time(item.published),
                "date_modified": _time(item.updated),
            }
            for item in feed.items
        ],
    }


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _time(day: date) -> str:
    """Give a day as a moment (RFC 3339); no hour is known, so it is the day's first."""
    return f"{day.isoformat()}T00:00:00Z"
