"""Whose words these are: the licence of our own, and the document, which is its publisher's."""

from retelling_site.content.records.schema import SourceDocument
from retelling_site.content.records.settings import Settings

Json = dict[str, object]


def statement(settings: Settings, document: SourceDocument) -> str:
    """Say it in two sentences, for catalogue, feeds and the offline zip."""
    licence = settings.licence
    ours = f"The words of this website are licensed under {licence.name}, {licence.url}."
    return f"{ours} The {document.kind} that they retell is its publisher's: {document.publisher}, {document.date}."


def head(settings: Settings, document: SourceDocument) -> Json:
    """Give what every file for machines begins with: the website, what it retells, and the rights."""
    return {
        "site": settings.url,
        "name": settings.name,
        "about": settings.credit,
        "retells": {"name": document.name, "publisher": document.publisher, "date": document.date.isoformat()},
        "licence": settings.licence.url,
        "rights": statement(settings, document),
    }
