"""The navigation as `mkdocs.yml` has it: a list in which titles and groups may nest as they like."""

import re

_FILE = re.compile(r"[^\s,]+\.md(?=[\s,]|$)")


def listed_files(nav: object) -> list[str]:
    """Give the files that a navigation lists, in order, those that are not there among them."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else []
    return [file for part in parts for file in listed_files(part)]


def files_named_in(line: str) -> list[str]:
    """Give the pages that one line of a list names: several, where an editor left out the dashes between them."""
    return _FILE.findall(line)
