"""The last step before a built site is put in its place: the offline pack, headers, compressed twins and sums."""

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import brotli

from learning import headers, offline_pack

CATALOGUE = "catalogue.json"
SUMS = "sha256sums.txt"
"""A line for each file, as the command `sha256sum` writes and checks them: digest, two spaces, path."""
HEADERS = "_headers"
"""Read by the host and kept from readers, so no copy can be checked for it."""
_TEXT = frozenset((".atom", ".css", ".html", ".js", ".json", ".jsonld", ".svg", ".txt", ".webmanifest", ".xml"))


def pack(site: Path) -> None:
    """Add to a built site all that is made of its finished files; raises OSError where the disk does not let it."""
    address = json.loads((site / CATALOGUE).read_text(encoding="utf-8"))["site"]
    (site / offline_pack.NAME).write_bytes(offline_pack.make(site, address))
    for file in list(_files(site)):
        _add_twins(file)
    sums = site / SUMS
    sums.write_text(_sums(site), encoding="utf-8")
    _add_twins(sums)
    (site / HEADERS).write_text(headers.for_hosts(), encoding="utf-8")
    for path in site.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # a web server reads it, whatever the builder's umask


def _add_twins(file: Path) -> None:
    """Write a text file's compressed forms beside it (RFC 1952, with no time; RFC 7932)."""
    if file.suffix in _TEXT:
        content = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(content))


def _sums(site: Path) -> str:
    lines = [f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(site).as_posix()}\n" for file in _files(site)]
    return "".join(lines)


def _files(site: Path) -> Iterator[Path]:
    return (path for path in sorted(site.rglob("*")) if path.is_file())
