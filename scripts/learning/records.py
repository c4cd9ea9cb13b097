"""Writes what was learnt into the pages' records, each page's words as one line."""

import json
from collections.abc import Mapping
from pathlib import Path

from learning.regression import NOTHING, Levels

QUERY_WORDS = "query_words"
NOTHING_WORDS = "nothing_words"


def write_words(docs: Path, words: Mapping[str, Levels]) -> None:
    """Write each page's words into its file, and those for nothing into the file of the page of search."""
    for url, levels in words.items():
        if url != NOTHING:
            _write(_file(docs, url), QUERY_WORDS, levels)
    _write(docs / "search.md", NOTHING_WORDS, words[NOTHING])


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
