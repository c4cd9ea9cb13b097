"""The words by which people look for pages: each leads to one page first, and a page that comes second says so.

Terms: `also_known_as` is SKOS altLabel (shown), `search_terms` hiddenLabel (never shown).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from learning.faults import Fault
from learning.graph import Graph, Node


def first_words(node: Node) -> list[str]:
    """Give the words that lead to this page first."""
    return [node.record.title, *node.record.also_known_as, *node.record.search_terms]


def check(graph: Graph) -> list[Fault]:
    """Fault words that two pages claim, that one page has twice, or that come second where nothing comes first."""
    owners: dict[str, Node] = {}
    faults = []
    for node in graph.nodes:
        for term in map(str.casefold, first_words(node)):
            owner = owners.setdefault(term, node)
            if owner is not node:
                what = f"The search term “{term}” leads to {owner.file} as well."
                remedy = (
                    "Keep it in “search_terms” of the page that should come first, in “secondary_terms” of the other."
                )
                faults.append(Fault(node.file, what, remedy, node.lines.get("search_terms")))
        faults += _twice(node)
    containing: dict[str, set[str]] = defaultdict(set)
    for term in owners:
        for word in term.split():
            containing[word].add(term)
    for node in graph.nodes:
        for term in getattr(node.record, "not_held", []):
            holders = [containing.get(word, set()) for word in term.casefold().split()]
            if known := min(set.intersection(*holders), default=None):
                what = f"“not_held” has “{term}”, but “{known}” leads to {owners[known].file}."
                faults.append(Fault(node.file, what, "Remove one of the two.", node.lines.get("not_held")))
        for term in map(str.casefold, node.record.secondary_terms):
            if owners.get(term, node) is node and not graph.unread:  # its owner may be a page that cannot be read
                what = f"The secondary term “{term}” leads to no page first."
                remedy = "Move it to “search_terms” here, or add it to those of the page that should come first."
                faults.append(Fault(node.file, what, remedy, node.lines.get("secondary_terms")))
    return faults


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
    entries = [Entry(word, node) for node in graph.nodes for word in [node.record.title, *node.record.also_known_as]]
    return sorted(entries, key=lambda entry: entry.word.casefold())
