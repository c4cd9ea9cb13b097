"""The retelling's anchors: every statement of the site points to one of them."""

from pathlib import Path

import pytest

from invented_site import InventedSite

RETOLD = "retold.md"


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    """Give a copy of the invented site."""
    return InventedSite(tmp_path / "site")


def test_statements_are_read_in_order_with_their_words_and_paragraph(site: InventedSite) -> None:
    """Protects the trainer, who is shown the clause beside its statement."""
    retelling = site.check().retelling
    assert retelling
    assert list(retelling.paragraphs) == ["opening", "middle", "after", "close"]
    assert list(retelling.statements)[:3] == ["opening-author", "opening-night", "middle-keepers"]
    statement = retelling.statements["middle-keepers"]
    assert statement.text == "The keepers did not close the paddles quickly."
    assert (statement.paragraph.anchor, statement.paragraph.mark, statement.paragraph.heading) == (
        "middle",
        "§1",
        "First part",
    )
    assert retelling.in_order(["after-gate", "middle-millers", "middle", "nowhere"]) == (
        "middle",
        "middle-millers",
        "after-gate",
    )


@pytest.mark.parametrize("name", ["middle", "after"])
def test_a_missing_paragraph_is_told(site: InventedSite, name: str) -> None:
    """Protects the pages that point to it."""
    site.change(RETOLD, f" {{ #{name} }}", "")
    report = site.faults()
    assert any(
        f"The anchor “{name}” is missing. Write {{ #{name} }} after that paragraph's heading" in line for line in report
    )


def test_paragraphs_out_of_order_are_told_with_the_order(site: InventedSite) -> None:
    """Protects the reader who follows the document beside the retelling."""
    page = site.read(RETOLD)
    middle, after = page.index("## First part"), page.index("## Second part")
    close = page.index("## Close")
    site.write(RETOLD, page[:middle] + page[after:close] + page[middle:after] + page[close:])
    (fault,) = site.faults()
    assert "“after” stands where “middle” belongs. The order is opening, middle, after, close." in fault


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{ #middle-millers }", "{ #middle-keepers }", "The anchor “middle-keepers” stands twice"),
        ("{ #middle-millers }", "{ #after-millers }", "The anchor “after-millers” does not stand under “after”"),
        ("{ #middle-millers }", "{ #Middle-millers }", "The anchor “Middle-millers” belongs to no paragraph"),
        ("{ #middle-millers }", "{ #first-millers }", "The anchor “first-millers” belongs to no paragraph"),
        (
            "{ #middle-millers }",
            "",
            "“The millers were not told.” has no anchor. Write { #middle-word } on the next line",
        ),
        ("The millers", "- Loose.\n\nThe millers", "“Loose.” has no anchor"),
    ],
)
def test_a_statement_without_an_anchor_of_its_own_is_told(site: InventedSite, old: str, new: str, what: str) -> None:
    """Protects the page that would quote the wrong clause."""
    site.change(RETOLD, old, new)
    report = site.faults()
    assert any(line.startswith(f"docs/{RETOLD}, line ") and what in line for line in report), report


def test_a_note_of_ours_needs_no_anchor(site: InventedSite) -> None:
    """Protects the editor who explains an oddity of the source."""
    site.change(RETOLD, "The millers", "/// ours | A note\nOurs.\n///\n\nThe millers")
    assert site.faults() == []


def test_there_is_one_retelling(site: InventedSite) -> None:
    """Protects marks from leading to two places."""
    site.add(
        "again.md",
        site.read(RETOLD).replace("title: The report, retold", "title: Again").replace("[the report]", "[x]"),
    )
    assert any("docs/retold.md retells the document already. Keep one page" in line for line in site.faults())
