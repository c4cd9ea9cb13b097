"""Examples of what people ask, each with the pages that answer it, or with none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILES = ("example-queries.json", "help-queries.json")
"""Where they stand: those that outsiders wrote, and those of people in need."""


class ExamplesError(Exception):
    """What an editor must mend in a file of examples."""


@dataclass(frozen=True)
class Example:
    """One query."""

    query: str
    pages: tuple[str, ...]
    """The addresses of those that answer it best; empty where nothing on the site does."""


def read_examples(folder: Path) -> list[Example]:
    """Read them from a folder of data; raises ExamplesError, with file and remedy, where one cannot be read."""
    return [_example(file, query) for file in FILES for query in _queries(folder / file)]


def _queries(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        what = f"{file}, line {error.lineno}: this is no JSON ({error.msg})."
        raise ExamplesError(f"{what} Look for a comma or a quote there, or just above.") from error
    queries: list[dict[str, Any]] = found["queries"] if isinstance(found, dict) else found
    return queries


def _example(file: str, query: Mapping[str, Any]) -> Example:
    if not isinstance(query.get("q"), str) or not isinstance(query.get("want"), list):
        raise ExamplesError(
            f"{file}: {json.dumps(query)} lacks “q” or “want”. Write both; “want” is a list of addresses."
        )
    return Example(query["q"], tuple(url.removeprefix("/") for url in query["want"]))


def never_learnt(folder: Path) -> str:
    """Give the pattern of words that are in no record: they would say of people what the document does not."""
    patterns: dict[str, list[str]] = json.loads((folder / "said-of-nobody.json").read_text(encoding="utf-8"))
    return "|".join(pattern for of_some in patterns.values() for pattern in of_some)
