"""Which page a query finds first: this site, stock Material search and Pagefind over the same pages, in one browser."""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page, sync_playwright

from browser import chromium
from measuring import stock
from publish import publish
from serving import serve

QUERIES = stock.ROOT / "tests/data/search-queries.json"
ENGINE = ("search-engine.js", "search-index.js", "search-index.json")

_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_OURS = """async query => {
  const input = document.querySelector('form[role=search] input'), list = document.getElementById('search-results');
  input.value = query;
  const start = performance.now();
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await PAINTED;
  return [performance.now() - start, [...list.querySelectorAll('li')].map(item => item.querySelector('a').href)];
}"""
_STOCK = """async query => {
  const input = document.querySelector('[data-md-component=search-query]');
  const result = document.querySelector('[data-md-component=search-result]');
  const meta = result.querySelector('.md-search-result__meta');
  const settled = () => new Promise(done => {
    let timer = setTimeout(done, 400);
    new MutationObserver((_, seen) => { seen.disconnect(); clearTimeout(timer); done(); })
      .observe(result, { childList: true, subtree: true, characterData: true });
  });
  input.focus();
  input.value = '';
  let wait = settled();
  input.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  await wait;
  input.value = query;
  const start = performance.now();
  wait = settled();
  input.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  await wait;
  await PAINTED;
  const took = performance.now() - start;
  await new Promise(done => setTimeout(done, 60));
  return [took, [...result.querySelectorAll('.md-search-result__item')].map(item => item.querySelector('a').href)];
}"""
_PAGEFIND_START = """async () => {
  window.pagefind = await import('/pagefind/pagefind.js');
  await window.pagefind.init();
  await (await window.pagefind.search('asthma')).results[0].data();
}"""
_PAGEFIND = """async query => {
  const start = performance.now();
  const found = await window.pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, 6).map(result => result.data()));
  await PAINTED;
  return [performance.now() - start, pages.map(page => new URL(page.url, location.href).href)];
}"""


def measure() -> None:
    """Print, side by side, first-right and in-first-three by kind, bytes of all scripts and data, and latency."""
    queries = json.loads(QUERIES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        base = Path(name)
        publish(base / "ours")
        stock.build_stock(base, base / "stock")
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pagefind",
                "--site",
                str(base / "ours"),
                "--output-path",
                str(base / "ours/pagefind"),
                "--quiet",
            ],
            check=True,
        )
        browser = playwright.chromium.launch(**chromium())  # type: ignore[arg-type]
        rows = []
        for title, folder, start, script in (
            ("this site", "ours", _start_ours, _OURS),
            ("stock Material", "stock", _start_stock, _STOCK),
            ("Pagefind", "ours", _start_pagefind, _PAGEFIND),
        ):
            with serve(base / folder) as address:
                page = browser.new_page()
                rows.append((title, *_run(page, address, queries, start, script.replace("PAINTED", _PAINTED))))
                page.close()
        browser.close()
        _print(queries, rows)
        parts = [next((base / "ours").glob(f"assets/*/{name}.gz")) for name in ENGINE]
        print(f"\nof this site's bytes, engine and index: {sum(part.stat().st_size for part in parts):,}")


def _start_ours(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=asthma")
    page.wait_for_selector("#search-results[aria-busy=false]")


def _start_stock(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.focus("[data-md-component=search-query]")
    page.keyboard.type("asthma")
    page.wait_for_selector(".md-search-result__item")


def _start_pagefind(page: Page, address: str) -> None:
    page.goto(f"{address}/about/")
    page.evaluate(_PAGEFIND_START)


@contextmanager
def _bytes(page: Page) -> Iterator[Counter[str]]:
    """Count compressed bytes of everything but the page itself, by what is under way."""
    count: Counter[str] = Counter()
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def finished(event: dict[str, Any]) -> None:
        if kinds.get(event["requestId"]) not in ("Document", "Stylesheet"):
            count["bytes"] += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    yield count


def _run(
    page: Page, address: str, queries: list[dict[str, Any]], start: Callable[[Page, str], None], script: str
) -> tuple[list[list[str]], list[float], int]:
    with _bytes(page) as count:
        start(page, address)
        fetched = count["bytes"]
    found, times = [], []
    for query in queries:
        took, urls = page.evaluate(script, query["q"])
        paths = [urlsplit(url).path for url in urls]
        found.append(list(dict.fromkeys(paths)))
        times.append(took)
    return found, times, fetched


def _right(query: dict[str, Any], found: list[str], most: int) -> bool:
    return any(url in query["want"] for url in found[:most]) if query["want"] else not found


def _print(queries: list[dict[str, Any]], rows: list[tuple[str, list[list[str]], list[float], int]]) -> None:
    kinds = [*dict.fromkeys(query["kind"] for query in queries), "all"]
    for most, heading in ((1, "right first, %"), (3, "right in the first three, %")):
        print(f"\n{heading:28}" + "".join(f"{kind:>10}" for kind in kinds))
        for title, found, _, _ in rows:
            shares = []
            for kind in kinds:
                of = [at for at, query in enumerate(queries) if kind in (query["kind"], "all")]
                shares.append(100 * sum(_right(queries[at], found[at], most) for at in of) / len(of))
            print(f"{title:28}" + "".join(f"{share:>10.1f}" for share in shares))
    print(f"\n{'':28}{'bytes':>10}{'median ms':>12}{'95th ms':>12}")
    for title, _, times, fetched in rows:
        print(f"{title:28}{fetched:>10}{median(times):>12.1f}{quantiles(times, n=20)[-1]:>12.1f}")
