"""What a page asks its readers to read, and what must stand before them wherever it is due.

Words are those that can be seen: no navigation, nothing folded, hidden or shown by a pointer alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser

from addresses import CHANGES, RETIRED, THEMES
from built import page, pages

_UNSEEN = "script, style, template, [hidden], [popover], dialog, nav, .visually-hidden, details > :not(summary)"
_RUN = 6
"""So many words in a row, said before on the same page, are a repetition."""
_ON_DEMAND = re.compile(r"/(briefing|search|accessibility|link-to-this-site)/")
"""Pages for a task of their own, not read through."""

MOST_WORDS = 16_500
MOST_BY_ADDRESS = {
    r"/(agencies|themes)/[^/]+/": 420,
    r"/improvements/[^/]+/": 220,
    r"/hakeem/": 500,
    r"/(glossary|about)/": 1_400,
}


class Reading(NamedTuple):
    """A page as it is read: its words, how many of them stand in a run said before, and how often it says who says."""

    words: int
    repeated: int
    said: int


def read(site: Path, address: str) -> Reading:
    """Measure the main part of a page."""
    tree = LexborHTMLParser((site / address.lstrip("/") / "index.html").read_text(encoding="utf-8"))
    main = tree.css_first("main")
    assert main, f"{address} has no main part"
    for unseen in main.css(_UNSEEN):
        unseen.decompose()
    text = re.sub(r"\s+", " ", main.text(separator=" ")).lower()
    words = re.findall(r"[a-z0-9']+", text)
    return Reading(len(words), len(_again(words)), len(re.findall(r"\bthe (?:press )?release\b", text)))


def _again(words: list[str]) -> set[int]:
    seen: set[tuple[str, ...]] = set()
    again: set[int] = set()
    for at in range(len(words) - _RUN + 1):
        run = tuple(words[at : at + _RUN])
        if run in seen:
            again.update(range(at, at + _RUN))
        seen.add(run)
    return again


@pytest.fixture(scope="module")
def readings(site: Path) -> dict[str, Reading]:
    """Measure every page once."""
    return {address: read(site, address) for address in pages(site)}


def test_a_page_is_as_long_as_its_matter(readings: dict[str, Reading]) -> None:
    """Protects whoever has ten minutes: each page within its measure, and all that are read through together."""
    limits = {
        address: most
        for address in readings
        for pattern, most in MOST_BY_ADDRESS.items()
        if re.fullmatch(pattern, address)
    }
    assert len(limits) >= len(MOST_BY_ADDRESS)
    assert {
        address: readings[address].words for address, most in limits.items() if readings[address].words > most
    } == {}
    assert sum(found.words for address, found in readings.items() if not _ON_DEMAND.match(address)) <= MOST_WORDS


def test_nothing_is_said_twice(readings: dict[str, Reading]) -> None:
    """Protects readers' patience; the tools for a team say a thing on purpose where it is needed again."""
    shares = {address: found.repeated / found.words for address, found in readings.items()}
    read_through = {address: share for address, share in shares.items() if not address.startswith("/briefing/")}
    assert {address: f"{share:.1%}" for address, share in read_through.items() if share > 0.08} == {}
    assert sum(found.repeated for found in readings.values()) <= 0.04 * sum(found.words for found in readings.values())


def test_a_heading_says_once_who_speaks(readings: dict[str, Reading]) -> None:
    """Protects sentences from beginning with their speaker: at most twice on a page, or 1.5 in a hundred words."""
    often = {
        address: found.said
        for address, found in readings.items()
        if found.said > 2 and found.said / found.words > 0.015
    }
    assert often == {}
    assert sum(found.said for found in readings.values()) <= 0.01 * sum(found.words for found in readings.values())


def test_every_foot_has_the_number_the_city_and_the_date(site: Path) -> None:
    """Protects whoever is worried about a child, on any page, that for a wrong address included."""
    files = [*site.rglob("index.html"), site / "404.html"]
    for file in files:
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        if tree.css_first("meta[http-equiv=refresh]"):
            continue
        foot = tree.css_first("footer.bottom .helpline")
        assert foot, file
        words = " ".join(foot.text().split())
        assert "Birmingham" in words and "0121 303 1888" in words and "1 September 2022" in words, file


def _listing(site: Path) -> Iterator[tuple[str, str]]:
    """Give the pages of findings, themes, changes and tools that name a reported change, with their words."""
    titles = [_words(page(site, address), "h1") for address in CHANGES]
    for address in set(pages(site)) - RETIRED:
        if re.match(r"/(agencies|themes|improvements)/|/briefing/[^/]+/", address):
            words = _words(page(site, address), "main, article")
            if any(title in words for title in titles):
                yield address, words


def _words(tree: LexborHTMLParser, selector: str) -> str:
    found = tree.css_first(selector)
    assert found, f"nothing is {selector}"
    return " ".join(found.text(separator=" ").split())


def test_no_change_is_listed_without_both_halves_of_the_caveat(site: Path) -> None:
    """Protects readers from taking an assurance for a guarantee, or the one half for the whole."""
    found = dict(_listing(site))
    assert {"/agencies/", "/themes/", "/improvements/"} <= set(found)
    assert set(THEMES) & set(found) and any(address.endswith("/screen/") for address in found)
    for address, words in found.items():
        assert "could not guarantee that no child would suffer neglect or die from asthma" in words, address
        assert "contributed to positive and lasting improvements in how partners work together" in words, address


def test_what_was_not_established_is_in_the_same_box(site: Path) -> None:
    """Protects a charity: where it stands beside the Drugs Agency, what keeps the two apart can be read."""
    for address in (
        "/agencies/",
        "/improvements/",
        "/agencies/drugs-agency/",
        "/improvements/drug-treatment-services/",
    ):
        words = _words(page(site, address), "main")
        assert "The Drugs Agency is not said to be Change Grow Live." in words, address


def test_the_drawing_claims_no_order_that_is_not_given(site: Path) -> None:
    """Protects the truth of the timeline: between two moments only what is known to lie between them.

    The document dates neither the proceedings nor what came after them, so no year may stand on either side of them but
    that of the death and that of the document itself.
    """
    moments = [item.text(separator=" ") for item in page(site, "/timeline/").css(".timeline li")]
    at = next(place for place, words in enumerate(moments) if "proceedings concluded" in words)
    dated = [re.findall(r"\b20\d\d\b", words) for words in moments]
    assert [years for years in dated[:at] if years] == [["2017"]]
    assert next(years for years in dated[at + 1 :] if years) == ["2022"]


@pytest.mark.parametrize("address", ["/", "/agencies/", "/improvements/", "/briefing/"])
def test_what_is_not_reported_is_counted_from_the_relations(site: Path, address: str) -> None:
    """Protects both sides: the gaps are our count, and what all agencies are said to have done stands with them."""
    words = _words(page(site, address), "main")
    assert re.search(r"\bby our matching\b", words, re.IGNORECASE), address
    assert "All agencies are said to have acted quickly" in words, address
    boards = {name: page(site, f"/{name}/").css(".board tbody tr") for name in ("agencies", "themes")}
    for rows in boards.values():
        gaps = [row for row in rows if row.css("td.gap[data-label='Reported changes']")]
        assert f"{len(gaps)} of {len(rows)}" in words, address
