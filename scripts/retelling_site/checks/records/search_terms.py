"""The words by which people look for pages: each leads to one page first.

Terms: `also_known_as` is SKOS altLabel (shown), `search_terms` hiddenLabel (never shown).
"""

from collections.abc import Iterable, Iterator, Mapping

from retelling_site.checks.records import names
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.search.index import searchable
from retelling_site.search.tokenize import tokenize

MAX_NAMED = 5
"""How many terms of one cause are named; the rest are counted."""
_KEYS = ("also_known_as", "search_terms")

TermKey = frozenset[str]
"""A term as search compares it: without order and stop words."""
Owners = Mapping[TermKey, tuple[Node, str]]
"""The page that each term leads to first, and how the term is written there."""


def check(site: Site) -> Iterator[Fault]:
    """Fault words that two pages claim, one has twice, or search cannot read or would hide.

    Two terms are the same when search cannot tell them apart: in another order, or with other stop words.
    """
    nodes = [node for node in searchable(site.graph) if not any(names.misplaced(node))]  # else that is told
    owners = _owners(nodes)
    for node in nodes:
        yield from _claimed(node, owners)
        yield from _twice(node)
        yield from _unreadable(node)
    yield from _scope(nodes, owners)


def _key(term: str) -> TermKey:
    return frozenset(tokenize(term))


def _owners(nodes: Iterable[Node]) -> Owners:
    owners: dict[TermKey, tuple[Node, str]] = {}
    terms = [(path, node, term) for node in nodes for path, term in _first(node)]
    for _, node, term in sorted(terms, key=lambda found: found[0] != ("title",)):  # a title leads to its page
        owners.setdefault(_key(term), (node, term))
    return owners


def _claimed(node: Node, owners: Owners) -> Iterator[Fault]:
    """Fault terms that lead to another page as well; two pages of one title are told as such."""
    claimed: dict[str, list[tuple[int, str]]] = {}
    for path, term in _first(node):
        owner, other = owners[_key(term)]
        same = other.casefold() == term.casefold()
        if owner is node or (path == ("title",) and other == owner.record.title and same):
            continue
        also = "" if same else f" (there “{other}”)"
        claimed.setdefault(owner.file, []).append((node.line(*path), f"“{term}”{also}"))
    for file, terms in claimed.items():
        named = ", ".join(term for _, term in terms[:MAX_NAMED])
        more = f" and {len(terms) - MAX_NAMED} more" if len(terms) > MAX_NAMED else ""
        leads, keep = ("term {} leads", "it") if len(terms) == 1 else ("terms {} lead", "each")
        what = f"The search {leads.format(f'{named}{more}')} to {file} as well."
        remedy = f"Keep {keep} on the page that should come first, and remove it from the other."
        yield Fault(node.file, min(line for line, _ in terms), what, remedy)


def _first(node: Node) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the words that lead to this page first, with where each stands."""
    yield ("title",), node.record.title
    for key in ("also_known_as", "search_terms"):
        for at, term in enumerate(getattr(node.record, key)):
            yield (key, at), term
    for tool, terms in getattr(node.record, "tools", {}).items():
        for at, term in enumerate(terms):
            yield ("tools", tool, at), term


def _terms(node: Node, key: str) -> list[str]:
    terms: list[str] = getattr(node.record, key)
    return terms


def _scope(nodes: Iterable[Node], owners: Owners) -> Iterator[Fault]:
    """Fault terms of notes that lead to a page as well, or stand in two notes."""
    seen: dict[TermKey, str] = {}
    for node in nodes:
        for path, term in _noted(node):
            key, where = _key(term), f"“{path[0]} → {path[1]}”"
            if key in owners:
                what = f"{where} has “{term}”, which leads to {owners[key][0].file}."
                yield Fault(node.file, node.line(*path), what, "Remove one of the two.")
            elif key in seen:
                what = f"{where} has “{term}”, which {seen[key]} has as well."
                yield Fault(node.file, node.line(*path), what, "Remove one of the two.")
            elif not key:
                what = f"{where} has “{term}”, which search cannot read."
                yield Fault(node.file, node.line(*path), what, "Write it in Latin letters, or remove it.")
            seen.setdefault(key, where)


def _noted(node: Node) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the terms that are near or not held, with where each stands."""
    if isinstance(node.record, Page):
        for key, notes in (("near", node.record.near), ("not_held", node.record.not_held)):
            for name, note in notes.items():
                for at, term in enumerate(note.terms):
                    yield (key, name, "terms", at), term


def _unreadable(node: Node) -> Iterator[Fault]:
    for key in _KEYS:
        for at, term in enumerate(_terms(node, key)):
            if not tokenize(term):
                what = f"“{key}” has “{term}”, which search cannot read."
                yield Fault(node.file, node.line(key, at), what, "Write it in Latin letters, or remove it.")


def _twice(node: Node) -> Iterator[Fault]:
    record = node.record
    for key in _KEYS:
        terms = [term.casefold() for term in _terms(node, key)]
        for term in sorted({term for term in terms if terms.count(term) > 1}):
            yield Fault(node.file, node.line(key), f"“{key}” has “{term}” twice.", "Remove one of the two.")
    shown = {record.title.casefold(), *map(str.casefold, record.also_known_as)}
    for at, term in enumerate(record.search_terms):  # SKOS, S13: the labels are disjoint
        if term.casefold() in shown:
            what = f"“search_terms” has “{term}”, which readers see on the page already."
            yield Fault(node.file, node.line("search_terms", at), what, "Remove it from “search_terms”.")
    for at, name in enumerate(record.also_known_as):
        if name.casefold() == record.title.casefold():
            what = f"“also_known_as” repeats the title “{name}”."
            yield Fault(node.file, node.line("also_known_as", at), what, "Remove it from “also_known_as”.")
