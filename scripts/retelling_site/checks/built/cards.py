"""Cards, on the wall and to cut: each has its source, or is marked as ours. No scenario is made up.

Protects the family, and the team that takes a card for what was said.
"""

from collections.abc import Iterator, Mapping

from retelling_site.checks.built.page import BuiltPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site, pages: Mapping[str, BuiltPage]) -> Iterator[Fault]:
    """Fault each card of the built pages that has neither a source nor the mark of what is ours."""
    retelling = site.retelling
    for url, page in pages.items():
        node = site.graph.by_url.get(url)
        for card in page.cards:
            cited = any(retelling and to.page == retelling.url and to.anchor for to in card.targets)
            if cited != card.ours:  # it has one of the two
                continue
            has = "a source and is marked as ours" if cited else "no source"
            what = f"The card “{card.text[:60]}” has {has}."
            remedy = "Correct its template in overrides/: a card has a source, or the class “ours”."
            yield Fault(node.file if node else f"/{url}", 0, what, remedy)
