"""Lasting addresses: what was published once is published for good, be it a page or a place on one.

Protects everyone who linked to us from a place that we cannot see. Drafts are not held: an address is published when
publishing adds it to the list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urldefrag

from retelling_site.checks.built.page import BuiltPage
from retelling_site.content.records import address_list
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument

LIST = address_list.FILE
_PLACES = "main .text [id], main .text[id]"
"""Places in a page's own text; what templates put beside it has names that come from other pages, and go with them."""
_MINUTES = re.compile(r"\d+")
"""Parts of a sheet for a team are named by minutes, and held wherever they stand."""
_PAGES_OWN = ("source-", "search-", "letter-", "to-", "why-")
"""How anchors begin that serve one page's own parts, and that nobody links to."""
_MANY = 5
"""More lost places than these have one cause, such as a template that lost its text."""


def published(pages: Mapping[str, HtmlDocument]) -> Iterator[str]:
    """Give the addresses of the built pages in the order of their names, each with its places (`/themes/#listed`)."""
    for url in sorted(pages):
        yield f"/{url}"
        tree = pages[url].tree
        minutes = [node for node in tree.css("main [id]") if _MINUTES.fullmatch(node.id or "")]
        anchors = dict.fromkeys(node.id or "" for node in (*tree.css(_PLACES), *minutes))
        yield from (f"/{url}#{anchor}" for anchor in anchors if anchor and not anchor.startswith(_PAGES_OWN))


def read(file: Path) -> list[str]:
    """Give the addresses of the list in their order; what is wrong with it is for a build to say."""
    return list(address_list.read(file)[0])


def read_built(folder: Path) -> dict[str, HtmlDocument]:
    """Read the pages of a site that is built, by their addresses below its root; pages that moved are left out."""
    pages = {}
    for path in sorted(folder.rglob("index.html")):
        url = f"{path.parent.relative_to(folder).as_posix()}/".removeprefix("./")
        page = HtmlDocument.parse(url, path.read_text("utf-8"))
        if not page.tree.css_first("meta[http-equiv=refresh]"):
            pages[url] = page
    return pages


def check(site: Site, pages: Mapping[str, BuiltPage]) -> Iterator[Fault]:
    """Fault each place of the list that is nowhere now; of a page that is gone, `gone.py` tells."""
    lost = list(_lost(site, pages))
    many = len(lost) > _MANY
    yield from (replace(fault, cause="lost parts" if many else "") for fault in lost)


def _lost(site: Site, pages: Mapping[str, BuiltPage]) -> Iterator[Fault]:
    there = {f"/{url}#{anchor}" for url, page in pages.items() for anchor in page.ids} | {f"/{url}" for url in pages}
    moved = {old: f"/{node.url}" for node in site.graph.nodes for old in node.record.moved_from}
    retired = {f"/{node.url}" for node in site.graph.nodes if node.retired}
    for address, line in site.promised.items():
        page, anchor = urldefrag(address)
        now = moved.get(page, page)
        if address in there or page in retired or now in retired:
            continue
        if page in moved:
            if anchor and f"{now}#{anchor}" not in there:
                what = f"{address} was published; its page moved to {now}, where there is no #{anchor}."
                yield Fault(LIST, line, what, f"Write {{ #{anchor} }} at that part's new place, or retire the page.")
        elif page in there:
            near = get_close_matches(anchor, [known for known in pages[page.lstrip("/")].ids if known], 2, 0.5)
            named = f" The nearest there are {', '.join(near)}." if near else ""
            what = f"{address} was published and leads to no part of that page now."
            remedy = f"Restore the part, or write {{ #{anchor} }} after the words in its place.{named}"
            yield Fault(LIST, line, what, remedy)


def unlisted(promised: Iterable[str], pages: Mapping[str, HtmlDocument]) -> list[str]:
    """Give the addresses that the list lacks, in their order: what publishing adds to it."""
    known = set(promised)
    return [address for address in published(pages) if address not in known]
