"""The whole site while it is built: records read, ordered into a graph, held against every rule, made ready to show.

It knows pages by source file and address, and nothing of the builder that renders them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from learning import (
    blocks,
    changes,
    citations,
    front_matter,
    history,
    links,
    model,
    pictures,
    redirects,
    sourcing,
    structured_data,
    vocabulary,
)
from learning.faults import Fault
from learning.graph import Graph, Node
from learning.retelling import SRC, Retelling
from learning.retelling import read as read_retelling


@dataclass
class Site:
    """What one build gathers; `faults` holds all that an editor must mend before anything is published."""

    nodes: dict[str, Node] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)
    graph: Graph = field(default_factory=lambda: Graph([]))
    retelling: Retelling = field(default_factory=lambda: Retelling("", {}))
    updated: Mapping[str, str] = field(default_factory=dict)

    def read(self, src: str, url: str, file: Path) -> str | None:
        """Read one page's record; where that cannot be done, give a text for the builder to go on with."""
        name = f"docs/{src}"
        try:
            data = file.read_bytes()
            source, found = front_matter.read(name, data)
        except OSError as error:
            data, source = b"", None
            found = [Fault(name, f"The file cannot be read: {error.strerror}.", "Write the page anew, or delete it.")]
        self.faults += found
        if source is None:
            self.unread.add(src)
            return data.decode("utf-8", errors="replace") or "\n"
        record, found = model.parse(name, source)
        self.faults += [*found, *blocks.unclosed(name, source.body)]
        if record is None:
            self.unread.add(src)
        else:
            self.nodes[src] = Node(src, url, record, source.lines)
        stand_in = None
        for address in links.unsound(source.body):
            self.faults.append(Fault(name, f"“{address}” is no address.", "Correct it, or write it without the //."))
            stand_in = (stand_in or data.decode("utf-8-sig")).replace(address, "")
        return stand_in

    def check_settings(self, templates: Collection[str], moved: Mapping[str, str], sources: Collection[str]) -> None:
        """Hold page templates and redirects against the files that are there."""
        for node in self.nodes.values():
            name = getattr(node.record, "template", None)
            if name and name not in templates:
                remedy = f"Use one of: {', '.join(sorted(templates))}."
                self.faults.append(Fault(node.file, f"There is no template “{name}”.", remedy, node.lines["template"]))
        self.faults += redirects.check(moved, sources)

    def order(self, listed: Iterable[str]) -> None:
        """Make the graph, in the order of the navigation, and check what is written in the records."""
        names = list(listed)
        self.absent = {name for name in names if name not in self.nodes} - self.unread
        self.unread |= self.absent
        for name in (name for name, times in Counter(names).items() if times > 1):
            self.faults.append(Fault("mkdocs.yml", f"The navigation lists “{name}” twice.", "Remove one of the lines."))
        place = {name: at for at, name in enumerate(names)}
        nodes = sorted(self.nodes.values(), key=lambda node: (place.get(node.src, len(place)), node.src))
        self.graph = Graph(nodes, self.unread)
        self.faults += [*self.graph.faults(), *vocabulary.check(self.graph), *changes.check(self.graph)]

    def check_texts(self, texts: Mapping[str, str], pages: Mapping[str, str], files: Collection[str]) -> None:
        """Hold all rendered texts (by address) against the sourcing rule, and their links against `files`.

        `pages` holds the address of every page by its source file, those that could not be read among them.
        """
        url = pages.get(SRC)
        if url is None:
            self.faults.append(Fault(f"docs/{SRC}", "The retelling is missing.", "Restore the file."))
            self.absent.add(SRC)
        elif SRC not in self.unread:
            self.retelling, found = read_retelling(url, texts[url])
            self.faults += found
        self.faults += sourcing.check(texts, self.graph.nodes, self.retelling, whole=not self.absent)
        names = {url: f"docs/{src}" for src, url in pages.items() if src not in self.unread}
        self.faults += links.check(texts, names, files, self.faults)
        self.faults = [fault for fault in self.faults if fault.absent not in self.absent]

    def finish(self, texts: Mapping[str, str], docs: Path) -> dict[str, str]:
        """Give each page's text with its citations marked; learn which to list, and when each page last changed."""
        finished = {}
        for node in self.graph.nodes:
            gap = self.graph.has_gap(node)
            told, self.sources[node.url] = citations.decorate(node, texts[node.url], self.retelling, gap=gap)
            finished[node.url] = told
        self.updated = history.last_changed(docs, self.graph.nodes)
        return finished

    def for_templates(self) -> dict[str, Any]:
        """Give what every template may use."""
        return {
            "changes": changes.entries(self.graph),
            "graph": self.graph,
            "known_words": vocabulary.a_to_z(self.graph),
            "map_of": pictures.map_of,
            "retelling": self.retelling,
            "timeline_of": pictures.timeline_of,
        }

    def for_page(self, url: str, text: str, root: str, name: str) -> dict[str, Any]:
        """Give what the template of one page needs; `root` is the address of the site's home, `name` its name."""
        node = self.graph.by_url[url]
        day = self.updated[node.src]
        return {
            "node": node,
            "sources": self.sources[url],
            "updated": date.fromisoformat(day),
            "structured_data": structured_data.of_page(self.graph, node, text, root, name, day),
        }
