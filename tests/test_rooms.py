"""Rooms of the package know each other one way: whoever reads one of them need not read those above it."""

import re
from collections.abc import Iterator

from invented_site import ROOT

PACKAGE = ROOT / "scripts/retelling_site"
ROOMS = ("faults", "html", "content", "search", "checks", "outputs", "release", "pages", "pipeline")
"""Each may know those before it."""
IMPORT = re.compile(r"^from retelling_site(?:\.(\w+))?[\w.]* import (\w+)", re.MULTILINE)


def arrows() -> Iterator[tuple[str, str]]:
    """Give each room that imports something, with the room that it is from."""
    for file in PACKAGE.rglob("*.py"):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for named, imported in IMPORT.findall(file.read_text("utf-8")):
            yield room, named or imported


def test_no_room_knows_one_above_it() -> None:
    """Protects newcomers from two rooms that can only be understood together."""
    found = set(arrows())
    assert {room for arrow in found for room in arrow} == {*ROOMS}
    assert [(room, known) for room, known in sorted(found) if ROOMS.index(known) > ROOMS.index(room)] == []


def test_no_room_knows_the_builder() -> None:
    """Protects whoever moves the site off MkDocs: one adapter is to be written anew, and nothing else."""
    builder = re.compile(r"^ *(?:from|import) (?:mkdocs|material|properdocs)\b", re.MULTILINE)
    assert [file for file in PACKAGE.rglob("*.py") if builder.search(file.read_text("utf-8"))] == []
    assert builder.search((ROOT / "scripts/mkdocs_adapter.py").read_text("utf-8"))
