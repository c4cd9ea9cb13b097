"""The publisher's block: readers must be able to reach whoever answers for a copy, or be told that nobody does."""

import pytest

from learning import publisher


@pytest.mark.parametrize(
    "block", [None, {}, {"name": None, "contact": None}, {"name": "A", "contact": "mailto:a@b.org"}]
)
def test_a_whole_or_a_blank_block_is_accepted(block: object) -> None:
    """Protects a new publisher, who may begin with nothing."""
    assert publisher.check(block) == []


@pytest.mark.parametrize(
    "block",
    [{"name": "A"}, {"contact": "mailto:a@b.org"}, {"name": "A", "contact": "a@b.org"}, {"name": 1, "contact": 2}],
)
def test_a_half_filled_block_is_refused(block: object) -> None:
    """Protects readers from a contact that leads nowhere."""
    (fault,) = publisher.check(block)
    assert fault.file == "mkdocs.yml"
    assert "Under “extra: publisher:”" in str(fault)
