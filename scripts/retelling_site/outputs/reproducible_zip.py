"""Zip files with the same bytes from the same contents, whenever and wherever they are made."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can state; a true one would change the bytes from build to build."""
_UNIX, _READABLE = 3, 0o644 << 16


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files, each with its name, in the order in which they come."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, content, ZIP_DEFLATED, 9)
    return packed.getvalue()
