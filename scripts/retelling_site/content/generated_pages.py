"""Pages without a file of their own: tools for a team, generated from each finding below the page that is their door.

They are pages like all others: in the graph, the catalogue, the sitemap, the addresses and the zip.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from retelling_site.content.graph import Node
from retelling_site.content.page_types import AGENCY, PAGE
from retelling_site.content.records.schema import Page, Record

DOOR = "briefing.html"
"""The template of the page that leads to the tools; a site without such a page has none."""


@dataclass(frozen=True)
class Tool:
    """A kind of page that is generated from a finding; `tail` ends its address, `name` its title."""

    template: str
    tail: str
    name: str


TOOLS = (
    Tool("sheet.html", "", "sheet for a team"),
    Tool("wall.html", "/screen", "cards for the wall"),
    Tool("plan.html", "/ledger", "plan to leave with"),
)
TEMPLATES = frozenset(tool.template for tool in TOOLS)
"""No page that is written can have them."""


def files(records: Mapping[str, tuple[str, Record]]) -> list[str]:
    """Name the files that generated pages would have below `docs/`, given what each written file holds, by its path."""
    written = [Node(src, url, record, {}) for src, (url, record) in records.items()]
    return [node.src for node in nodes(written) if node.src not in records]


def nodes(written: Iterable[Node]) -> list[Node]:
    """Generate the pages from those that are written, in their order; each finding's stand together."""
    written = list(written)
    door = next((node for node in written if node.template == DOOR), None)
    if door is None:
        return []
    return [_generated(door, node, tool) for node in written if node.record.type == AGENCY for tool in TOOLS]


def _generated(door: Node, finding: Node, tool: Tool) -> Node:
    path, origin = f"{door.url}{finding.id}{tool.tail}", finding.record
    record = Page.model_construct(
        title=f"{origin.title}: {tool.name}",
        type=PAGE,
        summary=origin.summary,
        summary_sources=origin.summary_sources,
        template=tool.template,
        moved_from=[f"/{door.url}{PurePosixPath(old).name}{tool.tail}/" for old in origin.moved_from],
    )
    return Node(f"{path}.md", f"{path}/", record, finding.lines, generated_from=finding.src)
