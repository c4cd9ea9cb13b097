"""What each page is, for search engines, in the words of schema.org (as JSON-LD): it retells one document.

Kept small, since every page carries it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import THEME
from retelling_site.content.records.schema import SourceDocument
from retelling_site.content.records.settings import Settings
from retelling_site.html import HtmlDocument, text
from retelling_site.outputs import social_cards

Json = dict[str, Any]


def of_page(
    graph: Graph,
    node: Node,
    page_text: HtmlDocument | None,
    settings: Settings,
    document: SourceDocument,
    published: date,
    updated: date,
) -> Json:
    """Describe one page; `document` is the one that it retells, the days are those of its first and last change."""
    page = {
        **_page(node, settings),
        "datePublished": published.isoformat(),
        "dateModified": updated.isoformat(),
        "isBasedOn": _retold(document),
        **_subject(graph, node, page_text, settings.url),
    }
    return {"@context": "https://schema.org", "@graph": [page, *_breadcrumbs(graph, node, settings.url)]}


def _page(node: Node, settings: Settings) -> Json:
    publisher = f"{settings.url}#publisher"
    return {
        "@type": "Article" if node.type.connected else "WebPage",
        "url": f"{settings.url}{node.url}",
        "headline": node.record.title,
        "description": node.record.summary,
        "inLanguage": "en-GB",
        "image": f"{settings.url}{social_cards.name(node.url)}",
        "author": {"@id": publisher},
        "publisher": {"@type": "Organization", "@id": publisher, "name": settings.publisher.name or settings.name},
        "license": settings.licence.url,
        "isPartOf": {"@type": "WebSite", "name": settings.name, "url": settings.url},
    }


def _retold(document: SourceDocument) -> Json:
    publisher = {"@type": "Organization", "name": document.publisher}
    return {
        "@type": "CreativeWork",
        "name": document.name,
        "datePublished": document.date.isoformat(),
        "publisher": publisher,
        "copyrightHolder": publisher,
    }


def _subject(graph: Graph, node: Node, page_text: HtmlDocument | None, site: str) -> Json:
    """Say which term a theme's page is about, and which terms the list of themes and the glossary define."""
    url, themes = f"{site}{node.url}", graph.of_type(THEME)
    if node.record.type == THEME:
        return {"about": {**_term(node.record.title, url), "inDefinedTermSet": f"{site}{node.parent_url}"}}
    if themes and node.url == themes[0].parent_url:
        listed = [(theme.record.title, f"{site}{theme.url}") for theme in themes]
    else:
        terms = page_text.tree.css("dt[id]") if page_text else []
        listed = [(text(term), f"{url}#{term.id}") for term in terms]
    return {"mainEntity": _terms(url, node, listed)} if listed else {}


def _breadcrumbs(graph: Graph, node: Node, site: str) -> list[Json]:
    trail = [
        {"@type": "ListItem", "position": at, "name": title, "item": f"{site}{address}"}
        for at, (title, address) in enumerate(crumbs(graph, node), start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": trail}] if trail else []


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
