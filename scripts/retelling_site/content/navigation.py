"""The navigation as `mkdocs.yml` has it: a list in which titles and groups may nest as they like."""


def listed_files(nav: object) -> list[str]:
    """Give the files that a navigation lists, in order, those that are not there among them."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else []
    return [file for part in parts for file in listed_files(part)]
