"""How the browser reads queries: asked of the search scripts themselves, so that both read alike."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from harness.static_server import serve
from publish import ROOT

_USUAL_LEAD = -1
"""By how much the page for people in need scores more than all others, for most queries: another page fits better."""
_READ = """async ([address, index, second, queries]) => {
  const { Engine } = await import(`${address}/search-engine.js`);
  const { stem, tokenize, unframed } = await import(`${address}/search-tokenize.js`);
  const { WEIGHTS } = await import(`${address}/search-weights.js`);
  const engine = await Engine.of(index), { vocabulary } = engine;
  await engine.addStatements(second);
  const read = (word) => {
    if (vocabulary.stop.has(word)) return { word, stems: { [`=${word}`]: 1 } };
    const { stems, correction } = vocabulary.finished(word);
    return { word: correction ? '' : word, stems: stems.size ? Object.fromEntries(stems) : { [stem(word)]: 1 } };
  };
  const reading = (query) => {
    const all = vocabulary.segment(tokenize(query), ''), words = unframed(all);
    const mended = words.map((word) => vocabulary.finished(word).correction || word);
    return { words: words.map(read), urgent: engine.urgent.odds(engine.urgent.terms(words, mended, all).any, 0, LEAD) };
  };
  return { queries: queries.map(reading), page: engine.urgent.page, unit: WEIGHTS.urgent.word };
}"""


@dataclass(frozen=True)
class Word:
    """A word of a query."""

    word: str
    """As it was typed; "" where it was mended."""
    stems: dict[str, float]
    """The confidence in each stem that it may stand for; a stop word is its own, after "="."""


@dataclass(frozen=True)
class QueryReading:
    """A query as it is read."""

    words: tuple[Word, ...]
    urgent: float
    """The odds, as a logarithm, that its writer is in need, by the terms that editors wrote."""


@dataclass(frozen=True)
class SiteReading:
    """The pages that search leads to, and each query as it is read."""

    pages: tuple[str, ...]
    """Their addresses."""
    tools: str
    """The address of the page that leads to the tools, which are pages of their own."""
    urgent: str
    """The address of the page for people in need."""
    unit: float
    """What a word is worth that speaks for need, or against it, with a worth of 1; a logarithm."""
    queries: tuple[QueryReading, ...]


def read_queries(browser: Browser, site: Path, queries: Sequence[str]) -> SiteReading:
    """Read queries by the words of a built site, but for those that were learnt before."""
    assets = next((site / "assets").iterdir())
    index, second = (json.loads((assets / f"search-{name}.json").read_bytes()) for name in ("index", "statements"))
    index |= {"learnt": ["", ""]}
    with serve(ROOT / "overrides/assets") as address, closing(browser.new_page()) as page:
        page.goto(f"{address}/icon.svg")
        found = page.evaluate(_READ.replace("LEAD", str(_USUAL_LEAD)), [address, index, second, list(queries)])
    read = tuple(
        QueryReading(tuple(Word(word["word"], word["stems"]) for word in query["words"]), query["urgent"])
        for query in found["queries"]
    )
    pages = tuple(page["url"] for page in index["pages"])
    return SiteReading(pages, second["tools"]["door"], found["page"], found["unit"], read)
