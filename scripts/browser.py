"""Find Chromium on this machine, or install it: browser tests and measurements run in a real one."""

import os
import shutil
import subprocess
import sys
from functools import cache

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@cache
def chromium() -> dict[str, object]:
    """Give Playwright's launch options for the Chromium found, or for its own if that had to be installed.

    `CHROMIUM` names one to use. Raises RuntimeError when there is none and none can be installed.
    """
    args = [*_QUIET, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    if path := _find() or _from_the_system():
        return {"executable_path": path, "args": args}
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        raise RuntimeError("No Chromium was found or could be installed: install one, or name it in CHROMIUM.")
    return {"args": args}


def _find() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


def _from_the_system() -> str | None:
    """On Debian and its kin, as an administrator, the system's own package is the surest way."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    return _find()
