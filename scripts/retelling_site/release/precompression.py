"""Compressed variants beside each text file, for hosts that send them (RFC 1952, with no time; RFC 7932)."""

import gzip
from pathlib import Path

import brotli

_TEXT = frozenset((".atom", ".css", ".html", ".js", ".json", ".jsonld", ".svg", ".txt", ".webmanifest", ".xml"))

VARIANTS = (".gz", ".br")
"""How their names end."""


def compress(file: Path) -> None:
    """Write a text file's variants beside it; a file of another kind has none."""
    if file.suffix in _TEXT:
        content = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(content))
