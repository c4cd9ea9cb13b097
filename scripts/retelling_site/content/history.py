"""When each page last changed, from version control, so that dates are true and the same on every machine."""

import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from retelling_site.content.changelog import entries
from retelling_site.content.graph import Graph, Node

_FIRST = date(1980, 1, 1)
"""The first day that a zip can state."""


def last_changed(docs: Path, nodes: Iterable[Node], first: date) -> Mapping[str, date]:
    """Give the day of the last commit to touch each page's file, by its path below `docs`.

    A page without a file changes with the page that it is generated from. A page that was never committed has the
    newest day of all; where there is no history, that is `first`.
    """
    dates = _commits(docs)
    newest = max(dates.values(), default=first)
    return {node.src: dates.get(node.generated_from or node.src, newest) for node in nodes}


def first_published(docs: Path, nodes: Iterable[Node], updated: Mapping[str, date]) -> Mapping[str, date]:
    """Give the day of the commit that added each page's file; a page that was never committed came on its last day."""
    added = _commits(docs, "--diff-filter=A", "--no-renames", "--reverse")
    return {
        node.src: min(added.get(node.generated_from or node.src, updated[node.src]), updated[node.src])
        for node in nodes
    }


def first_day(graph: Graph, published: date) -> date:
    """Give the day that stands for a site without history: that of its newest change, or of the document itself.

    Where that is older than the days that files can bear, it is the first of those.
    """
    return max((entry.date for entry in entries(graph)), default=max(published, _FIRST))


def was_committed(file: Path) -> bool:
    """Tell whether the history has a file, though it may be gone now."""
    return bool(_log(file.parent, "-1", "--format=%h", "--", file.name))


def _commits(root: Path, *options: str) -> dict[str, date]:
    log = _log(root, *options, "--format=%x00%cs", "--name-only", "--relative", "--", ".")
    dates: dict[str, date] = {}
    for commit in log.split("\0")[1:]:
        day, *files = [line for line in commit.split("\n") if line]
        for file in files:
            dates.setdefault(file, date.fromisoformat(day))
    return dates


def _log(folder: Path, *words: str) -> str:
    """Read the history; empty without git, or in a copy of the project that has none."""
    command = ["git", "-c", "core.quotepath=off", "log", *words]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
