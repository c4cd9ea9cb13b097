"""Links that lead nowhere, wherever they were written: in Markdown, in raw HTML or in a template.

Checked once, on the built pages, anchors included.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urljoin

from retelling_site.checks.built.page import BuiltPage, Target
from retelling_site.checks.records.files import KINDS
from retelling_site.checks.texts.source_links import written_as_source
from retelling_site.content.graph import Node
from retelling_site.content.records.source_text import SourceText
from retelling_site.content.site import Site
from retelling_site.faults import Fault
from retelling_site.html import Link

_LINK = re.compile(r"\[[^\[\]]*\]\([ \t]*<?(?P<target>[^()\s>]*)")
_HOST = re.compile(r"^(?:https?:?/*)?(?=www\.)|^https?/+", re.I)
"""How an address of another website begins that lacks its scheme, or some of it."""


def check(site: Site, pages: Mapping[str, BuiltPage], files: Collection[str]) -> Iterator[Fault]:
    """Fault every link of the built pages that leads to no page, file or anchor; `files` are addresses of all else."""
    nodes = site.graph.by_url
    for url, page in pages.items():
        node = nodes.get(url)
        yield from _pictures(site, node, url, page, files)
        for link in page.targets:
            if link.page is None:
                continue
            if link.page not in pages and link.page not in files:
                remedy = _other_file(link, url, files) or _other_page(site, node, link)
                yield _fault(site, node, url, link, remedy)
            elif link.anchor and link.page in pages and link.anchor not in pages[link.page].ids:
                yield _fault(site, node, url, link, _other_anchor(link, pages))


def _pictures(site: Site, node: Node | None, url: str, page: BuiltPage, files: Collection[str]) -> Iterator[Fault]:
    """Fault pictures that are not there."""
    for written in page.pictures:
        address = normpath(urljoin(f"/{url}", unquote(written)).lstrip("/"))
        if address in files or written.startswith("data:"):
            continue
        if node and node.src in site.files and (line := _line_with(site.files[node.src], written.rpartition("/")[2])):
            what = f"The picture “{written}” is not there."
            yield Fault(node.file, line, what, "Put it into docs/, and write the way to it from this file.")
        else:
            file, what = (
                node.file if node else f"/{url}",
                f"A template shows the picture “{written}”, which is not there.",
            )
            remedy = "Put it into overrides/assets/, or take it out. Templates are in overrides/."
            yield Fault(file, 0, what, remedy, cause=f"picture {written.rpartition('../')[2]}")


def unknown_pages(site: Site, files: Collection[str]) -> Iterator[Fault]:
    """Fault links of the texts that lead to no page, where other faults keep the pages from being built."""
    known = {*site.graph.by_url, *files}
    for node in site.graph.nodes:
        page_text = site.texts.get(node.url)
        for link in page_text.links if page_text else ():
            if link.page is not None and link.page not in known and not _explained(site, node, link):
                yield _fault(site, node, node.url, link, _other_page(site, node, link))


def _explained(site: Site, node: Node, link: Link) -> bool:
    """Tell whether another fault explains why a link leads nowhere, or the build makes what it leads to."""
    meant = normpath(join(dirname(node.src), link.written.partition("#")[0]))
    if meant in site.listed and meant not in site.files:
        return True
    if site.retelling and written_as_source(site.retelling, link):
        return True
    page = (link.page or "").removesuffix(".md")
    unparsed = {url.strip("/") for url in site.unparsed.values()}
    made_later = "." in page.rpartition("/")[2]
    return made_later or page.strip("/") in unparsed or any(page.endswith(name) for name in unparsed if name)


def _fault(site: Site, node: Node | None, url: str, link: Link | Target, remedy: str) -> Fault:
    written, line = _as_written(site.files[node.src], link) if node and node.src in site.files else ("", 0)
    target = f"/{link.page}#{link.anchor}".removesuffix("#")
    if node is None or not line:
        file = node.file if node else f"/{url}"
        what = f"A template, or a setting, leads from this page to “{target}”,"
        return Fault(file, 0, f"{what} which does not exist.", f"{remedy} Templates are in overrides/.", cause=target)
    return Fault(node.file, line, f"The link “{written}” leads nowhere.", remedy, cause=target)


def _as_written(source: SourceText, link: Link | Target) -> tuple[str, int]:
    """Give a link as it is written in the source, with its line; nothing where a template has it."""
    if line := _line_with(source, link.written):
        return link.written, line
    tail = link.written.rpartition("../")[2].strip("./").partition("#")[0]
    for found in _LINK.finditer(source.body):
        target = found["target"]
        path, _, anchor = target.partition("#")
        if anchor == link.anchor and (link.anchor or (tail and tail in path)):
            return target, source.line_of_place(found.start("target"))
    return link.written, _line_with(source, tail) if tail else 0


def _line_with(source: SourceText, address: str) -> int:
    """Give the line on which an address, or a part of one, is written as such, and not as a word of the text."""
    return (
        source.line_like(re.compile(rf"(?:\]\(|\]:|<|[\"'=])[ \t]*<?[^\s()<>\"']*{re.escape(address)}"))
        if address
        else 0
    )


def _other_anchor(link: Target, pages: Mapping[str, BuiltPage]) -> str:
    """Name the nearest anchors of a page, without those that every page has."""
    ids = pages[link.page or ""].ids
    known = [anchor for anchor in ids if anchor and not all(anchor in other.ids for other in pages.values())]
    near = get_close_matches(link.anchor, known, 3, 0.4) or known[:3]
    named = f" The nearest that exist are {', '.join(f'#{anchor}' for anchor in near)}." if near else ""
    return f"Correct what stands after #, or take it out.{named}"


def _other_file(link: Target, url: str, files: Collection[str]) -> str:
    """Name the file that is meant, where the site has one alone of that kind; nothing for pages."""
    ending = PurePosixPath(link.page or "").suffix
    same = [file for file in files if ending not in ("", ".md", ".html") and file.endswith(ending)]
    return f"Write {relpath(same[0], url or '.')}." if len(same) == 1 else ""


def _other_page(site: Site, node: Node | None, link: Link | Target) -> str:
    """Say what to write for a link to no page: the file that is meant, or those whose names come near."""
    written, _, anchor = link.written.partition("#")
    if "@" in written:
        return f"Write mailto:{written} for an address of mail."
    if _HOST.match(written):
        return f"Write https://{_HOST.sub('', written)} for another website."
    if PurePosixPath(written).suffix.lower() in KINDS - {".md"}:
        return "Put the file into docs/, and write the way to it from this file."
    below = dirname(node.src) if node else ""
    meant = normpath(join(below, unquote(written).replace("\\", "/").lstrip("/"))).strip("./")
    files = {_plain(src): src for src in site.files}
    urls = {_plain(other.url): other.src for other in site.graph.nodes if not other.generated_from}
    same = files.get(_plain(meant)) or urls.get(_plain(link.page or ""))
    near = [same] if same else [files[name] for name in get_close_matches(_plain(meant), files, 3, 0.6)]
    named = [f"{relpath(src, below or '.')}{f'#{anchor}' if anchor else ''}" for src in near]
    if same:
        return f"Write {named[0]}."
    nearest = f" The nearest are {', '.join(named)}." if named else ""
    return f"Correct it, or write the page that it means.{nearest}"


def _plain(path: str) -> str:
    """Give what names a page, however its address is written: without endings, capitals and slashes."""
    return re.sub(r"(?:^|/)index$|/$", "", re.sub(r"\.(?:md|html?)$", "", path.lower().strip("/")))
