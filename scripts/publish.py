"""Build the site beside the last one, and put it in its place whole: a build that dies half-way loses nothing.

python scripts/publish.py FOLDER
"""

import argparse
import ctypes
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from previewing.site_builder import QUIET
from retelling_site.content.records import settings_file, settings_form
from retelling_site.faults import last_report, report
from retelling_site.release import post_build

ROOT = Path(__file__).resolve().parent.parent
_MARK = post_build.CATALOGUE
"""Every site of ours has this file; a folder with other things in it is never replaced."""


class CannotPublishError(Exception):
    """Why nothing was published, and what to do, in one line."""


def publish(folder: Path, project: Path = ROOT) -> None:
    """Build into a fresh folder and swap it with `folder`; the last site stays intact until the swap.

    Raises CannotPublishError when the folder is not ours to replace, another build is at work, or this one fails.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file())):
        raise CannotPublishError(f"{folder} holds something other than this site. Name an empty or a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder.parent):
            for left_over in folder.parent.glob(f".{folder.name}.building-*"):
                shutil.rmtree(left_over, ignore_errors=True)  # the killed build's own child may still write there
            fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.building-", dir=folder.parent))
            try:
                build(fresh, project)
                post_build.finish(fresh)
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


def build(fresh: Path, project: Path = ROOT) -> None:
    """Build into a folder as it is; raises CannotPublishError with what the editor needs to know."""
    if wrong := settings_form.faults(project / settings_file.FILE):
        raise CannotPublishError(report(wrong))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **QUIET},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotPublishError(_reason(done.stdout, project, done.returncode))


def _reason(output: str, project: Path, code: int) -> str:
    """Give what the editor needs of a failed build's output: our own report, or the builder's complaint on one line."""
    lines = [line.strip() for line in output.replace(f"{project}{os.sep}", "").splitlines()]
    lines = [line for line in lines if line and not line.startswith("INFO ")]
    if told := last_report(lines):
        return "\n".join(told)
    if "Traceback (most recent call last):" in lines:
        return f"The build broke off: {lines[-1]}. If it is the disk, free it; if not, report this line."
    complaint = " ".join(
        re.sub(r"^(Error:|ERROR +-|WARNING +-) *", "", line) for line in lines if "Aborted with" not in line
    )
    if not complaint:
        return f"The build failed with no message (code {code}). Build again."
    return report([settings_file.complaint(project / settings_file.FILE, complaint)])


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
    parser = argparse.ArgumentParser(description="Publish the site, whole or not at all.")
    parser.add_argument("folder", type=Path, help="where the site is put")
    parser.add_argument("project", type=Path, nargs="?", default=ROOT, help="where mkdocs.yml is")
    asked = parser.parse_args()
    folder = asked.folder.absolute()
    try:
        publish(folder, asked.project.absolute())
    except CannotPublishError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The site is in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
