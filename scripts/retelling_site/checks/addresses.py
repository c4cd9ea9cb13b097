"""Lasting addresses: what was published once is published for good, be it a page or a place on one.

Protects everyone who linked to us from a place that we cannot see (design, section 6).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser

from learning.faults import Fault

LIST = "addresses.txt"
"""The list, in the project's root: one address a line, in the order in which they came; it is only ever added to."""
KEEP = "scripts/keep-addresses"
"""The command that adds to it."""
_PLACES = ", ".join(
    f"main {tag}[id]" for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "section", "p", "li", "dt", "dd", "tr", "span")
)
_MADE = ("source-", "search-")
"""How anchors begin that serve one page's own parts, and that nobody links to."""


@dataclass(frozen=True)
class Site:
    """A built site's addresses (`/themes/`, `/themes/#listed`), and the pages that only say where others are, or why.

    `moved` leads from old addresses to new ones; `retired` are pages that say why they went.
    """

    addresses: Sequence[str]
    moved: Mapping[str, str]
    retired: frozenset[str]


def read(folder: Path) -> Site:
    """Read the addresses of a site that is built: its pages in the order of their names, each with its places."""
    found: list[str] = []
    moved: dict[str, str] = {}
    retired = set()
    for path in sorted(folder.rglob("index.html")):
        page = f"/{path.parent.relative_to(folder).as_posix()}/".replace("/./", "/")
        tree = LexborHTMLParser(path.read_text("utf-8"))
        found.append(page)
        if away := tree.css_first("meta[http-equiv=refresh]"):
            target = (away.attributes.get("content") or "").partition("url=")[2]
            moved[page] = urljoin(page, target)
            continue
        if tree.css_first(".retired"):
            retired.add(page)
        anchors = [node.id or "" for node in tree.css(_PLACES)]
        found += [f"{page}#{anchor}" for anchor in dict.fromkeys(anchors) if not anchor.startswith(_MADE)]
    return Site(found, moved, frozenset(retired))


def lost(kept: Iterable[str], site: Site) -> Iterator[Fault]:
    """Fault each address of the list that leads nowhere now; of a page that is gone, the page alone is told."""
    published = set(site.addresses)
    for line, address in enumerate(kept, start=1):
        page, anchor = urldefrag(address)
        if address in published or page in site.retired:
            continue
        if page not in published:
            what = f"The page {address} was published and is gone."
            remedy = "Restore its file, add a redirect in mkdocs.yml, or retire the page: see CONTRIBUTING.md."
            yield Fault(LIST, what, remedy, line)
        elif page in site.moved:
            new = site.moved[page]
            if "#" not in new and new not in site.retired and f"{new}#{anchor}" not in published:
                what = f"{address} was published; its page moved to {new}, where there is no #{anchor}."
                yield Fault(LIST, what, f"Write {{ #{anchor} }} at that part's new place, or retire the page.", line)
        else:
            what = f"{address} was published and leads to no part of that page now."
            yield Fault(LIST, what, f"Restore the part, or write {{ #{anchor} }} after the heading in its place.", line)


def unlisted(kept: Iterable[str], site: Site) -> list[str]:
    """Give the published addresses that the list lacks, in their order."""
    known = set(kept)
    return [address for address in site.addresses if address not in known]


def check(kept: Sequence[str], site: Site) -> list[Fault]:
    """Hold a built site against the list, both ways."""
    new = unlisted(kept, site)
    listed = f"{', '.join(new[:3])}{' …' if len(new) > 3 else ''}"
    return [
        *lost(kept, site),
        *([Fault(LIST, f"Not listed yet: {len(new)}, such as {listed}.", f"Run {KEEP}.")] if new else []),
    ]
