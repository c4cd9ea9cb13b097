"""The code knows no document: what is of this case stands in `docs/` and `mkdocs.yml`, and nowhere else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from invented_site import INVENTED, PAGES, ROOT
from retelling_site.content.page_types import CONNECTED, PAGE_TYPES

RELEASE = ROOT / "docs/press-release.md"
SETTINGS: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
RECORD: dict[str, Any] = yaml.safe_load(RELEASE.read_text("utf-8").split("---\n")[1])
NAME = re.compile(r"\b[A-Z][a-z]+\b")


def names() -> set[str]:
    """Give the names in what the site and the document are called, and in what travels with every page."""
    document, standing = RECORD["document"], RECORD["standing"]
    texts = (SETTINGS["site_name"], document["name"], document["publisher"], document["period"], RECORD["summary"])
    spoken = (*(standing[name]["text"] for name in ("person", "caveat")), SETTINGS["extra"]["helpline"]["question"])
    of_another = " ".join((*PAGES.values(), (INVENTED / "mkdocs.yml").read_text("utf-8")))
    return set(NAME.findall(" ".join((*texts, *spoken)))) - set(NAME.findall(of_another))


def subjects() -> set[str]:
    """Give what each finding, theme and change is called in its address."""
    folders = [ROOT / "docs" / PAGE_TYPES[name].folder for name in CONNECTED]
    return {file.stem for folder in folders for file in folder.glob("*.md")} - {"index"}


def anchors() -> set[str]:
    """Give the anchor of each clause."""
    return set(re.findall(r"\{ #([a-z0-9]+-[a-z0-9-]+) \}", RELEASE.read_text("utf-8")))


def code() -> Iterator[Path]:
    """Give the code and the templates that make a site; blank pages and measurements are for this one."""
    yield from (ROOT / "scripts/retelling_site").rglob("*.py")
    yield from (ROOT / "scripts/previewing").rglob("*.*")
    yield from (path for path in (ROOT / "overrides").rglob("*.*") if path.is_file())
    yield ROOT / "scripts/mkdocs_adapter.py"


def published(site: Path) -> Iterator[Path]:
    """Give the pages and files of a built site that hold words."""
    yield from (path for path in site.rglob("*.*") if path.suffix in (".html", ".json", ".jsonld", ".xml"))


def said(files: Iterator[Path]) -> dict[str, list[str]]:
    """Give the words of this case that files hold, by file."""
    number = re.escape(SETTINGS["extra"]["helpline"]["number"])
    slugs = "|".join(sorted(slug.replace("-", "[- ]") for slug in subjects()))
    of_case = re.compile(rf"\b(?:{'|'.join(sorted(names() | anchors()))}|{number})\b|\b(?i:{slugs})\b")
    texts = {file: file.read_text("utf-8") for file in files if b"\0" not in file.read_bytes()[:1000]}
    return {str(file): found for file, text in texts.items() if (found := of_case.findall(text))}


def test_the_words_of_this_case_are_known() -> None:
    """Protects the tests below from finding nothing because they look for nothing."""
    assert {"Hakeem", "Birmingham"} <= names() and {"asthma", "school"} <= subjects() and len(anchors()) > 50
    assert said(iter([RELEASE]))


def test_no_code_and_no_template_holds_a_word_of_this_case() -> None:
    """Protects whoever retells another document with this code."""
    files = list(code())
    assert len(files) > 120 and said(iter(files)) == {}


def test_no_page_of_another_retelling_holds_a_word_of_this_case(invented: Path) -> None:
    """Protects its readers from what was said of somebody else; each type of page is among them."""
    files = list(published(invented))
    assert len(files) > 20 and said(iter(files)) == {}
    listed = json.loads((invented / "catalogue.json").read_text("utf-8"))
    assert {entry["type"] for entry in listed["pages"]} == PAGE_TYPES.keys()
