"""Cards, on the wall and to cut: each has its source, or is marked as ours. No scenario is made up.

Protects the family, and the team that takes a card for what was said.
"""

from collections.abc import Iterator, Mapping

from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Document, classes, text

_CARDS = ".thought, .slip"


def check(site: Site, pages: Mapping[str, Document]) -> Iterator[Fault]:
    """Fault each card of the built pages that has neither a source nor the mark of what is ours."""
    retelling = site.retelling
    for url, page in pages.items():
        if not page.tree.css_first(_CARDS):
            continue
        sources = {link.node.mem_id for link in page.links if retelling and link.page == retelling.url and link.anchor}
        for card in page.tree.css(_CARDS):
            cited = any(link.mem_id in sources for link in card.css("a[href]"))
            if cited == ("ours" in classes(card)):
                what = f"The card “{text(card)[:60]}” has {'a source and is marked as ours' if cited else 'no source'}."
                remedy = "Correct its template in overrides/: a card has a source, or the class “ours”."
                yield Fault(site.graph.by_url[url].file if url in site.graph.by_url else f"/{url}", 0, what, remedy)
