"""Links that lead nowhere, wherever they were written: in Markdown, in raw HTML or in a template.

The site builder checks Markdown alone; a reader in a hurry meets them all.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from learning.retelling import text

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
            target = urlsplit(urljoin(f"/{url}", link))
            if target.scheme or target.netloc:
                continue
            address, anchor = unquote(target.path).lstrip("/"), unquote(target.fragment)
            known = address in anchors or address in files
            if not known or (anchor and address in anchors and anchor not in anchors[address]):
                yield url, link


def fetched(html: str) -> Iterator[str]:
    """Give what a page would fetch from other sites: readers were promised that it fetches nothing."""
    for node in LexborHTMLParser(f"<body>{html}").css("[src]"):
        address = urlsplit(node.attributes.get("src") or "")
        if address.netloc:
            yield address.geturl()


def unmade(html: str) -> Iterator[str]:
    """Give Markdown links that stayed text, since what they refer to is not there."""
    tree = LexborHTMLParser(f"<body>{html}")
    for code in tree.css("code, pre"):
        code.decompose()
    if tree.body:
        yield from _UNMADE.findall(text(tree.body))
