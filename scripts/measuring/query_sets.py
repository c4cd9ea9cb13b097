"""The sets of queries that engines are asked, each query with the pages that answer it."""

import json
import random
from pathlib import Path
from typing import Any

from measuring.stock import ROOT
from retelling_site.search.tokenize import tokenize

Query = dict[str, Any]
"""What is typed, which pages are right, and of what kind the query is."""

_DATA = ROOT / "tests/data"
_SETS = ("search", "more", "voice", "help")
_OUTSIDE = _DATA / "example-queries.json"
"""Written by people who had seen the visible pages alone; learnt from."""
_LAST = _DATA / "last-queries.json"
"""Written last, by people who had seen the visible pages alone; asked for figures alone, and never tuned to."""
_EXAMPLES = 2000
"""How many examples are asked: all would take some engines a quarter of an hour."""
_FRAGMENTS = 200


def read_sets(assets: Path, seed: int) -> dict[str, list[Query]]:
    """Read every set, and draw fragments from the statements in a folder of published assets."""
    sets = {name: json.loads((_DATA / f"{name}-queries.json").read_text(encoding="utf-8")) for name in _SETS}
    return sets | {"outsiders": _sample(seed)} | _last() | {"fragments": _fragments(assets, seed)}


def declared(assets: Path) -> set[frozenset[str]]:
    """Give the titles, names and hidden terms that lead to a page first, each as the set of its words."""
    index = json.loads((assets / "search-index.json").read_text(encoding="utf-8"))
    found = {frozenset(tokenize(name)) for page in index["pages"] for name in [page["title"], *page["names"]]}
    for packed in index["terms"]:
        before: list[str] = []
        for term in packed.split("|"):
            shared = term.rfind(",") + 1
            before = [*before[:shared], *term[shared:].split(" ")]
            found.add(frozenset(before))
    return found


def _sample(seed: int) -> list[Query]:
    """Draw some of the examples."""
    draw = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    return draw.sample(json.loads(_OUTSIDE.read_text(encoding="utf-8"))["queries"], _EXAMPLES)


def _last() -> dict[str, list[Query]]:
    """Read the set that nothing was tuned to, by the round in which it was written."""
    rounds: dict[str, list[Query]] = {}
    for query in json.loads(_LAST.read_text(encoding="utf-8"))["queries"]:
        rounds.setdefault(f"never tuned to, {query['round']}", []).append({**query, "accept": query["also"]})
    return rounds


def _fragments(assets: Path, seed: int) -> list[Query]:
    """Draw runs of words from the statements; the pages that hold them are right."""
    pages = json.loads((assets / "search-index.json").read_text(encoding="utf-8"))["pages"]
    columns = json.loads((assets / "search-statements.json").read_text(encoding="utf-8"))["statements"]["texts"]
    texts = [
        (f"/{page['url']}", text) for page, column in zip(pages, columns, strict=True) for text in column.split("|")
    ]
    draw = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    found: list[Query] = []
    while len(found) < _FRAGMENTS:
        words = draw.choice(texts)[1].split()
        length = draw.randint(5, 8)
        if len(words) >= length:
            start = draw.randint(0, len(words) - length)
            query = " ".join(words[start : start + length])
            found.append({"q": query, "want": [url for url, text in texts if query in text], "kind": "fragment"})
    return found
