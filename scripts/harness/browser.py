"""Find Chromium on this machine, or install it: browser tests and measurements run in a real one.

Its headless shell comes first: the same engine without a desktop's windows takes two thirds of the processor's time.
"""

import os
import subprocess
import sys
from functools import cache

from harness.system_package import find_or_install

_SHELL = "chromium-headless-shell"
_PACKAGES = (_SHELL, "chromium")
"""Those of Debian and its kin, of which not every release has the first."""
_NAMES = (*_PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@cache
def chromium(*, with_tabs: bool = False) -> dict[str, object]:
    """Give Playwright's launch options for the Chromium found, or for its own if that had to be installed.

    `CHROMIUM` names one to use. `with_tabs` is for what the headless shell has not: tabs, in which a next page is made
    ready. Raises RuntimeError when there is none and none can be installed.
    """
    args = [*_QUIET, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    names = [name for name in _NAMES if not (with_tabs and name == _SHELL)]
    for package in (name for name in _PACKAGES if name in names):
        if path := find_or_install(names, package, "CHROMIUM"):
            return {"executable_path": path, "args": args}
    print("Installing Chromium for tests, in the folder of Playwright: see “Start” in README.md.", file=sys.stderr)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        raise RuntimeError("No Chromium was found or could be installed: install one, or name it in CHROMIUM.")
    return {"args": args}
