"""What one process of a run of tests makes, and all others take from it."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

T = TypeVar("T")


class Once:
    """A folder that all processes share: each waits for whoever began to make what it needs."""

    def __init__(self, shared: Path) -> None:
        """Keep it in a folder that all share."""
        self._shared = shared

    def folder(self, name: str, fill: Callable[[Path], object]) -> Path:
        """Have a folder filled; gives it."""
        folder = self._shared / name / "site"
        with FileLock(self._shared / f"{name}.lock"):
            if not folder.exists():
                fill(folder)
        return folder

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        """Have a value made; gives it."""
        file = self._shared / f"{name}.pickle"
        with FileLock(self._shared / f"{name}.lock"):
            if not file.exists():
                file.write_bytes(pickle.dumps(make()))
        made: T = pickle.loads(file.read_bytes())  # noqa: S301  # our own
        return made
