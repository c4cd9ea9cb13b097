"""What a first visit and a next page cost: this site, stock Material, and the bare text in HTML, which is the limit."""

import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Playwright, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from harness.browser import chromium
from harness.static_server import serve
from measuring import sample, stock
from measuring.loading import Visit, visit
from measuring.next_page import POINTED, TOUCHED, next_page
from publish import publish
from retelling_site.content.page_types import AGENCY, THEME

_LATENCY = 0.15
"""How far away the host is while a next page is asked for, in seconds."""
_HELD = f"pointed at for {POINTED * 1000:.0f} ms, touched for {TOUCHED * 1000:.0f} ms (nan: no such link within reach)"
_NOT_TEXT = "script, style, svg, form, template, input, button"


def measure(loads: int) -> None:
    """Print what a first visit costs, and how soon a next page is there; each figure is the median of `loads`."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        base = Path(name)
        publish(base / "ours")
        stock.build_stock(base, base / "stock")
        _strip(base / "ours", base / "bare")
        _first_visits(playwright, base, loads)
        _next_pages(playwright, base, loads)


def _first_visits(playwright: Playwright, base: Path, loads: int) -> None:
    """Print requests, bytes and paints of first visits taken in turn, and their ratio to bare HTML."""
    browser = playwright.chromium.launch(**chromium())  # type: ignore[arg-type]
    with serve(base / "ours") as ours, serve(base / "stock") as theirs, serve(base / "bare") as bare:
        sites = {"this site": ours, "stock Material": theirs, "bare HTML": bare}
        head = f"{'requests':>9}{'bytes':>9}{'blocking':>9}{'first ms':>10}{'largest ms':>11}{'shift':>8}"
        print(f"{'':18}{head}   of bare: bytes  first  largest")
        for url in sites.values():
            visit(browser, url, slow=True)  # so that no site pays for the browser's own start
        for page in dict.fromkeys([*map(sample.address, sample.one_of_each()), _heaviest(base / "ours")]):
            print(page)
            turns = [[visit(browser, url + page, slow=True) for url in sites.values()] for _ in range(loads)]
            _print_visits(list(zip(sites, map(_median, zip(*turns, strict=True)), strict=True)))
    browser.close()


def _next_pages(playwright: Playwright, base: Path, loads: int) -> None:
    """Print the time from a press to the next page, with the host on this machine and far away."""
    started = {"executable_path": playwright.chromium.executable_path, **chromium(with_tabs=True)}
    for near, headers_of in (("on this machine", _nothing), (f"{_LATENCY * 1000:.0f} ms away", _late)):
        with serve(base / "ours", headers_of) as ours, serve(base / "stock", headers_of) as theirs:
            print(f"A next page, the host {near}: ms from press to paint, {_HELD}")
            _print_next({"this site": ours, "stock Material": theirs}, started, loads)


def _print_next(sites: Mapping[str, str], browser: Mapping[str, Any], loads: int) -> None:
    for page_type in (AGENCY, THEME):
        first, second = sample.pair(page_type)
        page, to = sample.address(first), f"{Path(second).stem}/"
        for title, url in sites.items():
            pointed, touched = (
                median(next_page(browser, url + page, to, touch=touch) for _ in range(loads)) for touch in (False, True)
            )
            print(f"  {title:16}{page} to {to:10}{pointed:>9.0f}{touched:>9.0f}", flush=True)


def _nothing(_: str) -> Mapping[str, str]:
    return {}


def _late(_: str) -> Mapping[str, str]:
    """Keep each answer for a while, and send nothing besides it."""
    time.sleep(_LATENCY)
    return {}


def _strip(site: Path, to: Path) -> None:
    """Leave of each page its title and the text of its main part, and no attribute but the addresses of links."""
    shutil.copytree(site, to, ignore=shutil.ignore_patterns("assets"))
    for file in to.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        title, main = tree.css_first("title"), tree.css_first("main")
        if title is None or main is None:
            continue
        for node in main.css(_NOT_TEXT):
            node.decompose()
        for node in main.css("*"):
            for key in set(node.attributes) - {"href", "id"}:
                del node.attrs[key]
        head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        html = f'<!doctype html><html lang="en-GB">{head}{title.html}<link rel="icon" href="data:,">{main.html}</html>'
        file.write_text(html, encoding="utf-8")


def _heaviest(site: Path) -> str:
    file = max(site.rglob("index.html"), key=lambda file: file.stat().st_size)
    return f"/{file.parent.relative_to(site)}/".replace("/./", "/")


def _median(visits: tuple[Visit, ...]) -> Visit:
    first, largest, shift = (
        median(each) for each in zip(*((of.first_paint, of.largest_paint, of.shift) for of in visits), strict=True)
    )
    return replace(visits[0], first_paint=first, largest_paint=largest, shift=shift)


def _print_visits(rows: list[tuple[str, Visit]]) -> None:
    bare = rows[-1][1]
    for title, of in rows:
        figures = f"{len(of.sizes):>9}{of.total:>9}{of.blocking:>9}"
        figures += f"{of.first_paint:>10.0f}{of.largest_paint:>11.0f}{of.shift:>8.4f}"
        first, largest = of.first_paint / bare.first_paint, of.largest_paint / bare.largest_paint
        print(f"  {title:16}{figures}{of.total / bare.total:>17.2f}{first:>7.2f}{largest:>9.2f}", flush=True)
