"""Which page a query finds first: this site beside other engines over the same pages."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median, quantiles

from playwright.sync_api import sync_playwright

from harness.browser import chromium
from measuring.query_sets import Query, declared, read_sets
from measuring.search_engines import FRAME, Engine, ask_all, build
from retelling_site.search.tokenize import tokenize

_NAME = 40
"""Of the first column, in characters."""
_WIDTH = 17
"""Of the others, so that the longest name of a kind stands apart from the next."""
_OWN_FILES = ("search-load.js", "search-index.json")


def measure(seed: int = 1) -> None:
    """Print, for each set and engine: right or acceptable first, right in the first three, and honest about “none”.

    `seed` draws the fragments of five to eight words; for them a page that holds the words is right.
    """
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        base = Path(name)
        build(base)
        assets = next((base / "ours/assets").iterdir())
        sets = read_sets(assets, seed)
        browser = playwright.chromium.launch(**chromium())  # type: ignore[arg-type]
        engines = ask_all(browser, base, sets)
        browser.close()
        terms = declared(assets)
        for title, queries in sets.items():
            asked = [engine for engine in engines if all(query["q"] in engine.answers for query in queries)]
            _print_held(title, [query for query in queries if query["want"]], asked)
            _print_not_held(title, [query for query in queries if not query["want"]], asked)
            literal = sum(frozenset(tokenize(query["q"])) in terms for query in queries)
            print(f"literally a declared word: {literal} of {len(queries)}")
        _print_costs(engines)
        first = sum((assets / f"{part}.br").stat().st_size for part in _OWN_FILES)
        print(f"\nof this site's bytes, engine and index: {first:,}")
        print(f"statements, which arrive after them: {(assets / 'search-statements.json.br').stat().st_size:,}")


def _print_held(title: str, queries: list[Query], engines: list[Engine]) -> None:
    """Print how many of a set's queries are answered well, by their kind."""
    kinds = {kind: [query for query in queries if query["kind"] == kind] for kind in _kinds(queries)} | {"all": queries}
    for heading, most, accept in (
        ("right first, %", 1, False),
        ("acceptable first, %", 1, True),
        ("in three, %", 3, False),
    ):
        if accept and not any("accept" in query for query in queries):
            continue
        print()
        _print_row(f"{title}: {heading}", kinds)
        for engine in engines:
            right = [
                [_right(query, engine.answers[query["q"]][:most], accept=accept) for query in of]
                for of in kinds.values()
            ]
            _print_row(engine.title, map(_percent, right))


def _print_not_held(title: str, queries: list[Query], engines: list[Engine]) -> None:
    """Print how many queries that no page answers are told so."""
    if not queries:
        return
    print()
    _print_row(f"{title}: nothing held, %", ("nothing found", "or it is said"))
    for engine in engines:
        nothing = [not engine.answers[query["q"]] for query in queries]
        said = [query["q"] in engine.said for query in queries]
        honest = [alone or told for alone, told in zip(nothing, said, strict=True)]
        _print_row(engine.title, (_percent(nothing), _percent(honest)))


def _print_row(name: str, cells: Iterable[str]) -> None:
    print(f"{name:{_NAME}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells))


def _kinds(queries: list[Query]) -> list[str]:
    return list(dict.fromkeys(query["kind"] for query in queries))


def _right(query: Query, found: list[str], *, accept: bool) -> bool:
    good = [*query["want"], *(query.get("accept", []) if accept else [])]
    return any(url in good for url in found)


def _percent(right: Iterable[bool]) -> str:
    """Give the share of those that are right."""
    return f"{100 * mean(right):.1f}"


def _print_costs(engines: list[Engine]) -> None:
    """Print what arrives, and what a letter takes: until it is painted, of the main thread, and in which frame."""
    headings = ("bytes", "painted, ms", "95th", "work, ms", "95th", "next frame, %")
    print(f"\n{'':32}" + "".join(f"{heading:>14}" for heading in headings))
    for engine in engines:
        if costs := engine.costs:
            painted, work = [cost.painted for cost in costs], [cost.work for cost in costs]
            figures = [f"{figure:.1f}" for of in (painted, work) for figure in (median(of), quantiles(of, n=20)[-1])]
            share = 100 * sum(cost.frame <= FRAME for cost in costs) / len(costs)
            print(f"{engine.title:32}" + "".join(f"{each:>14}" for each in (engine.fetched, *figures, f"{share:.0f}")))
    print("Pagefind's answers are fetched, and drawn by no page; stock Material searches in a thread of its own.")
