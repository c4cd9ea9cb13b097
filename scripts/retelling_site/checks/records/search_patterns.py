"""Families of search terms: each word of a pattern stands in its alternatives, and search must be able to read all."""

from collections.abc import Iterator

from retelling_site.checks.records import names
from retelling_site.content.graph import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.search.index import searchable
from retelling_site.search.terms import alternatives, is_one_word


def check(site: Site) -> Iterator[Fault]:
    """Fault patterns of one word, patterns that stand twice, and alternatives that are not one word that counts."""
    for node in searchable(site.graph):
        if not any(names.misplaced(node)):  # else that is told
            for at, pattern in enumerate(node.record.search_patterns):
                for what, remedy in _faults(node, at, pattern):
                    yield Fault(node.file, node.line("search_patterns", at), what, remedy)


def _faults(node: Node, at: int, pattern: str) -> Iterator[tuple[str, str]]:
    slots = alternatives(pattern)
    if len(slots) < 2:
        yield f"“search_patterns” has “{pattern}”, a single word.", "Write its alternatives in “search_terms”."
    if pattern in node.record.search_patterns[:at]:
        yield f"“search_patterns” has “{pattern}” twice.", "Remove one of the two."
    for each in dict.fromkeys(each for slot in slots for each in slot if not is_one_word(each)):
        what = f"“search_patterns” has “{each}” in “{pattern}”, which search does not read as one word."
        yield what, "Write one word between slashes; words such as “the” and “tell” do not count. Or leave it out."
