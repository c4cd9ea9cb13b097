"""The head of a page's file: what an editor's own computer may do to it, and what is told when it cannot be read."""

import pytest

from learning.front_matter import read

GOOD = "---\ntitle: School\ntype: page\n---\n\nText.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_editor_s_line_endings_and_byte_order_mark_are_accepted(newline: str, mark: bytes) -> None:
    """Protects editors who work on Windows."""
    source, faults = read("docs/a.md", mark + GOOD.replace("\n", newline).encode())
    assert source and not faults
    assert dict(source.meta) == {"title": "School", "type": "page"}
    assert source.body.strip() == "Text."
    assert source.lines == {"title": 2, "type": 3}


def test_dashes_in_the_text_do_not_end_the_record_again() -> None:
    """Protects the editor who draws a line between two parts of a page."""
    source, faults = read("docs/a.md", (GOOD + "\n---\n\nMore.\n").encode())
    assert source and not faults and "More." in source.body


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"", "The file is empty", None),
        (b"\xef\xbb\xbf \r\n", "The file is empty", None),
        (b"# Heading\n", "front matter is missing", 1),
        (b"---\ntitle: A\n\nText.\n", "never closed", 1),
        (b"---\n---\nText.\n", "not a list of keys", 1),
        (b"---\njust words\n---\nText.\n", "not a list of keys", 1),
        (b"---\n- a\n- b\n---\nText.\n", "not a list of keys", 1),
        (b"---\ntitle: A: B\n---\nText.\n", "not YAML", 2),
        (b"---\nthemes:\n\ta: b\n---\nText.\n", "not YAML", 3),
        (b'---\ntitle: "A\n---\nText.\n', "not YAML", 3),
        (b"---\ntitle: [a\ntype: page\n---\nText.\n", "not YAML", 3),
        (b"---\ntitle: Sch\xf6ol\n---\nText.\n", "not in UTF-8", 2),
        (GOOD.encode("utf-16"), "not in UTF-8", 1),
        (b"---\ntitle: A\n---\nA\0B\n", "cannot be shown (U+0000)", 4),
        (b"---\na: &x [1]\nb: *x\n---\nText.\n", "reads as a command", 2),
        (b"---\na: !!python/name:os.system\n---\nText.\n", "reads as a command", 2),
        (b"---\na: " + b"[" * 5000 + b"]" * 5000 + b"\n---\nText.\n", "nested too deeply", 2),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(data: bytes, what: str, line: int | None) -> None:
    """Protects the editor, who is to find the place without a programmer."""
    source, (fault,) = read("docs/a.md", data)
    assert source is None
    assert (fault.file, fault.line) == ("docs/a.md", line)
    assert what in fault.what and fault.remedy and "\n" not in str(fault)


@pytest.mark.parametrize("nested", [False, True])
def test_a_key_written_twice_is_told_and_the_rest_is_read(nested: bool) -> None:
    """Protects the editor who pasted a key that was there already: the last would win without a word."""
    twice = "themes:\n  a: One.\n  a: Two.\n" if nested else "title: Again\n"
    source, (fault,) = read("docs/a.md", GOOD.replace("type:", f"{twice}type:").encode())
    assert source and source.meta["type"] == "page"
    assert "written twice" in fault.what and fault.line == (5 if nested else 3)


def test_a_page_without_text_is_told() -> None:
    """Protects the reader from a page that is a heading and nothing else."""
    source, (fault,) = read("docs/a.md", b"---\ntitle: A\n---\n\n")
    assert source and "no text below" in fault.what
