"""Names of pages: files that make an address and stand in the folder of their type, titles that claim nothing.

No two pages have one title or one address: else one is a copy of the other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from retelling_site.checks.texts.claims import claim
from retelling_site.content.graph import Node
from retelling_site.content.records.schema import RetellingPage
from retelling_site.content.site import Site
from retelling_site.faults import Fault, hiding_rest

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(site: Site) -> Iterator[Fault]:
    """Fault the names of files and folders, then titles, then addresses."""
    written = [node for node in site.graph.nodes if not node.generated_from]
    for node in written:
        yield from hiding_rest(misplaced(node))
        yield from _claiming_title(node)
    yield from _same_titles(node for node in written if not any(misplaced(node)))
    yield from _same_addresses(site, written)


def misplaced(node: Node) -> Iterator[Fault]:
    """Fault a page whose file has a name that makes no address, or stands in a folder of another type."""
    if not _NAME.fullmatch(node.id):
        what = f"The file's name “{node.id}” makes an address that readers cannot type."
        yield Fault(node.file, 0, what, "Use small letters, digits and hyphens.")
    folder = node.type.folder
    if folder and PurePosixPath(node.src).parent != PurePosixPath(folder):
        what = f"A page of type “{node.record.type}” stands outside docs/{folder}/."
        yield Fault(node.file, node.line("type"), what, f"Move the file to docs/{folder}/, or change its type.")


def _claiming_title(node: Node) -> Iterator[Fault]:
    title = node.record.title
    if (node.record.retells or isinstance(node.record, RetellingPage)) and (why := claim(title)):
        what = f"The title “{title}” may claim something, {why}."
        yield Fault(node.file, node.line("title"), what, "Write a name or a question.", hides_rest=True)


def _same_titles(nodes: Iterable[Node]) -> Iterator[Fault]:
    for node, first in _repeated(nodes, lambda node: " ".join(node.record.title.split())):
        what = f"The title “{node.record.title}” is also that of {first.file}."
        yield Fault(node.file, node.line("title"), what, "Give each page a title of its own.", hides_rest=True)


def _same_addresses(site: Site, written: Iterable[Node]) -> Iterator[Fault]:
    """Fault two files that make one address, and a file at the address of a page that is generated from another."""
    for node, first in _repeated(written, lambda node: node.url):
        what = f"The address /{node.url} is also that of {first.file}."
        yield Fault(node.file, 0, what, "Rename one of the two files.", hides_rest=True)
    by_address = {node.url.casefold(): node for node in site.graph.nodes if node.generated_from}
    for node in written:
        if generated := by_address.get(node.url.casefold()):
            what = f"The address /{node.url} is that of a page made from {generated.file}."
            yield Fault(node.file, 0, what, "Rename this file.")


def _repeated(nodes: Iterable[Node], name_of: Callable[[Node], str]) -> Iterator[tuple[Node, Node]]:
    """Give each page with the first that has the same name, whatever its case."""
    first: dict[str, Node] = {}
    for node in nodes:
        other = first.setdefault(name_of(node).casefold(), node)
        if other is not node:
            yield node, other
