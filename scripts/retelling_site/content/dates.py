"""When each page last changed, from version control, so that dates are true and the same on every machine."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from learning.graph import Node

FIRST = "2026-11-22"
"""The day the site was first written: what is said of a page where there is no history to ask."""


def last_changed(docs: Path, nodes: Iterable[Node]) -> dict[str, str]:
    """Give the date (ISO 8601) of the last commit to touch each page's file, by its path below `docs`."""
    dates = _commits(docs)
    newest = max(dates.values(), default=FIRST)
    return {node.src: dates.get(node.src, newest) for node in nodes}


def _commits(root: Path) -> dict[str, str]:
    """Read the history; empty without git, or in a copy of the project that has none."""
    command = ["git", "-c", "core.quotepath=off", "log", "--format=%x00%cs", "--name-only", "--relative", "--", "."]
    try:
        log = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    dates: dict[str, str] = {}
    for commit in log.split("\0")[1:]:
        date, *files = [line for line in commit.split("\n") if line]
        for file in files:
            dates.setdefault(file, date)
    return dates
