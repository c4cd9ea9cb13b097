"""Sources lead where they say: each names a paragraph of the retelling, and leads to a clause of that paragraph."""

from collections.abc import Iterator

from retelling_site.content.graph import Node
from retelling_site.content.retelling import Retelling
from retelling_site.content.site import Site
from retelling_site.faults import Fault, Wording
from retelling_site.html import Link, text


def check(site: Site) -> Iterator[Fault]:
    """Fault sources whose words and address do not agree; whether the clause is there, `clauses.py` tells."""
    retelling = site.retelling
    if retelling is None or not retelling.statements:
        return
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        for link in page_text.links if page_text and node.url != retelling.url else []:
            if written_as_source(retelling, link) and (found := _wrong(retelling, node, link)):
                what, remedy = found
                line = site.files[node.src].line_with(f"[{text(link.node)}]({link.written}")
                yield site.fault(node, link.node, what, remedy) if not line else Fault(node.file, line, what, remedy)


def written_as_source(retelling: Retelling, link: Link) -> bool:
    """Tell whether a link is meant as a source: its words are the name of a paragraph, and its anchor a clause's."""
    meant = link.page == retelling.url or (link.page is not None and retelling.holds(link.anchor))
    return meant and text(link.node) in retelling.paragraphs


def _wrong(retelling: Retelling, node: Node, link: Link) -> Wording | None:
    """Say what is wrong with a source, and the remedy."""
    name, anchor = text(link.node), link.anchor
    if link.page != retelling.url:
        target = "../" * node.src.count("/") + retelling.node.src
        return f"A source leads to “{link.written}”.", f"Write it in Markdown: [{name}]({target}#{anchor})."
    if not anchor:
        example = next((known for known in retelling.statements if known.startswith(f"{name}-")), name)
        return f"A source says “{name}” and names no clause.", f"Write its anchor, such as #{example}."
    paragraph = retelling.paragraph_of(anchor)
    if retelling.holds(anchor) and paragraph and paragraph.anchor != name:
        what = f"A source says “{name}” and leads to “#{anchor}”."
        return what, f"Write [{paragraph.anchor}] before that address, or another address."
    return None
