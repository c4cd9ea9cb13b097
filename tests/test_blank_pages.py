"""The blank page of each type: copied, it names what to fill in and nothing else; filled in, it is published."""

import re
import shutil
from pathlib import Path

import pytest

from previewing.site_builder import SiteBuilder
from retelling_site.content.page_types import PAGE_TYPES

ROOT = Path(__file__).resolve().parent.parent
BLANK = ROOT / "scripts/blank"
FOLDERS = {name: f"{row.folder}/" if row.folder else "" for name, row in PAGE_TYPES.items()}
NAME = "a-page-of-this-test"


def clause(text: str, paragraph: str) -> str:
    """Give the first clause of a paragraph of the retelling."""
    found = re.search(rf"#({paragraph}-[a-z0-9-]+)", text)
    assert found
    return found[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the pages and settings, with the code and the templates left where they are."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("overrides", "scripts"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def copy(project: Path, page_type: str) -> Path:
    """Copy the blank page to where CONTRIBUTING.md says, and list it in the navigation."""
    file = project / f"docs/{FOLDERS[page_type]}{NAME}.md"
    shutil.copy(BLANK / f"{page_type}.md", file)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    beside = f"- {FOLDERS[page_type]}index.md\n" if FOLDERS[page_type] else "- index.md\n"
    found = re.search(rf"^( *){re.escape(beside)}", settings, re.MULTILINE)
    assert found
    line = f"{found[1]}- {FOLDERS[page_type]}{NAME}.md\n"
    (project / "mkdocs.yml").write_text(settings.replace(found[0], found[0] + line, 1), "utf-8")
    return file


def build(project: Path) -> list[str]:
    """Build aside; gives the lines of the report."""
    (project / "site").mkdir()
    return SiteBuilder(project).build(project / "site").report.splitlines()


def test_each_type_has_a_blank_page() -> None:
    """Protects the editor from a page that README names and nobody wrote."""
    assert {file.stem for file in BLANK.iterdir()} == FOLDERS.keys()


@pytest.mark.parametrize("page_type", FOLDERS)
def test_a_blank_page_says_what_to_fill_in(project: Path, page_type: str) -> None:
    """Protects readers from a page half-filled, and the editor from faults that are no work of theirs."""
    file = copy(project, page_type)
    lines = build(project)
    own, words = f"{file.relative_to(project)}, line ", "The page is not filled in yet: “title”, “summary”"
    assert len(lines) == 2 and lines[0].startswith(own) and words in lines[0].replace(" and", ","), lines


def fill_in(project: Path, page_type: str) -> None:
    """Copy the blank page of a type, and do what it says."""
    file = copy(project, page_type)
    retelling = (project / "docs/press-release.md").read_text("utf-8")
    first, theme = clause(retelling, "p1"), next((project / "docs/themes").glob("[!i]*.md")).stem
    text = file.read_text("utf-8")
    for key, value in {
        "title:": f"The {page_type} of this test",
        "summary:": f"In 2022 the release says so of each {page_type}.",
        "role:": "I work in a place of this test",
        "group:": "thread",
        "scope_note:": "It covers one thing and leaves the rest to its neighbours.",
        "    why:": "Both are about the same thing.",
    }.items():
        text = re.sub(rf"(?m)^{key}$", f"{key} {value}", text)
    text = re.sub(r"(?m)sources: \[\]$", f"sources: [{first}]", text).replace("name-of-a-theme", theme)
    text = re.sub(r"(p\d)-name-of-a-clause", lambda found: clause(retelling, found[1]), text)
    file.write_text(text, "utf-8")


def test_blank_pages_that_are_filled_in_are_published(project: Path) -> None:
    """Protects the editor who does what the page of any type says, and no more."""
    for page_type in FOLDERS:
        fill_in(project, page_type)
    report = build(project)
    assert not report, "\n".join(report)
    for page_type in FOLDERS:
        assert (project / f"site/{FOLDERS[page_type]}{NAME}/index.html").is_file(), page_type
