"""A fault is what an editor reads when a page cannot be published: where, what is wrong, how to mend it.

One cause is told once. What follows from a fault is left out until that is mended, and faults of one cause are told
as one, with all their places.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

Wording = tuple[str, str]
"""What is wrong, and the remedy."""
NOTHING_PUBLISHED = "Nothing was published."
"""How every report ends, so that the last site is known to stand."""
_COUNT = re.compile(rf"(\d+) problems? to fix\. {re.escape(NOTHING_PUBLISHED)}")
MAX_PLACES = 12
"""How many more places of one cause are named; the rest are counted."""


@dataclass(frozen=True, order=True)
class Fault:
    """One problem, told on one line; `file` is relative to the project, `line` counts from 1 (0: the whole file)."""

    file: str
    line: int
    what: str
    remedy: str
    cause: str = field(default="", compare=False)
    """What this fault has in common with others; those with the same cause are told as one."""
    hides_rest: bool = field(default=False, compare=False)
    """Whether nobody can judge the rest of the file before this is mended."""
    last_line: int = field(default=0, compare=False)
    """The line to which it speaks of the text, such as that of a paragraph, where it speaks of several lines."""

    @property
    def place(self) -> str:
        """Give the file, and the line if there is one."""
        return f"{self.file}, line {self.line}" if self.line else self.file

    def __str__(self) -> str:
        """Give the fault as one line that needs no programmer to understand it."""
        return " ".join(f"{self.place}: {self.what} {self.remedy}".split())


def report(faults: Iterable[Fault]) -> str:
    """Give all faults, each cause once, in the order of their files and lines."""
    told = [_as_one(same) for same in _by_cause(sorted(set(faults)))]
    count = f"{len(told)} problem{'s' if len(told) != 1 else ''} to fix. {NOTHING_PUBLISHED}"
    return "\n".join([*told, count])


def last_report(lines: list[str]) -> list[str]:
    """Give the report with which an output ends: as many lines as it says; nothing where it ends with none."""
    if not lines or not (count := _COUNT.fullmatch(lines[-1])):
        return []
    return lines[-1 - int(count[1]) :]


def without_followers(found: Iterable[Fault], earlier: Iterable[Fault]) -> list[Fault]:
    """Leave out what a step of checks found where an earlier one faulted the same lines, or what hides the rest."""
    found, earlier = list(found), list(earlier)
    if not found:
        return []
    faulted = {(fault.file, fault.line) for fault in earlier if fault.line}
    hidden = {fault.file for fault in earlier if fault.hides_rest}
    kept: list[Fault] = []
    for fault in found:
        lines = range(fault.line, max(fault.line, fault.last_line) + 1)
        if fault.file not in hidden and not any((fault.file, line) in faulted for line in lines):
            kept.append(fault)
            hidden |= {fault.file} if fault.hides_rest else set()
    return kept


def hiding_rest(faults: Iterable[Fault]) -> list[Fault]:
    """Let faults hide what else is found in their file; all of them are told."""
    found = list(faults)
    return [*found[:-1], *(replace(fault, hides_rest=True) for fault in found[-1:])]


def _by_cause(faults: Iterable[Fault]) -> list[list[Fault]]:
    groups: dict[object, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.cause or fault, []).append(fault)
    return list(groups.values())


def _as_one(faults: list[Fault]) -> str:
    """Word faults of one cause: the first, and the places of the others."""
    first, *others = faults
    places = list(dict.fromkeys(fault.place for fault in others if fault.place != first.place))
    if not places:
        return str(first)
    named = places_in_words(places)
    return f"{first} The same holds for {named}."


def places_in_words(places: list[str]) -> str:
    """Name places one after the other, the file of several lines once; most of them, if they are many."""
    by_file: dict[str, list[str]] = {}
    for place in places[:MAX_PLACES]:
        file, _, line = place.partition(", line ")
        by_file.setdefault(file, []).append(line)
    named = []
    for file, lines in by_file.items():
        numbers = [line for line in lines if line]
        named.append(f"{file}, line{'s' if len(numbers) > 1 else ''} {joined(numbers)}" if numbers else file)
    rest = len(places) - MAX_PLACES
    return "; ".join([*named, *([f"{rest} more place{'s' if rest > 1 else ''}"] if rest > 0 else [])])


def joined(words: list[str]) -> str:
    """Put words one after another, as a sentence has them."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def shortened(value: object) -> str:
    """Give a value on one line, and no more of it than shows what is meant."""
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else f"{words[:60]} …"
