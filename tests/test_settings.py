"""The settings in mkdocs.yml: what is half filled in, mistyped or unknown is refused, with its remedy."""

import copy
from pathlib import Path
from typing import Any

import pytest

from invented_site import ROOT, SETTINGS
from retelling_site.content.records import settings, settings_file, settings_form
from retelling_site.faults import Fault


def faults(**extra: object) -> list[Fault]:
    """Read the invented site's settings, some of them replaced; gives the faults."""
    whole: dict[str, Any] = {**copy.deepcopy(SETTINGS["extra"]), **extra}
    return settings.read("Name", "https://lock.example/", "What it is.", whole)[1]


@pytest.mark.parametrize("block", [{}, {"name": None, "contact": None}, {"name": "A", "contact": "mailto:a@b.org"}])
def test_a_whole_or_a_blank_publisher_is_accepted(block: object) -> None:
    """Protects a new publisher, who may begin with nothing."""
    assert faults(publisher=block) == []


@pytest.mark.parametrize("block", [{"name": "A"}, {"contact": "mailto:a@b.org"}, {"name": "A", "contact": "a@b.org"}])
def test_a_half_filled_publisher_is_refused(block: object) -> None:
    """Protects readers from a contact that leads nowhere."""
    (fault,) = faults(publisher=block)
    assert fault.file == "mkdocs.yml" and "publisher" in fault.what and "contact: mailto:" in fault.remedy


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        ({"short_name": "A name of more than 16 characters"}, "“extra → short_name” has the wrong form."),
        ({"exit": "http://weather.example/"}, "“extra → exit” has the wrong form."),
        ({"colour": "red"}, "“extra → colour” is not a setting."),
        ({"menu": []}, "“extra → menu” is blank."),
        ({"credit": None}, "“extra → credit” is blank."),
        ({"social": [{"icon": "a"}]}, "“extra → social” is not a setting."),
        (
            {"publisher": None, "name": None, "contact": None},
            "“name”, “contact” stand beside “extra → publisher”, and belong to it.",
        ),
        (
            {"helpline": {**SETTINGS["extra"]["helpline"], "number": "ring us"}},
            "“extra → helpline → number” has the wrong form.",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(extra: dict[str, object], what: str) -> None:
    """Protects the publisher of a copy from a slip in the one file that they must edit."""
    (fault,) = faults(**extra)
    assert (fault.file, fault.what) == ("mkdocs.yml", what) and fault.remedy


def test_the_address_of_a_licence_has_a_remedy_of_its_own() -> None:
    """Protects the publisher from being told to write the address of the home page there."""
    (fault,) = faults(licence={"name": "OGL", "url": "www.licence.example"})
    assert "“extra → licence → url” has the wrong form. Write the whole address, beginning https://." in str(fault)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "our.example",
        "https://",
        "https://our.example/?a",
        "ftp://our.example/",
        "https://our.example/index.html",
        "https://[our/",
        "https://us:secret@our.example/",
        "https://our.example:99999/",
        "https://our..example/",
        "https://our.example/%zz/",
    ],
)
def test_an_address_that_is_none_is_refused(url: str | None) -> None:
    """Protects readers from feeds, cards and citations that lead nowhere."""
    _, found = settings.read("Name", url, "What it is.", SETTINGS["extra"])
    assert [fault.what for fault in found] == [f"“site_url” is “{url or ''}”, which is not a valid address."]


WRITTEN = (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "    note: The press",
            "    note: This: the press",
            "A value holds a colon. Put quotes around the whole value.",
        ),
        ("  language: en", "\tlanguage: en", "A tab stands where spaces belong. Write spaces in its place."),
        ("      - agencies/gp.md", "      agencies/gp.md", "A line of a list does not begin with a hyphen. Write “- ”"),
        ("      - agencies/gp.md", "      -agencies/gp.md", "There is no space after the hyphen. Write “- ”"),
        ('emergency_number: "', "emergency_number: '\"", "A quotation mark is never closed."),
        ("docs_dir: docs", "docs_dir:docs", "There is no space after the colon."),
        ("site_url: ", "site_name: A\nsite_url: ", "“site_name” is written twice. Keep one of the two."),
        ("docs_dir: docs", "docs_folder: docs", "“docs_folder” is not a setting of this site. Remove it."),
        ("docs_dir: docs", "extra_css: [a.css]", "“extra_css” is not a setting of this site. Remove it."),
        ("directory_urls: true", "directory_urls: false", "“use_directory_urls” must be “true”."),
        ("name: material", "name: readthedocs", "“theme → name” must be “material”."),
        ("plugins: []", "plugins: [search]", "“plugins” must be []."),
        ("  - attr_list\n", "", "“markdown_extensions” lacks “attr_list”. Add a line “- attr_list”."),
        ("  - attr_list\n", "  - attr_list\n  - footnotes\n", "has “footnotes”, which no page needs. Remove it."),
        ("  - attr_list\n", "  - attr_lists\n", "has “attr_lists”, which no page needs. Write “attr_list”."),
        ("  - attr_list\n", "  - attr_list\n  - attr_list\n", "has “attr_list” twice. Remove one."),
        ("  - toc\n", "  - toc:\n      permalink: true\n", "→ permalink” is an option that no page needs. Remove it."),
        ("site_url: ", "siteurl: ", "“siteurl” is not a setting of this site. Write “site_url”."),
        ("site_url: https://", "site_url: https://[", "which is not a valid address. Write the whole address"),
        ("  language: en\n", "  language: en\n  palette: {}\n", "“theme → palette” does nothing here"),
        ("  language: en\n", "  language: cy\n", "“theme → language” must be “en”."),
        ("nav: {omitted_files: ignore,", "nav: {omitted_files: warn,", "→ omitted_files” must be “ignore”."),
        ("plugins: []", "plugins:", "“plugins” must be []."),
        ("\nnav:\n", "\nnav:\n  - a.md\nnav:\n", "“nav” is written twice. Keep one of the two."),
        ("      types: [ours]", "    types: [ours]", "“types” stands beside “pymdownx.blocks.admonition”, and belongs"),
        ("docs_dir: docs", "docs_dir: .", "“docs_dir” must be “docs”. Write that"),
        (
            "site_name: Learning from Hakeem",
            "site_name: [a, b]",
            "“site_name” must be text. Write words after the colon",
        ),
        ("  - get-help.md\n", "  - Help:\n  - get-help.md\n", "The group “Help” of the navigation has no page."),
        (
            WRITTEN[WRITTEN.index("\nnav:\n") :],
            "\nnav: index.md\n",
            "“nav” must be a list of pages. Write one “- page.md”",
        ),
        ("types: [ours]", "types: [note]", "Write “types: [ours]”."),
        ("scripts/mkdocs_adapter.py", "scripts/adapter.py", "“hooks” must be “scripts/mkdocs_adapter.py”."),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(tmp_path: Path, old: str, new: str, what: str) -> None:
    """Protects the publisher from a site that is built without its checks, and from a parser's jargon."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(WRITTEN.replace(old, new, 1), "utf-8")
    (fault,) = settings_form.faults(file)
    assert what in str(fault) and str(fault).startswith("mkdocs.yml, line ")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "mkdocs.yml: The file holds no settings."),
        (b"site_name: L\xe9\n", "mkdocs.yml, line 1: A character is not in UTF-8."),
        (
            WRITTEN.replace("\nhooks:\n  - scripts/mkdocs_adapter.py\n", "\n").encode(),
            "The setting “hooks” is missing.",
        ),
    ],
)
def test_a_file_that_lacks_what_a_build_needs_is_told(tmp_path: Path, data: bytes, what: str) -> None:
    """Protects readers likewise."""
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(data)
    (fault,) = settings_form.faults(file)
    assert what in str(fault)


def test_the_file_as_it_is_has_no_fault(tmp_path: Path) -> None:
    """Protects editors whose computer writes other line ends, or a byte-order mark."""
    file = tmp_path / "mkdocs.yml"
    for data in (WRITTEN.encode(), b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode()):
        file.write_bytes(data)
        assert settings_form.faults(file) == []


def test_a_theme_of_one_word_is_told_once(tmp_path: Path) -> None:
    """Protects the publisher who writes it as other sites do, and reads of one thing to mend."""
    file = tmp_path / "mkdocs.yml"
    before, _, rest = WRITTEN.partition("theme:\n")
    file.write_text(f"{before}theme: material\n{rest[rest.index('extra:') :]}", "utf-8")
    (fault,) = settings_form.faults(file)
    assert "“theme” must be a group of settings." in str(fault)


def test_what_the_builder_says_of_a_setting_has_its_line() -> None:
    """Protects the publisher from searching the file."""
    fault = settings_file.complaint(ROOT / "mkdocs.yml", "Config value 'docs_dir': The path 'x' isn't there.")
    line = WRITTEN.split("\n").index("docs_dir: docs") + 1
    assert str(fault) == f"mkdocs.yml, line {line}: “docs_dir”: The path 'x' isn't there. Correct that setting."
    fault = settings_file.complaint(ROOT / "mkdocs.yml", "Config value 'docs_dir': 'x' isn't an existing directory.")
    assert str(fault) == f"mkdocs.yml, line {line}: The folder “x” is missing. Restore it, or write “docs_dir: docs”."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Config value 'site_name': Expected type: str but received: int", "“site_name” must be text. Put quotes"),
        (
            "Config value 'theme': The path set in custom_dir ('/a/overrides') does not exist.",
            "“overrides” is missing.",
        ),
        ("Config value 'site_name': Required configuration not provided.", "“site_name” is blank. Write a value"),
    ],
)
def test_what_the_builder_says_is_told_in_plain_words(said: str, told: str) -> None:
    """Protects the publisher from a builder's jargon."""
    assert told in str(settings_file.complaint(ROOT / "mkdocs.yml", said))


def test_numbers_are_read_as_they_are_written() -> None:
    """Protects whoever rings: YAML reads 0121 as another number."""
    helpline = {**SETTINGS["extra"]["helpline"], "emergency_number": 999, "number": 81}
    extra = {**SETTINGS["extra"], "helpline": helpline}
    words: dict[tuple[str | int, ...], str] = {
        ("extra", "helpline", "emergency_number"): "999",
        ("extra", "helpline", "number"): "0121",
    }
    read, found = settings.read(
        "Name", "https://lock.example/", "What.", extra, settings_file.SettingsFile(words=words)
    )
    assert not found and read and (read.helpline.emergency_number, read.helpline.number) == ("999", "0121")
