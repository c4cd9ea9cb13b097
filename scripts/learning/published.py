"""All that is published for machines, by file name: each part is made by the module of its name."""

import json
from collections.abc import Mapping
from urllib.parse import urljoin

from learning import catalogue, qr, search_index, sitemap
from learning.graph import Graph


def files(graph: Graph, site: str, name: str, updated: Mapping[str, str]) -> dict[str, str]:
    """Give each file's text; `site` is the root's address, `updated` the ISO date of each source file's last change."""
    return {
        "catalogue.json": _json(catalogue.catalogue(graph, site, updated)),
        "themes.jsonld": _json(catalogue.concept_scheme(graph, site, f"{name}: themes")),
        "sitemap.xml": sitemap.sitemap(graph, site, updated),
    }


def assets(graph: Graph, site: str) -> dict[str, bytes]:
    """Give what pages fetch and the build makes: the search index, and a QR code for each briefing's page."""
    index = json.dumps(search_index.search_index(graph), ensure_ascii=False, separators=(",", ":")).encode()
    codes = {f"qr-{node.id}.svg": qr.svg(urljoin(site, node.url)) for node in graph.of_type("agency")}
    return {"search-index.json": index, **codes}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
