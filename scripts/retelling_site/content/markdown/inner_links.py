"""Links within the site that are written from its root, or as it is published: made to lead from page to page.

So they hold wherever a copy of the site is put: in a subfolder, in the preview, in a folder without a server.
"""

from posixpath import relpath

from retelling_site.html import HtmlDocument


def make_relative(page_text: HtmlDocument, site_url: str, zip_name: str = "") -> HtmlDocument:
    """Write each such link from where its page stands; gives the page anew if there are any.

    A page can link to one zip file, that of the whole site, which is named after it: any name leads there.
    """
    found = False
    for node in page_text.tree.css("a[href], img[src]"):
        key = "src" if node.tag == "img" else "href"
        written = (node.attributes.get(key) or "").strip()
        path = written.removeprefix(site_url) if written.startswith(site_url) else written.removeprefix("/")
        if key == "href" and zip_name and path.endswith(".zip") and "//" not in path:
            path = zip_name
        if path != written and not path.startswith("/"):
            node.attrs[key] = _from(page_text.url, path)
            found = True
    return HtmlDocument(page_text.url, page_text.tree) if found else page_text


def _from(url: str, path: str) -> str:
    """Give the way from a page to an address below the root."""
    address, mark, rest = path.partition("#")
    folder = f"/{url}".rpartition("/")[0] or "/"
    way = relpath(f"/{address}", folder)
    return f"{way}{'/' if not address or address.endswith('/') else ''}{mark}{rest}"
