"""Links to other websites: what has gone is told, what merely turns programs away is not."""

import re
import tomllib
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = "https://web.archive.org/web/"
SETTINGS = tomllib.loads((ROOT / "lychee.toml").read_text("utf-8"))


def accepted(status: int) -> bool:
    """Tell whether the weekly check lets this answer of a host pass."""
    spans = [re.fullmatch(r"(\d+)\.\.=(\d+)", span) for span in SETTINGS["accept"]]
    return any(int(span[1]) <= status <= int(span[2]) for span in spans if span)


def test_only_what_has_gone_is_a_fault() -> None:
    """Protects maintainers from alarms each week about a host that is busy or does not like programs."""
    assert [status for status in range(100, 600) if not accepted(status)] == [404, 410]
    assert SETTINGS["accept_timeouts"] is True


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.gov.uk/a", True),
        ("https://anywhere.example/", False),
        (f"{ARCHIVE}20220901/https://www.gov.uk/a", False),
    ],
)
def test_which_addresses_are_asked(address: str, asked: bool) -> None:
    """Protects other people's servers: a stand-in is nobody's, and an archive is not asked for each copy."""
    assert any(re.search(pattern, address) for pattern in SETTINGS["exclude"]) is not asked


def test_every_source_outside_has_the_archives_address_beside_it(site: Path) -> None:
    """Protects readers of /resources/ on the day an address there has moved again."""
    page = LexborHTMLParser((site / "resources/index.html").read_bytes())
    addresses = [link.attributes["href"] or "" for link in page.css("main a[href^=http]:not(.exit)")]
    outside = [address for address in addresses if not address.startswith(ARCHIVE)]
    assert len(outside) > 1
    for address in outside:
        assert f"{ARCHIVE}20220901/{address}" in addresses, address
