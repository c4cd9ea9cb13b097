"""Check a live copy of the site against its SHA-256 checksums, as a browser would fetch it. Standard library alone.

The copy's own list finds what was damaged or left behind. That of your own build of one commit finds what was forged.
"""

import argparse
import gzip
import re
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

CHECKSUMS = "sha256sums.txt"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_.~@+-]+(?:/[A-Za-z0-9_.~@+-]+)*)")
_TIMEOUT = 30.0
"""How long to wait for an answer, in seconds."""
_MAX_BYTES = 50_000_000
"""No file of the site comes near this, in bytes; more is not read."""
_WORKERS = 8


class CannotVerifyError(Exception):
    """Why nothing could be checked, and what to do, in one line."""


def verify(address: str, checksums: str | None = None) -> tuple[int, list[str]]:
    """Give the number of files checked and what is wrong, a line each; `address` ends in a slash.

    Raises CannotVerifyError where there are no checksums to check against.
    """
    if checksums is None:
        try:
            checksums = _fetch(address, CHECKSUMS).decode("utf-8")
        except (OSError, HTTPException, ValueError) as error:
            raise CannotVerifyError(
                f"{address}{CHECKSUMS} cannot be read: {_why(error)}. Check the address."
            ) from error
    listed = list(_read(checksums))
    with ThreadPoolExecutor(_WORKERS) as pool:
        found = pool.map(lambda entry: _check(address, *entry), listed)
        return len(listed), [fault for fault in found if fault]


def _read(checksums: str) -> Iterator[tuple[str, str]]:
    """Read the list; what is fetched from elsewhere is not trusted to be one."""
    lines = checksums.splitlines()
    for line in lines:
        entry = _LINE.fullmatch(line)
        if not entry or ".." in entry[2].split("/"):
            raise CannotVerifyError(f"A line of the checksums is not valid: {line[:80]!r}. Check the address.")
        yield entry[1], entry[2]
    if not lines:
        raise CannotVerifyError("The list of checksums is empty. Check the address.")


def _check(address: str, digest: str, name: str) -> str | None:
    try:
        content = _fetch(address, name)
    except (OSError, HTTPException, ValueError) as error:
        return f"{name}: {_why(error)}"
    return None if sha256(content).hexdigest() == digest else f"{name}: differs"


def _fetch(address: str, name: str) -> bytes:
    """Get a file at the address that readers use, unpacked if the host compresses it."""
    path = name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("an address begins with https:// or http://")
    request = Request(address + quote(path), headers={"Accept-Encoding": "gzip"})  # noqa: S310  # checked above
    try:
        response = urlopen(request, timeout=_TIMEOUT)  # noqa: S310
    except HTTPError as error:
        if not (error.code == 404 and name == "404.html"):
            raise
        response = error  # some hosts answer even the page of faults as a fault
    with response:
        content: bytes = response.read(_MAX_BYTES)
        packed = response.headers.get("Content-Encoding") == "gzip" and not name.endswith(".gz")
    try:
        return gzip.decompress(content) if packed else content
    except (EOFError, zlib.error) as error:
        raise ValueError("cut short or damaged on the way") from error


def _why(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return "missing" if error.code == 404 else f"the host answers {error.code}"
    reason = error.reason if isinstance(error, URLError) else error
    return getattr(reason, "strerror", None) or str(reason) or type(error).__name__


def main() -> int:
    """Check the copy named on the command line; exit 0 if all is the same, 1 if not."""
    parser = argparse.ArgumentParser(description="Check a live copy of the site, file by file.")
    parser.add_argument("address", help="its home page, such as https://our.example/")
    parser.add_argument(
        "checksums", type=Path, nargs="?", help=f"{CHECKSUMS} of your own build; otherwise the copy's own"
    )
    asked = parser.parse_args()
    address = asked.address if asked.address.endswith("/") else f"{asked.address}/"
    try:
        own = asked.checksums.read_text(encoding="utf-8") if asked.checksums else None
    except (OSError, ValueError):
        print(f"{asked.checksums} cannot be read: name the {CHECKSUMS} that your own build wrote.", file=sys.stderr)
        return 1
    try:
        count, faults = verify(address, own)
    except CannotVerifyError as error:
        print(error, file=sys.stderr)
        return 1
    for fault in faults:
        print(fault)
    print(f"{count - len(faults)} of {count} files at {address} are as listed.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
