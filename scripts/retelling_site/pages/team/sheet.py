"""A sheet of paper for a team: its lengths in minutes, and the questions that each length has."""

from collections.abc import Iterable
from dataclasses import dataclass

from retelling_site.content.graph import Node
from retelling_site.outputs import qr
from retelling_site.pages.team.thoughts import items

LENGTHS = (2, 7, 20)
"""The minutes that a sheet can be for; one that is asked for without any is for `USUAL`."""
_IN_WORDS = {2: "two minutes", 7: "seven minutes", 20: "twenty minutes"}
USUAL = 7
_MANY = 2_300
"""A sheet with more characters than this is set smaller, so that it stays one page."""


@dataclass(frozen=True)
class Question:
    """A question, and the least minutes with which a sheet has it."""

    id: str
    text: str
    minutes: int


@dataclass(frozen=True)
class Length:
    """One length of a sheet: its minutes, and the code that leads to it."""

    minutes: int
    words: str
    code: str


def questions(finding: Node) -> tuple[Question, ...]:
    """Give the questions, each with the least minutes that it needs: one in two minutes, three at most in seven."""
    asked = items(finding.parts.questions)
    usual = min(3, max(1, len(asked) - 1))
    least = (LENGTHS[0], *(USUAL for _ in range(usual - 1)), *(LENGTHS[-1] for _ in asked[usual:]))
    return tuple(Question(item.id, item.text, minutes) for item, minutes in zip(asked, least, strict=False))


def lengths(address: str) -> tuple[Length, ...]:
    """Give each length of the sheet that is published at `address`."""
    return tuple(Length(minutes, _IN_WORDS[minutes], qr.inline(f"{address}#{minutes}")) for minutes in LENGTHS)


def is_full(texts: Iterable[str]) -> bool:
    """Tell whether these texts are too many for a sheet in its usual size."""
    return sum(map(len, texts)) > _MANY
