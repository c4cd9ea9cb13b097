"""Templates that pages name: each is there, and each is for one page, which has it."""

from collections.abc import Iterator, Mapping, Sequence

from retelling_site.content.graph import Node
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.records.schema import Page, RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_TIMELINE = "timeline.html"
"""The template that shows events."""


def check(site: Site) -> Iterator[Fault]:
    """Fault templates that are not there, that another page has, or that a page has lost."""
    pages = [
        (node, node.record) for node in site.graph.nodes if isinstance(node.record, Page) and not node.generated_from
    ]
    having: dict[str, Node] = {}
    for node, record in pages:
        if record.template:
            having.setdefault(record.template, node)
    swapped = _swapped(site, pages, having)
    for node, other in swapped:
        what = f"The page has the template of {other.file}, and that page the one of this."
        yield Fault(node.file, node.line("template"), what, "Exchange the two lines “template”.")
    explained = {page.src for pair in swapped for page in pair}
    for node, record in pages:
        if node.src not in explained:
            yield from _wrong(site, node, record, having)


def _wrong(site: Site, node: Node, record: Page, having: Mapping[str, Node]) -> Iterator[Fault]:
    """Fault the template of one page; `having` gives the first page that has each."""
    template, line = record.template, node.line("template") or node.line("type")
    own = _own_template(site, node, record)
    if template and template not in site.templates:
        remedy = f"Use one of: {', '.join(sorted(site.templates))}."
        yield Fault(node.file, line, f"There is no template “{template}” for a page.", remedy)
    elif template and having[template] is not node:
        what = f"“{template}” is the template of {having[template].file}."
        yield Fault(node.file, line, what, "Remove the line: each template is for one page.")
    elif record.events and template != _TIMELINE:
        what = "“events” is shown nowhere."
        yield Fault(node.file, node.line("events"), what, f"Write “template: {_TIMELINE}”, or remove it.")
    elif own and own != template and (template or own not in having):
        what = f"The page needs its template “{own}”."
        yield Fault(node.file, line, what, f"Write “template: {own}” into the front matter.")


def _swapped(site: Site, pages: Sequence[tuple[Node, Page]], having: Mapping[str, Node]) -> list[tuple[Node, Node]]:
    """Give each two pages of which either has the template of the other."""
    own = {node.src: _own_template(site, node, record) for node, record in pages}
    wrong = [node for node, record in pages if record.template and own[node.src] not in ("", record.template)]
    pairs = [(node, having[own[node.src]]) for node in wrong if own[node.src] in having]
    return [(node, other) for node, other in pairs if (other, node) in pairs and node.src < other.src]


def _own_template(site: Site, node: Node, record: Page) -> str:
    """Give the template that was made for this page: for what it is, or after its name."""
    if record.retired:
        return ""
    if isinstance(record, RetellingPage):
        return "retelling.html"
    if not node.url:
        return "home.html"
    if record.near or record.not_held:
        return "search.html"
    name = node.url.strip("/").rpartition("/")[2]
    plural = next((kind.plural for kind in PAGE_TYPES.values() if kind.folder == node.url.strip("/")), "")
    names = (name, plural.lower(), name.partition("-")[0])
    return next((f"{own}.html" for own in names if own and f"{own}.html" in site.templates), "")
