"""The addresses that checks in a browser go to."""

from pathlib import Path
from xml.etree import ElementTree

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
