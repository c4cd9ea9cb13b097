"""The search index: for each page the words that lead to it, as small as can be; the browser does the rest."""

from collections import Counter
from itertools import takewhile
from typing import Any

from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.relations import Graph, Node
from retelling_site.content.schema import Page
from retelling_site.search.tokenize import STOP_WORDS, tokenize


def search_index(graph: Graph) -> dict[str, Any]:
    """List pages as address, kind, title, summary, and names, terms and secondary terms, packed as `_packed` says.

    The running text is left out: measured, it put no page first that these words had not, and it found pages for
    topics that the site does not hold. A query with all the words of an entry of `not_held` finds nothing.
    """
    not_held = [term for node in graph.nodes for term in (node.record.not_held if isinstance(node.record, Page) else [])]
    return {
        "stop": STOP_WORDS.strip(),
        "not_held": _packed(_regular(_short(not_held))),
        "pages": [_entry(node) for node in searched(graph)],
    }


def _entry(node: Node) -> list[str | int]:
    record = node.record
    names = _packed(_short(record.also_known_as))  # in the order of their words: a reader types their beginning
    terms, secondary = (_packed(_regular(_short(kind))) for kind in (record.search_terms, record.secondary_terms))
    return [node.url, list(PAGE_TYPES).index(record.type), record.title, record.summary, names, terms, secondary]


def _short(terms: list[str]) -> list[tuple[str, ...]]:
    """Give the words of terms as the browser will read them: no case, no accents, none that says nothing."""
    return [tokenize(term) for term in terms]


def _regular(terms: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put each term's most used word first, so that more terms begin alike; a term is compared without its order."""
    used = Counter(word for term in terms for word in term)
    return [tuple(sorted(term, key=lambda word: (-used[word], word))) for term in terms]


def _packed(terms: list[tuple[str, ...]]) -> str:
    """Join terms by `|`, sorted, with a comma for each word that the term before begins with as well."""
    packed, before = [], tuple[str, ...]()
    for term in sorted(set(terms)):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, term[:-1], strict=False)))
        packed.append("," * shared + " ".join(term[shared:]))
        before = term
    return "|".join(packed)


def searched(graph: Graph) -> list[Node]:
    """Give the pages that search leads to: all but those that were retired."""
    return [node for node in graph.nodes if not (isinstance(node.record, Page) and node.record.retired)]
