"""The one table of page types: what Python, templates, scripts, cards and style know of a type stands here.

To add a type, add its name and its row here, its keys to `records/schema.py`, and its headings to the retelling.
"""

from collections.abc import Mapping
from dataclasses import dataclass

AGENCY, THEME, IMPROVEMENT, PAGE = "agency", "theme", "improvement", "page"
"""The names of the types, as editors write them after `type:`."""


@dataclass(frozen=True, kw_only=True)
class PageType:
    """A type of page; `folder` is where its files stand below `docs/`, colours are for a light and a dark ground.

    `icon` names one of Material's icons, which are put into pages when the site is built.
    """

    name: str
    folder: str
    label: str
    plural: str
    light: str
    dark: str
    icon: str
    max_said: int = 0
    """How many characters all that is said on a page may have together; 0 where nobody counts."""
    needs_questions: bool = False

    @property
    def connected(self) -> bool:
        """Whether pages of this type are joined to others by relations."""
        return bool(self.folder)


PAGE_TYPES: Mapping[str, PageType] = {
    page_type.name: page_type
    for page_type in (
        PageType(
            name=AGENCY,
            folder="agencies",
            label="Finding",
            plural="Findings",
            light="#85391e",
            dark="#eeac91",
            icon="material/magnify",
            max_said=320,
            needs_questions=True,
        ),
        PageType(
            name=THEME,
            folder="themes",
            label="Theme",
            plural="Themes",
            light="#1c5b4f",
            dark="#90d1c1",
            icon="material/tag-outline",
            max_said=420,
            needs_questions=True,
        ),
        PageType(
            name=IMPROVEMENT,
            folder="improvements",
            label="Reported change",
            plural="Reported changes",
            light="#5a3e85",
            dark="#cab3f0",
            icon="material/update",
            max_said=220,
        ),
        PageType(
            name=PAGE,
            folder="",
            label="Page",
            plural="Other pages",
            light="#575d66",
            dark="#abb0b8",
            icon="material/file-document-outline",
        ),
    )
}
"""By name, in the order in which types are shown."""

CONNECTED = tuple(page_type.name for page_type in PAGE_TYPES.values() if page_type.connected)
"""The types that relations join, in their order."""
