"""What a page costs before anyone touches it: budgets in bytes on the wire, in a real browser. Times are no test."""

import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page, Route, expect

from addresses import CHANGE, FINDING, NOWHERE, THEME, every_page
from element_kinds import known_kinds
from measuring.loading import OBSERVE, Visit, Window
from once import Once

IN_ALL = 16_384
"""Bytes, compressed, heads of answers included."""
FIRST_PAINT = 14_336
"""Bytes that fit in the ten packets a host sends before it waits for word from the reader (RFC 6928)."""


PARTS = 4
"""Into how many the pages are parted, so that several processes can share them."""
PHONE, DESK = 360, 1280
DARK = 64
"""The mean of a frame, of 255, that a light page is far above and a dark one with its text below."""


def part(site: Path, of: int) -> list[str]:
    """Give one part of the pages; every page is in one part."""
    return every_page(site)[of::PARTS]


Windows = Callable[[int], Window]
"""Gives a window of a width, to visit pages with."""


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    """Open a window of each width that is asked for, once."""
    with ExitStack() as opened:
        yield cache(lambda width: opened.enter_context(closing(Window(browser, width=width))))


@pytest.fixture(scope="module", params=range(PARTS))
def visits(
    request: pytest.FixtureRequest, windows: Windows, base_url: str, site: Path, once: Once
) -> Mapping[str, Visit]:
    """Go to each page once with a phone, with nothing kept from before; what is ours has no host in its name."""

    def visit(address: str) -> Visit:
        made = windows(PHONE).visit(base_url + address)
        return replace(made, sizes={name.removeprefix(base_url): size for name, size in made.sizes.items()})

    name = f"visits-{request.param}"
    return once(name, lambda: {address: visit(address) for address in part(site, request.param)})


def test_every_page_is_light(visits: Mapping[str, Visit]) -> None:
    """Protects readers on a phone with little signal or little credit."""
    heavy = {address: of.total for address, of in visits.items() if of.total > IN_ALL}
    assert not heavy


def test_every_page_is_light_where_the_host_has_gzip_alone(visits: Mapping[str, Visit], site: Path) -> None:
    """Protects the same readers where a publisher's host does not know Brotli: both budgets hold there too."""

    def more(name: str) -> int:
        path = name.strip("/")
        file = site / path if (site / path).is_file() else site / path / "index.html"
        file = file if file.is_file() else site / "404.html"
        return file.with_name(f"{file.name}.gz").stat().st_size - file.with_name(f"{file.name}.br").stat().st_size

    added = {address: {name: more(name) for name in of.sizes} for address, of in visits.items()}
    assert all(extra > 0 for names in added.values() for extra in names.values()), "nothing was compared"
    heavy = {address: of.total + sum(added[address].values()) for address, of in visits.items()}
    assert not {address: total for address, total in heavy.items() if total > IN_ALL}
    first = {address: of.blocking + added[address][address] for address, of in visits.items()}
    assert not {address: size for address, size in first.items() if size > FIRST_PAINT}


def test_every_page_paints_after_one_round_trip(visits: Mapping[str, Visit]) -> None:
    """Protects readers far from a mast: HTML and style come in one go."""
    assert all(of.blocking > 1000 for of in visits.values()), "nothing was measured"
    heavy = {address: of.blocking for address, of in visits.items() if of.blocking > FIRST_PAINT}
    assert not heavy


def test_no_page_asks_anything_of_a_third_party(visits: Mapping[str, Visit]) -> None:
    """Protects readers' privacy: nobody but the host learns that they were here."""
    elsewhere = {address: name for address, of in visits.items() for name in of.sizes if not name.startswith("/")}
    assert not elsewhere


def test_scripts_come_only_when_reached_for(visits: Mapping[str, Visit]) -> None:
    """Protects readers who only read: one small script, and neither the search nor its index.

    On the page of things to copy, the buttons that copy them are what it is for.
    """
    for address, of in visits.items():
        fetched = [Path(name).name for name in of.sizes if name.endswith((".js", ".json"))]
        more = {"link-kit.js", "statement-card.js"} if address == "/link-to-this-site/" else set()
        more |= {"team.js"} if address.startswith("/briefing/") else set()
        more |= {"not-found.js"} if address == NOWHERE else set()
        assert set(fetched) <= {"site.js", *more}, address


def moved(window: Window, base_url: str, firsts: Mapping[str, float]) -> dict[str, float]:
    """Give the pages of which parts move as they load, each with how far.

    How a page arrives in parts differs from load to load, so one that moved is loaded twice more: what scripts or style
    move, they move each time.
    """

    def shift(address: str) -> float:
        return window.visit(base_url + address).shift

    medians = {
        address: sorted([first, shift(address), shift(address)])[1] for address, first in firsts.items() if first
    }
    return {address: median for address, median in medians.items() if median > 0.01}


def test_nothing_shifts_on_a_phone(visits: Mapping[str, Visit], windows: Windows, base_url: str) -> None:
    """Protects readers who have begun to read or are about to press: no part of a page moves as it loads."""
    assert not moved(windows(PHONE), base_url, {address: of.shift for address, of in visits.items()})


@pytest.mark.parametrize("of", range(PARTS))
def test_nothing_shifts_at_a_desk(windows: Windows, base_url: str, site: Path, of: int) -> None:
    """Protects the same readers where there is room for more beside the text: each kind of element is on some page."""
    pages = [address for address, known in known_kinds(site, every_page(site)).items() if known is not None]
    firsts = {address: windows(DESK).visit(base_url + address).shift for address in pages[of::PARTS]}
    assert not moved(windows(DESK), base_url, firsts)


_PATIENT = "const later = setTimeout; window.setTimeout = (run, ms) => later(run, ms === 1000 ? 30_000 : ms);"
"""Waits for the statements however long they take: after a second they would be shown apart, and results would move."""


@pytest.mark.parametrize("query", ["inhaler", "asthma", "information+sharing", "fgm", "zzzz"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_shifts_as_results_arrive(page: Page, base_url: str, width: int, query: str) -> None:
    """Protects whoever came with a query: nothing on the page is pushed down by what comes later.

    A word, one that is explained, two words, a subject that is not held, and nothing.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(OBSERVE + _PATIENT)
    page.goto(f"{base_url}/search/?q={query}")
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(300)
    assert page.evaluate("seen.shift") == 0


def test_the_a_to_z_waits_until_nothing_more_can_be_found(page: Page, base_url: str) -> None:
    """Protects whoever finds nothing over a slow line: the A to Z comes once, below the whole answer."""
    held: list[Route] = []
    page.route("**/search-statements.json", lambda route: held.append(route))
    page.goto(f"{base_url}/search/?q=zzzz")
    expect(page.locator("#search-none")).to_be_visible()
    expect(page.locator("#a-to-z-part")).to_be_hidden()
    held[0].continue_()
    expect(page.locator("#a-to-z-part")).to_be_visible()


def test_nothing_of_the_theme_reaches_the_output(site: Path) -> None:
    """Protects readers and hosts from what Material ships: no file of its own, and no class in any page."""
    theme = {Path(str(file)).name for file in Path(str(files("material"))).joinpath("templates/assets").rglob("*.*")}
    assert theme, "Material's own files were not found"
    assert not theme & {file.name for file in site.rglob("*") if file.is_file()}
    assert not [file for file in site.rglob("*.html") if "md-" in file.read_text(encoding="utf-8")]


def test_no_light_frame_is_shown_on_the_way_to_a_page_in_the_dark(page: Page, base_url: str) -> None:
    """Protects readers in a dark room: from one page to the next, all that is drawn is dark."""
    page.emulate_media(color_scheme="dark")
    page.goto(base_url + FINDING)
    session = page.context.new_cdp_session(page)
    frames: list[bytes] = []

    def keep(event: dict[str, Any]) -> None:
        frames.append(b64decode(event["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "jpeg", "maxWidth": 320, "maxHeight": 320})
    for address in (THEME, CHANGE, "/"):
        before, end = len(frames), time.monotonic() + 30
        page.goto(base_url + address)
        page.wait_for_timeout(100)
        while len(frames) == before and time.monotonic() < end:
            page.wait_for_timeout(50)
    session.send("Page.stopScreencast")
    light = [ImageStat.Stat(Image.open(BytesIO(frame)).convert("L")).mean[0] for frame in frames]
    assert len(light) >= 3, "too few frames were drawn"
    assert max(light) < DARK
