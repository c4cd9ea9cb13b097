"""The addresses that checks in a browser go to: an editor may move or retire any page, and no check is in the way."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_ROOT = Path(__file__).parent.parent
_LIST = (_ROOT / "addresses.txt").read_text(encoding="utf-8").split()
_DOCS = _ROOT / "docs"
_RECORDS = {
    f"/{file.relative_to(_DOCS).with_suffix('')}/".removesuffix("index/"): file.read_text("utf-8").split("---\n")[1]
    for file in sorted(_DOCS.rglob("*.md"))
}

PAGES = [address for address in _LIST if address in _RECORDS]
"""Every page promised, but for those that moved: tests/test_addresses.py is about them."""

RETIRED = {address for address, record in _RECORDS.items() if "\nretired:" in record}
MOVED = {
    old: address
    for address, record in _RECORDS.items()
    for names in re.findall(r"^moved_from: \[(.*)\]", record, re.MULTILINE)
    for old in names.split(", ")
}


def _of(kind: str, usual: str) -> Iterator[str]:
    """Give the pages of a type, the usual one first for as long as it is there."""
    found = [address for address, record in _RECORDS.items() if f"\ntype: {kind}\n" in record]
    yield from sorted(found, key=lambda address: address != usual)


FINDINGS, THEMES, CHANGES = (
    tuple(_of(*each))
    for each in (
        ("agency", "/agencies/gp/"),
        ("theme", "/themes/asthma/"),
        ("improvement", "/improvements/discharge-planning/"),
    )
)
FINDING, THEME, CHANGE = FINDINGS[0], THEMES[0], CHANGES[0]
TOOLS = FINDING.replace("/agencies/", "/briefing/")
"""Where the tools are that a team has for that finding."""

NOWHERE = "/no/such/page/"
"""An address that was never given: the host answers with 404.html."""

ONE_OF_EACH = [
    "/",
    "/press-release/",
    "/agencies/",
    FINDING,
    "/themes/",
    THEME,
    "/improvements/",
    CHANGE,
    "/hakeem/",
    "/timeline/",
    "/glossary/",
    "/briefing/",
    TOOLS,
    f"{TOOLS}#20",
    f"{TOOLS}screen/",
    f"{TOOLS}ledger/",
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


def file_of(site: Path, address: str) -> Path:
    """Give the file that a host answers an address with."""
    return site / ("404.html" if address == NOWHERE else f"{address.lstrip('/')}index.html")
