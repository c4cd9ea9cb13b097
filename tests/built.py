"""The pages of a built site, by address, each parsed once."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser


@cache
def pages(site: Path) -> tuple[str, ...]:
    """Give the address of every page below the site's root, as the sitemap lists them: “/” and “/themes/”."""
    tree = ElementTree.parse(site / "sitemap.xml")  # noqa: S314 (the file is our own)
    listed = [place.text or "" for place in tree.findall(".//{*}loc")]
    home = min(listed, key=len)
    return tuple(f"/{address.removeprefix(home)}" for address in listed)


@cache
def page(site: Path, address: str) -> LexborHTMLParser:
    """Read a page."""
    return LexborHTMLParser((site / address.lstrip("/") / "index.html").read_text(encoding="utf-8"))
