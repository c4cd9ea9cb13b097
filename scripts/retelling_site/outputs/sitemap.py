"""The sitemap (sitemaps.org, version 0.9), with the days on which pages truly changed."""

from collections.abc import Mapping
from urllib.parse import urljoin
from xml.etree import ElementTree

from learning.graph import Graph

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(graph: Graph, site: str, updated: Mapping[str, str]) -> str:
    """Give the sitemap as XML; `updated` holds ISO dates by source file."""
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for node in graph.nodes:
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = urljoin(site, node.url)
        ElementTree.SubElement(entry, "lastmod").text = updated[node.src]
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
