"""What a build checks before anything is published, one check a file, in rooms by what they look at.

Each check is a function `check` that gives faults and changes nothing. They run in the order in which they stand here:
what follows from a fault that an earlier one found is not told as well.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from retelling_site.checks.built import addresses, cards, links
from retelling_site.checks.built.page import BuiltPage
from retelling_site.checks.records import (
    changelog,
    folders,
    gone,
    moved,
    names,
    navigation,
    relations,
    search_notes,
    search_terms,
    templates,
)
from retelling_site.checks.texts import (
    blocks,
    clauses,
    days,
    headings,
    html_tags,
    lengths,
    list_signs,
    markup,
    retelling,
    source_links,
    sourcing,
    structure,
    tables,
)
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault, without_followers

_OF_RECORDS = (
    gone,
    folders,
    names,
    navigation,
    templates,
    relations,
    changelog,
    moved,
    search_terms,
    search_notes,
)
_OF_FORM = (list_signs, html_tags, blocks, markup, tables, structure, days)
_OF_CONTENT = (clauses, source_links, headings, sourcing, lengths)


def of_records(site: Site, earlier: Iterable[Fault] = ()) -> list[Fault]:
    """Check records and navigation, for which no text need be rendered; gives earlier faults as well."""
    return _one_by_one(_OF_RECORDS, site, list(earlier))


def of_texts(site: Site, earlier: Sequence[Fault] = ()) -> list[Fault]:
    """Check the rendered texts, how they are written and then what they say; gives earlier faults as well.

    While the retelling is broken, nobody can say what rests on it.
    """
    found = _one_by_one((*_OF_FORM, retelling), site, list(earlier))
    retold = [node.file for node in site.graph.nodes if isinstance(node.record, RetellingPage)]
    unread = {f"docs/{src}" for src in site.incomplete}
    broken = len(retold) != 1 or retold[0] in unread or any(fault.file in retold for fault in found[len(earlier) :])
    return found if broken else _one_by_one(_OF_CONTENT, site, found)


def _one_by_one(modules: Iterable[ModuleType], site: Site, found: list[Fault]) -> list[Fault]:
    """Let checks look at the site one after the other; what follows from an earlier one's faults is left out."""
    for module in modules:
        hidden = {fault.file.removeprefix("docs/") for fault in found if fault.hides_rest}
        site = replace(site, incomplete=site.incomplete | hidden)
        found = [*found, *without_followers(module.check(site), found)]
    return found


def of_built(site: Site, pages: Mapping[str, BuiltPage], files: Collection[str]) -> Iterator[Fault]:
    """Check the built pages, templates and all; `files` are the addresses of all else."""
    yield from links.check(site, pages, files)
    yield from addresses.check(site, pages)
    yield from cards.check(site, pages)
