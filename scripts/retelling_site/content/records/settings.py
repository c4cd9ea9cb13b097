"""The settings of this copy of the site, from `mkdocs.yml`: name and address, publisher, menus, help and exit."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from retelling_site.content.records import web_address
from retelling_site.content.records.settings_file import FILE, SettingsFile
from retelling_site.content.records.source_text import KeyPath
from retelling_site.faults import Fault

PlainText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^<>]*$")]
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Closed):
    """Who publishes this copy, and how to reach them; both, or neither."""

    name: PlainText | None = None
    contact: Annotated[str, StringConstraints(pattern=r"^(mailto:|https://)\S+$")] | None = None


class Helpline(_Closed):
    """Where readers are sent who worry about a child: the question, the page, the number, and what is said of it."""

    question: Line
    page: PlainText
    number: Number
    note: Line
    emergency: Line
    emergency_number: Number

    @property
    def tel(self) -> str:
        """The number as a link needs it (RFC 3966), for a number of the United Kingdom."""
        digits = "".join(char for char in self.number if char.isdigit())
        return f"tel:+44{digits.removeprefix('0')}" if digits.startswith("0") else f"tel:{digits}"


class Licence(_Closed):
    """The licence of this website's own words; that of the document is its publisher's to give."""

    name: PlainText = "CC BY 4.0"
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] = "https://creativecommons.org/licenses/by/4.0/"


class Extra(_Closed):
    """The part `extra` of `mkdocs.yml`."""

    short_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    publisher: Publisher = Publisher()
    menu: Annotated[list[PlainText], Field(min_length=1)]
    """The pages in the header, by file."""
    footer: Annotated[list[PlainText], Field(min_length=1)]
    """The pages in the foot, by file."""
    helpline: Helpline
    exit: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
    """Where the exit leads: a page that anyone may have been reading."""
    credit: PlainText
    """What is said of this website wherever another one shows a part of it: what it retells, and what it is not."""
    licence: Licence = Licence()


class _Site(_Closed):
    name: PlainText
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?/$")]
    """The address of the home page, with its closing slash."""
    description: PlainText


class _Written(_Site):
    extra: Extra


class Settings(_Site, Extra):
    """All settings that pages and files for machines need."""

    @property
    def zip_name(self) -> str:
        """The file of the whole site to take along, named after the site."""
        return f"{'-'.join(re.findall('[a-z0-9]+', self.name.lower())) or 'website'}.zip"


Written = tuple[str, str | None, str | None, Mapping[str, Any]]
"""The site's name, address and description as they are written, and the part `extra`."""

_REMEDIES = {
    "publisher": "Write both, such as name: Our Council and contact: mailto:a@b.org, or leave both blank.",
    "url": web_address.REMEDY,
    "exit": "Write the whole address of a website, beginning https://.",
    "short_name": "Write at most 16 characters.",
    "menu": "Write a list of pages by their files, such as [about.md, search.md].",
    "footer": "Write a list of pages by their files, such as [about.md, search.md].",
    "number": "Write a telephone number.",
    "emergency_number": "Write a telephone number.",
    "credit": "Write one sentence in plain words.",
    "name": "Write plain words, without < and >.",
}
_KEYS = {"name": "site_name", "url": "site_url", "description": "site_description"}


def read(
    name: str,
    url: str | None,
    description: str | None,
    extra: Mapping[str, Any],
    file: SettingsFile = SettingsFile(),  # noqa: B008  # it is frozen
) -> tuple[Settings | None, list[Fault]]:
    """Check the settings against their schema; what does not fit comes back as faults, with its line in the file."""
    closed = f"{str(url or '').rstrip('/')}/"
    kept, faults = _indented(_as_written(extra, file, ("extra",)), file)
    faults += _half_a_publisher(kept.get("publisher"), file)
    if not web_address.is_home(closed):
        what = f"“site_url” is “{url or ''}”, which is not a valid address."
        return None, [*faults, Fault(FILE, file.line("site_url"), what, _REMEDIES["url"])]
    try:
        site = _Written.model_validate({"name": name, "url": closed, "description": description or name, "extra": kept})
    except ValidationError as error:
        details = [dict(detail) for detail in error.errors(include_url=False)]
        return None, [*faults, *(fault for detail in details if (fault := _fault(detail, details, file)))]
    return Settings.model_validate({**dict(site.extra), **site.model_dump(exclude={"extra"})}), faults


def _half_a_publisher(block: object, file: SettingsFile) -> Iterator[Fault]:
    if isinstance(block, Mapping) and bool(block.get("name")) != bool(block.get("contact")):
        what = "The publisher has a name or a contact, but not both."
        yield Fault(FILE, file.line("extra", "publisher"), what, _REMEDIES["publisher"])


_PARTS: Mapping[str, type[BaseModel]] = {"publisher": Publisher, "helpline": Helpline, "licence": Licence}


def _indented(extra: Mapping[str, Any], file: SettingsFile) -> tuple[dict[str, Any], list[Fault]]:
    """Put what stands beside a blank part into it, and tell of its indents once; a part may be blank."""
    blank = {key for key, value in extra.items() if value is None and key in ("publisher", "licence")}
    kept, faults = {key: value for key, value in extra.items() if key not in blank}, []
    for part, schema in _PARTS.items():
        beside = [key for key in kept if key in schema.model_fields and key not in Extra.model_fields]
        if beside and part in extra and not kept.get(part):
            what = f"“{'”, “'.join(beside)}” stand beside “extra → {part}”, and belong to it."
            faults.append(Fault(FILE, file.line("extra", beside[0]), what, "Indent each by two spaces more."))
            kept[part] = {key: kept.pop(key) for key in beside}
    return kept, faults


def _as_written(value: Any, file: SettingsFile, path: KeyPath) -> Any:  # noqa: ANN401  # whatever is written
    """Take numbers as they are written: YAML reads 0121 as 81, and an editor means a telephone number."""
    if isinstance(value, Mapping):
        return {key: _as_written(part, file, (*path, key)) for key, part in value.items()}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return file.words.get(path, value)
    return value


def _fault(detail: Mapping[str, Any], details: Collection[Mapping[str, Any]], file: SettingsFile) -> Fault | None:
    """Word a fault; nothing where a key is only missing since it is misspelt."""
    steps = [str(step) for step in detail["loc"]]
    key = _KEYS.get(steps[0], steps[0]) if len(steps) == 1 else steps[-1]
    name, above = " → ".join([*steps[:-1], key]), detail["loc"][:-1]
    line = file.line(*(detail["loc"] if len(steps) > 1 else (key,)))
    beside = {d["loc"][-1]: d["type"] for d in details if d["loc"][:-1] == above}
    if detail["type"] == "extra_forbidden":
        missing = [str(other) for other, error in beside.items() if error == "missing"]
        near = get_close_matches(steps[-1], missing, 1, 0.7)
        return Fault(FILE, line, f"“{name}” is not a setting.", f"Write “{near[0]}”." if near else "Remove it.")
    if detail["type"] == "missing":
        unknown = [str(other) for other, error in beside.items() if error == "extra_forbidden"]
        if get_close_matches(steps[-1], unknown, 1, 0.7):
            return None
        return Fault(FILE, line, f"The setting “{name}” is missing.", f"Add a line “{steps[-1]}: …” there.")
    if steps[:2] == ["extra", "licence"] and key == "url":
        return Fault(FILE, line, f"“{name}” has the wrong form.", "Write the whole address, beginning https://.")
    remedies = [_REMEDIES[step] for step in reversed(steps) if step in _REMEDIES and step != "name"]
    remedy = remedies[0] if remedies else _REMEDIES["name"] if key == "site_name" else "Write up to 80 characters."
    if detail.get("input") in (None, "", [], {}):
        return Fault(FILE, line, f"“{name}” is blank.", remedy)
    list_of = " → ".join(steps[:2])
    if len(steps) > 2 and steps[2].isdigit():  # an item of a list
        return Fault(FILE, line, f"An item of “{list_of}” has the wrong form.", remedy, cause=list_of)
    return Fault(FILE, line, f"“{name}” has the wrong form.", remedy)
