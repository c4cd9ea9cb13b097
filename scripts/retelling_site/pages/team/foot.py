"""The foot of what a team takes away: where it is from, whose words it has, and of which day."""

from datetime import date

from retelling_site.content.records.days import in_words
from retelling_site.content.records.schema import SourceDocument


def foot(document: SourceDocument, ours: str, day: date) -> str:
    """Say it; `ours` names what is not from the document."""
    of = f"{document.kind} of {in_words(document.date)} of the {document.publisher}"
    return f"From the {of}, in our words. A mark after a sentence names its paragraph. {ours} Made on {in_words(day)}."
