"""The first index: for each page the words that lead to it, as small as can be; the browser does the rest."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from retelling_site.content.generated_pages import TOOLS
from retelling_site.content.graph import Graph, Node
from retelling_site.content.page_types import AGENCY, PAGE_TYPES
from retelling_site.content.records.schema import NearNote, Page, ScopeNote
from retelling_site.content.retelling import Retelling
from retelling_site.search.terms import packed, packed_by_place
from retelling_site.search.tokenize import STOP_WORDS


def search_index(graph: Graph, retelling: Retelling) -> dict[str, Any]:
    """Give page types, stop words, pages, and what editors say of words that are near, not held or urgent.

    Terms stand together, at the beginning: thus they pack best.
    """
    records = [(node, node.record) for node in searchable(graph) if isinstance(node.record, Page)]
    index: dict[str, Any] = {
        "terms": [_terms(node, later=False) for node in searchable(graph)],
        "learnt": packed_by_place(_learnt(graph)),
        "scopeTerms": [packed(note.terms) for _, record in records for note in _notes(record)],
        "types": [{"name": t.name, "label": t.label, "plural": t.plural} for t in PAGE_TYPES.values()],
        "retelling": retelling.url,
        "stop": STOP_WORDS.strip(),
        "common": " ".join(word for _, record in records for word in record.common_words),
        "unsure": next((record.unsure for _, record in records if record.unsure), ""),
        "pages": [_page(node) for node in searchable(graph)],
        "scope": [_note(note, retelling) for _, record in records for note in _notes(record)],
    }
    for node, record in records:
        if record.urgent:
            urgent = record.urgent
            groups = {name: "|".join(terms) for name, terms in urgent.groups.items()}
            index["urgent"] = {
                "page": node.url,
                "groups": groups,
                "always": "|".join(urgent.always),
                "when": "|".join(urgent.when),
                "unless": urgent.unless,
            }
    return index


def _terms(node: Node, *, later: bool) -> str:
    """Give a page's terms in the index where they stand: those for what is wholly ours come later."""
    return packed(node.record.search_terms) if node.record.retells != later else ""


def _learnt(graph: Graph) -> Iterator[Mapping[int, str]]:
    """Give the words that were learnt, by their worth: those of each page, of none, of urgent and of other queries."""
    yield from (node.record.query_words for node in searchable(graph))
    records = [node.record for node in searchable(graph) if isinstance(node.record, Page)]
    yield next((record.nothing_words for record in records if record.nothing_words), {})
    urgent = next((record for record in records if record.urgent), None)
    yield urgent.urgent_words if urgent else {}
    yield urgent.not_urgent_words if urgent else {}


def _page(node: Node) -> dict[str, Any]:
    record = node.record
    return {
        "url": node.url,
        "type": list(PAGE_TYPES).index(record.type),
        "title": record.title,
        "summary": record.summary,
        "names": record.also_known_as,
    }


def _tools(door: Node, record: Page) -> dict[str, Any]:
    tools = {PurePosixPath(tool.template).stem: tool for tool in TOOLS}
    kinds = [
        {"tail": tools[name].tail, "name": tools[name].name, "words": packed(terms)}
        for name, terms in record.tools.items()
    ]
    return {"door": door.url, "from": list(PAGE_TYPES).index(AGENCY), "kinds": kinds}


def later_words(graph: Graph) -> dict[str, Any]:
    """Give words that may come after the others: for pages about this website, that mean others, or ask for a tool."""
    nodes = [(node, node.record) for node in searchable(graph) if isinstance(node.record, Page)]
    pages = [record for _, record in nodes]
    return {
        "terms": [_terms(node, later=True) for node in searchable(graph)],
        "tools": next((_tools(node, record) for node, record in nodes if record.tools), None),
        "synonyms": "|".join(" ".join(words) for page in pages for words in page.synonyms),
    }


def _notes(record: Page) -> Sequence[ScopeNote]:
    return [*record.near.values(), *record.not_held.values()]


def _note(note: ScopeNote, retelling: Retelling) -> dict[str, Any]:
    if isinstance(note, NearNote):
        sources = [_source(retelling, anchor) for anchor in note.sources]
        return {"kind": "near", "say": note.say, "page": note.page.lstrip("/"), "sources": sources}
    return {"kind": "not-held", "say": note.say}


def _source(retelling: Retelling, anchor: str) -> Sequence[str]:
    paragraph = retelling.paragraph_of(anchor)
    return paragraph.mark if paragraph else anchor, f"{retelling.url}#{anchor}"


def searchable(graph: Graph) -> list[Node]:
    """Give the pages that search leads to: all but those that were retired or are generated from others."""
    return [node for node in graph.nodes if not node.generated_from and not node.retired]
