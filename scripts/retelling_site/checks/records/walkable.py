"""Whether `docs/` can be walked through: folders that can be read, names that can be shown, one file at each address.

Asked before all else, since a linked folder may have no end.
"""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from retelling_site.checks.records.files import KINDS
from retelling_site.faults import Fault


def check(docs: Path) -> Iterator[Fault]:
    """Fault what nobody can walk through, name, or tell apart."""
    errors: list[OSError] = []
    for at, folders, files in os.walk(docs, onerror=errors.append):
        for name in (*folders, *files):
            yield from _unprintable(name)
        yield from _at_one_address(docs, Path(at), folders, files)
        for name in folders:
            yield from _folder(docs, Path(at, name))
    for error in errors:
        folder = _file(docs, Path(error.filename))
        yield Fault(folder, 0, f"The folder cannot be read: {error.strerror}.", "Allow reading it.")


def _unprintable(name: str) -> Iterator[Fault]:
    if not name.isprintable():
        shown = name.encode("ascii", "replace").decode()
        remedy = "Rename it, with small letters, digits and hyphens, or delete it."
        yield Fault("docs", 0, f"The name “{shown}” holds characters that cannot be shown.", remedy)


def _at_one_address(docs: Path, at: Path, folders: Collection[str], files: Collection[str]) -> Iterator[Fault]:
    """Fault files in a folder, and below it, that would stand at the address of another."""
    if "README.md" in files and "index.md" in files:
        what = "It would stand at the address of the index.md beside it."
        yield Fault(_file(docs, at / "README.md"), 0, what, "Rename it, or move it out of docs/.")
    for name in folders:
        index = at / name / "index.md"
        if f"{name}.md" in files and index.exists():
            what = f"It would stand at the address of {name}.md beside its folder."
            yield Fault(_file(docs, index), 0, what, "Delete one of the two.")


def _folder(docs: Path, folder: Path) -> Iterator[Fault]:
    """Fault a folder that leads elsewhere, or that the builder would take for a file."""
    if folder.is_symlink():
        remedy = "Put the folder's own files there, or delete it."
        yield Fault(_file(docs, folder), 0, "It is a link to a folder.", remedy)
    elif folder.suffix in KINDS:
        what = f"It is a folder, and its name ends in {folder.suffix} as a file's does."
        yield Fault(_file(docs, folder), 0, what, "Rename it, or delete it.")


def _file(docs: Path, path: Path) -> str:
    """Name a file or a folder as editors know it, from the project."""
    return path.relative_to(docs.parent).as_posix()
