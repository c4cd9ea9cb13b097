"""A fault is what an editor reads when a page cannot be published: where, what is wrong, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

REPORTED = "nothing was published."
"""How every report ends, so that the last site is known to stand."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend, on one line; `file` is relative to the project, `line` counts from 1.

    A fault about a link knows it as it was written (`link`), and the source file that it means, if that is not there
    (`absent`): so that nothing is told twice.
    """

    file: str
    what: str
    remedy: str
    line: int | None = None
    link: str = ""
    absent: str = ""

    def __str__(self) -> str:
        """Give the fault as one line that needs no programmer to understand it."""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {' '.join(self.what.split())} {' '.join(self.remedy.split())}"


def report(faults: Iterable[Fault]) -> str:
    """Give all faults, each once, in the order of their files and lines."""
    ordered = sorted(set(faults), key=lambda fault: (fault.file, fault.line or 0, fault.what))
    count = f"{len(ordered)} thing{'s' if len(ordered) != 1 else ''} to mend; {REPORTED}"
    return "\n".join([*map(str, ordered), count])
