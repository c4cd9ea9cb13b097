"""Links that lead nowhere, wherever they were written: in Markdown, in raw HTML or in a template.

Checked once, on the built pages, anchors included.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin

from retelling_site.checks.built.page import BuiltPage, Target
from retelling_site.checks.texts.source_links import written_as_source
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Link


def check(site: Site, pages: Mapping[str, BuiltPage], files: Collection[str]) -> Iterator[Fault]:
    """Fault every link of the built pages that leads to no page, file or anchor; `files` are addresses of all else."""
    nodes = site.graph.by_url
    for url, page in pages.items():
        if node := nodes.get(url):
            yield from _pictures(site, node, page, files)
        for link in page.targets:
            if link.page is None:
                continue
            missing = link.page not in pages and link.page not in files
            if missing or (link.anchor and link.page in pages and link.anchor not in pages[link.page].ids):
                yield _fault(site, node, url, link, _remedy(link, pages, missing=missing))


def _pictures(site: Site, node: Node, page: BuiltPage, files: Collection[str]) -> Iterator[Fault]:
    """Fault pictures of a page's text that are not there; what templates show is made with them."""
    for written in page.pictures:
        address = normpath(urljoin(f"/{node.url}", unquote(written)).lstrip("/"))
        if address not in files:
            line = site.files[node.src].line_with(written.rpartition("/")[2])
            what = f"The picture “{written}” is not there."
            yield Fault(node.file, line, what, "Put it into docs/, and write the way to it from this file.")


def unknown_pages(site: Site, files: Collection[str]) -> Iterator[Fault]:
    """Fault links of the texts that lead to no page, where other faults keep the pages from being built."""
    known = {f"{node.url}" for node in site.graph.nodes} | set(files)
    unparsed = {url.strip("/") for url in site.unparsed.values()}
    for node in site.graph.nodes:
        for link in site.documents[node.url].links if node.url in site.documents else []:
            meant = normpath(join(dirname(node.src), link.written.partition("#")[0]))
            if meant in site.listed and meant not in site.files:
                continue  # the navigation names it too, and that is told
            if site.retelling and written_as_source(site.retelling, link):
                continue  # likewise
            if link.page is not None and link.page not in known and link.page.strip("/") not in unparsed:
                page = link.page.removesuffix(".md")
                if "." in page.rpartition("/")[2] or any(page.endswith(name) for name in unparsed if name):
                    continue  # a file that the build makes, or a page whose own faults are told
                yield _fault(site, node, node.url, link, "Correct it, or write the page that it means.")


def _fault(site: Site, node: Node | None, url: str, link: Link | Target, remedy: str) -> Fault:
    source = site.files.get(node.src) if node else None
    written = link.written
    line = 0
    if source is not None:
        tail = written.rpartition("../")[2].lstrip("./")
        anchor = f"#{link.anchor}" if link.anchor else ""
        line = source.line_with(written) or source.line_with(tail) or (source.line_with(anchor) if anchor else 0)
    if node is None or not line:
        file = node.file if node else f"/{url}"
        target = f"/{link.page}#{link.anchor}".removesuffix("#")
        what = f"A template, or a setting, leads from this page to “{target}”,"
        return Fault(file, 0, f"{what} which does not exist.", f"{remedy} Templates are in overrides/.")
    return Fault(node.file, line, f"The link “{written}” leads nowhere.", remedy)


def _remedy(link: Target, pages: Mapping[str, BuiltPage], *, missing: bool) -> str:
    page = link.page or ""
    if missing:
        near = get_close_matches(page.removesuffix(".md").strip("/"), [url.strip("/") for url in pages], 3, 0.6)
        named = f" The nearest are {', '.join(f'/{url}/' for url in near)}." if near else ""
        return f"Correct it, or write the page that it means.{named}"
    known = [anchor for anchor in pages[page].ids if anchor]
    near = get_close_matches(link.anchor, known, 3, 0.4) or known[:3]
    named = f" The nearest that exist are {', '.join(f'#{anchor}' for anchor in near)}." if near else ""
    return f"Correct what stands after #.{named}"
