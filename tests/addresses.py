"""The addresses that checks in a browser go to."""

from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ROOT = Path(__file__).parent.parent
_LIST = (_ROOT / "addresses.txt").read_text(encoding="utf-8").split()
_FILES = {f"/{file.relative_to(_ROOT / 'docs').with_suffix('')}/" for file in (_ROOT / "docs").rglob("*.md")}

PAGES = [address for address in _LIST if address in {file.removesuffix("index/") for file in _FILES}]
"""Every page promised, but for those that moved: tests/test_addresses.py is about them."""

NOWHERE = "/no/such/page/"
"""An address that was never given: the host answers with 404.html."""

ONE_OF_EACH = [
    "/",
    "/press-release/",
    "/agencies/",
    "/agencies/gp/",
    "/themes/",
    "/themes/asthma/",
    "/improvements/",
    "/improvements/discharge-planning/",
    "/hakeem/",
    "/timeline/",
    "/glossary/",
    "/briefing/",
    "/briefing/gp/",
    "/briefing/gp/#20",
    "/briefing/gp/screen/",
    "/briefing/gp/ledger/",
    "/briefing/picture/",
    "/search/",
    "/search/?q=inhaler",
    "/get-help/",
    "/about/",
    NOWHERE,
]
"""A page of every template and every kind."""


def every_page(site: Path) -> list[str]:
    """Give the address of every page: those of the sitemap, those promised, and the page for no page."""
    tree = ElementTree.parse(site / "sitemap.xml")  # noqa: S314 (the file is our own)
    listed = ["/" + (place.text or "").split("/", 3)[3] for place in tree.findall(".//{*}loc")]
    return [*dict.fromkeys([*listed, *PAGES]), NOWHERE]


def of_every_kind(site: Path) -> list[str]:
    """Give pages that together hold every kind of element, in every kind of place: where one differs, so may its look.

    Each in turn is the page with most of what those before it have not.
    """
    kinds = {address: _kinds(site, address) for address in every_page(site)}
    chosen, left = list[str](), set().union(*kinds.values())
    while left:
        chosen.append(max(kinds, key=lambda address: len(kinds[address] & left)))
        left -= kinds[chosen[-1]]
    return chosen


def _kinds(site: Path, address: str) -> set[tuple[str, ...]]:
    """Give the kinds of a page's elements: of which kind it, its parent and its parent's are, and its attributes."""
    file = site / ("404.html" if address == NOWHERE else f"{address.lstrip('/')}index.html")
    nodes = LexborHTMLParser(file.read_bytes()).css("body *")
    return {(*(_kind(each) for each in _line(node)), *sorted(node.attributes)) for node in nodes}


def _line(node: LexborNode) -> list[LexborNode]:
    """Give an element, its parent and its parent's."""
    return [each for each in (node, node.parent, node.parent and node.parent.parent) if each]


def _kind(node: LexborNode) -> str:
    return ".".join([str(node.tag), *sorted((node.attributes.get("class") or "").split())])
