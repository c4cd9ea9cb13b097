"""Words that assert what the document does not: nobody is found by them, and no page or template says them.

The patterns stand in tests/data, by whom or what they protect. A word that people look for all the same may stand under
`near` in docs/search.md, where a sentence corrects it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
OF_NOBODY: dict[str, list[str]] = json.loads((DATA / "said-of-nobody.json").read_text(encoding="utf-8"))
OTHERWISE: dict[str, list[str]] = json.loads((DATA / "said-otherwise.json").read_text(encoding="utf-8"))
LEADING = re.compile(r"(also_known_as|search_terms): \[(.*)\]")
LEARNT = re.compile(r"(?:query|nothing|urgent|not_urgent)_words: \{(.*)\}")
ANSWERED = re.compile(r" *(terms|search_terms|query_words|nothing_words|urgent_words|not_urgent_words): [\[{]")


def terms() -> Iterator[tuple[str, str]]:
    """Give every word that leads to a page, shown, declared or learnt, or learnt to lead to none, with its file."""
    for file in sorted((ROOT / "docs").rglob("*.md")):
        for line in file.read_text(encoding="utf-8").splitlines():
            declared, learnt = LEADING.fullmatch(line), LEARNT.fullmatch(line)
            terms = declared[2].split(", ") if declared else re.findall("[a-z0-9]+", learnt[1]) if learnt else []
            for term in terms:
                yield str(file.relative_to(ROOT)), term.strip("\"'")


def shown_text() -> Iterator[tuple[str, str]]:
    """Give every line of the pages and templates but those that hold words to search by, with its place."""
    for folder, form in (("docs", "*.md"), ("overrides", "*.html"), ("overrides", "*.js")):
        for file in sorted((ROOT / folder).rglob(form)):
            text = file.read_text(encoding="utf-8")
            spoken = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
            kept = " ".join("" if ANSWERED.match(line) else line for line in spoken.splitlines())
            yield str(file.relative_to(ROOT)), re.sub(r"\s+", " ", kept)


def test_the_terms_are_read() -> None:
    """Protects the test below from finding nothing because it reads nothing."""
    found = list(terms())
    assert ("docs/themes/fathers.md", "dads") in found and len(found) > 2000


@pytest.mark.parametrize("whom", OF_NOBODY)
def test_no_word_that_leads_to_a_page_asserts_anything_of(whom: str) -> None:
    """Protects Hakeem, his family and the people who worked with them from words that only a machine reads."""
    never = re.compile("|".join(OF_NOBODY[whom]), re.IGNORECASE)
    assert [(file, term) for file, term in terms() if never.search(term)] == []


@pytest.mark.parametrize("truth", OTHERWISE)
def test_no_page_or_template_says_otherwise_than(truth: str) -> None:
    """Protects what the document says from a phrase that was once stronger, weaker or other than it."""
    never = re.compile("|".join(OTHERWISE[truth]), re.IGNORECASE)
    assert [(file, found[0]) for file, text in shown_text() if (found := never.search(text))] == []
