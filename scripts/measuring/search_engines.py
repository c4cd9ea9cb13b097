"""The engines that are measured: this site, and others over the same pages, each asked in one browser.

MiniSearch and Orama get the same declared and learnt words as fields; Pagefind and stock Material read the pages.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from harness.static_server import serve
from measuring import sample, stock, type_check
from measuring.query_sets import Query
from publish import publish

_OURS_TITLE = "this site"
_SLOW = ("search", "help")
"""The sets that stock Material is asked: it waits between queries."""
_TIMED = "search"
"""The set by which pages are timed: all are asked it, and first."""

_REST = 100
"""Milliseconds before the last letter of a query that is timed, as between a reader's letters: one in the frame of the
answer before it would wait for the next frame, and measure that."""
_TIMES = 3
"""How often each letter is timed: the middle counts, which tells of the letter, not of what else the machine did."""
FRAME = 1000 / 60
"""Milliseconds from one to the next."""
_PAINTED = "new Promise(done => requestAnimationFrame(frame => setTimeout(done, 0, frame)))"
"""Done when a frame is painted; gives when it began."""
_NO_LETTER = f"() => {_PAINTED}"
_OURS = """async query => {
  const input = document.querySelector('form[role=search] input'), list = document.getElementById('search-results');
  input.value = query;
  const start = performance.now();
  input.dispatchEvent(new Event('input', { bubbles: true }));
  const frame = await PAINTED;
  const took = performance.now() - start, items = [...list.querySelectorAll('li')];
  return [took, frame - start, items.map(item => item.querySelector('a').href)];
}"""
_STOCK_BOX = """
  const input = document.querySelector('[data-md-component=search-query]');
  const result = document.querySelector('[data-md-component=search-result]');
  const settled = () => new Promise(done => {
    let timer = setTimeout(done, 400);
    new MutationObserver((_, seen) => { seen.disconnect(); clearTimeout(timer); done(); })
      .observe(result, { childList: true, subtree: true, characterData: true });
  });
  const type = async text => {
    input.value = text;
    const wait = settled();
    input.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
    await wait;
  };"""
_STOCK_CLEAR = """async () => {
  BOX
  input.focus();
  await type('');
}""".replace("BOX", _STOCK_BOX)
_STOCK = """async query => {
  BOX
  const start = performance.now();
  await type(query);
  const frame = await PAINTED;
  const took = performance.now() - start;
  await new Promise(done => setTimeout(done, 60));
  const items = [...result.querySelectorAll('.md-search-result__item')];
  return [took, frame - start, items.map(item => item.querySelector('a').href)];
}""".replace("BOX", _STOCK_BOX)
_PAGEFIND_START = """async query => {
  window.pagefind = await import('/pagefind/pagefind.js');
  await window.pagefind.init();
  await (await window.pagefind.search(query)).results[0].data();
}"""
_PAGEFIND = """async query => {
  const start = performance.now();
  const found = await window.pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, 6).map(result => result.data()));
  const frame = await PAINTED;
  return [performance.now() - start, frame - start, pages.map(page => new URL(page.url, location.href).href)];
}"""


_ASK_OURS = """async queries => {
  const { load, loadStatements } = await import(new URL('search-load.js', ASSETS));
  const engine = await load();
  await loadStatements();
  return queries.map(query => engine.search(query, { finished: true }).results.map(({ page }) => `/${page.url}`));
}"""
_OURS_SAID = """async queries => {
  const { load } = await import(new URL('search-load.js', ASSETS));
  const engine = await load();
  return queries.filter(query => engine.search(query, { finished: true }).note);
}"""
_DECLARED = """
  const unpack = (packed) => {
    let before = [];
    return (packed ? packed.split('|') : []).map((text) => {
      const shared = text.lastIndexOf(',') + 1;
      before = [...before.slice(0, shared), ...text.slice(shared).split(' ')];
      return before.join(' ');
    }).join(' . ');
  };
  const index = await (await fetch(new URL('search-index.json', ASSETS))).json();
  const { statements } = await (await fetch(new URL('search-statements.json', ASSETS))).json();
  const stop = new Set(index.stop.split(' ')), [words, places] = index.learnt.map((packed) => packed.split(' '));
  const learnt = (letter) => words.filter((_, at) => places[at].includes(letter)).join(' ');
  const documents = index.pages.map((page, id) => ({
    id: String(id), url: `/${page.url}`, title: page.title, names: page.names.join(' . '), summary: page.summary,
    terms: unpack(index.terms[id]), learnt: learnt(String.fromCodePoint(35 + id)),
    text: statements.texts[id].replaceAll('|', ' '),
  }));
  const boost = { title: 4, names: 3, terms: 2, learnt: 1, summary: 1, text: 0.5 };
"""
_MINISEARCH = """async queries => {
  const { default: MiniSearch } = await import('/packages/minisearch/dist/es/index.js');
  DECLARED
  const engine = new MiniSearch({
    fields: Object.keys(boost), storeFields: ['url'],
    processTerm: (term) => {
      const plain = term.toLowerCase().replace(/['\\u2019]/g, '').replace(/(?<=...)(ies|es|s|ing|ed)$/, '');
      return stop.has(plain) ? null : plain;
    },
    searchOptions: { boost, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 3 ? 0.2 : 0) },
  });
  engine.addAll(documents);
  return queries.map((query) => {
    const found = engine.search(query);
    return found.filter(({ score }) => score >= found[0].score / 4).map(({ url }) => url);
  });
}"""
_ORAMA = """async queries => {
  const { create, insertMultiple, search } = await import('/packages/@orama/orama/dist/browser/index.js');
  DECLARED
  const schema = Object.fromEntries(['url', ...Object.keys(boost)].map((name) => [name, 'string']));
  const engine = create({ schema, components: { tokenizer: { stemming: false, stopWords: [...stop] } } });
  await insertMultiple(engine, documents);
  const found = [];
  for (const term of queries) {
    const fields = { boost, properties: Object.keys(boost), tolerance: 1, threshold: 1, limit: 12 };
    const { hits } = await search(engine, { term, ...fields });
    found.push(hits.map(({ document }) => document.url));
  }
  return found;
}"""


class Cost(NamedTuple):
    """What the last letter of one query took, in milliseconds."""

    painted: float
    """Until the frame with its results was painted."""
    frame: float
    """Until that frame began."""
    work: float
    """Of the processor's time, on the page's main thread, less what measuring takes: a frame with no letter."""


@dataclass
class Engine:
    """One engine: what it answers to each query, what each that was timed took, and what it fetched in bytes."""

    title: str
    answers: dict[str, list[str]]
    costs: list[Cost] = field(default_factory=list)
    fetched: int = 0
    said: set[str] = field(default_factory=set)
    """Queries above whose results a sentence says that their subject may not be held."""


def build(base: Path) -> None:
    """Build this site and stock Material below a folder, with Pagefind's index and other engines beside this site."""
    publish(base / "ours")
    stock.build_stock(base, base / "stock")
    pagefind = [sys.executable, "-m", "pagefind", "--site", str(base / "ours"), "--output-path"]
    subprocess.run([*pagefind, str(base / "ours/pagefind"), "--quiet"], check=True)
    type_check.install(base)
    shutil.move(base / "node_modules", base / "ours/packages")


def ask_all(browser: Browser, base: Path, sets: Mapping[str, list[Query]]) -> list[Engine]:
    """Ask each engine the queries of the sets, those that are built below a folder."""
    engines = list(_on_pages(browser, base, sets))
    _in_process(browser, base, sets, engines)
    return engines


def _on_pages(browser: Browser, base: Path, sets: Mapping[str, list[Query]]) -> Iterator[Engine]:
    """Type queries into pages as a reader does; stock Material, which waits between them, is asked some sets alone."""
    for title, folder, start, clear, script, asked in (
        (_OURS_TITLE, "ours", _start_ours, "", _OURS, (_TIMED,)),
        ("stock Material", "stock", _start_stock, _STOCK_CLEAR, _STOCK, _SLOW),
        ("Pagefind", "ours", _start_pagefind, "", _PAGEFIND, tuple(sets)),
    ):
        with serve(base / folder) as address:
            page = browser.new_page()
            queries = [query for name in asked for query in sets[name]]
            with _bytes(page) as count:
                start(page, address)
                fetched = count["bytes"]
            found, costs = _ask(page, queries, len(sets[_TIMED]), clear, script.replace("PAINTED", _PAINTED))
            answers = dict(zip([query["q"] for query in queries], found, strict=True))
            yield Engine(title, answers, costs, fetched)
            page.close()


def _in_process(browser: Browser, base: Path, sets: Mapping[str, list[Query]], engines: list[Engine]) -> None:
    """Ask engines every query at once, without their pages, and add what they answer."""
    assets = next((base / "ours/assets").iterdir()).name
    queries = [query["q"] for queries in sets.values() for query in queries]
    with serve(base / "ours") as address:
        page = browser.new_page()
        page.goto(f"{address}/about/")

        def ask(script: str) -> list[Any]:
            whole = script.replace("DECLARED", _DECLARED).replace("ASSETS", f"'{address}/assets/{assets}/'")
            answers: list[Any] = page.evaluate(whole, queries)
            return answers

        for title, script in ((_OURS_TITLE, _ASK_OURS), ("MiniSearch", _MINISEARCH), ("Orama", _ORAMA)):
            engine = next((engine for engine in engines if engine.title == title), None)
            if engine is None:
                engines.append(engine := Engine(title, {}))
            engine.answers.update(zip(queries, ask(script), strict=True))
            if title == _OURS_TITLE:
                engine.said.update(ask(_OURS_SAID))


def _start_ours(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q={quote(sample.query())}")
    page.wait_for_selector("#search-results[aria-busy=false]")


def _start_stock(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.focus("[data-md-component=search-query]")
    page.keyboard.type(sample.query())
    page.wait_for_selector(".md-search-result__item")


def _start_pagefind(page: Page, address: str) -> None:
    page.goto(f"{address}/about/")
    page.evaluate(_PAGEFIND_START, sample.query())


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


def _ask(page: Page, queries: list[Query], timed: int, clear: str, script: str) -> tuple[list[list[str]], list[Cost]]:
    """Ask every query, the first ones at a reader's pace; gives what is found, and what their last letters took."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    measuring = median(_without_letter(page, session) for _ in range(timed))
    found, costs = [], []
    for n, query in enumerate(queries):
        of_letter = []
        for _ in range(_TIMES if n < timed else 1):
            if clear:
                page.evaluate(clear)
            if n < timed:
                page.evaluate(script, query["q"][:-1])
                page.wait_for_timeout(_REST)
            before = _work(session)
            painted, frame, urls = page.evaluate(script, query["q"])
            of_letter.append(Cost(painted, frame, _work(session) - before - measuring))
        if n < timed:
            costs.append(Cost(*(median(each) for each in zip(*of_letter, strict=True))))
        found.append(list(dict.fromkeys(urlsplit(url).path for url in urls)))
    return found, costs


def _without_letter(page: Page, session: CDPSession) -> float:
    """Give the milliseconds that a measured frame takes in which nothing is typed."""
    page.wait_for_timeout(_REST)
    before = _work(session)
    page.evaluate(_NO_LETTER)
    return _work(session) - before


def _work(session: CDPSession) -> float:
    """Give the milliseconds of processor that a page's main thread has had."""
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])
