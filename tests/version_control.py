"""Git, as tests use it."""

import os
import subprocess
from pathlib import Path


def git(root: Path, *words: str, day: str = "") -> None:
    """Run git as somebody with no settings of their own, on a day."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    when = {"GIT_AUTHOR_DATE": f"{day}T23:30:00Z", "GIT_COMMITTER_DATE": f"{day}T23:30:00Z"} if day else {}
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *who, *words], cwd=root, env={**os.environ, **own, **when}, check=True, capture_output=True)
