"""The statements of the retelling, for machines (JSON): anchor, words, address, and the pages that use each."""

from typing import Any

from retelling_site.content.records.settings import Settings
from retelling_site.content.retelling import Retelling
from retelling_site.outputs import rights

FILE = "statements.json"


def statements(retelling: Retelling, settings: Settings) -> dict[str, Any]:
    """List every statement in the order of the document; `paragraph` is the mark by which the site cites it."""
    site, page = settings.url, f"{settings.url}{retelling.url}"
    listed = [
        {
            "anchor": anchor,
            "url": f"{page}#{anchor}",
            "paragraph": statement.paragraph.mark,
            "text": statement.text,
            "used_by": [f"{site}{node.url}" for node in statement.used_by],
        }
        for anchor, statement in retelling.statements.items()
    ]
    return {**rights.head(settings, retelling.record.document), "statements": listed}
