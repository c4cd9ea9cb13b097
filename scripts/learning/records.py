"""Writes what was learnt into the pages' records, the words of each place as one line."""

import json
from collections.abc import Mapping
from pathlib import Path

from learning.associations import NOT_URGENT, NOTHING, URGENT
from learning.stems import Levels

KEYS = {NOTHING: "nothing_words", URGENT: "urgent_words", NOT_URGENT: "not_urgent_words"}
"""The key of each place that is no page."""
QUERY_WORDS = "query_words"


def write_words(docs: Path, urgent: str, words: Mapping[str, Levels]) -> None:
    """Write each page's words into its file, those for nothing into the page of search, those of need into `urgent`."""
    files = {NOTHING: docs / "search.md", URGENT: _file(docs, urgent), NOT_URGENT: _file(docs, urgent)}
    for place, levels in words.items():
        _write(files.get(place) or _file(docs, place), KEYS.get(place, QUERY_WORDS), levels)


def _file(docs: Path, url: str) -> Path:
    page = docs / f"{url.rstrip('/')}.md"
    return page if url and page.exists() else docs / url / "index.md"


def _write(file: Path, key: str, levels: Levels) -> None:
    """Put a line in the place of the one that was there, or at the end of the record."""
    text = file.read_text(encoding="utf-8")
    by_worth = ", ".join(f"{worth}: {json.dumps(' '.join(level))}" for worth, level in enumerate(levels, 1) if level)
    line = f"{key}: {{{by_worth}}}\n" if by_worth else ""
    head, old, rest = text.partition(f"\n{key}: ")
    if old:
        before, after = f"{head}\n", rest.partition("\n")[2]
    else:
        opening, record, body = text.split("---\n", 2)
        before, after = f"{opening}---\n{record}", f"---\n{body}"
    file.write_text(f"{before}{line}{after}", encoding="utf-8")
