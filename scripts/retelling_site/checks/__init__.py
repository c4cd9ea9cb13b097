"""What a build checks before anything is published, one check a file, in rooms by what they look at.

Each check is a function `check` that gives faults and changes nothing. They run in the order in which they stand here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from retelling_site.checks.built import addresses, cards, links
from retelling_site.checks.built.page import BuiltPage
from retelling_site.checks.records import changelog, moved, navigation, relations, search_terms
from retelling_site.checks.texts import (
    blocks,
    clauses,
    headings,
    lengths,
    markup,
    retelling,
    source_links,
    sourcing,
    structure,
)
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_OF_RECORDS = (relations, navigation, changelog, moved, search_terms)
_OF_FORM = (blocks, markup, structure)
_OF_CONTENT = (clauses, sourcing, headings, lengths)


def of_records(site: Site) -> Iterator[Fault]:
    """Check records and navigation, for which no text need be rendered."""
    for module in _OF_RECORDS:
        yield from module.check(site)


def of_texts(site: Site) -> Iterator[Fault]:
    """Check the rendered texts, how they are written and then what they say.

    While the retelling is broken, nobody can say what rests on it. A line that is written wrong, or whose source is,
    is faulted for that alone: the rest follows from it as a rule.
    """
    yield from (broken := list(retelling.check(site)))
    found = [fault for module in _OF_FORM for fault in module.check(site)]
    if not broken:
        found += source_links.check(site)
    yield from found
    if not broken:
        lines = {(fault.file, fault.line) for fault in found if fault.line}
        of_content = (fault for module in _OF_CONTENT for fault in module.check(site))
        yield from (fault for fault in of_content if (fault.file, fault.line) not in lines)


def of_built(
    site: Site, pages: Mapping[str, BuiltPage], files: Collection[str], kept: Iterable[str]
) -> Iterator[Fault]:
    """Check the built pages, templates and all; `files` are the addresses of all else, `kept` those that must last."""
    yield from links.check(site, pages, files)
    yield from addresses.check(site, pages, kept)
    yield from cards.check(site, pages)
