"""Build the site beside the last one, and put it in its place whole: a build that dies half-way loses nothing.

python scripts/publish.py FOLDER
"""

import ctypes
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MARK = "catalogue.json"
"""Every site of ours has this file; a folder with other things in it is never replaced."""


class CannotPublishError(Exception):
    """Why nothing was published, and what to do, in one line."""


def publish(folder: Path, project: Path = ROOT) -> None:
    """Build into a fresh folder and swap it with `folder`; the last site stays whole until the very moment.

    Raises CannotPublishError when the folder is not ours to replace, another build is at work, or this one fails.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file())):
        raise CannotPublishError(f"{folder} holds something other than this site. Name an empty or a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder.parent):
            for left_over in folder.parent.glob(f".{folder.name}.building-*"):
                shutil.rmtree(left_over)
            fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.building-", dir=folder.parent))
            try:
                _build(fresh, project)
                fresh.chmod(0o755)
                _swap(fresh, folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        reason = f"{error.strerror or error}: {error.filename or folder}"
        raise CannotPublishError(f"{reason}. Free the disk or allow writing there, then build again.") from error


@contextmanager
def _alone_in(parent: Path) -> Iterator[None]:
    """Hold the folder in which sites are built; the system lets go of it however this process ends."""
    held = os.open(parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotPublishError(
                f"Another build is at work in {parent}. Wait until it ends, then build again."
            ) from None
        yield
    finally:
        os.close(held)


def _build(fresh: Path, project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(fresh)]
    done = subprocess.run(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    told = done.stdout.strip()
    if done.returncode == 0:
        return
    if "Traceback (most recent call last)" in told:
        told = f"The build broke off: {told.splitlines()[-1]}. If it is the disk, free it; if not, report this line."
    raise CannotPublishError(told or f"The build ended without a word (code {done.returncode}). Build again.")


def _swap(fresh: Path, folder: Path) -> None:
    """Put a folder in the place of another in one step where the system can (Linux: renameat2), else in two."""
    if not folder.exists() or not any(folder.iterdir()):
        fresh.replace(folder)
        return
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE in linux/fs.h
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename and rename(here, os.fsencode(fresh), here, os.fsencode(folder), exchange) == 0:
        return
    old = fresh.with_name(f"{fresh.name}-old")
    folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Publish to the folder named on the command line; say what was done, or why nothing was."""
    folder, project = (Path(name).absolute() for name in [*sys.argv[1:], str(ROOT)][:2])
    try:
        publish(folder, project)
    except CannotPublishError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The site is in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
