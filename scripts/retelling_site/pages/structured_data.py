"""What each page is, for search engines, in the words of schema.org (as JSON-LD): it retells one document.

Kept small, since every page carries it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urljoin

from retelling_site.content.page_types import THEME
from retelling_site.content.records.schema import SourceDocument
from retelling_site.content.records.settings import Settings
from retelling_site.content.relations import Graph, Node
from retelling_site.html import Document, text
from retelling_site.outputs import social_cards

Json = dict[str, Any]


def of_page(
    graph: Graph,
    node: Node,
    page_text: Document | None,
    settings: Settings,
    source: SourceDocument,
    published: date,
    updated: date,
) -> Json:
    """Describe one page; `source` is the document that it retells, the days are those of its first and last change."""
    url, themes = urljoin(settings.url, node.url), graph.of_type(THEME)
    by, theirs = urljoin(settings.url, "#publisher"), {"@type": "Organization", "name": source.publisher}
    page: Json = {
        "@type": "Article" if node.type.connected else "WebPage",
        "url": url,
        "headline": node.record.title,
        "description": node.record.summary,
        "inLanguage": "en-GB",
        "datePublished": published.isoformat(),
        "dateModified": updated.isoformat(),
        "image": urljoin(settings.url, social_cards.name(node.url)),
        "author": {"@id": by},
        "publisher": {"@type": "Organization", "@id": by, "name": settings.publisher.name or settings.name},
        "license": settings.licence.url,
        "isPartOf": {"@type": "WebSite", "name": settings.name, "url": settings.url},
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": source.name,
            "datePublished": source.date.isoformat(),
            "publisher": theirs,
            "copyrightHolder": theirs,
        },
    }
    terms = page_text.tree.css("dt[id]") if page_text else []
    if node.record.type == THEME:
        page["about"] = {**_term(node.record.title, url), "inDefinedTermSet": urljoin(settings.url, node.parent_url)}
    elif themes and node.url == themes[0].parent_url:
        listed = [(theme.record.title, urljoin(settings.url, theme.url)) for theme in themes]
        page["mainEntity"] = _terms(url, node, listed)
    elif terms:
        page["mainEntity"] = _terms(url, node, [(text(term), f"{url}#{term.id}") for term in terms])
    trail = [
        {"@type": "ListItem", "position": at, "name": title, "item": urljoin(settings.url, address)}
        for at, (title, address) in enumerate(crumbs(graph, node), start=1)
    ]
    lists = [{"@type": "BreadcrumbList", "itemListElement": trail}] if trail else []
    return {"@context": "https://schema.org", "@graph": [page, *lists]}


def crumbs(graph: Graph, node: Node) -> list[tuple[str, str]]:
    """Give title and address of each page from the home page to this one; the home page itself has no such trail."""
    parent = graph.by_url.get(node.parent_url) if node.parent_url else None
    above = [("Home", ""), *([(parent.record.title, parent.url)] if parent else [])]
    return [*above, (node.record.title, node.url)] if node.url else []


def _terms(url: str, node: Node, terms: Iterable[tuple[str, str]]) -> Json:
    listed = [_term(name, address) for name, address in terms]
    return {"@type": "DefinedTermSet", "name": node.record.title, "url": url, "hasDefinedTerm": listed}


def _term(name: str, url: str) -> Json:
    return {"@type": "DefinedTerm", "name": name, "url": url}
