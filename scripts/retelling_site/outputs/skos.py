"""The themes as a SKOS concept scheme (JSON-LD): definitions, scope notes, other names and related themes.

Words that are searched and never shown stay out of it.
"""

from typing import Any

from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import THEME
from retelling_site.content.records.schema import Theme
from retelling_site.content.records.settings import Settings

Json = dict[str, Any]


def concept_scheme(graph: Graph, settings: Settings) -> Json:
    """Give the scheme, under the licence of this website's own words."""
    site, themes = settings.url, graph.of_type(THEME)
    scheme = f"{site}{themes[0].parent_url if themes else ''}"
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
                "dct:title": f"{settings.name}: themes",
                "dct:license": {"@id": settings.licence.url},
                "skos:hasTopConcept": [{"@id": f"{site}{node.url}"} for node in themes],
            },
            *(_concept(graph, site, scheme, node) for node in themes),
        ],
    }


def _concept(graph: Graph, site: str, scheme: str, node: Node) -> Json:
    record = node.record
    concept: Json = {
        "@id": f"{site}{node.url}",
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:topConceptOf": {"@id": scheme},
        "skos:prefLabel": record.title,
        "skos:definition": record.summary,
        "skos:scopeNote": record.scope_note if isinstance(record, Theme) else "",
        "skos:altLabel": record.also_known_as,
        "skos:related": [{"@id": f"{site}{other.node.url}"} for other in graph.related(node, THEME)],
    }
    return {key: value for key, value in concept.items() if value}
