"""Files in `docs/` that may be published: known kinds, of a fair size, and no link that leads out of the folder.

Protects editors from publishing what an editor program, a system or an accident left there. What programs leave by
themselves while someone works is left out without a word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from PIL import Image

from retelling_site.content.records.readable import read_text
from retelling_site.faults import Fault

KINDS = frozenset((".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".pdf", ".csv"))
MAX_BYTES = 2_000_000
"""The greatest size of a file beside the pages: readers pay for each byte."""
_OF_PROGRAMS = re.compile(
    r"^\.|^~\$|~$|^#.*#$|^(?:thumbs\.db|desktop\.ini|ehthumbs\.db)$|\.sw[opx]$|\.crdownload$", re.I
)
"""Names of what editor programs and systems make: hidden files, copies, locks, lists of thumbnails."""
_PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF"}
"""What pictures must be: another file that was renamed, or half a one, would not be shown."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""A name that makes an address as it is; that of a page is held to more elsewhere."""
_UNSAFE_SVG = re.compile(
    rb"<!entity|<script|<foreignobject|\son[a-z]+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?:[a-z]+:|//)|url\(\s*[\"']?\s*(?:[a-z]+:|//)",
    re.I,
)
"""What would run, or be fetched from elsewhere."""
_LEFT_OVER = re.compile(
    r"\.(?:bak|backup|orig|rej|old|tmp|temp|save)$|^copy of |(?: - copy| copy| \(\d+\))(?: \(?\d+\)?)?(?:\.\w+)?$", re.I
)
"""Names of what people keep beside a file."""


def check(docs: Path, names: Iterable[str]) -> Iterator[Fault]:
    """Fault the files below `docs` that may not be published; `names` are their paths below it.

    A folder that was put there by mistake is told in a few lines, and not in as many as it has files.
    """
    root = docs.resolve()
    for name in sorted(names):
        if fault := _fault(docs / name, name, root):
            yield replace(fault, cause=f"{fault.what} {PurePosixPath(name).parent}")


def publishable(docs: Path, name: str) -> bool:
    """Tell whether a file may be published."""
    return not made_by_a_program(name) and _fault(docs / name, name, docs.resolve()) is None


def made_by_a_program(name: str) -> bool:
    """Tell whether a program made a file, or a folder above it, by itself: nobody needs to be told."""
    return any(_OF_PROGRAMS.search(part) for part in PurePosixPath(name).parts)


def _fault(path: Path, name: str, root: Path) -> Fault | None:
    """Give the first reason why a file may not be published; None where there is none."""
    file = f"docs/{name}"
    if made_by_a_program(name):
        return None
    try:
        return _ending(file, path) or _place(file, path, root) or _name_and_size(file, path) or _content(file, path)
    except OSError as error:
        return Fault(file, 0, f"It cannot be read: {error.strerror}.", "Allow reading it, or delete it.")


def _ending(file: str, path: Path) -> Fault | None:
    """Fault a file whose ending is none of those that are published."""
    if _LEFT_OVER.search(path.name):
        return Fault(file, 0, "It looks like a leftover copy.", "Delete it, or move it out of docs/.")
    if path.suffix in KINDS:
        return None
    if path.suffix.lower() in KINDS:
        return Fault(file, 0, "Its ending has capitals.", f"Rename it to end in {path.suffix.lower()}.")
    if (ending := PurePosixPath(path.stem).suffix) in KINDS:
        return Fault(file, 0, f"{path.suffix} stands after its ending {ending}.", f"Rename it to {path.stem}.")
    kinds = ", ".join(sorted(KINDS))
    return Fault(file, 0, "Files of this kind are not published.", f"Move it out of docs/, or use one of: {kinds}.")


def _place(file: str, path: Path, root: Path) -> Fault | None:
    """Fault what is no file of this folder."""
    if not path.exists():
        return Fault(file, 0, "It is a link to a file that is not there.", "Put the file there, or delete it.")
    if not path.resolve().is_relative_to(root):
        return Fault(file, 0, "It is a link to a file outside docs/.", "Put a copy there, or delete it.")
    if not path.is_file():
        return Fault(file, 0, "It is not a file that can be read.", "Delete it, or move it out of docs/.")
    return None


def _name_and_size(file: str, path: Path) -> Fault | None:
    if path.suffix != ".md" and not _NAME.fullmatch(path.name):
        remedy = "Rename it, with letters, digits and hyphens and no spaces, and correct links to it."
        return Fault(file, 0, "Its name makes an address that readers cannot type.", remedy)
    if path.stat().st_size > MAX_BYTES:
        what = f"It is larger than {MAX_BYTES / 1e6:.0f} MB."
        return Fault(file, 0, what, "Make it smaller, or link to it elsewhere.")
    return None


def _content(file: str, path: Path) -> Fault | None:
    """Fault a file that is not what its ending says, and a picture that would run something."""
    match path.suffix:
        case ".md":
            sound = True  # its text is read as that of a page
        case ".svg":
            return _drawing(file, path.read_bytes())
        case ".csv":
            data = path.read_bytes()
            _, fault = read_text(file, data)
            if fault:
                return fault
            sound = b"\0" not in data
        case ".pdf":
            sound = path.read_bytes().startswith(b"%PDF")
        case _:
            sound = _shown(path)
    return None if sound else _of_another_kind(file, path)


def _shown(path: Path) -> bool:
    """Tell whether a picture can be shown whole."""
    try:
        with Image.open(path, formats=(_PICTURES[path.suffix],)) as picture:
            picture.load()
    except Exception:  # readers of pictures raise whatever they like
        return False
    return True


def _drawing(file: str, data: bytes) -> Fault | None:
    if b"<svg" not in data:
        return Fault(file, 0, "It is not an SVG picture.", "Save it again as SVG, or delete it.")
    unsafe = _UNSAFE_SVG.search(data)
    if unsafe is None:
        return _malformed(file, data)
    line = data.count(b"\n", 0, unsafe.start()) + 1
    what = f"The picture holds “{unsafe[0].decode('ascii', 'replace').strip()}”, which would run or fetch something."
    return Fault(file, line, what, "Save it as a plain SVG, or as PNG.")


def _malformed(file: str, data: bytes) -> Fault | None:
    """Fault a drawing that no browser would show."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        what = "The picture breaks off, or an element of it is not closed."
        return Fault(file, error.lineno, what, "Save it again as SVG, or delete it.")
    return None


def _of_another_kind(file: str, path: Path) -> Fault:
    what = f"It is not the kind of file that its ending {path.suffix} says, or not whole."
    return Fault(file, 0, what, "Save it again in that format, or delete it.")
