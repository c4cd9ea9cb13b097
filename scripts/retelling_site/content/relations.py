"""The graph of relations: each is written once, with its reason, and both of its pages show it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from learning.faults import Fault
from learning.model import FOLDERS, Record

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ORDER = ("agency", "theme", "improvement")
"""The order in which page types are shown: finding, theme, reported change."""


@dataclass(frozen=True)
class Node:
    """A page in the graph; `src` is its file below `docs/`, `url` its address below the site's root."""

    src: str
    url: str
    record: Record
    lines: Mapping[str, int]

    @property
    def id(self) -> str:
        """The file's name, by which other pages refer to this one."""
        return PurePosixPath(self.src).stem

    @property
    def paragraphs(self) -> list[str]:
        """The first source in each paragraph that the record names: enough for a page's head."""
        return list({source.split("-", 1)[0]: source for source in reversed(self.record.sources)}.values())[::-1]

    @property
    def parent_url(self) -> str:
        """The address of the index that this page stands under; the home page has none."""
        parent = PurePosixPath(self.url).parent
        return "" if parent == PurePosixPath(".") else f"{parent}/"

    @property
    def file(self) -> str:
        """The file as faults name it."""
        return f"docs/{self.src}"


@dataclass(frozen=True)
class Kin:
    """The other end of a relation, and why the two belong together."""

    node: Node
    why: str


class Graph:
    """All pages by type and id, in the order of the navigation, with their relations both ways."""

    def __init__(self, nodes: Iterable[Node], unread: Collection[str] = ()) -> None:
        """Take the pages in reading order; `unread` are files that hold a page which could not be read."""
        self.nodes = list(nodes)
        self.unread = frozenset(unread)
        self._by_id = {(n.record.type, n.id): n for n in self.nodes if n.record.type in FOLDERS}
        self._kin: dict[tuple[str, str], list[Kin]] = defaultdict(list)
        place = {node.url: at for at, node in enumerate(self.nodes)}
        for node, other, why in self._edges():
            self._kin[node.url, other.record.type].append(Kin(other, why))
            self._kin[other.url, node.record.type].append(Kin(node, why))
        for found in self._kin.values():
            found.sort(key=lambda kin: place[kin.node.url])

    @cached_property
    def by_url(self) -> Mapping[str, Node]:
        """Every page by its address below the site's root."""
        return {node.url: node for node in self.nodes}

    def of_type(self, kind: str) -> list[Node]:
        """All pages of one type, in reading order."""
        return [node for node in self.nodes if node.record.type == kind]

    def kin(self, node: Node, kind: str) -> list[Kin]:
        """Pages of one type that are related to this one, from whichever side the relation was written."""
        return self._kin.get((node.url, kind), [])

    def has_gap(self, node: Node) -> bool:
        """Tell whether the release reports no change on the subject of a finding or a theme."""
        return node.record.type in ("agency", "theme") and not self.kin(node, "improvement")

    def without(self, kind: str, other: str) -> list[Node]:
        """Pages of one type that no page of another type is related to: the gaps, told as such."""
        return [node for node in self.of_type(kind) if not self.kin(node, other)]

    def _edges(self) -> Iterator[tuple[Node, Node, str]]:
        for node in self.nodes:
            for kind, reasons in node.record.relations.items():
                for target, why in reasons.items():
                    other = self._by_id.get((kind, target))
                    if other is not None and other is not node:
                        yield node, other, why

    def faults(self) -> list[Fault]:
        """Relations to nowhere, to the page itself, or written on both pages; pages that share a title or address."""
        return [*self._relation_faults(), *self._twin_faults(), *self._folder_faults()]

    def _relation_faults(self) -> Iterator[Fault]:
        written: dict[frozenset[str], Node] = {}
        for node in self.nodes:
            for kind, reasons in node.record.relations.items():
                line = node.lines.get(f"{kind}s", node.lines.get("related"))
                for target in reasons:
                    other = self._by_id.get((kind, target))
                    if f"{FOLDERS[kind]}/{target}.md" in self.unread:
                        continue
                    if other is None:
                        known = ", ".join(n.id for n in self.of_type(kind)[:40])
                        what = f"There is no {kind} “{target}”."
                        yield Fault(node.file, what, f"Use one of: {known}.", line)
                    elif other is node:
                        yield Fault(node.file, f"“{target}” is related to itself.", "Remove that line.", line)
                    elif (pair := frozenset((node.url, other.url))) in written:
                        what = f"The relation to “{target}” is also written in {written[pair].file}."
                        yield Fault(node.file, what, "Keep one of the two; both pages will show it.", line)
                    else:
                        written[pair] = node

    def _twin_faults(self) -> Iterator[Fault]:
        titles: dict[str, Node] = {}
        addresses: dict[str, Node] = {}
        for node in self.nodes:
            first = titles.setdefault(" ".join(node.record.title.casefold().split()), node)
            if first is not node:
                what = f"The title “{node.record.title}” is also that of {first.file}."
                yield Fault(node.file, what, "Give each page a title of its own.", node.lines.get("title"))
            first = addresses.setdefault(node.url.casefold(), node)
            if first is not node:
                what = f"The address /{node.url} is also that of {first.file}."
                yield Fault(node.file, what, "Rename one of the two files.")

    def _folder_faults(self) -> Iterator[Fault]:
        for node in self.nodes:
            if not _NAME.fullmatch(node.id):
                what = f"The file's name “{node.id}” makes an address that readers cannot type."
                yield Fault(node.file, what, "Use small letters, digits and hyphens.")
            folder = FOLDERS.get(node.record.type)
            if folder and PurePosixPath(node.src).parent != PurePosixPath(folder):
                what = f"A page of type “{node.record.type}” stands outside docs/{folder}/."
                yield Fault(node.file, what, f"Move the file to docs/{folder}/, or change its type.")
