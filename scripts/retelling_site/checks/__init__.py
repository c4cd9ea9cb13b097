"""What a build checks before anything is published, one check a file, in rooms by what they look at.

Each check is a function `check` that gives faults and changes nothing. They run in the order in which they stand here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from retelling_site.checks.built import addresses, cards, links
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
from retelling_site.html import Document

_OF_RECORDS = (relations, navigation, changelog, moved, search_terms)
_OF_TEXTS = (retelling, blocks, markup, structure, clauses, source_links, sourcing, headings, lengths)


def of_records(site: Site) -> Iterator[Fault]:
    """Check records and navigation, for which no text need be rendered."""
    for module in _OF_RECORDS:
        yield from module.check(site)


def of_texts(site: Site) -> Iterator[Fault]:
    """Check the rendered texts."""
    for module in _OF_TEXTS:
        yield from module.check(site)


def of_built(site: Site, pages: Mapping[str, Document], files: Collection[str], kept: Iterable[str]) -> Iterator[Fault]:
    """Check the built pages, templates and all; `files` are the addresses of all else, `kept` those that must last."""
    yield from links.check(site, pages, files)
    yield from addresses.check(site, pages, kept)
    yield from cards.check(site, pages)
