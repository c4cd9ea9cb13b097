"""Who publishes this copy: one block in mkdocs.yml, shown at the foot of every page, or plainly said to be missing."""

from typing import Any

from learning.faults import Fault

_REMEDY = (
    "Under “extra: publisher:” in mkdocs.yml write both, such as name: Our Partnership and contact: mailto:a@b.org."
)


def check(publisher: Any) -> list[Fault]:  # noqa: ANN401  # whatever an editor wrote in YAML
    """Fault a block that is half filled or has an address that no link can lead to; both blank is allowed."""
    block = publisher if isinstance(publisher, dict) else {}
    name, contact = block.get("name"), block.get("contact")
    if not name and not contact:
        return []
    if not (isinstance(name, str) and isinstance(contact, str)):
        return [Fault("mkdocs.yml", "The publisher has no name or no contact.", _REMEDY)]
    if not contact.startswith(("mailto:", "https://")):
        return [Fault("mkdocs.yml", f"The publisher's contact “{contact}” is no address.", _REMEDY)]
    return []
