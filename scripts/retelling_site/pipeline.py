"""The way of a site from files to pages: read → relate → check → finish. Each step takes and gives frozen values.

The steps know pages by source file and address, and nothing of the builder that renders them.
"""

import atexit
import gc
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from retelling_site import checks
from retelling_site.checks.built import links
from retelling_site.checks.built.page import BuiltPage
from retelling_site.checks.records import files, gone, walkable
from retelling_site.checks.texts import rendering
from retelling_site.content import generated_pages, history
from retelling_site.content.graph import Graph, Node
from retelling_site.content.markdown.cell_alignment import CellAlignment
from retelling_site.content.markdown.dialects import Dialects
from retelling_site.content.markdown.inner_links import make_relative
from retelling_site.content.markdown.item_anchors import ItemAnchors
from retelling_site.content.markdown.outside import OutsideExtension
from retelling_site.content.markdown.safe_rendering import SafeRendering
from retelling_site.content.navigation import listed_files
from retelling_site.content.records import address_list, front_matter, settings, settings_file, validation
from retelling_site.content.records.schema import Page, Record, RetellingPage
from retelling_site.content.records.settings import Settings
from retelling_site.content.records.settings_file import SettingsFile
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.retelling import Retelling, read_retelling
from retelling_site.content.site import Site
from retelling_site.faults import Fault, report, without_followers
from retelling_site.html import HtmlDocument
from retelling_site.outputs import assets
from retelling_site.pages import marking, permalinks, template_faults, templates, whole_dates, written_files
from retelling_site.pages.finished import Finished
from retelling_site.search.index_files import index_files

environment = templates.environment
"""What templates are rendered with."""
MARKDOWN_EXTENSIONS = (OutsideExtension, Dialects, ItemAnchors, CellAlignment, SafeRendering)
"""What pages may have beside the builder's own Markdown."""
FRAMES = frozenset(("404.html", "base.html", "main.html", "moved.html"))
"""Templates that no page names: each page has `main` unless it says otherwise."""
NEEDED = FRAMES | {"sitemap.xml"}
"""Files without which no site is whole."""
_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
"""How many objects are made before Python looks for garbage among them: a build needs nearly all to its end."""


def assets_of(overrides: Path) -> assets.Written:
    """Read style, scripts and pictures as they are written."""
    files = sorted((overrides / "assets").iterdir())
    return assets.Written({file.name: file.read_bytes() for file in files if file.is_file()})


class FaultsError(Exception):
    """What an editor must mend before anything is published, as one report."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Word the report."""
        super().__init__(report(faults))


@dataclass(frozen=True)
class Draft:
    """What the files hold: settings, and each page's record and text as far as they could be read."""

    settings: Settings | None
    settings_file: SettingsFile
    records: Mapping[str, tuple[str, Record]]
    files: Mapping[str, SourceText]
    unparsed: Mapping[str, str]
    incomplete: frozenset[str]
    unpublishable: frozenset[str]
    promised: Mapping[str, int]
    faults: tuple[Fault, ...]

    @property
    def abbreviations(self) -> dict[str, str]:
        """What is explained wherever it stands on the site."""
        pages = [record for _, record in self.records.values() if isinstance(record, Page)]
        return {short: long for page in pages for short, long in page.abbreviations.items()}

    @property
    def generated(self) -> list[str]:
        """Name the files of pages that are generated from others, where settings let any be: no file is there."""
        return generated_pages.files(self.records) if self.settings else []

    def markdown(self, src: str) -> str:
        """Give a page's text; a page that could not be read has none, and its faults are told.

        It begins with a blank line, since the builder would take a first line such as “Note: …” for a record.
        """
        return f"\n{self.files[src].body}" if src in self.files else "\n"


@dataclass(frozen=True)
class RelatedSite:
    """The pages joined to a graph, and all faults so far."""

    site: Site
    faults: tuple[Fault, ...]


def begin(docs: Path, overrides: Path) -> None:
    """Look for what would keep anyone from walking through the files, or from reading templates; raises FaultsError."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)  # what is left goes with the process; to look through it takes a twentieth of a build
    if found := [*walkable.check(docs), *template_faults.unreadable(overrides, NEEDED)]:
        raise FaultsError(found)


def read(docs: Path, written: Mapping[str, str | None], about: settings.Written, file: Path) -> Draft:
    """Read settings, records and texts; what cannot be read comes back as faults.

    `written` has each file's path below `docs` and, if it holds a page, that page's address below the site's root;
    `about` is what the settings say of the site, `file` where they are written.
    """
    written_settings, _ = settings_file.read(file)
    own_settings, of_settings = settings.read(*about, written_settings)
    promised, of_list = address_list.read(file.parent / address_list.FILE)
    ours = [src for src in written if not files.made_by_a_program(src)]
    urls = {src: url.removeprefix("./") for src in ours if (url := written[src]) is not None}
    unpublishable = frozenset(src for src in ours if not files.publishable(docs, src))
    pages = {src: _read_page(f"docs/{src}", docs / src) for src in urls if src not in unpublishable}
    records = {src: (urls[src], page.record) for src, page in pages.items() if page.source and page.record}
    of_pages = (fault for page in pages.values() for fault in page.faults)
    return Draft(
        settings=own_settings,
        settings_file=written_settings,
        records=records,
        files={src: page.source for src, page in pages.items() if page.source and page.record},
        unparsed={src: url for src, url in urls.items() if src not in records},
        incomplete=frozenset(src for src in records if pages[src].faults),
        unpublishable=unpublishable,
        promised=promised,
        faults=(*of_settings, *files.check(docs, ours), *of_pages, *of_list),
    )


@dataclass(frozen=True)
class _ReadPage:
    """A page's file as far as it could be read."""

    source: SourceText | None = None
    record: Record | None = None
    faults: tuple[Fault, ...] = ()


def _read_page(file: str, path: Path) -> _ReadPage:
    try:
        data = path.read_bytes()
    except OSError as error:
        fault = Fault(file, 0, f"The file cannot be read: {error.strerror}.", "Allow reading it, or write it anew.")
        return _ReadPage(faults=(fault,))
    source, faults = front_matter.read(file, data)
    record, found = validation.parse(file, source) if source else (None, [])
    return _ReadPage(source, record, (*faults, *found))


def relate(draft: Draft, nav: object, overrides: Path) -> RelatedSite:
    """Join the pages, in the order of the navigation, and check what is written in their records."""
    listed = listed_files(nav)
    place = {name: at for at, name in reversed(list(enumerate(listed)))}
    ordered = sorted(draft.records, key=lambda src: (place.get(src, len(place)), src))
    written = [Node(src, *draft.records[src], draft.files[src].lines) for src in ordered]
    generated = generated_pages.nodes(written)
    pages = {**{node.src: SourceText({}, "") for node in generated}, **draft.files}
    names = frozenset(path.name for path in overrides.glob("*.html")) - FRAMES - generated_pages.TEMPLATES
    order = (*listed, *(node.src for node in generated))
    graph = Graph([*written, *generated])
    site = Site(
        settings=draft.settings,
        graph=graph,
        files=pages,
        listed=order,
        unparsed=draft.unparsed,
        incomplete=draft.incomplete,
        unpublishable=draft.unpublishable,
        templates=names,
        settings_file=draft.settings_file,
        promised=draft.promised,
    )
    lost = gone.addresses(site)
    site = replace(site, gone=lost, unparsed={**draft.unparsed, **gone.unparsed(lost)})
    return RelatedSite(site, tuple(checks.of_records(site, draft.faults)))


def check(related: RelatedSite, html: Mapping[str, str], published: Collection[str]) -> Site:
    """Check the rendered texts, by address, against every rule; gives the site with its texts and its retelling.

    `published` are the addresses of all other files. Raises FaultsError if there is anything to mend.
    """
    site, nodes = related.site, related.site.graph.nodes
    generated = {node.url for node in nodes if node.generated_from}
    rendered = [node.url for node in nodes if node.url in html and node.url not in generated]
    address, zip_name = (site.settings.url, site.settings.zip_name) if site.settings else ("/", "")
    texts = {url: make_relative(HtmlDocument.parse(url, html[url]), address, zip_name) for url in rendered}
    faults = [*related.faults, *rendering.check(replace(site, texts=texts))]
    texts = {url: page_text for url, page_text in texts.items() if rendering.sound(page_text)}
    unrendered = {node.src: node.url for node in nodes if node.url not in texts and not node.generated_from}
    unparsed = {**site.unparsed, **unrendered}
    site = replace(site, texts=texts, retelling=_retelling(site, texts), unparsed=unparsed)
    faults = checks.of_texts(site, faults)
    if faults:
        raise FaultsError([*faults, *without_followers(links.unknown_pages(site, published), faults)])
    return site


def _retelling(site: Site, texts: Mapping[str, HtmlDocument]) -> Retelling | None:
    for node in site.graph.nodes:
        if isinstance(node.record, RetellingPage) and node.url in texts:
            return read_retelling(node, node.record, texts[node.url])
    return None


def finish(site: Site, docs: Path, overrides: Path) -> Finished:
    """Give marks, anchors, parts, uses and days to a site without faults; `overrides` has the assets."""
    retelling, own_settings = site.retelling, site.settings
    if retelling is None or own_settings is None:
        raise ValueError("A site without a retelling or settings has faults, and is not finished.")
    nodes = site.graph.nodes
    updated = history.last_changed(docs, nodes, history.first_day(site.graph, retelling.record.document.date))
    published = history.first_published(docs, nodes, updated)
    marked, toolkits = marking.mark(site, retelling, own_settings, updated)
    retelling = marking.with_uses(retelling, marked.graph, site.used_clauses())
    site = replace(marked, retelling=retelling)
    written = assets_of(overrides)
    return Finished(
        site=site,
        settings=own_settings,
        retelling=retelling,
        html={url: page_text.inner_html() for url, page_text in site.texts.items()},
        published=published,
        updated=updated,
        assets=assets.assets(written, index_files(site, retelling)),
        styles=assets.styles(written),
        speculation_rules=assets.speculation_rules(written),
        toolkits=toolkits,
    )


def write(finished: Finished, folder: Path, render: written_files.Render) -> set[str]:
    """Write all files that are beside the pages; gives their addresses."""
    return written_files.write(finished, folder, render)


def permalinked(url: str, html: str) -> tuple[str, BuiltPage]:
    """Set a link to itself beside each place of a built page, and hold its dates together.

    Gives the page, and what checks need of it.
    """
    page = HtmlDocument.parse(url, html)
    whole_dates.keep(page)
    permalinks.add(page)
    return f"<!doctype html>\n{page.tree.css_first('html').html}\n", BuiltPage.of(page)  # type: ignore[union-attr]


def check_built(finished: Finished, pages: Mapping[str, BuiltPage], published: Collection[str]) -> None:
    """Check the built pages' links, and the addresses that must last; raises FaultsError.

    `published` are the addresses of all other files.
    """
    site = finished.site
    moved_urls = {url.lstrip("/") for node in site.graph.nodes for url in node.record.moved_from}
    if found := list(checks.of_built(site, pages, {*published, *moved_urls})):
        raise FaultsError(found)


def report_of(error: Exception, overrides: Path) -> str:
    """Word an error that an editor can mend: faults, or an error in a template; nothing for any other."""
    if isinstance(error, FaultsError):
        return str(error)
    fault = template_faults.template_error(error, overrides)
    return report([fault]) if fault else ""


def publishable(docs: Path, src: str) -> bool:
    """Tell whether a file below `docs` may be published; why not is told with the other faults."""
    return files.publishable(docs, src)
