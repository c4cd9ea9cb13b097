"""When each page last changed, from version control, so that dates are true and the same on every machine."""

import subprocess
from pathlib import Path


def last_changed(root: Path) -> dict[str, str]:
    """Give the date (ISO 8601) of the last commit to touch each file, by its path from the project's root.

    Empty where there is no history to ask: no git, or a copy of the project without it.
    """
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
