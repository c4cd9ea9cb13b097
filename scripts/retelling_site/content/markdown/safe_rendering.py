"""Markdown that cannot be rendered: the page says so in an element that checks report, and the build goes on.

Extensions of Markdown raise on odd input, such as an address that opens a bracket; an editor needs its line instead.
"""

from collections.abc import Callable
from html import escape

from markdown import Markdown
from markdown.extensions import Extension

ATTRIBUTE = "data-unrendered"
"""Marks the element that stands for the text of such a page; its value is the line that could not be rendered."""


class SafeRendering(Extension):  # type: ignore[misc]  # Markdown has no types
    """The Markdown extension that turns what is raised into such an element."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Put a guard around the whole conversion."""
        convert: Callable[[str], str] = md.convert

        def guarded(source: str) -> str:
            try:
                return convert(source)
            except Exception:  # whatever it is, the page cannot be shown
                return f'<p {ATTRIBUTE}="{escape(_culprit(md, convert, source))}"></p>'

        md.convert = guarded


def _culprit(md: Markdown, convert: Callable[[str], str], source: str) -> str:
    """Find the first line up to which the text cannot be rendered, by halving."""
    lines = source.split("\n")
    sound, broken = 0, len(lines)
    while broken - sound > 1:
        middle = (sound + broken) // 2
        try:
            md.reset()
            convert("\n".join(lines[:middle]))
            sound = middle
        except Exception:  # likewise
            broken = middle
    return lines[broken - 1].strip()
