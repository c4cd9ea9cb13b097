"""The head of a page's file: what an editor's own computer may do to it, and what is said when it cannot be read."""

import pytest

from retelling_site.content.records.front_matter import MAX_BYTES, read

GOOD = "---\ntitle: School\ntype: page\n---\n\nText.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\u200b"])
def test_any_editor_s_line_ends_and_byte_order_mark_are_accepted(newline: str, mark: str) -> None:
    """Protects editors who work on Windows, or paste from a web page."""
    source, faults = read("docs/a.md", (mark + GOOD.replace("\n", newline)).encode())
    assert source and not faults
    assert dict(source.meta) == {"title": "School", "type": "page"}
    assert source.body.strip() == "Text."
    assert source.lines == {("title",): 2, ("type",): 3} and source.body_line == 5


def test_dashes_in_the_text_do_not_end_the_record_again() -> None:
    """Protects the editor who draws a line between two parts of a page."""
    source, faults = read("docs/a.md", (GOOD + "\n---\n\nMore.\n").encode())
    assert source and not faults and "More." in source.body


def test_odd_spaces_are_spaces() -> None:
    """Protects the editor whose keyboard writes no-break spaces and tabs where nobody sees the difference."""
    record = "title:\u00a0School\ntype:\tpage\nthemes:\n\ta: b\n\u00a0\u00a0c: d\nlist:\n-\u00a0x\n- \u00a0y"
    source, faults = read("docs/a.md", f"---\n{record}\n---\nText.\n".encode())
    assert source and not faults
    assert source.meta == {"title": "School", "type": "page", "themes": {"a": "b", "c": "d"}, "list": ["x", "y"]}


def test_every_value_is_text() -> None:
    """Protects the editor of a page called “2017” or “No”."""
    source, faults = read(
        "docs/a.md", b"---\ntitle: 2017\ntype: no\nday: 2026-02-30\nlist: [yes, 1.0, ~]\n---\nText.\n"
    )
    assert source and not faults
    assert source.meta == {"title": "2017", "type": "no", "day": "2026-02-30", "list": ["yes", "1.0", "~"]}


COMMAND = "A value begins with &, * or !"
RECORDS = {
    "just words": ("just words", 2, "not a list of keys"),
    "a list": ("- a\n- b", 2, "not a list of keys"),
    "nothing": ("", 2, "not a list of keys"),
    "colon in a value": ("title: A\nsummary: B: C", 3, "A value holds a colon. Put quotes around the whole value."),
    "no-break space after the colon in it": ("title: A\nsummary: B:\u00a0C", 3, "A value holds a colon."),
    "key without a colon": ("title: A\ntype\nsummary: B", 3, "A line has no colon after its key."),
    "quote never closed": ('title: A\nsummary: "B\ntype: page', 3, "A quotation mark is never closed."),
    "single quote never closed": ("title: A\nsummary: 'B\ntype: page", 3, "A quotation mark is never closed."),
    "words after a quote": ('title: "A" B\ntype: page', 2, "A quotation mark stands within a value in such marks"),
    "backslash in quotes": ('title: "A\\B"\ntype: page', 2, "A backslash stands in a value with double quotes."),
    "bracket never closed": ("title: A\nlist: [a, b\ntype: page", 3, "A list in brackets is not closed."),
    "brace never closed": ("title: A\nlist: {a: b\ntype: page", 3, "A list in brackets is not closed."),
    "indented too much": ("title: A\n  type: page", 3, "The line is indented differently from line 2."),
    "no space after a colon": ("title:A\ntype: page", 2, "There is no space after the colon."),
    "bold": ("title: **A**", 2, COMMAND),
    "apostrophe in single quotes": ("title: 'A's b'\nrole: it's", 2, "A quotation mark stands within a value"),
    "indented differently": ("a:\n    b: c\n  d: e", 4, "The line is indented by 2, and no line above"),
    "first key indented": ("  title: A\ntype: page", 2, "The line is indented, and the next one is not. Begin both"),
    "first key after a tab": ("\ttitle: A\ntype: page", 2, "The line is indented, and the next one is not."),
    "anchor in a list": (
        "list: [#a]\ntype: page\nb: {}",
        2,
        "“#a” begins a comment, so the list is never closed. Take",
    ),
    "two commas": ("list: [a,, b]\ntype: page", 2, "“,,” stands in a list in brackets. Write one comma"),
    "link for a list": ("list: [p4](../a.md#b)\ntype: page", 2, "“(../a.md#b)” stands after a list in brackets."),
    "list on the key's line": ("list: - a\n  - b", 2, "A list begins on the line of its key."),
    "sign of YAML": ("title: @home", 2, "A value begins with a character that YAML keeps for itself."),
    "percent sign": ("title: %d", 2, "A value begins with a character that YAML keeps for itself."),
    "backtick": ("title: `code`", 2, "A value begins with a character that YAML keeps for itself."),
    "anchor": ("title: &a B", 2, COMMAND),
    "alias": ("title: *a", 2, COMMAND),
    "command": ("title: !!python/name:os.system B", 2, COMMAND),
    "alias bomb": ("a: &a [x, x]\nb: [*a, *a]", 2, COMMAND),
    "key that is a list": ("[a, b]: c", 2, "A key in the front matter is not a word."),
    "brackets without end": (f"title: {'[' * 800}{']' * 800}", 2, "nested too deeply"),
    "hyphens without end": (f"title:\n{'- ' * 90}a", 3, "nested too deeply"),
    "indents without end": ("\n".join(f"{' ' * at}a:" for at in range(300)), 7, "nested too deeply"),
    "item without a hyphen": ("list:\n  - a\n  b\n  - c\n", 4, "A line of a list does not begin with a hyphen."),
    "item without a space": ("list:\n  - a\n  -b\n  - c\n", 4, "There is no space after the hyphen. Write “- ”"),
    "end of a document": ("title: A\n...\ntype: page", 3, "The front matter ends here, and “type” stands below it."),
}


@pytest.mark.parametrize(("record", "line", "what"), RECORDS.values(), ids=RECORDS.keys())
def test_a_record_that_cannot_be_read_is_told_in_an_editor_s_words(record: str, line: int, what: str) -> None:
    """Protects the editor from a parser's jargon, and from looking on the wrong line."""
    source, (fault,) = read("docs/a.md", f"---\n{record}\n---\nText.\n".encode())
    assert source is None and fault.file == "docs/a.md"
    assert what in str(fault) and fault.remedy
    assert fault.line == line
    assert "\n" not in str(fault) and "mapping" not in str(fault) and "token" not in str(fault)


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"", "The file is empty", 0),
        (b"\xef\xbb\xbf \r\n", "The file is empty", 0),
        (b"# Heading\n", "The front matter is missing", 1),
        (b"---\ntitle: A\n\xe2\x80\x94\nText.\n", "“—” stands where a line --- belongs", 3),
        ("---\ntitle: Sch\u00c3\u00b6ol\n---\nText.\n".encode(), "stands where “ö” was", 2),
        ("---\ntitle: Sch\ufffdol\n---\nText.\n".encode(), "A character was lost", 2),
        (
            b"---\ntitle: A\n---\n<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> b\n",
            "Two versions of the lines up to line 8",
            4,
        ),
        (b"---\ntitle: A\n---\n\n\n", "There is no text below the front matter", 0),
        (b"---\ntitle: A\n\nText.\n", "The front matter is never closed", 1),
        (b"---\ntitle: Sch\xf6ol\n---\nText.\n", "A character is not in UTF-8", 2),
        (GOOD.encode("utf-16"), "The file is not in UTF-8", 1),
        (GOOD.replace("Text", "Te\0xt").encode(), "cannot be shown (U+0000), after “ltype: page---Te”", 6),
        (GOOD.replace("Sch", "Sch\u202e").encode(), "cannot be shown (U+202E), after “---title: Sch”", 2),
        (b"x" * (MAX_BYTES + 1), "The file is larger than 400 KB", 0),
    ],
)
def test_a_file_that_cannot_be_read_is_told(data: bytes, what: str, line: int) -> None:
    """Protects the editor whose program saved something else."""
    source, (fault,) = read("docs/a.md", data)
    assert source is None and what in fault.what and fault.line == line and fault.remedy


@pytest.mark.parametrize(
    ("record", "what", "line"),
    [
        ("title: A\ntype: page\ntitle: B", "“title” is written twice.", 4),
        ("title: Number #1\ntype: page", "“#1” is read as a comment, and lost.", 2),
        ('title: "A\\x07B"\ntype: page', "A value holds a character that cannot be shown (U+0007).", 2),
    ],
)
def test_what_can_be_read_all_the_same_is_told_with_the_rest(record: str, what: str, line: int) -> None:
    """Protects the editor from mending twice."""
    source, (fault,) = read("docs/a.md", f"---\n{record}\n---\nText.\n".encode())
    assert source and fault.what == what and fault.line == line


def test_a_page_without_text_is_told() -> None:
    """Protects the reader from a heading with nothing below it."""
    _, (fault,) = read("docs/a.md", b"---\ntitle: A\n---\n\n")
    assert fault.what == "There is no text below the front matter."


def test_the_line_of_words_is_that_of_the_right_ones() -> None:
    """Protects the editor who has written the same sentence twice: the second is faulted on its own line."""
    source, _ = read("docs/a.md", (GOOD + "\nMore *than* [that](a.md#b).\n\n1. Text.\n").encode())
    assert source
    assert source.line_of("Text.") == 6
    assert source.line_of("More than that.") == 8
    assert source.line_of("Text.", before="Text. More than that.") == 10
    assert source.line_of("nowhere") == source.line_with("nowhere") == 0
