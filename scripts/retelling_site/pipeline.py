"""The way of a site from files to pages: read → relate → check → finish. Each step takes and gives frozen values.

The steps know pages by source file and address, and nothing of the builder that renders them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from retelling_site.checks import (
    addresses,
    blocks,
    changelog,
    clauses,
    files,
    headings,
    lengths,
    links,
    moved,
    navigation,
    relations,
    retelling,
    search_terms,
    sourcing,
    structure,
)
from retelling_site.content import dates, front_matter, parts, schema, settings
from retelling_site.content import retelling as retold
from retelling_site.content.changelog import entries
from retelling_site.content.front_matter import SourceText
from retelling_site.content.item_anchors import ItemAnchors
from retelling_site.content.outside import OutsideExtension
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.relations import Graph, Node
from retelling_site.content.schema import Page, Record
from retelling_site.content.settings import Settings
from retelling_site.content.site import Site
from retelling_site.faults import Fault, report
from retelling_site.html import Document
from retelling_site.outputs import assets
from retelling_site.outputs.files import files as files_for_machines
from retelling_site.pages import board, citations, outside_facts, permalinks, structured_data, timeline
from retelling_site.release import headers, offline_zip
from retelling_site.search.a_to_z import a_to_z

MARKDOWN_EXTENSIONS = (OutsideExtension, ItemAnchors)
"""What pages may have beside the builder's own Markdown."""
FRAMES = frozenset(("404", "base", "main", "moved"))
"""Templates that no page names: each page has `main` unless it says otherwise."""


class FaultsError(Exception):
    """What an editor must mend before anything is published, as one report."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Word the report."""
        super().__init__(report(faults))


@dataclass(frozen=True)
class PageFile:
    """A file that holds a page: its path below `docs/`, its address below the site's root, and where it is."""

    src: str
    url: str
    path: Path


@dataclass(frozen=True)
class Draft:
    """What the files hold: settings, and each page's record and text as far as they could be read."""

    settings: Settings | None
    records: Mapping[str, tuple[str, Record]]
    sources: Mapping[str, SourceText]
    unparsed: frozenset[str]
    faults: tuple[Fault, ...]

    @property
    def abbreviations(self) -> dict[str, str]:
        """What is explained wherever it stands on the site."""
        pages = [record for _, record in self.records.values() if isinstance(record, Page)]
        return {short: long for page in pages for short, long in page.abbreviations.items()}


@dataclass(frozen=True)
class Related:
    """The pages joined to a graph, and all faults so far."""

    site: Site
    faults: tuple[Fault, ...]


def read(docs: Path, page_files: Iterable[PageFile], others: Iterable[str], written: Mapping[str, Any]) -> Draft:
    """Read settings, records and texts; what cannot be read comes back as faults.

    `others` are the files below `docs` that hold no page; `written` has `name`, `url`, `description` and `extra` of
    the settings.
    """
    site_settings, faults = settings.read(**written)
    page_files = list(page_files)
    faults += files.check(docs, [*others, *(file.src for file in page_files)])
    records: dict[str, tuple[str, Record]] = {}
    sources: dict[str, SourceText] = {}
    for file in page_files:
        source, record, found = _read_page(file)
        faults += found
        if source and record:
            records[file.src], sources[file.src] = (file.url, record), source
    unparsed = frozenset(file.src for file in page_files if file.src not in records)
    return Draft(site_settings, records, sources, unparsed, tuple(faults))


def _read_page(file: PageFile) -> tuple[SourceText | None, Record | None, list[Fault]]:
    name = f"docs/{file.src}"
    try:
        data = file.path.read_bytes()
    except OSError as error:
        fault = Fault(name, 0, f"The file cannot be read: {error.strerror}.", "Write the page anew, or delete it.")
        return None, None, [fault]
    source, faults = front_matter.read(name, data)
    record, found = schema.parse(name, source) if source else (None, [])
    return source, record, [*faults, *found]


def relate(draft: Draft, listed: Collection[str], templates: Iterable[str]) -> Related:
    """Join the pages, in the order of the navigation, and check what is written in their records."""
    place = {name: at for at, name in reversed(list(enumerate(listed)))}
    order = sorted(draft.records, key=lambda src: (place.get(src, len(place)), src))
    nodes = [Node(src, *draft.records[src], draft.sources[src].lines) for src in order]
    names = frozenset(templates) - FRAMES
    site = Site(draft.settings, Graph(nodes), draft.sources, tuple(listed), draft.unparsed, names)
    checks = (relations, navigation, changelog, moved, search_terms)
    return Related(site, (*draft.faults, *(fault for module in checks for fault in module.check(site))))


def check(related: Related, html: Mapping[str, str], published: Collection[str]) -> Site:
    """Check the rendered texts, by address, against every rule; gives the site with its texts and its retelling.

    `published` are the addresses of all other files. Raises FaultsError if there is anything to mend.
    """
    site, nodes = related.site, related.site.graph.nodes
    documents = {node.url: Document.parse(node.url, html[node.url]) for node in nodes if node.url in html}
    site = replace(site, documents=documents, retelling=_retelling(site, documents))
    checks = (retelling, blocks, structure, clauses, sourcing, headings, lengths)
    faults = [*related.faults, *(fault for module in checks for fault in module.check(site))]
    if faults:
        raise FaultsError([*faults, *links.unknown_pages(site, published)])
    return site


def _retelling(site: Site, documents: Mapping[str, Document]) -> retold.Retelling | None:
    for node in site.graph.nodes:
        if isinstance(node.record, schema.Retelling) and node.url in documents:
            return retold.read(node, node.record, documents[node.url])
    return None


@dataclass(frozen=True)
class Finished:
    """All that templates and files for machines are made of."""

    site: Site
    settings: Settings
    retelling: retold.Retelling
    html: Mapping[str, str]
    """Each page's text with its marks and anchors, by address."""
    updated: Mapping[str, date]
    assets: Mapping[str, bytes] = field(repr=False, default_factory=dict)
    """What pages fetch, by address below the root."""

    @property
    def graph(self) -> Graph:
        """The pages, with their parts and sources."""
        return self.site.graph

    def for_templates(self) -> dict[str, Any]:
        """Give what every template may use."""
        by_src = {node.src: node for node in self.graph.nodes}
        return {
            "assets": assets.folder_of(self.assets),
            "board_of": board.board_of,
            "changelog": entries(self.graph),
            "document": self.retelling.record.document,
            "footer": [by_src[src] for src in self.settings.footer],
            "graph": self.graph,
            "help_page": by_src[self.settings.helpline.page],
            "known_words": a_to_z(self.graph),
            "menu": [by_src[src] for src in self.settings.menu],
            "offline_zip": offline_zip.name_of(self.settings.name),
            "page_types": PAGE_TYPES,
            "policy": headers.policy(),
            "retelling": self.retelling,
            "search_url": self.search_url,
            "settings": self.settings,
            "standing": self.retelling.record.standing,
            "timeline_of": timeline.timeline_of,
        }

    def meta(self, url: str) -> dict[str, str]:
        """Give what the builder itself needs to know of a page."""
        node = self.graph.by_url[url]
        return {"template": template_of(node), "updated": self.updated[node.src].isoformat()}

    def for_page(self, url: str) -> dict[str, Any]:
        """Give what the template of one page needs."""
        node = self.graph.by_url[url]
        day = self.updated[node.src]
        source, text = self.retelling.record.document, self.site.documents.get(url)
        return {
            "node": node,
            "updated": day,
            "structured_data": structured_data.of_page(self.graph, node, text, self.settings, source, day),
        }

    @property
    def search_url(self) -> str:
        """The address of the page of results."""
        return next((node.url for node in self.graph.nodes if template_of(node) == "search.html"), "search/")

    def moved(self) -> Iterator[tuple[str, Node]]:
        """Give each old address below the root, and the page that had it."""
        for node in self.graph.nodes:
            yield from ((old.strip("/"), node) for old in node.record.moved_from)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Give assets and files for machines, by address below the root."""
        made = files_for_machines(self.graph, self.settings, self.updated, self.search_url)
        return {**self.assets, **made}

    def check_built(self, pages: Mapping[str, Document], published: Collection[str], kept: Path) -> None:
        """Check the built pages' links, and the addresses that were published; raises FaultsError.

        `published` are the addresses of all other files, `kept` is the list of addresses that must last.
        """
        made = {*published, offline_zip.name_of(self.settings.name), *(f"{old}/" for old, _ in self.moved())}
        found = [*links.check(self.site, pages, made), *addresses.check(self.site, pages, addresses.read(kept))]
        if found:
            raise FaultsError(found)


def finish(site: Site, docs: Path, written_assets: Mapping[str, bytes]) -> Finished:
    """Give marks, anchors, parts and dates to a site without faults; `written_assets` are those of `overrides/`."""
    source, site_settings = site.retelling, site.settings
    if source is None or site_settings is None:
        raise ValueError("A site without a retelling or settings has faults, and is not finished.")
    used = clauses.used_clauses(site)
    updated = dates.last_changed(docs, site.graph.nodes, dates.first_day(site.graph, source.record.document.date))
    nodes = []
    for node in site.graph.nodes:
        nodes.append(_finished_node(site, source, node, updated[node.src]))
    graph = Graph(nodes)
    statements = {
        anchor: replace(statement, used_by=tuple(graph.by_url[node.url] for node in used.get(anchor, ())))
        for anchor, statement in source.statements.items()
    }
    source = replace(source, node=graph.by_url[source.url], statements=statements)
    site = replace(site, graph=graph, retelling=source)
    html = {url: document.inner_html() for url, document in site.documents.items()}
    made = assets.assets(graph, site_settings.url, written_assets)
    return Finished(site, site_settings, source, html, updated, made)


def _finished_node(site: Site, source: retold.Retelling, node: Node, updated: date) -> Node:
    document = site.documents.get(node.url)
    if document is None:
        return node
    cited = set(site.citations(document).values())
    named = {anchor for _, anchors in clauses.named(node) for anchor in anchors}
    if site.graph.has_gap(node):
        named |= set(source.record.standing.no_change.sources)
    citations.give_anchors(site, document)
    of_items = citations.sources_of_items(site, document)
    citations.decorate(site, document)
    outside_facts.mark_stale(document, updated)
    words = dict(getattr(source.record.headings, node.record.type))
    return replace(node, parts=parts.read(document, words, of_items), sources=source.in_order(cited | named))


def template_of(node: Node) -> str:
    """Give the file of a page's template."""
    name = node.record.template if isinstance(node.record, Page) else None
    return f"{name or 'main'}.html"


def permalinked(url: str, html: str) -> tuple[str, Document]:
    """Set a link to itself beside each place of a built page; gives the page, and what it was parsed to."""
    page = Document.parse(url, html)
    permalinks.add(page)
    return f"<!doctype html>\n{page.tree.css_first('html').html}\n", page  # type: ignore[union-attr]


def publishable(docs: Path, src: str) -> bool:
    """Tell whether a file below `docs` may be published; why not is told with the other faults."""
    return files.publishable(docs, src)
