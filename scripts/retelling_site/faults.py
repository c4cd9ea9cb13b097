"""A fault is what an editor reads when a page cannot be published: where, what is wrong, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

NOTHING_PUBLISHED = "Nothing was published."
"""How every report ends, so that the last site is known to stand."""


@dataclass(frozen=True, order=True)
class Fault:
    """One problem, told on one line; `file` is relative to the project, `line` counts from 1 (0: the whole file)."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Give the fault as one line that needs no programmer to understand it."""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return " ".join(f"{place}: {self.what} {self.remedy}".split())


def report(faults: Iterable[Fault]) -> str:
    """Give all faults, each once, in the order of their files and lines."""
    ordered = sorted(set(faults))
    count = f"{len(ordered)} problem{'s' if len(ordered) != 1 else ''} to fix. {NOTHING_PUBLISHED}"
    return "\n".join([*map(str, ordered), count])
