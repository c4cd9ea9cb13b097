"""The catalogue: every page with its summary, its sources and its relations, for machines (JSON)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import CONNECTED
from retelling_site.content.records.schema import SourceDocument
from retelling_site.content.records.settings import Settings
from retelling_site.outputs import rights, social_cards

Json = dict[str, Any]


def catalogue(graph: Graph, settings: Settings, document: SourceDocument, updated: Mapping[str, date]) -> Json:
    """List every page; `updated` gives the day of each source file's last change."""
    pages = [_entry(graph, settings.url, node, updated[node.src]) for node in graph.nodes]
    return {**rights.head(settings, document), "offline": settings.zip_name, "pages": pages}


def _entry(graph: Graph, site: str, node: Node, updated: date) -> Json:
    related = [
        {"url": f"{site}{other.node.url}", "relation": name, "why": other.why, "sources": other.sources}
        for name in CONNECTED
        for other in graph.related(node, name)
    ] + list(_made(graph, site, node))
    return {
        "url": f"{site}{node.url}",
        "type": node.record.type,
        "title": node.record.title,
        "summary": node.record.summary,
        "summary_sources": node.record.summary_sources,
        "sources": list(node.sources),
        "also_known_as": node.record.also_known_as,
        "related": related,
        "card": f"{site}{social_cards.name(node.url)}",
        "updated": updated.isoformat(),
        **({"retired": node.retired} if node.retired else {}),
    }


def _made(graph: Graph, site: str, node: Node) -> Iterator[Json]:
    """Join a page to those that are generated from it, both ways."""
    origin = graph.origin(node)
    pairs = [(page, "Made from this page.") for page in graph.generated_from(node).values()]
    pairs += [(origin, "This page is made from it.")] if origin else []
    for other, why in pairs:
        sources = (origin or node).record.summary_sources
        yield {"url": f"{site}{other.url}", "relation": other.record.type, "why": why, "sources": sources}
