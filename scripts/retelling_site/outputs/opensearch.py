"""The description by which a browser adds this website's search to its own (OpenSearch 1.1, draft 6)."""

from urllib.parse import urljoin
from xml.etree import ElementTree

FILE = "opensearch.xml"


def description(site: str, short_name: str, name: str, about: str) -> str:
    """Give the description; the specification holds names to 16 and 48 characters."""
    root = ElementTree.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    ElementTree.SubElement(root, "ShortName").text = short_name[:16]
    ElementTree.SubElement(root, "LongName").text = name[:48]
    ElementTree.SubElement(root, "Description").text = about[:1024]
    template = f"{urljoin(site, 'search/')}?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", type="text/html", template=template)
    ElementTree.SubElement(
        root, "Url", type="application/opensearchdescription+xml", rel="self", template=urljoin(site, FILE)
    )
    ElementTree.SubElement(root, "Query", role="example", searchTerms="asthma")
    ElementTree.SubElement(root, "Language").text = "en-GB"
    ElementTree.SubElement(root, "InputEncoding").text = "UTF-8"
    ElementTree.SubElement(root, "OutputEncoding").text = "UTF-8"
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
