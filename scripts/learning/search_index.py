"""The search index: for each page the words that lead to it, as small as can be; the browser does the rest."""

import re
import unicodedata
from collections import Counter
from itertools import takewhile
from typing import Any

from learning.graph import Graph, Node

STOP = (
    "a about after again all also am an and any anyone anything are arent as at be because been before being between "
    "both but by can cant could couldnt did didnt do does doesnt doing dont each ever few find for from get gets "
    "getting give given go goes going had happen has hasnt have havent having he her hers him his how i id if im in "
    "into is isnt it its just know like look looking made make me mean means more most my need needs no of on or "
    "our ours out over please put really said say says she should shouldnt show so some someone something still such "
    "tell than that the their them then there these they theyre thing things think this those to told too up us use "
    "very want wants was wasnt we were werent what whats when where which who whom whos why will with wont work "
    "worked works would wouldnt you your youre "
)
"""Words that say nothing of what is looked for; questions are full of them. The browser leaves them out as well."""
_STOPPED = frozenset(STOP.split())
KINDS = ("agency", "theme", "improvement", "page")


def search_index(graph: Graph) -> dict[str, Any]:
    """List pages as address, kind, title, summary, and names, terms and secondary terms, packed as `_packed` says.

    The running text is left out: measured, it put no page first that these words had not, and it found pages for
    topics that the site does not hold. A query with all the words of an entry of `not_held` finds nothing.
    """
    not_held = [term for node in graph.nodes for term in getattr(node.record, "not_held", [])]
    return {
        "stop": STOP.strip(),
        "not_held": _packed(_regular(_short(not_held))),
        "pages": [_entry(node) for node in graph.nodes if not getattr(node.record, "retired", None)],
    }


def _entry(node: Node) -> list[str | int]:
    record = node.record
    names = _packed(_short(record.also_known_as))  # in the order of their words: a reader types their beginning
    terms, secondary = (_packed(_regular(_short(kind))) for kind in (record.search_terms, record.secondary_terms))
    return [node.url, KINDS.index(record.type), record.title, record.summary, names, terms, secondary]


def _short(terms: list[str]) -> list[list[str]]:
    """Give the words of terms as the browser will read them: no case, no accents, none that says nothing."""
    return [_content(term) for term in terms]


def _regular(terms: list[list[str]]) -> list[list[str]]:
    """Put each term's most used word first, so that more terms begin alike; a term is compared without its order."""
    used = Counter(word for term in terms for word in term)
    return [sorted(term, key=lambda word: (-used[word], word)) for term in terms]


def _packed(terms: list[list[str]]) -> str:
    """Join terms by `|`, sorted, with a comma for each word that the term before begins with as well."""
    packed, before = [], list[str]()
    for term in sorted({tuple(term): term for term in terms}.values()):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, term[:-1], strict=False)))
        packed.append("," * shared + " ".join(term[shared:]))
        before = term
    return "|".join(packed)


def _content(term: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", term.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"\b([a-z])\s?&\s?([a-z])\b", r"\1\2", re.sub(r"['\u2018\u2019]", "", plain))
    words = re.findall("[a-z0-9]+", plain)
    return [word for word in words if word not in _STOPPED] or words
