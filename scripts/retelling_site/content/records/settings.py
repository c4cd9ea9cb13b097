"""The settings of this copy of the site, from `mkdocs.yml`: name and address, publisher, menus, help and exit."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from retelling_site.faults import Fault

FILE = "mkdocs.yml"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Closed):
    """Who publishes this copy, and how to reach them; both, or neither."""

    name: Words | None = None
    contact: Annotated[str, StringConstraints(pattern=r"^(mailto:|https://)\S+$")] | None = None


class Helpline(_Closed):
    """Where readers are sent who worry about a child: the question, the page, the number, and what is said of it."""

    question: Line
    page: Words
    number: Line
    note: Line
    emergency: Line
    emergency_number: Line

    @property
    def tel(self) -> str:
        """The number as a link needs it (RFC 3966), for a number of the United Kingdom."""
        digits = "".join(char for char in self.number if char.isdigit())
        return f"tel:+44{digits.removeprefix('0')}" if digits.startswith("0") else f"tel:{digits}"


class Licence(_Closed):
    """The licence of this website's own words; that of the document is its publisher's to give."""

    name: Words = "CC BY 4.0"
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] = "https://creativecommons.org/licenses/by/4.0/"


class Extra(_Closed):
    """The part `extra` of `mkdocs.yml`."""

    short_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    publisher: Publisher = Publisher()
    menu: Annotated[list[Words], Field(min_length=1)]
    """The pages in the header, by file."""
    footer: Annotated[list[Words], Field(min_length=1)]
    """The pages in the foot, by file."""
    helpline: Helpline
    exit: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
    """Where the exit leads: a page that anyone may have been reading."""
    credit: Words
    """What is said of this website wherever another one shows a part of it: what it retells, and what it is not."""
    licence: Licence = Licence()


class _Site(_Closed):
    name: Words
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?/$")]
    """The address of the home page, with its closing slash."""
    description: Words


class _Written(_Site):
    extra: Extra


class Settings(_Site, Extra):
    """All settings that pages and files for machines need."""


Written = tuple[str, str | None, str | None, Mapping[str, Any]]
"""The site's name, address and description as they are written, and the part `extra`."""

_REMEDIES = {
    "publisher": "Write both, such as name: Our Council and contact: mailto:a@b.org, or leave both blank.",
    "url": "Write the whole address of the home page, such as site_url: https://our.example/.",
    "exit": "Write the whole address of a website, beginning https://.",
    "short_name": "Write at most 16 characters.",
}
_KEYS = {"name": "site_name", "url": "site_url", "description": "site_description"}


def read(
    name: str, url: str | None, description: str | None, extra: Mapping[str, Any]
) -> tuple[Settings | None, list[Fault]]:
    """Check the settings against their schema; what does not fit comes back as faults."""
    closed = f"{str(url or '').rstrip('/')}/"
    kept = {key: value for key, value in extra.items() if key in Extra.model_fields or key not in _BUILDERS_OWN}
    block = kept.get("publisher")
    faults = []
    if isinstance(block, Mapping) and bool(block.get("name")) != bool(block.get("contact")):
        faults.append(Fault(FILE, 0, "The publisher has a name or a contact, but not both.", _REMEDIES["publisher"]))
    if not _is_address(closed):
        faults.append(Fault(FILE, 0, f"“site_url” is “{url or ''}”, which is not a valid address.", _REMEDIES["url"]))
        return None, faults
    try:
        site = _Written.model_validate({"name": name, "url": closed, "description": description or name, "extra": kept})
    except ValidationError as error:
        return None, [*faults, *(_fault(dict(detail)) for detail in error.errors(include_url=False))]
    return Settings.model_validate({**dict(site.extra), **site.model_dump(exclude={"extra"})}), faults


_BUILDERS_OWN = frozenset(("homepage", "generator", "social", "alternate"))
"""Keys of `extra` that belong to the theme."""


def _is_address(url: object) -> bool:
    try:
        parts = urlsplit(str(url or ""))
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        return False


def _fault(detail: dict[str, Any]) -> Fault:
    steps = [str(step) for step in detail["loc"]]
    first = next((step for step in steps if step != "extra"), "extra")
    name = " → ".join(_KEYS.get(step, step) for step in steps)
    if detail["type"] == "extra_forbidden":
        return Fault(FILE, 0, f"“{name}” is not a setting.", "Remove it, or see CONTRIBUTING.md.")
    if detail["type"] == "missing":
        return Fault(FILE, 0, f"The setting “{name}” is missing.", f"Add a line “{steps[-1]}: …”.")
    return Fault(
        FILE, 0, f"“{name}” has the wrong form.", _REMEDIES.get(first, "See CONTRIBUTING.md for what belongs there.")
    )
