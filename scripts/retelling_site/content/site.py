"""The whole site as it is read: one frozen value that steps of the pipeline and checks are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborNode

from retelling_site.content.graph import Graph, Node
from retelling_site.content.records.schema import Page, RetellingPage
from retelling_site.content.records.settings import Settings
from retelling_site.content.records.settings_file import SettingsFile
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.retelling import Retelling
from retelling_site.faults import Fault
from retelling_site.html import HtmlDocument, Link, text, text_before


@dataclass(frozen=True)
class Site:
    """Pages, relations and settings; once the builder has rendered the texts, these too."""

    settings: Settings | None
    graph: Graph
    files: Mapping[str, SourceText]
    """Each page's file as written, by its path below `docs/`."""
    listed: tuple[str, ...]
    """The files that the navigation lists, in its order."""
    unparsed: Mapping[str, str] = field(default_factory=dict)
    """The address of each file that holds a page which could not be read."""
    incomplete: frozenset[str] = frozenset()
    """Files of pages that were read in part: what does not fit in their records is told already."""
    unpublishable: frozenset[str] = frozenset()
    """Files that may not be published: why not is told already."""
    templates: frozenset[str] = frozenset()
    """The names of the page templates that are there."""
    settings_file: SettingsFile = field(default_factory=SettingsFile)
    """Where each setting is written."""
    texts: Mapping[str, HtmlDocument] = field(default_factory=dict)
    """Each page's rendered text by its address."""
    retelling: Retelling | None = None
    promised: Mapping[str, int] = field(default_factory=dict)
    """Every address that was published, with its line in the list."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """Those of pages that are nowhere now."""

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """What is explained wherever it stands on the site."""
        pages = [node.record for node in self.graph.nodes if isinstance(node.record, Page)]
        return {short: long for page in pages for short, long in page.abbreviations.items()}

    @cached_property
    def whole(self) -> bool:
        """Whether every page could be read, and nothing of it is missing: else nobody can say what is nowhere."""
        return not self.unparsed and not self.incomplete and all(src in self.files for src in self.listed)

    def has_page(self, url: str) -> bool:
        """Tell whether a page stands at an address below the root; one that cannot be read or found is told already."""
        missing = {src.removesuffix(".md").removesuffix("/index") for src in self.listed if src not in self.files}
        return url in self.graph.by_url or url in self.unparsed.values() or url.strip("/") in missing

    def fault(self, node: Node, place: LexborNode | str, what: str, remedy: str, words: str = "") -> Fault:
        """Make a fault of a page's text, with its line: where an element or its words begin, or those `words` in it."""
        source, page_text = self.files.get(node.src), self.texts.get(node.url)
        if source is None or page_text is None or isinstance(place, str):
            line = source.line_of(str(place)) if source else 0
            return Fault(node.file, line, what, remedy)
        of_place = text(place)
        before = text_before(page_text, place) + (of_place.rpartition(words)[0] if words else "")
        return Fault(node.file, source.line_of(words or of_place, before), what, remedy)

    def cited(self, link: Link) -> str:
        """Give the anchor of the retelling that a link cites, or nothing.

        A citation's words are the name of the paragraph; one that nobody can see is none.
        """
        if self.retelling is None or link.page != self.retelling.url or not link.anchor:
            return ""
        paragraph = self.retelling.paragraph_of(link.anchor)
        named = paragraph is not None and text(link.node) == paragraph.anchor
        return link.anchor if named and self.retelling.holds(link.anchor) else ""

    def citations(self, page_text: HtmlDocument) -> dict[int, str]:
        """Give the anchor that each citing link of a text leads to, by its element."""
        return {link.node.mem_id: anchor for link in page_text.links if (anchor := self.cited(link))}

    def used_clauses(self) -> dict[str, list[Node]]:
        """Give the pages that use each clause, in their text or their record; the retelling itself does not count."""
        used: dict[str, list[Node]] = {}
        for node in self.graph.nodes:
            page_text = self.texts.get(node.url)
            if page_text is not None and not isinstance(node.record, RetellingPage):
                for anchor in {*self.citations(page_text).values(), *node.clauses}:
                    used.setdefault(anchor, []).append(node)
        return used
