"""Examples of what people ask, each with the pages that answer it, or with none."""

import json
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = "example-queries.json"


@dataclass(frozen=True)
class Example:
    """One query."""

    query: str
    pages: tuple[str, ...]
    """The addresses of those that answer it best; empty where nothing on the site does."""


def read_examples(folder: Path) -> list[Example]:
    """Read them from a folder of data."""
    queries = json.loads((folder / EXAMPLES).read_text(encoding="utf-8"))["queries"]
    return [Example(query["q"], tuple(url.removeprefix("/") for url in query["want"])) for query in queries]


def never_learnt(folder: Path) -> str:
    """Give the pattern of words that are in no record: they would say of people what the document does not."""
    patterns: dict[str, list[str]] = json.loads((folder / "said-of-nobody.json").read_text(encoding="utf-8"))
    return "|".join(pattern for of_some in patterns.values() for pattern in of_some)
