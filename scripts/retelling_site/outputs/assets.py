"""What pages are made with: style and rules that stand within each page, and the scripts and assets that pages fetch.

What is fetched stands in one folder named after its content, to be kept by browsers for good.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import minify

from retelling_site.content.page_types import CONNECTED, PAGE_TYPES
from retelling_site.outputs.bundle import bundled

_SMALLER = {".css": "text/css", ".js": "application/javascript"}
"""What is published smaller than it is written, by its ending: its media type."""
_RULES = "speculation-rules.json"
"""Which pages a browser may fetch before they are asked for."""


class MissingAssetError(LookupError):
    """A file of `overrides/assets/` that pages are made with is not there."""

    def __init__(self, name: str) -> None:
        """Take the file's name."""
        super().__init__(name)
        self.name = name


class Written(dict[str, bytes]):
    """The files of `overrides/assets/` by name."""

    def __missing__(self, name: str) -> bytes:
        """Say which one is not there."""
        raise MissingAssetError(name)


class Styles(dict[str, str]):
    """Styles by name."""

    def __missing__(self, name: str) -> str:
        """Say whose file is not there."""
        raise MissingAssetError(f"{name}.css")


def assets(written: Mapping[str, bytes], searched: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give each asset by its address below the root.

    `written` are those of `overrides/assets/` by name, `searched` what search reads.
    """
    made = {name: _smaller(name, content) for name, content in bundled(written).items() if not _stands_within(name)}
    every = {**made, **searched}
    folder = f"assets/{sha256(repr(sorted(every.items())).encode()).hexdigest()[:10]}"
    return {f"{folder}/{name}": content for name, content in every.items()}


def styles(written: Mapping[str, bytes]) -> Styles:
    """Give the styles that stand within pages, made smaller, by name: `site` in each, others where they are used."""
    made = {Path(name).stem: _smaller(name, text).decode() for name, text in written.items() if name.endswith(".css")}
    return Styles(made, site=type_colours() + Styles(made)["site"])


def speculation_rules(written: Mapping[str, bytes]) -> str:
    """Give the rules that stand within every page, made smaller."""
    return json.dumps(json.loads(written[_RULES]), separators=(",", ":"))


def _stands_within(name: str) -> bool:
    return name.endswith(".css") or name == _RULES


def folder_of(made: Mapping[str, bytes]) -> str:
    """Give the folder that all assets stand in."""
    return next(iter(made)).rpartition("/")[0]


def _smaller(name: str, content: bytes) -> bytes:
    kind = _SMALLER.get(Path(name).suffix)
    return str(minify.string(kind, content.decode())).encode() if kind else content


def type_colours() -> str:
    """Give each page type its colour, for a light and a dark ground, and none on paper, as properties and by class."""
    light = "".join(f"--{row.name}:{row.light};" for row in PAGE_TYPES.values())
    dark = "".join(f"--{row.name}:{row.dark};" for row in PAGE_TYPES.values())
    paper = "".join(f"--{name}:#000;" for name in CONNECTED)
    classes = "".join(f".{name}{{--kind:var(--{name})}}" for name in CONNECTED)
    return (
        f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{{paper}}}}}{classes}"
    )
