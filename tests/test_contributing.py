"""What CONTRIBUTING.md tells editors is what the code does."""

import re

import pytest

from invented_site import ROOT
from retelling_site.checks.texts.lengths import LIMITS, MAX_CHANGES, MAX_PERSON
from retelling_site.content.page_types import CONNECTED, PAGE_TYPES
from retelling_site.content.records.schema import Agency, Improvement, Page, RetellingPage, Theme

SAID = ", ".join(
    f"{PAGE_TYPES[name].max_said} on a {word}"
    for name, word in zip(CONNECTED, ("finding", "theme", "change"), strict=True)
)
TEXT = " ".join((ROOT / "CONTRIBUTING.md").read_text("utf-8").split())


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("said", f"together {SAID}"),
        *((part, f"{LIMITS[part].characters} each") for part in LIMITS if part != "said"),
    ],
)
def test_the_table_of_lengths_has_those_that_are_checked(part: str, words: str) -> None:
    """Protects writers from shortening what is short enough, or from a fault that they could not foresee."""
    assert f"| {LIMITS[part].items} | {words} |" in TEXT


def test_the_other_lengths_are_those_that_are_checked() -> None:
    """Protects writers likewise."""
    assert f"at most {MAX_CHANGES} changes" in TEXT and f"begin each sheet, {MAX_PERSON}." in TEXT
    assert (
        "A title has at most {title} characters, a summary {summary},".format(
            **{name: Page.model_fields[name].metadata[0].max_length for name in ("title", "summary")}
        )
        in TEXT
    )


def test_every_key_is_explained() -> None:
    """Protects writers from a key that they can only learn of from a fault."""
    keys = {name for record in (Agency, Theme, Improvement, RetellingPage) for name in record.model_fields}
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()


def test_every_file_of_the_code_that_is_named_is_there() -> None:
    """Protects newcomers from a map of what was there once."""
    named = set(re.findall(r"`((?:scripts|content|checks|pages|search|outputs|release)/[a-z_/]+\.?[a-z]*)`", TEXT))
    folders = (ROOT, ROOT / "scripts/retelling_site")
    assert len(named) > 12
    assert [name for name in sorted(named) if not any((folder / name).exists() for folder in folders)] == []
