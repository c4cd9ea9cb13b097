"""Slips in templates, style and scripts: told with file and line in plain words, and never published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, Undefined

from invented_site import ROOT, InventedSite
from retelling_site.checks.built import links
from retelling_site.checks.built.page import BuiltPage
from retelling_site.html import HtmlDocument
from retelling_site.outputs import assets
from retelling_site.pages import template_faults, templates
from retelling_site.pipeline import NEEDED

PAGE = '{% extends "frame.html" %}\n{% block text %}\n{{ title }}\n{% endblock %}\n'


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    """Give templates of one frame and one page."""
    folder = tmp_path / "overrides"
    folder.mkdir()
    (folder / "frame.html").write_text("<p>{% block text %}{% endblock %}", "utf-8")
    (folder / "page.html").write_text(PAGE, "utf-8")
    return folder


def render(overrides: Path, **given: object) -> str:
    """Render the page as a site is; gives what an editor is told, or the page."""
    made = templates.environment(
        lambda: Environment(loader=FileSystemLoader([overrides, ROOT / "overrides"]), autoescape=True)
    )
    made.bytecode_cache = None
    try:
        return made.get_template("page.html").render(title="A title", **given)
    except Exception as error:
        return str(template_faults.template_error(error, overrides))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{% endblock %}",
            "",
            "page.html, line 3: “{% block … %}” is not closed before this line. Write {% endblock %}",
        ),
        ("{% block", "{% part", "page.html, line 2: There is no command “part” for templates. Correct its name"),
        (
            "{{ title }}",
            "{{ title }",
            "page.html, line 3: What stands between {{ and }}, or {% and %}, cannot be read.",
        ),
        ("{{ title }}", "{{ heading }}", "page.html, line 3: The template asks for “heading”, which it is not given."),
        ("title }}", "title.long }}", "page.html, line 3: The template asks for “long”, which it is not given."),
        ("title }}", "title | big }}", "page.html, line 3: There is no filter “big” for templates. Correct its name"),
        ("{% endblock %}", "{% endblock %}{{ title | big }}", "page.html, line 4: There is no filter “big”"),
        ("title }}", "title / 2 }}", "page.html, line 3: The template cannot go on: unsupported operand"),
        ("frame.html", "other.html", "page.html, line 1: There is no file “other.html” in overrides/. Restore it"),
        ("frame.html", "base.html", "page.html, line 1: There is no file “base.html” in overrides/. Restore it"),
    ],
)
def test_an_error_is_told_in_plain_words(overrides: Path, old: str, new: str, told: str) -> None:
    """Protects whoever changes a template from its language's own words, and readers from half a page."""
    (overrides / "page.html").write_text(PAGE.replace(old, new), "utf-8")
    assert render(overrides).startswith(f"overrides/{told}")


def test_a_template_may_ask_for_what_it_is_not_given(overrides: Path) -> None:
    """Protects templates that serve pages of several kinds."""
    (overrides / "page.html").write_text("{% if long %}{{ long }}{% endif %}{{ short or title }}", "utf-8")
    assert render(overrides) == "A title" and isinstance(templates._Unknown(), Undefined)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda file: file.write_text(" "), "overrides/main.html: The file is empty. Restore it"),
        (lambda file: file.write_bytes(b"a\n\xe9"), "overrides/main.html, line 2: A character is not in UTF-8."),
        (lambda file: file.write_text("<<<<<<< a\n"), "overrides/main.html, line 1: Two versions of the lines"),
        (
            lambda file: shutil.rmtree(file.parent / "assets"),
            "overrides/assets: The folder cannot be read: No such file",
        ),
        (lambda file: file.unlink(), "overrides/main.html: The file is missing. Restore it"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, act: Callable[[Path], object], told: str) -> None:
    """Protects readers from a page that is empty, or shows the marks of two versions."""
    folder = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", folder)
    assert template_faults.unreadable(folder, NEEDED) == []
    act(folder / "main.html")
    (fault,) = template_faults.unreadable(folder, NEEDED)
    assert str(fault).startswith(told)


def test_style_that_is_missing_is_named(overrides: Path) -> None:
    """Protects whoever builds while templates change: a new one may name a style that was not there yet."""
    styles = assets.styles({"site.css": b"p{}"})
    try:
        styles["cards"]
    except assets.MissingAssetError as error:
        fault = template_faults.template_error(error, overrides)
        assert str(fault).startswith("overrides/assets/cards.css: The file is missing. Restore it")
    else:
        pytest.fail("Nothing was told of a style that is missing.")


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ('<a href="flooded/">Us</a>', "docs/index.md: A template, or a setting, leads from this page to “/flooded/”"),
        ('<img src="flooded.png">', "docs/index.md: A template shows the picture “flooded.png”, which is not there."),
    ],
)
def test_what_a_template_leads_to_or_shows_is_there(tmp_path: Path, part: str, told: str) -> None:
    """Protects the editor from looking on a line of a page that has the same word, and readers from a gap."""
    site = InventedSite(tmp_path).check()
    assert "flooded" in site.files["index.md"].body
    texts = {url: f"<main>{page_text.inner_html()}</main>" for url, page_text in site.texts.items()}
    texts[""] += part
    pages = {url: BuiltPage.of(HtmlDocument.parse(url, html)) for url, html in texts.items()}
    (fault,) = links.check(site, pages, [])
    assert str(fault).startswith(told)
