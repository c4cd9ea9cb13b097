"""The texts as readers see them: marks and anchors set, parts read, and each statement with the pages that use it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from retelling_site.content import parts
from retelling_site.content.graph import Graph, Node
from retelling_site.content.records.settings import Settings
from retelling_site.content.retelling import Retelling
from retelling_site.content.site import Site
from retelling_site.pages import citations, outside_facts, tables
from retelling_site.pages.team.toolkit import Toolkit, toolkit


def mark(
    site: Site, retelling: Retelling, settings: Settings, updated: Mapping[str, date]
) -> tuple[Site, Mapping[str, Toolkit]]:
    """Give a site with its texts marked, and the toolkit of each finding by its file.

    Marks are set into copies: the site that was checked stays as it was.
    """
    site = replace(site, texts={url: page_text.copy() for url, page_text in site.texts.items()})
    graph = Graph(_with_marks(site, retelling, node, updated[node.src]) for node in site.graph.nodes)
    toolkits = dict(_toolkits(graph, retelling, settings.url))
    graph = Graph(_with_sources(retelling, node, toolkits.get(node.generated_from)) for node in graph.nodes)
    return replace(site, graph=graph), toolkits


def with_uses(retelling: Retelling, graph: Graph, used: Mapping[str, Iterable[Node]]) -> Retelling:
    """Give each statement the pages that use it, as they are in the finished graph."""
    statements = {
        anchor: replace(statement, used_by=tuple(graph.by_url[node.url] for node in used.get(anchor, ())))
        for anchor, statement in retelling.statements.items()
    }
    return replace(retelling, node=graph.by_url[retelling.url], statements=statements)


def _with_marks(site: Site, retelling: Retelling, node: Node, updated: date) -> Node:
    """Set marks and anchors into a page's text, and read it into parts; a page generated from another has no text."""
    page_text = site.texts.get(node.url)
    if page_text is None:
        return node
    cited = site.citations(page_text)
    clauses = {*cited.values(), *node.clauses}
    if site.graph.has_gap(node):
        clauses |= set(retelling.record.standing.no_change.sources)
    of_items = citations.sources_of_items(page_text, cited)
    if node.url != retelling.url:
        citations.give_anchors(page_text, of_items)
        citations.decorate(retelling, page_text, cited)
    outside_facts.mark_stale(page_text, updated)
    tables.label(page_text)
    found = parts.read(page_text, retelling.record.headings.of(node.record.type), of_items)
    return replace(node, parts=found, sources=retelling.in_order(clauses))


def _toolkits(graph: Graph, retelling: Retelling, site_url: str) -> Iterator[tuple[str, Toolkit]]:
    """Give what the tools for a team show, by the file of the finding that they are generated from."""
    for node in graph.nodes:
        if tools := graph.generated_from(node):
            yield node.src, toolkit(graph, node, retelling.record.standing, f"{site_url}{tools['sheet'].url}")


def _with_sources(retelling: Retelling, node: Node, shown: Toolkit | None) -> Node:
    """Give a page that is generated from another the clauses that it repeats."""
    return replace(node, sources=retelling.in_order(shown.sources)) if shown else node
