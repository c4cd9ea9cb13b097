"""Texts that could not be rendered, or that nest so deeply that nobody meant it: no other check looks at them."""

from collections.abc import Iterator

from retelling_site.content.markdown.safe_rendering import ATTRIBUTE
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument

MAX_DEPTH = 60
"""How many elements may stand one within the other: many times what any page needs."""
_TOO_DEEP = "body" + " > *" * MAX_DEPTH
_UNRENDERED = f"p[{ATTRIBUTE}]"


def check(site: Site) -> Iterator[Fault]:
    """Fault each text that is not sound."""
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        if page_text is None or sound(page_text):
            continue
        unrendered = page_text.tree.css_first(_UNRENDERED)
        if unrendered is not None:
            line = site.files[node.src].line_with(unrendered.attributes.get(ATTRIBUTE) or "")
            remedy = "Look there for an address or a bracket that is not closed, and write it anew."
            yield Fault(node.file, line, "The text cannot be read as Markdown.", remedy)
        else:
            what = f"The text nests more than {MAX_DEPTH} lists, quotations or elements in each other."
            yield Fault(node.file, 0, what, "Take out what does so, such as > or <div>.")


def sound(page_text: HtmlDocument) -> bool:
    """Tell whether other checks may read a text."""
    return page_text.tree.css_first(f"{_UNRENDERED}, {_TOO_DEEP}") is None
