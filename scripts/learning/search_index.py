"""The search index: for each page the words that lead to it, as small as can be; the browser does the rest."""

from typing import Any

from learning.graph import Graph, Node

KINDS = ("agency", "theme", "improvement", "page")


def search_index(graph: Graph) -> dict[str, Any]:
    """List pages as address, kind, title, summary, names, terms, and secondary terms, joined by `|`.

    The running text is left out: measured, it put no page first that these words had not, and it found pages for
    topics that the site does not hold. A query with all the words of an entry of `not_held` finds nothing.
    """
    not_held = [term for node in graph.nodes for term in getattr(node.record, "not_held", [])]
    return {
        "pages": [_entry(node) for node in graph.nodes if not getattr(node.record, "retired", None)],
        "not_held": not_held,
    }


def _entry(node: Node) -> list[str | int]:
    record = node.record
    labels = ("|".join(terms) for terms in (record.also_known_as, record.search_terms, record.secondary_terms))
    return [node.url, KINDS.index(record.type), record.title, record.summary, *labels]
