"""A plan as a Word document (Office Open XML, ISO/IEC 29500), to fill in and keep: the same bytes from the same pages.

What a screen reader needs is there: a title, the language, a real header row that is repeated, no merged cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from retelling_site.outputs.reproducible_zip import pack

_FOLDER = "docx"
"""Where the templates of the parts are, each at the place that it has in the document."""
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/settings.xml",
    "word/styles.xml",
)


@dataclass(frozen=True)
class Line:
    """One row of the plan: what it is about, what is reported or is not, and whether that is an empty box."""

    name: str
    said: str
    reported: tuple[str, ...]
    empty: bool


@dataclass(frozen=True)
class Plan:
    """All that the document says."""

    title: str
    person: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    ours: str
    """What names the last row, which is for what a team brings itself."""
    after: tuple[str, ...]
    """What stands below the table: the caveat, where it is from, where to get help, its address."""
    author: str
    day: date


def document(plan: Plan, render: Callable[..., str]) -> bytes:
    """Write the plan; `render` gives the text of a template, by its name and what it needs."""
    return pack((part, render(f"{_FOLDER}/{part}", plan=plan).encode()) for part in _PARTS)
