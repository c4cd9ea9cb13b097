"""The retelling's anchors: every statement of the site points to one of them."""

import pytest
from learning.retelling import PARAGRAPHS, paragraph_of, read

PARTS = {name: f'<h2 id="{name}">Part</h2><p id="{name}-a">One, of {name}.</p>' for name in PARAGRAPHS}


def whats(html: str) -> list[str]:
    """Give what is wrong with a retelling."""
    return [str(fault) for fault in read("press-release/", html)[1]]


def test_the_paragraphs_are_those_of_the_release() -> None:
    """Protects every address that was ever quoted with one of these anchors."""
    assert " ".join(PARAGRAPHS) == "head p1 p2 p3 p4 p5 p6 p7 p8 p9 sign n1 mark n2 n3 n4"
    assert (paragraph_of("p4-gp"), paragraph_of("p4")) == ("p4", "p4")


def test_clauses_are_read_in_order_with_their_text() -> None:
    """Protects the trainer, who is shown the clause beside its statement."""
    told, faults = read("press-release/", "".join(PARTS.values()).replace("of p4", "of\n <em>p4</em>"))
    assert not faults
    assert list(told.clauses)[:4] == ["head", "head-a", "p1", "p1-a"]
    assert told.clauses["p4-a"] == "One, of p4."
    assert told.finest() == {f"{name}-a" for name in PARAGRAPHS}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_each_missing_paragraph_is_told_and_nothing_besides(name: str) -> None:
    """Protects the pages that point to it."""
    (told,) = whats("".join(PARTS.values()).replace(f'<h2 id="{name}">', "<h2>"))
    assert told.startswith(f"docs/press-release.md: The anchor “{name}” is missing.")


def test_paragraphs_out_of_order_are_told_with_the_order() -> None:
    """Protects the reader who follows the release beside the retelling."""
    swapped = "".join({**PARTS, "p5": PARTS["p6"], "p6": PARTS["p5"]}.values())
    (told,) = whats(swapped)
    assert "“p6” stands where “p5” belongs" in told and "head, p1, p2" in told


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id="p5-a"', 'id="p4-a"', "“p4-a” stands twice"),
        ('id="p5-a"', 'id="p4-b"', "“p4-b” does not stand under “p4”"),
        ('id="p5-a"', 'id="P5-a"', "“P5-a” belongs to no paragraph"),
        ('id="p5-a"', 'id="p55-a"', "“p55-a” belongs to no paragraph"),
        (' id="p5-a"', "", "“One, of p5.” has no anchor"),
        ('<p id="p5-a">', "<ul><li>Loose.</li></ul><p id='p5-a'>", "“Loose.” has no anchor"),
    ],
)
def test_a_clause_without_an_anchor_of_its_own_is_told(old: str, new: str, what: str) -> None:
    """Protects the page that would quote the wrong clause."""
    assert any(what in told for told in whats("".join(PARTS.values()).replace(old, new)))


def test_a_note_of_ours_needs_no_anchor() -> None:
    """Protects the editor who explains an oddity of the source."""
    note = '<div class="admonition ours"><p class="admonition-title">A note</p><p>Ours.</p></div>'
    assert whats("".join(PARTS.values()) + note) == []
