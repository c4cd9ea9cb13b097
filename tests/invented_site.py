"""The invented retelling of `tests/invented`, copied for tests to break: checked in process in a few milliseconds.

`InventedSite.faults` takes the way of a build as far as the checks, and leaves templates out; `build` is a whole build
by MkDocs in this process; `publish` is what an editor runs.
"""

import base64
import copy
import logging
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from mkdocs_adapter import Build
from retelling_site import pipeline
from retelling_site.content.records import settings_file
from retelling_site.content.site import Site
from retelling_site.pages import template_faults

ROOT = Path(__file__).resolve().parent.parent
INVENTED = ROOT / "tests" / "invented"
SETTINGS: Mapping[str, Any] = yaml.safe_load((INVENTED / "mkdocs.yml").read_text("utf-8"))
"""What the invented site's `mkdocs.yml` holds."""
PAGES: Mapping[str, str] = {
    path.relative_to(INVENTED / "docs").as_posix(): path.read_text("utf-8")
    for path in sorted((INVENTED / "docs").rglob("*.md"))
}
"""Every page of the invented site by its path below `docs/`."""
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
"""The smallest picture that can be shown."""


@dataclass(frozen=True)
class Outcome:
    """How publishing ended, and what an editor reads of it."""

    code: int
    output: str

    @property
    def lines(self) -> list[str]:
        """Give what was said, line by line."""
        return self.output.strip().splitlines()


class InventedSite:
    """A copy of the invented site in a folder, with what an editor can do to it."""

    def __init__(self, root: Path) -> None:
        """Copy the pages; settings are written only where MkDocs is to read them from a file."""
        self.root, self.docs, self.out = root, root / "docs", root / "out" / "site"
        self.settings: dict[str, Any] = copy.deepcopy(dict(SETTINGS))
        for name, text in PAGES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file below `docs/`, as text or byte for byte."""
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, name: str) -> str:
        """Read a page."""
        return (self.docs / name).read_text("utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words that stand in a page once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def add(self, name: str, text: str) -> None:
        """Write a new page and list it in the navigation."""
        self.write(name, text)
        self.settings["nav"].append(name)

    def remove(self, name: str) -> None:
        """Remove a page, and its line in the navigation."""
        (self.docs / name).unlink()
        self.settings["nav"].remove(name)

    def move(self, old: str, new: str) -> None:
        """Rename a page's file, and its line in the navigation."""
        (self.docs / new).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / old).rename(self.docs / new)
        self.settings["nav"] = [new if name == old else name for name in self.settings["nav"]]

    def line(self, name: str, words: str) -> int:
        """Give the line of a page on which words stand."""
        return 1 + self.read(name).split(words)[0].count("\n")

    def faults(self) -> list[str]:
        """Check the site as a build does, without templates; give the report's lines but the last."""
        try:
            self.check()
        except (pipeline.FaultsError, Abort) as error:
            *lines, last = str(error).splitlines()
            assert last.endswith("to fix. Nothing was published.")
            return lines
        return []

    def check(self) -> Site:
        """Take the way of a build as far as the checks; raises what it raises."""
        config = _config(self.docs, self.settings)
        events = Build()
        with patch.object(template_faults, "unreadable", _unreadable), patch.object(settings_file, "read", _settings):
            events.on_config(config)
            files = get_files(config)
            events.on_files(files, config)
        related = pipeline.relate(events.draft, config.nav, events.overrides)
        html = {}
        for file in files.documentation_pages():
            html[file.url.removeprefix("./")] = _render(file, files, config)
        published = {file.url for file in files.media_files()}
        return pipeline.check(related, html, published)

    def write_settings(self) -> Path:
        """Write `mkdocs.yml` for what reads it from a file."""
        written = copy.deepcopy(self.settings)
        written["INHERIT"] = str(ROOT / "mkdocs.yml")
        written["theme"] = {"custom_dir": str(ROOT / "overrides")}
        written["hooks"] = [str(ROOT / "scripts" / "mkdocs_adapter.py")]
        path = self.root / "mkdocs.yml"
        path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8")
        return path

    def build(self) -> None:
        """Build the whole site into `out` by MkDocs in this process; raises Abort with the report."""
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        build(load_config(str(self.write_settings()), site_dir=str(self.out), strict=True))

    def publish(self) -> Outcome:
        """Publish as an editor would, in a process of its own."""
        self.write_settings()
        command = [sys.executable, str(ROOT / "scripts" / "publish.py"), str(self.out), str(self.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        return Outcome(done.returncode, done.stdout + done.stderr)

    def copy(self, root: Path) -> "InventedSite":
        """Copy the whole folder, what is published too."""
        shutil.copytree(self.root, root, symlinks=True)
        other = InventedSite.__new__(InventedSite)
        other.root, other.docs, other.out = root, root / "docs", root / "out" / "site"
        other.settings = copy.deepcopy(self.settings)
        return other


@cache
def _real_config() -> MkDocsConfig:
    return load_config(str(INVENTED / "mkdocs.yml"))


def _config(docs: Path, settings: Mapping[str, Any]) -> MkDocsConfig:
    """Give the real settings, with those of this site; not read from a file, and so in no time."""
    config = copy.copy(_real_config())
    config["docs_dir"], config["nav"], config["extra"] = str(docs), settings["nav"], settings["extra"]
    config["site_name"], config["site_url"] = settings["site_name"], settings["site_url"]
    config["site_description"] = settings["site_description"]
    config.plugins._current_plugin = "tests"  # MkDocs asks who makes a file; while it builds, it knows
    config["markdown_extensions"], config["mdx_configs"] = [*config.markdown_extensions], {**config.mdx_configs}
    return config


_unreadable, _settings = cache(template_faults.unreadable), cache(settings_file.read)
"""The templates, and the file that settings are the same as in, are read once for all that leave both as they are."""


_RENDERED: dict[tuple[object, ...], str] = {}


def _render(file: File, files: Files, config: MkDocsConfig) -> str:
    """Render a page as MkDocs does; one that was rendered before, beside the same files, is taken from there."""
    key = (file.src_uri, file.content_string, tuple(files.src_uris), str(config.mdx_configs.get("abbr")))
    if key not in _RENDERED:
        page = Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
        _RENDERED[key] = page.content or ""
    return _RENDERED[key]


def fingerprint(folder: Path) -> dict[str, str]:
    """Give every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
