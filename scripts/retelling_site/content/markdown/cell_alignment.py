"""Alignment of cells in a table is left to the style sheet: `| :--- |` may be written, and gives no `style`."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from retelling_site.content.markdown.dialects import BEFORE_ATTRIBUTE_LISTS


class _Treeprocessor(Treeprocessor):  # type: ignore[misc]  # Markdown has no types
    def run(self, root: Element) -> None:
        """Take the style from each cell."""
        for cell in (*root.iter("td"), *root.iter("th")):
            cell.attrib.pop("style", None)


class CellAlignment(Extension):  # type: ignore[misc]  # likewise
    """The Markdown extension that does so."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register the step."""
        md.treeprocessors.register(_Treeprocessor(md), "cell_alignment", BEFORE_ATTRIBUTE_LISTS)
