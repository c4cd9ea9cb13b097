"""Records, texts and settings with something odd in them: never an exception, and each fault with its file and remedy.

In the suite the cases are the same each time. For as long as you like, and with others each time:
scripts/test tests/test_random.py --hypothesis-profile random
"""

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from invented_site import PAGES, SETTINGS, InventedSite
from retelling_site.checks.records import files
from retelling_site.content import history
from retelling_site.content.records import front_matter, settings_file

LINE = re.compile(r"(docs(/\S[^:]*?)?|mkdocs\.yml)(, line \d+)?: .+\S")
ODD_YAML = (
    *(
        "2026-02-30",
        "9" * 5000,
        "&a ",
        "*a",
        "!!python/object:x ",
        "? ",
        ": ",
        " #x",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "|\n",
        ">\n",
    ),
    *(
        '"',
        "'",
        "\t",
        "\u00a0",
        "\\",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "<<: ",
        "~",
        "null",
        "yes",
        "0x1F",
        "1e999",
        ".nan",
    ),
    *(
        '"\\0"',
        '"\\ud800"',
        "\u2028",
        "\x85",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\x07",
        "🜁",
        "e\u0301",
        "保护",
        "{a: b}",
        "[[[[[[[[",
    ),
    *("title:", "type:", "sources:", "summary_sources: []\n", "moved_from: [/]\n", "retired: x\n", "changelog: [x]\n"),
    *("ours: true\n", "paragraphs: {a: b}\n", "events: [{label: x, sources: [y]}]\n", "abbreviations: {'': ''}\n"),
)
ODD_MARKDOWN = (
    *(
        "<",
        ">",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<?x?>",
        "<![CDATA[",
        "<p class=ours>",
        "<a>",
        "<a href>",
        "<img>",
        "<table>",
    ),
    *(
        "<li>",
        "<h1>",
        "<svg>",
        "<script>",
        "<template>",
        "</main>",
        "</body></html>",
        "<br",
        "&#0;",
        "&#x110000;",
        "&lt;",
    ),
    *(
        "[",
        "]",
        "](",
        "[x]: ",
        "[x](http://[)",
        "[x](//[)",
        "![](",
        "[middle](../retold.md#middle-keepers)",
        "[a](#)",
        "[^1]",
    ),
    *(
        "[x](javascript:x)",
        "[x](\x00)",
        "[](" + "../" * 50 + ")",
        "{ #",
        "{ .ours }",
        "{ #a #b }",
        "{: x=y }",
        "{ }",
        "[x](?)",
    ),
    *(
        "/// ours",
        "/// outside | x\n    checked: 2026-02-30\n",
        "///",
        "////",
        "/// ours |",
        "/// x",
        "    ",
        "\t",
        "> " * 80,
    ),
    *(
        "# ",
        "#" * 7,
        "---\n",
        "===\n",
        "| a |\n| - |\n| b |",
        ":   x",
        "1. ",
        "- ",
        "* * *",
        "_" * 50,
        "*" * 80,
        "`",
        "``",
        "\\",
    ),
    *(
        "\n",
        "\n\n",
        "\r",
        "\u2028",
        "\u00a0",
        "🜁",
        "e\u0301",
        "*[x]: y\n",
        "(c)",
        "<" * 200,
        "[" * 200,
        "Bare words. ",
        "?",
    ),
)
ODD_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=20),
        st.sampled_from(
            ["", "/", "https://[", "http://a b/", "a.md", "index.md", "../a.md", "mailto:", "x" * 2000, "\0", "\ud800"]
        ),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = sorted(PAGES)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InventedSite]:
    """Give one copy of the invented site for all cases: each puts back what it changed."""
    with pytest.MonkeyPatch.context() as patch:
        if settings().derandomize:  # else what stands in modules makes cases too, in those that happen to be there
            patch.setattr(providers, "_get_local_constants", Constants)
        patch.setattr(history, "_commits", lambda _: {})  # no case changes the history
        patch.setattr(files, "_fault", cache(files._fault))  # nor which files there are
        patch.setattr(files, "publishable", cache(files.publishable))
        patch.setattr(settings_file, "read", cache(settings_file.read))  # nor the file of settings
        patch.setattr(front_matter, "read", lru_cache(100)(front_matter.read))  # and of the pages, one
        yield InventedSite(tmp_path_factory.mktemp("random") / "site")


def holds(site: InventedSite) -> None:
    """Check the site; all that it says must be of use to an editor."""
    for line in site.faults():
        assert LINE.fullmatch(line), line
        assert line.rstrip(".?").count(". ") + line.count("? ") >= 1, f"no remedy: {line}"
        assert not re.search(r"Traceback|Error\b|NoneType|pydantic|Input should", line), line


@st.composite
def mutated(draw: Callable[..., Any], odd: tuple[str, ...], *, head: bool) -> tuple[str, str]:
    """Give a page with some odd things in its head or its text."""
    name = draw(st.sampled_from(NAMES))
    page = PAGES[name]
    end = page.index("\n---\n", 4) + 1
    part = page[:end] if head else page[end:]
    for _ in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, len(part)))
        last = min(len(part), first + draw(st.sampled_from([0, 0, 0, 1, 2, 5, 20, 80])))
        put = draw(
            st.one_of(st.sampled_from(odd), st.sampled_from(odd), st.text(max_size=8), st.just(part[first:last] * 2))
        )
        part = part[:first] + put + part[last:]
    return name, part + page[end:] if head else page[:end] + part


def with_pages(site: InventedSite, *cases: tuple[str, str | bytes]) -> None:
    """Check the site with some pages written otherwise."""
    try:
        for name, page in cases:
            site.write(name, page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass"))
        holds(site)
    finally:
        for name, _ in cases:
            site.write(name, PAGES[name])


AT_ONCE = 3
"""Of how many pages the texts are odd in one case, for each is read and checked by itself."""
FEWER = settings(max_examples=settings().max_examples // AT_ONCE)


@given(mutated(ODD_YAML, head=True))
def test_any_record_is_read_or_told(shared: InventedSite, case: tuple[str, str]) -> None:
    """Protects the editor's head: whatever stands in it, they are told what to do."""
    with_pages(shared, case)


@FEWER
@given(st.lists(mutated(ODD_MARKDOWN, head=False), min_size=AT_ONCE, max_size=AT_ONCE, unique_by=itemgetter(0)))
def test_any_text_is_read_or_told(shared: InventedSite, cases: list[tuple[str, str]]) -> None:
    """Protects the editor's text, likewise."""
    with_pages(shared, *cases)


@example("nav", "")
@example("nav", ["/"])
@given(st.sampled_from(["site_url", "site_name", "site_description", "nav", *SETTINGS["extra"], "new"]), ODD_VALUES)
def test_any_setting_is_read_or_told(shared: InventedSite, key: str, value: object) -> None:
    """Protects the maintainer, likewise."""
    kept = copy.deepcopy(shared.settings)
    try:
        (shared.settings if key.startswith("site_") or key == "nav" else shared.settings["extra"])[key] = value
        holds(shared)
    finally:
        shared.settings = kept


@FEWER
@given(st.lists(st.binary(max_size=400), min_size=AT_ONCE, max_size=AT_ONCE))
def test_any_bytes_are_read_or_told(shared: InventedSite, data: list[bytes]) -> None:
    """Protects the editor whose program saved something else as a page."""
    with_pages(shared, *zip(("words.md", "themes/watching.md", "agencies/keepers.md"), data, strict=True))


def test_the_folder_is_as_it_was(shared: InventedSite, tmp_path: Path) -> None:
    """Protects the cases above from each other."""
    assert shared.docs != tmp_path and shared.faults() == []
