"""What each page is, for search engines, in the words of schema.org (as JSON-LD): it retells one release.

Kept small, since every page carries it.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from learning.graph import Graph, Node
from learning.retelling import text

Json = dict[str, Any]
RELEASE: Mapping[str, Any] = {
    "@type": "CreativeWork",
    "name": "Press release on the Serious Case Review into the death of Hakeem Hussain",
    "datePublished": "2022-09-01",
    "publisher": {"@type": "Organization", "name": "Birmingham Safeguarding Children Partnership"},
}
"""The one document that this website rests on."""


def of_page(graph: Graph, node: Node, html: str, site: str, name: str, updated: str) -> Json:
    """Describe one page; `html` is its text, `site` the root's address, `updated` the ISO date of its last change."""
    url, themes = urljoin(site, node.url), graph.of_type("theme")
    page: Json = {
        "@type": "WebPage" if node.record.type == "page" else "Article",
        "url": url,
        "headline": node.record.title,
        "description": node.record.summary,
        "inLanguage": "en-GB",
        "dateModified": updated,
        "isPartOf": {"@type": "WebSite", "name": name, "url": site},
        "isBasedOn": RELEASE,
    }
    if node.record.type == "theme":
        page["about"] = {**_term(node.record.title, url), "inDefinedTermSet": urljoin(site, node.parent_url)}
    elif themes and node.url == themes[0].parent_url:
        page["mainEntity"] = _terms(url, node, [(theme.record.title, urljoin(site, theme.url)) for theme in themes])
    elif terms := LexborHTMLParser(html).css("dt[id]"):
        page["mainEntity"] = _terms(url, node, [(text(term), f"{url}#{term.id}") for term in terms])
    trail = [
        {"@type": "ListItem", "position": at, "name": title, "item": urljoin(site, address)}
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
