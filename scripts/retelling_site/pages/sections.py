"""A page's text as its headings of level 2 divide it, for templates that set something between the parts."""

from dataclasses import dataclass

from retelling_site.content import parts
from retelling_site.html import Document, text


@dataclass(frozen=True)
class Section:
    """What stands below one heading; the introduction has neither heading nor anchor."""

    id: str
    heading: str
    html: str


def sections_of(document: Document) -> list[Section]:
    """Divide a text; the introduction comes first, even if it is empty."""
    return [
        Section(
            (part.heading.id or "") if part.heading is not None else "",
            text(part.heading) if part.heading is not None else "",
            "".join(node.html or "" for node in part.nodes),
        )
        for part in parts.sections(document)
    ]
