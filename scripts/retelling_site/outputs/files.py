"""All that is published for machines, by file name: each part is made by the module of its name."""

import json
from collections.abc import Mapping
from urllib.parse import urljoin

from learning import cards, catalogue, changes, feeds, opensearch, qr, search_index, sitemap
from learning.graph import Graph


def files(
    graph: Graph, site: str, name: str, updated: Mapping[str, str], *, short_name: str, about: str
) -> dict[str, bytes]:
    """Give each file; `site` is the root's address, `updated` the ISO date of each source file's last change."""
    told = changes.entries(graph)
    texts = {
        "catalogue.json": _json(catalogue.catalogue(graph, site, updated)),
        "themes.jsonld": _json(catalogue.concept_scheme(graph, site, f"{name}: themes")),
        "sitemap.xml": sitemap.sitemap(graph, site, updated),
        feeds.ATOM: feeds.atom(told, site, name),
        feeds.JSON: _json(feeds.json_feed(told, site, name)),
        opensearch.FILE: opensearch.description(site, short_name, name, about),
    }
    return {**{file: text.encode() for file, text in texts.items()}, **cards.cards(graph, name)}


def assets(graph: Graph, site: str) -> dict[str, bytes]:
    """Give what pages fetch and the build makes: the search index, and a QR code for each briefing's page."""
    index = json.dumps(search_index.search_index(graph), ensure_ascii=False, separators=(",", ":")).encode()
    codes = {f"qr-{node.id}.svg": qr.svg(urljoin(site, node.url)) for node in graph.of_type("agency")}
    return {"search-index.json": index, **codes}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
