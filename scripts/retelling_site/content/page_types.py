"""The one table of page types: all that Python, templates, scripts, cards and style know of a type stands here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
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

    @property
    def connected(self) -> bool:
        """Whether pages of this type are joined to others by relations."""
        return bool(self.folder)


PAGE_TYPES: Mapping[str, PageType] = {
    kind.name: kind
    for kind in (
        PageType("agency", "agencies", "Finding", "Findings", "#85391e", "#eeac91", "material/magnify"),
        PageType("theme", "themes", "Theme", "Themes", "#1c5b4f", "#90d1c1", "material/tag-outline"),
        PageType(
            "improvement",
            "improvements",
            "Reported change",
            "Reported changes",
            "#5a3e85",
            "#cab3f0",
            "material/update",
        ),
        PageType("page", "", "Page", "Other pages", "#575d66", "#abb0b8", "material/file-document-outline"),
    )
}
"""By name, in the order in which types are shown."""

CONNECTED = tuple(kind.name for kind in PAGE_TYPES.values() if kind.connected)
"""The types that relations join, in their order."""
