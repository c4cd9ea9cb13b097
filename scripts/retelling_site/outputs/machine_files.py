"""All that is published for machines, by file name: each part is made by the module of its name."""

import json
from collections.abc import Mapping
from datetime import date

from retelling_site.content.changelog import entries
from retelling_site.content.graph import Graph
from retelling_site.content.records.settings import Settings
from retelling_site.content.retelling import Retelling
from retelling_site.outputs import catalogue, feeds, opensearch, robots, skos, statements


def machine_files(
    graph: Graph,
    retelling: Retelling,
    settings: Settings,
    published: Mapping[str, date],
    updated: Mapping[str, date],
    search_url: str,
) -> dict[str, bytes]:
    """Give each file; `published` and `updated` have days by source file, `search_url` is where search is."""
    document = retelling.record.document
    listed = (
        feeds.changes(entries(graph), settings, min(updated.values())),
        feeds.pages(graph, settings, published, updated),
    )
    texts = {
        "catalogue.json": _json(catalogue.catalogue(graph, settings, document, updated)),
        statements.FILE: _json(statements.statements(retelling, settings)),
        "themes.jsonld": _json(skos.concept_scheme(graph, settings)),
        **{f"{feed.file}.xml": feeds.atom(feed, settings, document) for feed in listed},
        **{f"{feed.file}.json": _json(feeds.json_feed(feed, settings, document)) for feed in listed},
        opensearch.FILE: opensearch.description(settings, search_url),
        robots.FILE: robots.robots(settings.url),
    }
    return {name: text.encode() for name, text in texts.items()}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
