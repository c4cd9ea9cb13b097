"""The description by which a browser adds this website's search to its own (OpenSearch 1.1, draft 6)."""

from xml.etree import ElementTree

from retelling_site.content.records.settings import Settings

FILE = "opensearch.xml"


def description(settings: Settings, search_url: str) -> str:
    """Give the description; the specification holds names to 16 and 48 characters."""
    root = ElementTree.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    ElementTree.SubElement(root, "ShortName").text = settings.short_name
    ElementTree.SubElement(root, "LongName").text = settings.name[:48]
    ElementTree.SubElement(root, "Description").text = settings.description[:1024]
    template = f"{settings.url}{search_url}?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", type="text/html", template=template)
    own = f"{settings.url}{FILE}"
    ElementTree.SubElement(root, "Url", type="application/opensearchdescription+xml", rel="self", template=own)
    ElementTree.SubElement(root, "Language").text = "en-GB"
    ElementTree.SubElement(root, "InputEncoding").text = "UTF-8"
    ElementTree.SubElement(root, "OutputEncoding").text = "UTF-8"
    ElementTree.indent(root, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
