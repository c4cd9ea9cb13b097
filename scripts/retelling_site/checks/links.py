"""Links that lead nowhere, wherever they were written: in Markdown, in raw HTML or in a template.

The site builder checks Markdown alone; a reader in a hurry meets them all.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from learning.faults import Fault
from learning.retelling import text

_FETCHING = {
    "[src]": "src",
    "[srcset]": "srcset",
    "[poster]": "poster",
    "object[data]": "data",
    "link[href]": "href",
    "image[href]": "href",
}
"""What fetches without being asked, and the attribute that says from where."""
REMEDY = "Correct it, or write the page or the anchor that it means."
_UNMADE = re.compile(r"\[[^\[\]]+\](?:\[[^\[\]]*\]|\([^()]*\))")


def dead(pages: Mapping[str, str], files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give each page's address with a link of it that leads nowhere.

    `pages` holds HTML by address below the root, `files` the addresses of all else that is published.
    """
    trees = {url: LexborHTMLParser(f"<body>{html}") for url, html in pages.items()}
    anchors = {url: {node.attributes.get("id") for node in tree.css("[id]")} for url, tree in trees.items()}
    for url, tree in trees.items():
        for node in tree.css("a[href], link[href], [src]"):
            link = node.attributes.get("src") or node.attributes.get("href") or ""
            try:
                target = urlsplit(urljoin(f"/{url}", link))
            except ValueError:  # no address at all
                yield url, link
                continue
            if target.scheme or target.netloc:
                continue
            address, anchor = unquote(target.path).lstrip("/"), unquote(target.fragment)
            known = address in anchors or address in files
            if not known or (anchor and address in anchors and anchor not in anchors[address]):
                yield url, link


def unsound(body: str) -> Iterator[str]:
    """Give what begins as an address and can be none: the site builder would break off without a word of where."""
    for address in re.findall(r"\w+://[^\s)\"'<>]+", body):
        try:
            urlsplit(address)
        except ValueError:
            yield address


def fetched(html: str) -> Iterator[str]:
    """Give what a page would fetch from other sites: readers were promised that it fetches nothing."""
    tree = LexborHTMLParser(f"<body>{html}")
    for selector, key in _FETCHING.items():
        for node in tree.css(selector):
            yield from re.findall(r"(?:^|(?<=[\s,]))(?:https?:)?//[^\s,]+", node.attributes.get(key) or "")


def unmade(html: str) -> Iterator[str]:
    """Give Markdown links that stayed text, since what they refer to is not there."""
    tree = LexborHTMLParser(f"<body>{html}")
    for code in tree.css("code, pre"):
        code.decompose()
    if tree.body:
        yield from _UNMADE.findall(text(tree.body))


def check(
    texts: Mapping[str, str], names: Mapping[str, str], files: Collection[str], told: Collection[Fault]
) -> list[Fault]:
    """Fault the links of the pages' own text that the site builder does not look at, being raw HTML or no links.

    `names` holds the file of each page that could be read by its address; `told`
    is what was said already, and is not said again.
    """
    heard = {(fault.file, _end(fault.link)) for fault in told if fault.link}
    faults = [
        Fault(names[url], f"The link “{link}” leads nowhere.", REMEDY)
        for url, link in dead(texts, files)
        if url in names and (names[url], _end(link)) not in heard
    ]
    for url, html in ((url, html) for url, html in texts.items() if url in names):
        for words in unmade(html):
            faults.append(Fault(names[url], f"“{words}” is no link: nothing bears that name.", REMEDY))
        for address in fetched(html):
            what = f"The page would fetch {address} from another site."
            faults.append(Fault(names[url], what, "Keep the file in docs/, or link to it."))
    return faults


def check_built(site: Path) -> list[Fault]:
    """Fault the links that templates make, in a site that is built and not yet published."""
    written = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    pages = {
        name.removesuffix("index.html"): (site / name).read_text("utf-8") for name in written if name.endswith(".html")
    }
    unmet = {urlsplit(urljoin(f"/{url}", link)) for url, link in dead(pages, written)}
    return [
        Fault(
            f"docs/{target.path.strip('/') or 'index'}.md",
            f"Templates lead to {target.geturl()}, which is not there.",
            "Restore that page or part, or change the templates in overrides/.",
        )
        for target in unmet
    ]


def _end(link: str) -> str:
    """Give what the site builder leaves of a link as it was written: the anchor, or else the path."""
    path, anchor = urldefrag(link)
    return anchor or path
