"""SHA-256 checksums of every file, by which a copy can be verified."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

FILE = "sha256sums.txt"
"""A line for each file, as the command `sha256sum` writes and checks them: digest, two spaces, path."""


def checksums(site: Path, files: Iterable[Path]) -> str:
    """Give the list for files of a built site."""
    digests = ((sha256(file.read_bytes()).hexdigest(), file.relative_to(site).as_posix()) for file in files)
    return "".join(f"{digest}  {name}\n" for digest, name in digests)
