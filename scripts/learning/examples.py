"""Examples of what people ask, each with the pages that answer it, or with none."""

import json
from dataclasses import dataclass
from pathlib import Path

FILES = ("example-queries.json", "help-queries.json")
"""Where they stand: those that outsiders wrote, and those of people in need."""


@dataclass(frozen=True)
class Example:
    """One query."""

    query: str
    pages: tuple[str, ...]
    """The addresses of those that answer it best; empty where nothing on the site does."""


def read_examples(folder: Path) -> list[Example]:
    """Read them from a folder of data."""
    return [
        Example(query["q"], tuple(url.removeprefix("/") for url in query["want"]))
        for queries in (json.loads((folder / file).read_text(encoding="utf-8")) for file in FILES)
        for query in (queries["queries"] if isinstance(queries, dict) else queries)
    ]


def never_learnt(folder: Path) -> str:
    """Give the pattern of words that are in no record: they would say of people what the document does not."""
    patterns: dict[str, list[str]] = json.loads((folder / "said-of-nobody.json").read_text(encoding="utf-8"))
    return "|".join(pattern for of_some in patterns.values() for pattern in of_some)
