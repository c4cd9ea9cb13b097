"""The words by which people look for pages: each leads to one page first, and a page that comes second says so.

Terms: `also_known_as` is SKOS altLabel (shown), `search_terms` hiddenLabel (never shown).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from learning.faults import Fault
from learning.graph import Graph, Node

STOP = (
    "a about after again all also am an and any anyone anything are arent as at be because been before being between "
    "both but by can cant could couldnt did didnt do does doesnt doing dont each ever few find for from get gets "
    "getting give given go goes going had happen has hasnt have havent having he her hers him his how i id if im in "
    "into is isnt it its just know like look looking made make me mean means more most my no of on or our ours "
    "please put really said say says she should shouldnt show so some someone something still such tell than that "
    "the their them then there these they theyre thing things think this those to told too us use very want wants "
    "was wasnt we were werent what whats where which who whom whos why will with wont work worked works would "
    "wouldnt you your youre "
)
"""Words that say nothing of what is looked for; questions are full of them. The browser leaves them out as well."""
_STOPPED = frozenset(STOP.split())


@cache
def content(term: str) -> tuple[str, ...]:
    """Give a term's words as the browser reads them: no case, accents or marks, and none that says nothing."""
    plain = term.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = re.sub(r"\b([a-z])\s?&\s?([a-z])\b", r"\1\2", re.sub(r"['\u2018\u2019]", "", plain))
    words = re.findall("[a-z0-9]+", plain)
    return tuple(word for word in words if word not in _STOPPED) or tuple(words)


def first_words(node: Node) -> list[str]:
    """Give the words that lead to this page first."""
    return [node.record.title, *node.record.also_known_as, *node.record.search_terms]


def check(graph: Graph) -> list[Fault]:
    """Fault words that two pages claim, one has twice, search cannot read or would hide, or nothing has first.

    Two terms are the same when search cannot tell them apart: in another order, or with other words that say nothing.
    """
    nodes = searched(graph)
    owners: dict[frozenset[str], tuple[Node, str]] = {}
    faults: list[Fault] = []
    for node in nodes:
        for term in first_words(node):
            owner, other = owners.setdefault(frozenset(content(term)), (node, term))
            if owner is not node:
                also = "" if other.casefold() == term.casefold() else f", as “{other}”"
                what = f"The search term “{term}” leads to {owner.file} as well{also}."
                remedy = (
                    "Keep it in “search_terms” of the page that should come first, in “secondary_terms” of the other."
                )
                faults.append(Fault(node.file, what, remedy, node.lines.get("search_terms")))
        faults += [*_twice(node), *_unreadable(node)]
    for node in nodes:
        for term in node.record.secondary_terms:
            owner, _ = owners.get(frozenset(content(term)), (node, term))
            if owner is node and not graph.unread:  # its owner may be a page that cannot be read
                what = f"The secondary term “{term}” leads to no page first."
                remedy = "Move it to “search_terms” here, or add it to those of the page that should come first."
                faults.append(Fault(node.file, what, remedy, node.lines.get("secondary_terms")))
    return [*faults, *_hiding(nodes)]


def searched(graph: Graph) -> list[Node]:
    """Give the pages that search leads to: all but those that were retired."""
    return [node for node in graph.nodes if not getattr(node.record, "retired", None)]


def _hiding(nodes: list[Node]) -> Iterator[Fault]:
    """Fault the entries of `not_held` that would hide a page from a term of its own."""
    containing: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for node in nodes:
        for term in [*first_words(node), *node.record.secondary_terms]:
            for word in content(term):
                containing[word].add((term, node.file))
                containing[word.removesuffix("s")].add((term, node.file))  # an entry means the plural as well
    for node in nodes:
        for entry in getattr(node.record, "not_held", []):
            holders = [containing[word] for word in content(entry)] or [set()]
            for term, file in sorted(set.intersection(*holders))[:1]:
                what = f"“not_held” has “{entry}”, but “{term}” leads to {file}."
                yield Fault(node.file, what, "Remove one of the two.", node.lines.get("not_held"))


def _unreadable(node: Node) -> Iterator[Fault]:
    for key in ("also_known_as", "search_terms", "secondary_terms", "not_held"):
        for term in getattr(node.record, key, []):
            if not content(term):
                what = f"“{key}” has “{term}”, which search cannot read."
                yield Fault(node.file, what, "Write it in Latin letters, or remove it.", node.lines.get(key))


def _twice(node: Node) -> Iterator[Fault]:
    for key in ("also_known_as", "search_terms", "secondary_terms"):
        terms = [term.casefold() for term in getattr(node.record, key)]
        for term in sorted({term for term in terms if terms.count(term) > 1}):
            yield Fault(node.file, f"“{key}” has “{term}” twice.", "Remove one of the two.", node.lines.get(key))
    shown = {node.record.title.casefold(), *map(str.casefold, node.record.also_known_as)}
    for term in [term for term in map(str.casefold, node.record.search_terms) if term in shown]:  # SKOS, S13
        what = f"“search_terms” has “{term}”, which is shown on the page already."
        yield Fault(node.file, what, "Remove it there.", node.lines.get("search_terms"))
    for term in [name for name in node.record.also_known_as if name.casefold() == node.record.title.casefold()]:
        yield Fault(node.file, f"“also_known_as” has the title “{term}”.", "Remove it there.", node.lines.get("title"))


@dataclass(frozen=True)
class Entry:
    """A word of the A to Z, and the page that it leads to."""

    word: str
    node: Node


def a_to_z(graph: Graph) -> list[Entry]:
    """List every title and every other name that is shown, in the order of the alphabet."""
    entries = [
        Entry(word, node) for node in searched(graph) for word in [node.record.title, *node.record.also_known_as]
    ]
    return sorted(entries, key=lambda entry: entry.word.casefold())
