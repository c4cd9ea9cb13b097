"""The closed schema: what may stand in a record, and what the editor is told of anything else."""

from datetime import date
from typing import Any

import pytest
from learning.faults import Fault, report
from learning.front_matter import SourceText
from learning.model import Agency, Page, Record, parse

AGENCY: dict[str, Any] = {
    "title": "School",
    "type": "agency",
    "summary": "What is said.",
    "sources": ["p4-school"],
    "role": "I work in a school",
    "themes": {"voice-of-the-child": "Both are about listening."},
    "improvements": {},
    "questions": ["What would we do?"],
}


def held(**changes: object) -> tuple[Record | None, list[Fault]]:
    """Hold a good record with changes against the schema; a key set to `...` is left out."""
    meta = {key: value for key, value in {**AGENCY, **changes}.items() if value is not ...}
    return parse("docs/a.md", SourceText(meta, "Text.", {key: at for at, key in enumerate(meta, 2)}))


def test_a_complete_record_is_accepted() -> None:
    """Protects the editor whose page is right."""
    record, faults = held()
    assert isinstance(record, Agency) and not faults
    assert record.relations == {"theme": AGENCY["themes"], "improvement": {}}


@pytest.mark.parametrize("key", AGENCY)
def test_every_key_is_asked_for(key: str) -> None:
    """Protects templates, which rely on each of them, and so the reader of the page."""
    _, (fault,) = held(**{key: ...})
    assert f"“{key}” is missing" in fault.what and fault.file == "docs/a.md"


@pytest.mark.parametrize("key", set(AGENCY) - {"type", "improvements"})
@pytest.mark.parametrize("blank", [None, "", "  ", [], {}])
def test_a_blank_key_is_no_key(key: str, blank: object) -> None:
    """Protects the reader from a heading with nothing below it."""
    _, (fault,) = held(**{key: blank})
    assert f"“{key}” is blank" in fault.what and fault.line


@pytest.mark.parametrize("kind", [None, "", "agencey", "Agency", 5, False, ["agency"], {}])
def test_an_unknown_page_type_is_told_with_those_there_are(kind: object) -> None:
    """Protects the editor who writes a new page from memory."""
    record, (fault,) = held(type=kind)
    assert record is None and "“type” is" in fault.what
    assert fault.remedy == "Write one of: agency, theme, improvement, page."


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"colour": "red"}, "“colour” is not a key of this page type"),
        ({"group": "listed"}, "“group” is not a key of this page type"),
        ({5: "red"}, "“5” is not a key of this page type"),
        ({"title": 2017}, "“title” is not words"),
        ({"title": True}, "“title” is not words"),
        ({"title": ["A"]}, "“title” is not words"),
        ({"sources": "p4-school"}, "“sources” is not a list"),
        ({"sources": {"p4-school": "x"}}, "“sources” is not a list"),
        ({"sources": ["p4-school", None]}, "“sources → item 2” is blank"),
        ({"sources": ["P4-school"]}, "holds “P4-school”, which is no id"),
        ({"questions": ["Why?", 5]}, "“questions → item 2” is not words"),
        ({"themes": ["voice-of-the-child"]}, "“themes” is not a list of pairs"),
        ({"themes": {"asthma": None}}, "“themes → asthma” is blank"),
        ({"themes": {"asthma": " "}}, "“themes → asthma” is blank"),
        ({"themes": {"asthma": ["because"]}}, "“themes → asthma” is not words"),
        ({"themes": {"Asthma": "Because."}}, "holds “Asthma”, which is no id"),
        ({"themes": {"asthma.md": "Because."}}, "holds “asthma.md”, which is no id"),
        ({"themes": {5: "Because."}}, "“themes → 5” is not words"),
    ],
)
def test_what_does_not_fit_is_one_fault_in_plain_words(changes: dict[Any, object], what: str) -> None:
    """Protects the editor from the schema's own language, and from silence."""
    meta = {**AGENCY, **changes}
    _, (fault,) = parse("docs/a.md", SourceText(meta, "Text.", dict.fromkeys(map(str, meta), 7)))
    assert what in fault.what and fault.remedy and fault.line == 7
    assert "Input should" not in str(fault)


def test_what_is_sound_of_a_faulty_record_is_kept() -> None:
    """Protects the editor from mending twice: the rest of the record is checked in the same go."""
    record, faults = held(title=5, colour="red", themes={"asthma": None, "neglect": "Because."}, questions=...)
    assert isinstance(record, Agency) and len(faults) == 4
    assert (record.title, record.themes, record.questions) == ("docs/a.md", {"neglect": "Because."}, [])


def test_abbreviations_are_pairs_of_words() -> None:
    """Protects every page on which a term of the glossary stands."""
    meta = {"title": "Glossary", "type": "page", "summary": "Terms.", "abbreviations": {"GP": "general practitioner"}}
    record, faults = parse("docs/glossary.md", SourceText(meta, "Text."))
    assert isinstance(record, Page) and not faults and record.abbreviations == {"GP": "general practitioner"}
    for wrong in ("GP", ["GP"], {"GP": 5}, {5: "five"}, {"GP": None}, {"GP": {"a": "b"}}):
        record, faults = parse("docs/glossary.md", SourceText({**meta, "abbreviations": wrong}, "Text."))
        assert len(faults) == 1 and isinstance(record, Page) and not record.abbreviations


def test_a_report_is_one_line_a_fault_in_order_and_each_once() -> None:
    """Protects the editor's eyes: file by file, line by line, nothing said twice."""
    twice = Fault("docs/b.md", "Wrong\n  here.", "Mend it.", 2)
    told = report([twice, Fault("docs/b.md", "Also.", "Mend it.", 10), Fault("docs/a.md", "Gone.", "Write it."), twice])
    assert told.splitlines() == [
        "docs/a.md: Gone. Write it.",
        "docs/b.md, line 2: Wrong here. Mend it.",
        "docs/b.md, line 10: Also. Mend it.",
        "3 things to mend; nothing was published.",
    ]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"date": "2026-11-22", "what": "x"}, "“changes → item 1 → date” is not a date. Write year, month and day"),
        ({"date": date(2026, 11, 22)}, "The key “changes → item 1 → what” is missing."),
        ({"date": date(2026, 11, 22), "what": "x", "who": "y"}, "“changes → item 1 → who” is not a key that may stand"),
        ({"date": date(2026, 11, 22), "what": "x", "page": "themes/a.md"}, "which is no address. Write one such as /"),
        ("x", "“changes → item 1” is not a list of pairs."),
    ],
)
def test_a_change_that_does_not_fit_is_told_in_plain_words(wrong: object, what: str) -> None:
    """Protects the maintainer who tells readers of a correction."""
    meta = {"title": "About", "type": "page", "summary": "About.", "changes": [wrong]}
    _, (fault,) = parse("docs/about.md", SourceText(meta, "Text."))
    assert what in str(fault)
