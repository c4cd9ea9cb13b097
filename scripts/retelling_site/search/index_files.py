"""The two files that the browser searches: pages with their words, and the statements, which arrive after them."""

import json
from typing import Any

from retelling_site.content.retelling import Retelling
from retelling_site.content.site import Site
from retelling_site.search.index import later_words, search_index, searchable
from retelling_site.search.statements import columns, glossary, search_statements


def index_files(site: Site, retelling: Retelling) -> dict[str, bytes]:
    """Give both by name."""
    second = {
        "glossary": glossary(site),
        **later_words(site.graph),
        "statements": columns(search_statements(site), searchable(site.graph)),
    }
    return {
        "search-index.json": _json(search_index(site.graph, retelling)),
        "search-statements.json": _json(second),
    }


def _json(value: Any) -> bytes:  # noqa: ANN401  # whatever JSON may hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
