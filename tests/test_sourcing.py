"""The sourcing rule, both ways: a reader of each statement can see where it comes from, and what is fair passes."""

from pathlib import Path

import pytest

from invented_site import PAGES, PNG, InventedSite
from retelling_site.checks.texts.claims import claim

PAGE, FINDING, RETOLD = "who-to-ring.md", "agencies/keepers.md", "retold.md"
SOURCE = "[middle](retold.md#middle-keepers)"
RAW = '<a href="../retold/#middle-keepers">middle</a>'
SAID = "The author is the engineer. [opening](retold.md#opening-author)"
OUTSIDE = "/// outside | Elsewhere\n    source: A\n    checked: 2026-11-22\n\n{}\n///"


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    """Give a copy of the invented site."""
    return InventedSite(tmp_path / "site")


def faults(site: InventedSite, markdown: str) -> list[str]:
    """Check a page of the plain kind with this text in it."""
    site.change(PAGE, SAID, f"{SAID}\n\n{markdown}\n\n{SAID}")
    return site.faults()


FAIR = {
    "paragraph": f"Said. {SOURCE}",
    "two sources": f"Said. {SOURCE} [middle](retold.md#middle-millers)",
    "a full stop after the source": f"Said {SOURCE}.",
    "several sentences, each with its source": f"Said. {SOURCE} Said. {SOURCE}",
    "source on the next line": f"Said.\n{SOURCE}",
    "list": f"- Said. {SOURCE}\n- Said. {SOURCE}",
    "nested list": f"- Said. {SOURCE}\n    - Said. {SOURCE}",
    "table": f"| What | Where |\n| --- | --- |\n| Said. | {SOURCE} |",
    "definition": f"Lock\n:   Said. {SOURCE}",
    "quotation": f"> Said. {SOURCE}",
    "quotation whose source follows": f"> Said.\n\n{SOURCE}",
    "quotation whose source follows with a name": f"> Said.\n\nThe engineer, in May 1931. {SOURCE}",
    "quotation of two paragraphs": f"> Said.\n>\n> Said. {SOURCE}",
    "caption whose source follows": f'<figure><img src="a.png" alt="A lock"><figcaption>A lock.</figcaption></figure>\n\n{SOURCE}',  # noqa: E501
    "caption with its source": f'<figure><img src="a.png" alt=""><figcaption>A lock. {RAW}</figcaption></figure>',
    "picture without words": f"![](a.png)\n\nSaid. {SOURCE}",
    "sentence that introduces a list of sourced items": f"It says:\n\n- Said. {SOURCE}\n- Said. {SOURCE}",
    "sentence that introduces a table": f"It says:\n\n| What |\n| --- |\n| Said. {SOURCE} |",
    "item that introduces items": f"- It says:\n    - Said. {SOURCE}",
    "source on the introduction": f"It names two: {SOURCE}\n\n- the gate\n- the lamp",
    "source on the introduction, before its colon": f"It names two {SOURCE}:\n\n- the gate\n- the lamp",
    "see also": "See also [Words](words.md).",
    "see several": "See [Words](words.md), [Paddles](themes/paddles.md) and the [home page](index.md).",
    "see also, as a list": "See also:\n\n- [Words](words.md)\n- [Paddles](themes/paddles.md)",
    "bar in a cell": f"| a | b |\n| --- | --- |\n| one \\| two | {SAID} |",
    "bar in the title of a block": "/// ours | Note | more\nOurs.\n///",
    "links alone": "- [Words](words.md)\n- [Who says so?](retold.md#opening-author)",
    "ours": "/// ours | Note\nOurs.\n\n- Ours too.\n///",
    "outside": OUTSIDE.format("Elsewhere. See [a site](https://other.example/)."),
    "outside, with options as they come": "/// outside | Elsewhere\nSource: A: “b”\nchecked: 2026-11-22\nText.\n///",
    "ours as an item": f"- /// ours | Note\n  Ours.\n  ///\n- Said. {SOURCE}",
    "ours in a list": f"- Said. {SOURCE}\n\n    /// ours | Note\n    Ours.\n    ///",
    "outside, from another document of that kind": "/// outside | Elsewhere\n    source: Water Board, report, 1950\n"
    "    checked: 2026-11-22\n\nElsewhere.\n///",
    "list right below a quotation": f"> Said.\n>\n> Said. {SOURCE}\n- Said. {SOURCE}",
    "address broken before its anchor": "Said. [middle](retold.md\n#middle-keepers)",
    "dash that begins a line": f"The keepers\n-- and the millers --\nsaid so. {SOURCE}",
    "hyphen that begins a line": f"The keepers were well\n-known. {SOURCE}",
    "number below nought": f"-5 degrees. {SOURCE}",
    "comment": "<!-- Bare words. -->",
    "heading": "## Names of locks",
}


@pytest.mark.parametrize("markdown", FAIR.values(), ids=FAIR.keys())
def test_what_is_fair_passes(site: InventedSite, markdown: str) -> None:
    """Protects the editor whose page is right."""
    site.write("a.png", PNG)
    assert faults(site, markdown) == []


BARE = {
    "paragraph": "Bare.",
    "item": "- Bare.",
    "item below another": f"- Said. {SOURCE}\n- Bare.",
    "nested item": f"- Said. {SOURCE}\n    - Bare.",
    "item above items without a colon": f"- Bare.\n    - Said. {SOURCE}",
    "second paragraph of an item": f"- Said. {SOURCE}\n\n    Bare.",
    "paragraph before sourced items": f"Bare.\n\n- Said. {SOURCE}",
    "two sentences before sourced items": f"Bare. It says:\n\n- Said. {SOURCE}",
    "introduction of items of which one has no source": f"Bare:\n\n- Said. {SOURCE}\n- See [Words](words.md).",
    "item below a paragraph that does not introduce it": f"Said. {SOURCE}\n\n- Bare.",
    "row": "| What |\n| --- |\n| Bare. |",
    "definition": "Lock\n:   Bare.",
    "quotation": "> Bare.",
    "quotation right above sourced items": f"> Bare.\n- Said. {SOURCE}",
    "quotation before another statement": f"> Bare.\n\nThe keepers, who were there that night, were slow to close the paddles. {SOURCE}",  # noqa: E501
    "code": "    Bare.",
    "words in place of a picture": "![Bare.](a.png)",
    "raw element": "<div>Bare.</div>",
    "raw paragraph": "<div><p>Bare.</p></div>",
    "raw words": "<span>Bare.</span>",
    "raw summary": f"<details><summary>Bare.</summary><p>Said. {RAW}</p></details>",
    "raw caption": "<figure><figcaption>Bare.</figcaption></figure>",
    "link to the whole retelling": "Bare [words](retold.md).",
    "see also, as a list with a claim": "See also:\n\n- [Words](words.md)\n- Bare.",
    "see also, with a claim": "Bare. See also [Words](words.md).",
    "see also, to a claim": "See also [Bare, the keepers ignored it](words.md).",
    "link that claims": "[Bare: it was ignored](retold.md#middle-keepers)",
    "source elsewhere": "Bare. [middle](https://other.example/retold/#middle-keepers)",
    "source on another page": "Bare. [middle](words.md#paddle)",
    "source in capitals": "Bare. [Middle](retold.md#middle-keepers)",
}


@pytest.mark.parametrize("markdown", BARE.values(), ids=BARE.keys())
def test_a_statement_without_a_source_is_told(site: InventedSite, markdown: str) -> None:
    """Protects the family, and the trainer who quotes: nothing is said that the document does not say."""
    site.write("a.png", PNG)
    report = faults(site, markdown)
    assert report and report[0].startswith(f"docs/{PAGE}, line "), report
    assert "Bare" in report[0] or "Said" not in report[0]
    assert "has no source. " in report[0] and "such as [opening](retold.md#opening-author)" in report[0]
    line = int(report[0].partition("line ")[2].partition(":")[0])
    assert "Bare" in site.read(PAGE).splitlines()[line - 1]


@pytest.mark.parametrize(
    "markdown",
    [
        f"Said. {SOURCE} Late words.",
        f"Said. {SOURCE} *Late words*",
        f"- Said. {SOURCE} Late words.",
        f"Said. {SOURCE} ![Late words](a.png)",
        f"> Said. {SOURCE} Late words.",
        f"| What | Where |\n| --- | --- |\n| {SOURCE} | Late words |",
        f"Said. {SOURCE} See [Late words](words.md).",
    ],
)
def test_nothing_stands_after_the_last_source(site: InventedSite, markdown: str) -> None:
    """Protects readers from a second sentence that looks as if it had a source."""
    site.write("a.png", PNG)
    (fault,) = faults(site, markdown)
    assert "Late words” stands after the last source of its block. Write its source after it" in fault


@pytest.mark.parametrize(
    "markdown",
    [
        "Bare.\n{ .ours }",
        "*Bare.*{ .ours }",
        '<div class="ours">Bare.</div>',
        "<div class=outside>Bare.</div>",
        '<DIV CLASS="a  OURS">Bare.</DIV>',
        '<div class="&#111;urs">Bare.</div>',
        "<aside class='admonition ours'><p>Bare.</p></aside>",
        "/// outside | A\n    attrs: {class: ours}\n\nBare.\n///",
        "## Names\n{ .ours }\n\nBare.",
    ],
)
def test_ours_and_outside_are_put_on_by_blocks_alone(site: InventedSite, markdown: str) -> None:
    """Protects the rule: a class passes nothing as ours."""
    assert any("is marked as “o" in fault and "write a block" in fault for fault in faults(site, markdown))


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("/// ours | Note\nOurs, and all the rest.", "The block “/// ours | Note” is never closed. Write a line ///"),
        ("//// ours | A\n/// outside | B\nText.\n////", "The block “/// outside | B” is never closed."),
        ("/// ours Note\nText.\n///", "“Note” stands after “ours” without a | between. Write /// ours | Note."),
        (
            "/// outside | A\n    source: the report, §1, May 1931\n    checked: 2026-11-22\n\nText.\n///",
            "“the report, §1, May 1931” is what this website retells, and no source of an outside fact. Take the block",
        ),
        (
            "/// outside | A\n    source: retold.md#middle-keepers\n    checked: 2026-11-22\n\nText.\n///",
            "is what this website retells",
        ),
        ("/// note | A\nText.\n///", "There is no block “note”. Write /// ours | Title"),
        (
            "/// outside | A\n    source: B\n    checked: 2026-02-30\n\nText.\n///",
            "“A” has “2026-02-30”, which is not a date,",
        ),
        (
            "/// outside | A\n    source: B\n    checked: 22 November 2026\n\nT.\n///",
            "has “22 November 2026”, which is not a",
        ),
        (
            "/// outside | A\n    source: B\n\nText.\n///",
            "The block “A” has no date for “checked”. Under its source write",
        ),
        (
            "/// outside | A\n    checked: 2026-11-22\n\nText.\n///",
            "The block “A” has no source. Under its first line write",
        ),
        (
            "/// outside | A\n    colour: red\n    source: B\n    checked: 2026-11-22\n\nT.\n///",
            "has a line “colour”, which means nothing there",
        ),
        ("/// outside\n    source: B\n    checked: 2026-11-22\n\nText.\n///", "A block “/// outside” has no title"),
        ("/// ours | A\n    colour: red\n\nText.\n///", "A block “/// ours” was not understood"),
    ],
)
def test_a_block_that_is_not_right_is_told(site: InventedSite, markdown: str, what: str) -> None:
    """Protects the rule, and the editor: a block is never dropped in silence."""
    report = faults(site, markdown)
    assert any(what in fault and fault.startswith(f"docs/{PAGE}, line 1") for fault in report), report


def test_an_outside_link_is_offered_a_block_for_it(site: InventedSite) -> None:
    """Protects the editor who adds a fact from elsewhere."""
    (fault,) = faults(site, "Elsewhere, see [a site](https://other.example/).")
    assert "has no source." in fault and "a block “/// outside” with its source and date" in fault


def test_a_fact_s_source_may_be_written_as_yaml_or_as_words(site: InventedSite) -> None:
    """Protects the editor whose source has a colon or quotation marks in it."""
    site.change(PAGE, "source: The Canal Almanac", 'source: "The Almanac: “water”"')
    note = site.check().texts["who-to-ring/"].tree.css_first("aside.outside > p.checked")
    assert note and note.text() == "Source: The Almanac: “water”. Checked 22 November 2026."


def test_every_page_but_those_that_are_ours_is_held_to_the_rule(site: InventedSite) -> None:
    """Protects the glossary, the story and the indexes, where claims stood unsourced."""
    for name in ("words.md", "index.md", "themes/index.md", "themes/paddles.md", "improvements/lamps.md", "about.md"):
        site.write(name, f"{PAGES[name].rstrip()}\n\nBare words.\n")
    found = [fault.partition(",")[0] for fault in site.faults() if "“Bare words.” has no source" in fault]
    assert found == [
        f"docs/{name}"
        for name in ("improvements/lamps.md", "index.md", "themes/index.md", "themes/paddles.md", "words.md")
    ]


def test_questions_are_ours_if_they_ask(site: InventedSite) -> None:
    """Protects the list of questions from claims."""
    site.change(FINDING, "2. Who would know? { #q-know }", "2. The keepers slept. { #q-know }\n\nThey slept long.")
    first, second = site.faults()
    assert "“The keepers slept.” has no source. End the question with a question mark." in first
    assert "“They slept long.” has no source." in second


def test_a_clause_that_no_page_uses_is_told(site: InventedSite) -> None:
    """Protects what the document says from being left out."""
    site.change(
        RETOLD, "Everyone took more care.", "They drained the lock.\n{ #after-drained }\n\nEveryone took more care."
    )
    (fault,) = site.faults()
    assert (
        fault.startswith(f"docs/{RETOLD}, line ") and "No page uses the clause “after-drained”. Link to it as" in fault
    )


def test_without_a_retelling_nothing_else_is_told(site: InventedSite) -> None:
    """Protects the editor from a hundred lines that have one cause."""
    site.write(RETOLD, b"")
    (fault,) = site.faults()
    assert fault.startswith(f"docs/{RETOLD}: The file is empty.")


CLOSED = {
    "claim": (
        "## They slept",
        "The heading “They slept” is not one that this type of page may have. Use ## and one of: To talk",
    ),
    "another level": ("### To talk about", "The heading “To talk about” is not one that this type of page may have."),
    "twice": (
        "## To talk about",
        "The heading “To talk about” stands twice. Give each part a heading of its own, or put",
    ),
}


@pytest.mark.parametrize(("heading", "what"), CLOSED.values(), ids=CLOSED.keys())
def test_headings_of_connected_pages_are_a_closed_list(site: InventedSite, heading: str, what: str) -> None:
    """Protects findings, themes and changes from claims in their headings."""
    more = "- Said. [middle](../retold.md#middle-keepers)"
    site.change(FINDING, "## What it leaves open", f"{heading}\n\n{more}\n\n## What it leaves open")
    assert any(what in fault for fault in site.faults())


def test_headings_of_connected_pages_have_an_order(site: InventedSite) -> None:
    """Protects readers, who look for each part in its place."""
    site.change(FINDING, "## What else the report says", "## What it leaves")
    site.change(FINDING, "## What it leaves open", "## What else the report says")
    site.change(FINDING, "## What it leaves\n", "## What it leaves open\n")
    (fault,) = site.faults()
    assert (
        "The headings are out of order. The order is: To talk about; What else the report says; What it leaves open"
        in fault
    )


@pytest.mark.parametrize(
    "markdown", ["## The keepers slept that night, and nobody told the millers", "## The keepers ignored it",
                 f"They were asleep\n:   Said. {SOURCE}", f"| They were asleep |\n| --- |\n| Said. {SOURCE} |"]
)  # fmt: skip
def test_other_headings_name_or_ask(site: InventedSite, markdown: str) -> None:
    """Protects readers from a claim in a heading, a term or the head of a table."""
    (fault,) = faults(site, markdown)
    assert "may claim something, since “" in fault and "Write a name or a question" in fault


def test_a_title_names_or_asks(site: InventedSite) -> None:
    """Protects lists and results, where titles stand alone."""
    site.change(FINDING, "title: Keepers", "title: Keepers were asleep")
    (fault,) = site.faults()
    assert "line 2: The title “Keepers were asleep” may claim something, since “were” makes it a statement." in fault


@pytest.mark.parametrize(
    "words",
    ["Questions for a team", "What the school did", "Reported changes", "Lived experience", "Heritage and extended family",  # noqa: E501
     "Who failed whom?", "Paragraph 8 of 9: changes reported in September 2022", "Note 2: where the review is", "Commissioned",  # noqa: E501
     "Reference, as printed", "Note 9: no guarantee", "Voice of the child", "Need and neglect", "Experienced clinician"],  # noqa: E501
)  # fmt: skip
def test_names_and_questions_claim_nothing(words: str) -> None:
    """Protects editors from false alarms."""
    assert claim(words) == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [("The school failed him", "failed"), ("Ignored by the school", "ignored"), ("Nobody listened", "nobody"),
     ("Social work was late", "was"), ("No help came", "no"), ("The school: it did nothing", "did"),
     ("Concerns not escalated", "escalated"), ("One two three four five six seven eight nine ten eleven twelve more", "12")],  # noqa: E501
)  # fmt: skip
def test_statements_are_known(words: str, why: str) -> None:
    """Protects the family from a claim that no source carries."""
    assert why in claim(words)
