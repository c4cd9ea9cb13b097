"""What machines read: the catalogue of all pages, and the themes as a SKOS concept scheme (JSON-LD)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from learning.graph import ORDER, Graph, Node

Json = dict[str, Any]


def catalogue(graph: Graph, site: str, updated: Mapping[str, str]) -> Json:
    """List every page with its sources and relations; `updated` gives ISO dates by source file, `site` the root."""
    return {"site": site, "pages": [_entry(graph, site, node, updated[node.src]) for node in graph.nodes]}


def _entry(graph: Graph, site: str, node: Node, updated: str) -> Json:
    related = [
        {"url": urljoin(site, kin.node.url), "relation": kind, "why": kin.why}
        for kind in ORDER
        for kin in graph.kin(node, kind)
    ]
    return {
        "url": urljoin(site, node.url),
        "type": node.record.type,
        "title": node.record.title,
        "summary": node.record.summary,
        "sources": node.record.sources,
        "also_known_as": node.record.also_known_as,
        "related": related,
        "updated": updated,
    }


def concept_scheme(graph: Graph, site: str, title: str) -> Json:
    """Give the themes as SKOS: definition, scope note, alternative and hidden labels, related themes."""
    scheme = urljoin(site, "themes/")
    themes = graph.of_type("theme")
    concepts = [_concept(graph, site, scheme, node) for node in themes]
    return {
        "@context": {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "dct": "http://purl.org/dc/terms/",
            "@language": "en-GB",
        },
        "@graph": [
            {
                "@id": scheme,
                "@type": "skos:ConceptScheme",
                "dct:title": title,
                "skos:hasTopConcept": [{"@id": urljoin(site, node.url)} for node in themes],
            },
            *concepts,
        ],
    }


def _concept(graph: Graph, site: str, scheme: str, node: Node) -> Json:
    record = node.record
    concept: Json = {
        "@id": urljoin(site, node.url),
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:topConceptOf": {"@id": scheme},
        "skos:prefLabel": record.title,
        "skos:definition": record.summary,
        "skos:scopeNote": getattr(record, "scope_note", ""),
        "skos:altLabel": record.also_known_as,
        "skos:hiddenLabel": record.search_terms,
        "skos:related": [{"@id": urljoin(site, kin.node.url)} for kin in graph.kin(node, "theme")],
    }
    return {key: value for key, value in concept.items() if value}
