"""The graph of relations: each is written once, with its reason, and both of its pages show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from retelling_site.content.page_types import IMPROVEMENT, PAGE_TYPES, PageType
from retelling_site.content.parts import Parts
from retelling_site.content.records.schema import Page, Record, Relation
from retelling_site.content.records.source_text import KeyPath, line_of_key

_AROUND = 12
"""How many siblings a page lists on each side at least, where there are so many: no page grows with the site."""


@dataclass(frozen=True)
class Node:
    """A page in the graph; `src` is its file below `docs/`, `url` its address below the site's root."""

    src: str
    url: str
    record: Record
    lines: Mapping[KeyPath, int]
    parts: Parts = field(default_factory=Parts)
    """What readers read in its body, in records."""
    sources: tuple[str, ...] = ()
    """The clauses that the page cites, in the order of the document."""
    generated_from: str = ""
    """The file of the page that this one is generated from; empty where it has a file of its own."""

    @cached_property
    def id(self) -> str:
        """The file's name, by which other pages refer to this one."""
        return PurePosixPath(self.src).stem

    @property
    def type(self) -> PageType:
        """Its row in the table of page types."""
        return PAGE_TYPES[self.record.type]

    @cached_property
    def parent_url(self) -> str:
        """The address of the index that this page stands under; the home page has none."""
        parent = PurePosixPath(self.url).parent
        return "" if parent == PurePosixPath(".") else f"{parent}/"

    @property
    def template(self) -> str:
        """The file of its template in `overrides/`."""
        return (isinstance(self.record, Page) and self.record.template) or "main.html"

    @property
    def retired(self) -> str:
        """Why the page has gone; empty for one that has not."""
        return (isinstance(self.record, Page) and self.record.retired) or ""

    @property
    def file(self) -> str:
        """The file as faults name it: the one that an editor can mend."""
        return f"docs/{self.generated_from or self.src}"

    @property
    def clauses(self) -> set[str]:
        """The clauses that its record names."""
        return {anchor for _, anchors in self.record.clauses() for anchor in anchors}

    def line(self, *path: str | int) -> int:
        """Give the line of a key of the record, or of the nearest part of it that has one; 0 where none has."""
        return line_of_key(self.lines, path)


@dataclass(frozen=True)
class Related:
    """The other end of a relation, and why the two belong together."""

    node: Node
    relation: Relation

    @property
    def why(self) -> str:
        """The reason, in one sentence."""
        return self.relation.why

    @property
    def sources(self) -> list[str]:
        """The clauses that the reason rests on."""
        return self.relation.sources


class Graph:
    """All pages by type and id, in the order of the navigation, with their relations both ways."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        """Take the pages in reading order."""
        self.nodes = tuple(nodes)
        self._of_type: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            self._of_type[node.record.type].append(node)
        self.by_id: Mapping[tuple[str, str], Node] = {(n.record.type, n.id): n for n in self.nodes if n.type.connected}
        self._related: dict[tuple[str, str], list[Related]] = defaultdict(list)
        place = {node.url: at for at, node in enumerate(self.nodes)}
        for node, other, relation in self._edges():
            self._related[node.url, other.record.type].append(Related(other, relation))
            self._related[other.url, node.record.type].append(Related(node, relation))
        for found in self._related.values():
            found.sort(key=lambda related: place[related.node.url])

    @cached_property
    def by_url(self) -> Mapping[str, Node]:
        """Every page by its address below the site's root."""
        return {node.url: node for node in self.nodes}

    @cached_property
    def by_src(self) -> Mapping[str, Node]:
        """Every page by its file below `docs/`, generated pages by the one that they would have."""
        return {node.src: node for node in self.nodes}

    @cached_property
    def _generated(self) -> Mapping[str, Mapping[str, Node]]:
        found: dict[str, dict[str, Node]] = defaultdict(dict)
        for node in self.nodes:
            if node.generated_from:
                found[node.generated_from][node.template.removesuffix(".html")] = node
        return found

    def generated_from(self, node: Node) -> Mapping[str, Node]:
        """Give the pages that are generated from this one, by the name of their template."""
        return self._generated.get(node.src, {})

    def origin(self, node: Node) -> Node | None:
        """Give the page that this one is generated from, if it is."""
        return self.by_src.get(node.generated_from)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {node.url: at for nodes in self._of_type.values() for at, node in enumerate(nodes)}

    def of_type(self, name: str) -> list[Node]:
        """All pages of one type, in reading order."""
        return self._of_type.get(name, [])

    def related(self, node: Node, name: str) -> list[Related]:
        """Pages of one type that are related to this one, from whichever side the relation was written."""
        return self._related.get((node.url, name), [])

    def siblings(self, node: Node) -> list[Node]:
        """Give the pages of a connected page's type, itself among them."""
        return self.of_type(node.record.type) if node.type.connected else []

    def place(self, node: Node) -> int:
        """Give a connected page's place among its siblings, counted from 1."""
        return self._places[node.url] + 1

    def around(self, node: Node) -> list[Node]:
        """Give the siblings of a connected page that it lists, itself among them: all, or of many those around it."""
        siblings, most = self.siblings(node), 2 * _AROUND + 1
        first = max(0, min(self._places[node.url] - _AROUND, len(siblings) - most))
        return siblings[first : first + most]

    def beside(self, node: Node, step: int) -> Node | None:
        """Give the sibling that is `step` places away in reading order, if there is one."""
        siblings = self.siblings(node)
        at = self._places[node.url] + step if siblings else -1
        return siblings[at] if 0 <= at < len(siblings) else None

    def has_gap(self, node: Node) -> bool:
        """Tell whether no change is reported on the subject of a finding or a theme."""
        return IMPROVEMENT in node.record.relation_keys and not self.related(node, IMPROVEMENT)

    def without(self, name: str, other: str) -> list[Node]:
        """Pages of one type that no page of another type is related to."""
        return [node for node in self.of_type(name) if not self.related(node, other)]

    def _edges(self) -> Iterator[tuple[Node, Node, Relation]]:
        seen: set[frozenset[str]] = set()
        for node in self.nodes:
            for page_type, relations in node.record.relations.items():
                for target, relation in relations.items():
                    other = self.by_id.get((page_type, target))
                    if other is None or other is node or (pair := frozenset((node.url, other.url))) in seen:
                        continue
                    seen.add(pair)
                    yield node, other, relation
