"""Find a program on this machine or, as an administrator of Debian or its kin, install the system's package for it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock

_ADMINISTRATORS = ("/usr/sbin", "/usr/local/sbin")
"""Where systems keep servers: not on every user's path."""


def find_or_install(names: Iterable[str], package: str, variable: str) -> str | None:
    """Give the path that an environment variable names, or of the first program found, or of one installed now."""
    if named := os.environ.get(variable):
        return named
    names = list(names)
    if found := _find(names):
        return found
    with _one_at_a_time():
        return _find(names) or (_find(names) if _install(package) else None)


def file_or_install(file: Path, package: str) -> Path:
    """Give a file that a system's package brings, installed now if it must be; raises RuntimeError without it."""
    if not file.exists():
        with _one_at_a_time():
            if not file.exists():
                _install(package)
    if not file.exists():
        raise RuntimeError(f"{file} was not found: install the package {package}.")
    return file


def _one_at_a_time() -> FileLock:
    """Wait for whatever other process installs something: it may be the same."""
    return FileLock(Path(tempfile.gettempdir()) / "learning-installs.lock")


def _find(names: Iterable[str]) -> str | None:
    path = os.pathsep.join([os.environ.get("PATH", ""), *_ADMINISTRATORS])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def _install(package: str) -> bool:
    """Try the system's own package, which is the surest where it is open to us; tells whether it was tried."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print(f"Installing the system's package {package} with apt-get: see “Start” in README.md.", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    return True
