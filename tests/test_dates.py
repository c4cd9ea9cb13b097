"""The day of a page's last change: from history, or without any, the same on every machine."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from invented_site import InventedSite
from retelling_site.content import history
from version_control import git

FIRST = date(1931, 5, 4)
NODES: Any = [SimpleNamespace(src=src, generated_from="") for src in ("index.md", "themes/old.md", "new.md")]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Write pages, outside any repository."""
    folder = tmp_path / "docs"
    (folder / "themes").mkdir(parents=True)
    (folder / "index.md").write_text("Home.", "utf-8")
    (folder / "themes/old.md").write_text("Old.", "utf-8")
    return folder


def test_history_gives_each_page_its_day(docs: Path) -> None:
    """Protects readers who ask how old a page is; one never committed has the newest day, not that of the build."""
    git(docs.parent, "init", "-q")
    git(docs.parent, "add", ".")
    git(docs.parent, "commit", "-qm", "One", day="2026-01-02")
    (docs / "index.md").write_text("Home, corrected.", "utf-8")
    git(docs.parent, "commit", "-qam", "Two", day="2026-03-04")
    (docs / "new.md").write_text("New.", "utf-8")
    days = history.last_changed(docs, NODES, FIRST)
    assert days == {"index.md": date(2026, 3, 4), "themes/old.md": date(2026, 1, 2), "new.md": date(2026, 3, 4)}


def _no_repository(_: pytest.MonkeyPatch, __: Path) -> None:
    """Leave the folder as it is."""


def _no_git(monkeypatch: pytest.MonkeyPatch, docs: Path) -> None:
    monkeypatch.setenv("PATH", str(docs))


def _no_commit(_: pytest.MonkeyPatch, docs: Path) -> None:
    git(docs.parent, "init", "-q")


@pytest.mark.parametrize("lacking", [_no_repository, _no_git, _no_commit])
def test_without_history_the_day_is_not_that_of_the_build(
    docs: Path, monkeypatch: pytest.MonkeyPatch, lacking: Callable[[pytest.MonkeyPatch, Path], None]
) -> None:
    """Protects whoever builds from a downloaded copy, or on a machine without Git: true, if less exact."""
    lacking(monkeypatch, docs)
    assert set(history.last_changed(docs, NODES, FIRST).values()) == {FIRST}


def test_a_copy_without_history_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects publishers who take the project as an archive: the whole site is built, with one day for every page."""
    monkeypatch.setenv("PATH", str(tmp_path))
    site = InventedSite(tmp_path / "project")
    site.build()
    assert (site.out / "sitemap.xml").read_text("utf-8").count("<lastmod>") > 1
