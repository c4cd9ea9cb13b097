"""The words by which people look for pages: each leads to one page first, and a page that comes second says so.

Terms: `also_known_as` is SKOS altLabel (shown), `search_terms` hiddenLabel (never shown).
"""

from collections.abc import Iterator, Mapping

from retelling_site.content.records.schema import Page
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.search.index import searchable
from retelling_site.search.tokenize import tokenize

_KEYS = ("also_known_as", "search_terms", "secondary_terms")


def check(site: Site) -> Iterator[Fault]:
    """Fault words that two pages claim, one has twice, search cannot read or would hide, or nothing has first.

    Two terms are the same when search cannot tell them apart: in another order, or with other stop words.
    """
    nodes = searchable(site.graph)
    owners: dict[frozenset[str], tuple[Node, str]] = {}
    for node in nodes:
        for path, term in _first(node):
            owner, other = owners.setdefault(frozenset(tokenize(term)), (node, term))
            same_title = path == ("title",) and other == owner.record.title and other.casefold() == term.casefold()
            if owner is not node and not same_title:  # two pages of one title are told as such
                also = "" if other.casefold() == term.casefold() else f", as “{other}”"
                what = f"The search term “{term}” leads to {owner.file} as well{also}."
                remedy = "Keep it on the page that should come first, and move it to “secondary_terms” on the other."
                yield Fault(node.file, node.line(*path), what, remedy)
        yield from _twice(node)
        yield from _unreadable(node)
    for node in nodes if site.whole else ():
        terms = node.record.secondary_terms
        lost = [term for term in terms if owners.get(frozenset(tokenize(term)), (node, ""))[0] is node]
        if lost:
            named = "”, “".join(lost)
            one = len(lost) == 1
            what = f"No page comes first for the secondary term{'' if one else 's'} “{named}”."
            remedy = f"Move {'it' if one else 'each'} to “search_terms”, here or on the page that should come first."
            yield Fault(node.file, node.line("secondary_terms", terms.index(lost[0])), what, remedy)
    yield from _scope(site, nodes, {frozenset(tokenize(term)): node for node in nodes for _, term in _first(node)})


def _first(node: Node) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the words that lead to this page first, with where each stands."""
    yield ("title",), node.record.title
    for key in ("also_known_as", "search_terms"):
        for at, term in enumerate(getattr(node.record, key)):
            yield (key, at), term


def _terms(node: Node, key: str) -> list[str]:
    terms: list[str] = getattr(node.record, key)
    return terms


def _scope(site: Site, nodes: list[Node], owners: Mapping[frozenset[str], Node]) -> Iterator[Fault]:
    """Fault terms of notes that lead to a page as well or stand twice, and notes that name a page that is missing."""
    seen: dict[frozenset[str], str] = {}
    for node in nodes:
        for path, term in _noted(node):
            words, where = frozenset(tokenize(term)), f"“{path[0]} → {path[1]}”"
            if owner := owners.get(words):
                what = f"{where} has “{term}”, which leads to {owner.file}."
                yield Fault(node.file, node.line(*path), what, "Remove one of the two.")
            elif words in seen:
                what = f"{where} has “{term}”, which {seen[words]} has as well."
                yield Fault(node.file, node.line(*path), what, "Remove one of the two.")
            elif not words:
                what = f"{where} has “{term}”, which search cannot read."
                yield Fault(node.file, node.line(*path), what, "Write it in Latin letters, or remove it.")
            seen.setdefault(words, where)
        if isinstance(node.record, Page):
            yield from _unknown(site, node, node.record)


def _noted(node: Node) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the terms that are near or not held, with where each stands."""
    if isinstance(node.record, Page):
        for key, notes in (("near", node.record.near), ("not_held", node.record.not_held)):
            for name, note in notes.items():
                for at, term in enumerate(note.terms):
                    yield (key, name, "terms", at), term


def _unknown(site: Site, node: Node, record: Page) -> Iterator[Fault]:
    """Fault nearest pages that do not exist, and combinations of groups that are not there."""
    for name, near in record.near.items():
        if not site.has_page(near.page.lstrip("/")):
            what = f"“near → {name}” names the page “{near.page}”, which does not exist."
            yield Fault(
                node.file, node.line("near", name, "page"), what, "Write the address of a page, such as /themes/."
            )
    if not record.urgent:
        return
    for key, combinations in (("when", record.urgent.when), ("unless", record.urgent.unless)):
        named = [(at, name.removeprefix("-")) for at, names in enumerate(combinations) for name in names.split()]
        for at, group in named:
            if group not in record.urgent.groups:
                what = f"“urgent → {key}” names the group “{group}”, which is not among the groups."
                known = ", ".join(record.urgent.groups)
                yield Fault(node.file, node.line("urgent", key, at), what, f"Use some of: {known}.")


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
