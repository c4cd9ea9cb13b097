"""The site as one zip that opens from a folder: no server, no script, and the same bytes from the same pages.

It holds what can be reached from the home page. A link to anything else leads to the published site.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from retelling_site.outputs.reproducible_zip import pack

_START, _NOT_FOUND = "index.html", "404.html"
LICENCE = "licence.txt"
"""The file in the zip that says whose words these are, for whoever finds the folder without the website."""
_LINKS = {"href": "a[href], area[href], link[href]", "src": "[src]", "action": "form[action]"}
_USELESS = "script[src], link[rel=modulepreload], link[rel=preload], form[role=search]"
"""What needs a script or a server; the A to Z, a page as any other, stays."""
_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def make(site: Path, address: str, name: str, rights: str) -> bytes:
    """Pack a built site whose published address is `address` (with its closing slash) into a zip of that name.

    Unzipped, all is in one folder of the same name, whatever else stands where it was saved.
    """
    packed = {LICENCE: f"{rights}\nPublished at {address}\n".encode()}
    wanted = [_START]
    while wanted:
        file = wanted.pop()
        if file in packed or file == name:
            continue
        content = (site / file).read_bytes()
        if file.endswith(".html"):
            page = LexborHTMLParser(content.decode())
            wanted += _rewrite(page, file, site, address)
            content = f"{page.html}\n".encode()
        elif file.endswith(".css"):
            links = _IN_STYLE.findall(content.decode())
            wanted += [target for link in links if (target := _file(site, file, link))]
        packed[file] = content
    folder = name.removesuffix(".zip")
    return pack((f"{folder}/{path}", packed[path]) for path in sorted(packed))


def _rewrite(page: LexborHTMLParser, name: str, site: Path, address: str) -> Iterator[str]:
    """Make a page's links work from a folder; gives the files that they lead to."""
    for node in page.css(_USELESS):
        node.decompose()
    for key, selector in _LINKS.items():
        for node in page.css(selector):
            if target := _redirected(node, key, name, site, address):
                yield target


def _redirected(node: LexborNode, key: str, name: str, site: Path, address: str) -> str | None:
    link = node.attributes.get(key) or ""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    target = _file(site, name, link)
    if target is None:
        node.attrs[key] = urljoin(f"{address}{name.removesuffix(_START)}", link)
        return None
    new = quote(relpath(target, dirname(name) or "."))
    node.attrs[key] = parts._replace(path=new).geturl()
    return target


def _file(site: Path, name: str, link: str) -> str | None:
    """Give the file that a link of a page leads to, or none where it is not to be packed."""
    parts = urlsplit(urljoin(f"/{name}", link))
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path).lstrip("/")
    path = f"{path}{_START}" if not path or path.endswith("/") else path
    return path if path != _NOT_FOUND and not path.endswith(".zip") and (site / path).is_file() else None
