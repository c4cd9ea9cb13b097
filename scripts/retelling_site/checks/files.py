"""Files in `docs/` that may be published: known kinds, of a fair size, and no link that leads out of the folder.

Protects editors from publishing what an editor program, a system or an accident left there.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from retelling_site.faults import Fault

KINDS = frozenset((".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".pdf", ".csv", ".vtt"))
MAX_BYTES = 2_000_000
"""The greatest size of a file beside the pages: readers pay for each byte."""
_LEFT_OVER = re.compile(r"^(\.|~|#)|(~|\.bak|\.orig|\.rej|\.swp|\.swo|\.tmp|#)$|^(thumbs\.db|desktop\.ini)$", re.I)
MAX_TOLD = 20
"""A folder that was put there by mistake is told in a few lines, and not in as many as it has files."""


def check(docs: Path, names: Iterable[str]) -> Iterator[Fault]:
    """Fault the files below `docs` that may not be published; `names` are their paths below it."""
    root = docs.resolve()
    told: set[str] = set()
    found = 0
    for name in sorted(names):
        linked = _linked_folder(docs, name)
        if linked and linked not in told:
            told.add(linked)
            yield Fault(
                f"docs/{linked}", 0, "It is a link to a folder.", "Put the folder's own files there, or delete it."
            )
        if linked:
            continue
        if fault := _fault(docs / name, name, root):
            found += 1
            if found <= MAX_TOLD:
                yield fault
    if found > MAX_TOLD:
        yield Fault("docs", 0, f"{found - MAX_TOLD} more files may not be published.", "Move them out of docs/.")


def publishable(docs: Path, name: str) -> bool:
    """Tell whether a file may be published."""
    return not _linked_folder(docs, name) and _fault(docs / name, name, docs.resolve()) is None


def _linked_folder(docs: Path, name: str) -> str:
    for folder in reversed(Path(name).parents[:-1]):
        if (docs / folder).is_symlink():
            return folder.as_posix()
    return ""


def _fault(path: Path, name: str, root: Path) -> Fault | None:
    file = f"docs/{name}"
    if _LEFT_OVER.search(path.name):
        return Fault(file, 0, "An editor or a system left this file.", "Delete it, or move it out of docs/.")
    if path.suffix not in KINDS:
        if path.suffix.lower() in KINDS:
            return Fault(file, 0, "Its ending has capitals.", f"Rename it to end in {path.suffix.lower()}.")
        kinds = ", ".join(sorted(KINDS))
        return Fault(file, 0, "Files of this kind are not published.", f"Move it out of docs/, or use one of: {kinds}.")
    try:
        if not path.exists():
            return Fault(file, 0, "It is a broken symbolic link.", "Put the file there, or delete it.")
        if not path.resolve().is_relative_to(root):
            return Fault(file, 0, "It is a link to a file outside docs/.", "Put a copy there, or delete it.")
        if not path.is_file():
            return Fault(file, 0, "It is not a file that can be read.", "Delete it, or move it out of docs/.")
        if path.stat().st_size > MAX_BYTES:
            size = f"{path.stat().st_size / 1e6:.1f} MB, and a file may have {MAX_BYTES / 1e6:.0f}"
            return Fault(file, 0, f"It has {size}.", "Make it smaller, or link to it elsewhere.")
    except OSError as error:
        return Fault(file, 0, f"It cannot be read: {error.strerror}.", "Allow reading it, or delete it.")
    return None
