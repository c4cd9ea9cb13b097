"""Pages that were published and are gone: people link to them from places that we cannot see.

Told before anything else looks for them: links, relations and search words that lead there follow from it.
"""

from collections.abc import Iterator, Mapping

from retelling_site.checks.records.names import misplaced
from retelling_site.content.records import address_list
from retelling_site.content.records.schema import Page
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault each page of the list that is nowhere now, and one that is retired and retells all the same."""
    for node in site.graph.nodes:
        if isinstance(node.record, Page) and node.record.retired and not node.record.ours and not node.generated_from:
            remedy = "Write “ours: true” too, and take its sources out."
            yield Fault(
                node.file, node.line("retired"), "A page that is retired retells nothing.", remedy, hides_rest=True
            )
    for address, line in site.gone.items():
        remedy = (
            f"Restore its file, write “moved_from: [{address}]” on the page that has its text now, or retire it, "
            "as CONTRIBUTING.md says."
        )
        what = f"The page {address} was published and is gone."
        yield Fault(address_list.FILE, line, what, remedy, cause="gone")


def addresses(site: Site) -> dict[str, int]:
    """Give the addresses of pages that are gone, with their lines in the list.

    Left out is what another fault tells: a file that cannot be read, is misplaced, or is listed in the navigation.
    """
    moved = {old for node in site.graph.nodes for old in node.record.moved_from}
    missing = {name for name in site.listed if name not in site.files}
    names = {_name(src) for src in (*site.unparsed, *missing)}
    names |= {node.id.lower() for node in site.graph.nodes if any(misplaced(node))}
    lost = {}
    for address, line in site.promised.items():
        stands = "#" in address or address in moved or site.has_page(address.lstrip("/"))
        told = missing.intersection(files(address)) or names.intersection(_steps(address))
        if not stands and not told:
            lost[address] = line
    return _without_pages_below(lost)


def _without_pages_below(lost: Mapping[str, int]) -> dict[str, int]:
    """Leave out pages that stood below another one that is gone, by its name: they went with it."""
    names = {address: _name(files(address)[0]) for address in lost}
    found = {}
    for address, line in lost.items():
        *above, _ = _steps(address)
        if not any(name in above for other, name in names.items() if other != address):
            found[address] = line
    return found


def _steps(address: str) -> list[str]:
    return address.strip("/").split("/")


def files(address: str) -> tuple[str, str]:
    """Give the files below `docs/` that a page of this address can have."""
    url = address.strip("/")
    return (f"{url}.md", f"{url}/index.md") if url else ("index.md", "README.md")


def unparsed(lost: Mapping[str, int]) -> dict[str, str]:
    """Give the files of pages that are gone, with their addresses: they are told, as those that cannot be read."""
    return {file: address.lstrip("/") for address in lost for file in files(address)}


def _name(src: str) -> str:
    """Give the name by which an address knows a page's file."""
    path = src.removesuffix(".md").removesuffix("/index")
    return path.rpartition("/")[2]
