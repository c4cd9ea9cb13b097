"""All that is published for machines, by file name: each part is made by the module of its name."""

import json
from collections.abc import Mapping
from datetime import date

from retelling_site.content.changelog import entries
from retelling_site.content.relations import Graph
from retelling_site.content.settings import Settings
from retelling_site.outputs import catalogue, feeds, opensearch, skos


def files(graph: Graph, settings: Settings, updated: Mapping[str, date], search_url: str) -> dict[str, bytes]:
    """Give each file; `updated` has the day of each source file's last change, `search_url` where search is."""
    changes, site = entries(graph), settings.url
    texts = {
        "catalogue.json": _json(catalogue.catalogue(graph, settings, updated)),
        "themes.jsonld": _json(skos.concept_scheme(graph, site, f"{settings.name}: themes")),
        feeds.ATOM: feeds.atom(changes, settings, min(updated.values())),
        feeds.JSON: _json(feeds.json_feed(changes, settings)),
        opensearch.FILE: opensearch.description(settings, search_url),
    }
    return {name: text.encode() for name, text in texts.items()}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
