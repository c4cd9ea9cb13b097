"""Every fault an editor can make: one line that names the file, the line where there is one, what is wrong, what to do.

In process, on the invented site: what a real build does with a fault is in tests/test_publish.py.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from invented_site import INVENTED, PAGES, PNG, InventedSite
from retelling_site.checks.records.files import MAX_BYTES
from retelling_site.checks.texts.lengths import LIMITS
from retelling_site.html import text as text_of

A, A2, T, T2, CHANGE = (
    "agencies/keepers.md",
    "agencies/millers.md",
    "themes/watching.md",
    "themes/paddles.md",
    "improvements/lamps.md",
)
R, HOME, WORDS, ABOUT, HELP, SEARCH = "retold.md", "index.md", "words.md", "about.md", "who-to-ring.md", "search.md"
SAID = "The keepers did not close the paddles quickly. [middle](../retold.md#middle-keepers)\n\n## To talk"
AUTHOR = "The author is the engineer. [opening](retold.md#opening-author)"
NEW = "themes/new.md"
NEW_THEME = PAGES[T2].replace("title: Paddles", "title: New")

Break = Callable[[InventedSite], object]


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    """Give a copy of the invented site, for one test to break."""
    return InventedSite(tmp_path / "site")


def change(name: str, old: str, new: str) -> Break:
    """Break by replacing words in a page."""
    return lambda site: site.change(name, old, new)


def all_of(*acts: Break) -> Break:
    """Break in several ways at once."""
    return lambda site: [act(site) for act in acts]


def text(new: str) -> Break:
    """Break the text of a page, in whose place its source stays."""
    return change(HELP, AUTHOR, f"{new}\n\n{AUTHOR}")


def write(name: str, content: str | bytes) -> Break:
    """Break by writing a file."""
    return lambda site: site.write(name, content)


def settings(**changes: object) -> Break:
    """Break the settings."""
    return lambda site: site.settings.update(changes)


def extra(**changes: object) -> Break:
    """Break the part `extra` of the settings."""
    return lambda site: site.settings["extra"].update(changes)


def nav(edit: Callable[[list[str]], object]) -> Break:
    """Break the navigation."""
    return lambda site: edit(site.settings["nav"])


def link(name: str, target: str) -> Break:
    """Break by a symbolic link."""

    def act(site: InventedSite) -> None:
        (site.docs / name).unlink(missing_ok=True)
        (site.docs / name).symlink_to(target)

    return act


def line_of_setting(words: str) -> int:
    """Give the line of the invented site's settings that begins with these words."""
    return (INVENTED / "mkdocs.yml").read_text("utf-8").split("\n").index(words) + 1


def moved_twice(site: InventedSite) -> None:
    """Break by an old address that two pages claim."""
    for name in (T, T2):
        site.change(name, "group:", "moved_from: [/themes/old/]\ngroup:")


RECORDS: Mapping[str, tuple[Break, str, str]] = {
    "unknown key": (
        change(A, "role:", "colour: red\nrole:"),
        f"{A}, line 6",
        "“colour” is not a key of this page type",
    ),
    "key of another type": (
        change(CHANGE, "---\n\n", "role: I\n---\n\n"),
        f"{CHANGE}, line 6",
        "“role” is not a key of this page",
    ),
    "old key": (change(A, "role:", "sources: [a]\nrole:"), f"{A}, line 6", "“sources” is not a key of this page type"),
    "misspelt key": (
        change(A, "summary_sources:", "Summary-sources:"),
        f"{A}, line 5",
        "“Summary-sources” is not a key of this page type. Write “summary_sources”.",
    ),
    "markup in a record": (
        change(A, "title: Keepers", "title: '**Keepers**'"),
        f"{A}, line 2",
        "“title” holds “**”, which would be shown as it is. Write plain words",
    ),
    "event without a date or a place": (
        change(WORDS, 'date: "1930", ', ""),
        f"{WORDS}, line 9",
        "“events → item 1” needs “date” or “placed”, and not both",
    ),
    "events that nothing shows": (
        change(WORDS, "template: timeline.html\n", ""),
        f"{WORDS}, line 8",
        "“events” is shown nowhere. Write “template: timeline.html”",
    ),
    "template of another page": (
        change(ABOUT, "ours:", "template: home.html\nours:"),
        f"{ABOUT}, line 5",
        "“home.html” is the template of docs/index.md",
    ),
    "template of a page that is made": (
        change(HELP, "summary:", "template: sheet.html\nsummary:"),
        f"{HELP}, line 4",
        "There is no template “sheet.html” for a page",
    ),
    "keys of another type": (
        change(T, "type: theme", "type: agency"),
        f"{T}, line 3",
        "A page of type “agency” stands in docs/themes/, with the keys of another type. Write “type: theme”",
    ),
    "missing key": (change(A, "role: I keep a lock\n", ""), A, "The key “role” is missing. Add a line “role: …”"),
    "blank key": (change(A, "role: I keep a lock", "role:"), f"{A}, line 6", "“role” is blank"),
    "blank words": (change(A, "role: I keep a lock", 'role: " "'), f"{A}, line 6", "“role” is blank"),
    "blank list": (change(A, "summary_sources: [middle-keepers]", "summary_sources: []"), f"{A}, line 5", "is blank"),
    "blank item": (change(A, "[lock keepers]", "[lock keepers, ]\nmoved_from:\n  -"), A, "item 1” is blank"),
    "words for a list": (
        change(A, "[lock keepers]", "lock keepers"),
        f"{A}, line 15",
        "“also_known_as” must be a list",
    ),
    "list for words": (change(A, "title: Keepers", "title: [Keepers]"), f"{A}, line 2", "“title” must be text"),
    "list for pairs": (
        change(
            A,
            "  new-gate:\n    why: Both are about closing the lock.\n    sources: [middle-keepers, after-gate]",
            "  - new-gate",
        ),
        f"{A}, line 11",
        "“improvements” must be a list of pairs",
    ),
    "title too long": (
        change(A, "title: Keepers", f"title: {'K' * 61}"),
        f"{A}, line 2",
        "“title” has 1 character more",
    ),
    "summary too long": (
        change(A, "quickly.\nsummary", f"quickly{'!' * 300}\nsummary"),
        f"{A}, line 4",
        "characters more",
    ),
    "type missing": (
        change(A, "type: agency\n", ""),
        A,
        "The key “type” is missing or blank. Write “type: ” and one of",
    ),
    "type unknown": (change(A, "type: agency", "type: agencey"), f"{A}, line 3", "“type” is “agencey”, which is not a"),
    "type a list": (change(A, "type: agency", "type: [agency]"), f"{A}, line 3", "which is not a page type"),
    "group unknown": (
        change(T, "group: listed", "group: liste"),
        f"{T}, line 4",
        "“liste”, which is not known. Write one",
    ),
    "not true or false": (change(ABOUT, "ours: true", "ours: perhaps"), f"{ABOUT}, line 5", "must be true or false"),
    "relation without a reason": (
        change(A, "    why: Both are about the night.\n", ""),
        f"{A}, line 8",
        "The key “themes → watching → why” is missing",
    ),
    "relation of one word": (
        change(
            A,
            "watching:\n    why: Both are about the night.\n    sources: [middle-keepers, middle-watching]",
            "watching: Why.",
        ),
        f"{A}, line 8",
        "“themes → watching” must be a list of pairs",
    ),
    "relation in capitals": (change(A, "  watching:", "  Watching:"), f"{A}, line 8", "which is not a valid id"),
    "relation with an ending": (change(A, "  watching:", "  watching.md:"), f"{A}, line 8", "which is not a valid id"),
    "clause unknown": (
        change(A, "summary_sources: [middle-keepers]", "summary_sources: [middle-keeper]"),
        f"{A}, line 5",
        "“middle-keeper”, which is not a clause of the retelling. Look it up in docs/retold.md; the nearest are middle-keep",  # noqa: E501
    ),
    "clause unknown in a reason": (
        change(A, "[middle-keepers, after-gate]", "[middle-keepers, after]\n    sourced: no"),
        A,
        "“improvements → new-gate → sourced” is not a key that may stand there",
    ),
    "clause twice": (
        change(A, "summary_sources: [middle-keepers]", "summary_sources: [middle-keepers, middle-keepers]"),
        f"{A}, line 5",
        "“summary_sources” names a clause twice. Remove one.",
    ),
    "clause unknown in an event": (
        change(WORDS, "sources: [opening-night]", "sources: [opening-nigh]"),
        f"{WORDS}, line 9",
        "“events → item 1 → sources” names “opening-nigh”",
    ),
    "summary without a clause": (
        change(HELP, "summary_sources: [opening-author]\n", ""),
        f"{HELP}, line 4",
        "Nothing says which clauses the summary rests on",
    ),
    "abbreviations a word": (change(WORDS, "\n  OTL: Old Thames Lock", " OTL"), f"{WORDS}, line 6", "a list of pairs"),
    "template unknown": (
        change(HOME, "home.html", "hoem.html"),
        f"{HOME}, line 4",
        "There is no template “hoem.html” for a page",
    ),
    "template that frames": (
        change(HOME, "home.html", "base.html"),
        f"{HOME}, line 4",
        "There is no template “base.html”",
    ),
}
DATES: Mapping[str, tuple[Break, str, str]] = {
    f"{at}": (
        change(ABOUT, "2026-11-24", written),
        f"{ABOUT}, line 7",
        f"“changelog → item 1 → date” is “{shown or written}”, which is not a date. Write year, month and day",
    )
    for at, (written, shown) in {
        "in words": ("22 November 2026", ""),
        "with a time": ("2026-11-22 10:00", ""),
        "impossible": ("2026-02-30", ""),
        "impossible second": ("2026-02-20T10:00:99", ""),
        "a number": ("20261124", ""),
        "a number of a thousand digits": ("9" * 1000, f"{'9' * 60} …"),
        "the other way round": ("24-11-2026", ""),
    }.items()
}
CHANGELOG: Mapping[str, tuple[Break, str, str]] = {
    "without what": (
        change(ABOUT, "    what: First version.\n", ""),
        f"{ABOUT}, line 7",
        "The key “changelog → item 1 → what",
    ),
    "page without its last slash": (
        change(ABOUT, "/agencies/keepers/", "/agencies/keepers"),
        f"{ABOUT}, line 9",
        "which is not a valid address. Write one such as /agencies/keepers/.",
    ),
    "page by its file": (
        change(ABOUT, "/agencies/keepers/", "agencies/keepers.md"),
        f"{ABOUT}, line 9",
        "such as /agencies/keep",
    ),
    "page that is not there": (
        change(ABOUT, "/agencies/keepers/", "/agencies/keeper/"),
        f"{ABOUT}, line 9",
        "does not exist",
    ),
    "one word": (
        change(
            ABOUT, "  - date: 2026-11-24\n    what: First version.\n    page: /agencies/keepers/", "  - First version."
        ),
        f"{ABOUT}, line 7",
        "“changelog → item 1” must be a list of pairs",
    ),
    "unknown key": (
        change(ABOUT, "    what:", "    who: us\n    what:"),
        f"{ABOUT}, line 8",
        "“changelog → item 1 → who” is not a",
    ),
    "out of order": (
        change(ABOUT, "changelog:\n", "changelog:\n  - {date: 2026-11-23, what: Older.}\n"),
        f"{ABOUT}, line 8",
        "“changelog” is out of order. Write the newest change first.",
    ),
}
RELATIONS: Mapping[str, tuple[Break, str, str]] = {
    "unknown theme": (
        change(A, "  watching:", "  watchin:"),
        f"{A}, line 8",
        "There is no theme “watchin”. Use one of: watching",
    ),
    "unknown change": (change(A, "  new-gate:", "  old-gate:"), f"{A}, line 12", "There is no improvement “old-gate”"),
    "of another type": (change(A, "  watching:", "  lamps:"), f"{A}, line 8", "There is no theme “lamps”"),
    "to itself": (change(T, "  paddles:", "  watching:"), f"{T}, line 13", "“watching” is related to itself"),
    "on both pages": (
        change(T2, "related: {}", "related:\n  watching: {why: Why., sources: [middle-keepers]}"),
        f"{T2}, line 10",
        "The relation to “watching” is also written in docs/themes/watching.md",
    ),
    "twice on a page": (
        change(A, "improvements:", "  watching: {why: Why., sources: [middle-keepers]}\nimprovements:"),
        f"{A}, line 11",
        "“watching” is written twice",
    ),
    "no theme": (
        change(
            A2,
            "themes:\n  watching:\n    why: To tell others, someone must have seen.\n    sources: [middle-millers, middle-watching]",  # noqa: E501
            "themes: {}",
        ),
        f"{A2}, line 7",
        "“themes” is empty",
    ),
}
PLACES: Mapping[str, tuple[Break, str, str]] = {
    "left out of the navigation": (write(NEW, NEW_THEME), NEW, "The page is not in the navigation"),
    "listed and not there": (
        nav(lambda nav: nav.append("nowhere.md")),
        "mkdocs.yml",
        "lists “nowhere.md”, which does not exist",
    ),
    "listed twice": (nav(lambda nav: nav.append(HELP)), "mkdocs.yml", f"The navigation lists “{HELP}” twice"),
    "in the menu and not there": (
        extra(menu=["nowhere.md"]),
        "mkdocs.yml",
        "“extra → menu” names “nowhere.md”, which does not",
    ),
    "one title": (
        change(T2, "title: Paddles", "title: Watching  by night"),
        f"{T2}, line 2",
        "is also that of docs/themes/watching",
    ),
    "type outside its folder": (
        lambda site: site.add("theme.md", NEW_THEME.replace("../", "")),
        "theme.md, line 3",
        "stands outside docs/themes/",
    ),
    "name with capitals": (
        lambda site: site.move(HELP, "Ring.md"),
        "Ring.md",
        "makes an address that readers cannot type",
    ),
    "name with spaces": (
        lambda site: site.add("ring us.md", PAGES[HELP].replace("Whom to ring", "X")),
        "ring us.md",
        "makes an address",
    ),
    "moved from where a page stands": (
        change(T, "group:", "moved_from: [/themes/paddles/]\ngroup:"),
        f"{T}, line 4",
        "“moved_from” names /themes/paddles/, where docs/themes/paddles.md stands",
    ),
    "moved from one address twice": (
        moved_twice,
        f"{T2}, line 4",
        "“moved_from” names /themes/old/, as docs/themes/watching.md does",
    ),
    "moved from a file": (
        change(T, "group:", "moved_from: [old.md]\ngroup:"),
        f"{T}, line 4",
        "is not a valid address. Write one such as /old/",
    ),
    "moved from itself": (
        change(T, "group:", "moved_from: [/themes/watching/]\ngroup:"),
        f"{T}, line 4",
        "where docs/themes/watching.md stands",
    ),
}
FILES: Mapping[str, tuple[Break, str, str]] = {
    **{
        f"left over: {name}": (write(name, "x"), name, "It looks like a leftover copy. Delete it")
        for name in ("a.bak", "themes/a.md.orig", "a.md.rej", "a.tmp")
    },
    **{
        f"of another kind: {name}": (
            write(name, "x"),
            name,
            "Files of this kind are not published. Move it out of docs/",
        )
        for name in (
            "film.mp4",
            "a.docx",
            "notes.txt",
            "run.exe",
            "page.html",
            "a.js",
            "noending",
            "themes/a.yml",
            "a.zip",
        )
    },
    "ending in capitals": (write("NOTES.MD", "x"), "NOTES.MD", "Its ending has capitals. Rename it to end in .md"),
    "too large": (
        write("a.png", b"x" * (MAX_BYTES + 1)),
        "a.png",
        "It is larger than 2 MB. Make it smaller",
    ),
    "picture that is none": (write("a.png", b"text"), "a.png", "It is not the kind of file that its ending .png says"),
    "picture that is cut off": (write("a.png", PNG[:45]), "a.png", "its ending .png says, or not whole"),
    "picture that is another": (write("a.avif", PNG), "a.avif", "not the kind of file that its ending .avif says"),
    "table that is none": (write("a.csv", b"a,\x00"), "a.csv", "not the kind of file that its ending .csv says"),
    "table in another encoding": (write("a.csv", b"a\n\xe9"), "a.csv, line 2", "A character is not in UTF-8"),
    "file with spaces": (write("my table.csv", b"a"), "my table.csv", "Its name makes an address that readers cannot"),
    "file with accents": (write("café.csv", b"a"), "café.csv", "Its name makes an address that readers cannot"),
    "folder like a page": (write("new.md/a.csv", b"a"), "new.md", "It is a folder, and its name ends in .md"),
    "drawing that runs a script": (
        write("a.svg", "<svg>\n<script>x</script></svg>"),
        "a.svg, line 2",
        "The picture holds “<script”, which would run or fetch something. Save it as a plain SVG",
    ),
    "drawing that fetches": (
        write("a.svg", "<svg><image href='https://evil.example/a.png'/></svg>"),
        "a.svg, line 1",
        "which would run or fetch something",
    ),
    "beside the index of a folder": (
        write("themes/README.md", "x"),
        "themes/README.md",
        "It would stand at the address of the index.md beside it",
    ),
    "broken link": (link("a.png", "nowhere.png"), "a.png", "It is a link to a file that is not there"),
    "link out of the folder": (link("a.csv", "/etc/passwd"), "a.csv", "It is a link to a file outside docs/"),
    "page linked from outside": (link(HELP, "/etc/passwd"), HELP, "It is a link to a file outside docs/"),
    "linked folder": (link("more", "/usr"), "more", "It is a link to a folder"),
    "linked folder without an end": (link("more", "."), "more", "It is a link to a folder"),
    "page that is empty": (write(HELP, b""), HELP, "The file is empty"),
    "page that is nothing but text": (
        write(HELP, "# Ring\n\nRing.\n"),
        f"{HELP}, line 1",
        "The front matter is missing",
    ),
}
MARKUP: Mapping[str, tuple[Break, str, str]] = {
    **{
        f"element: {html}": (
            text(html),
            f"{HELP}, line 8",
            f"holds <{html[1:].split('>')[0].split()[0]}>, which no page may have",
        )
        for html in (
            "<script>x()</script>",
            "<iframe src='a'></iframe>",
            "<style>p {}</style>",
            "<base href='https://evil.example/'>",
            "<link rel='stylesheet' href='https://evil.example/a.css'>",
            "<form action='a'></form>",
            "<meta http-equiv='refresh' content='0'>",
            "<object data='a'></object>",
        )
    },
    **{
        f"attribute: {name}": (text(f'<p {name}="x">See <a href="../words/">words</a>.</p>'), f"{HELP}, line 8", what)
        for name, what in {
            "onclick": "“onclick” would run a script",
            "style": "“style” stands on an element",
            "hidden": "“hidden” may not stand on an element",
            "aria-label": "“aria-label” may not stand",
            "title": "“title” stands on a link or an element",
        }.items()
    },
    "attribute in braces": (
        text("See [words](words.md).\n{ onclick=x }"),
        f"{HELP}, line 9",
        "“onclick” would run a script",
    ),
    "class": (
        text("See [words](words.md).\n{ .visually-hidden }"),
        f"{HELP}, line 9",
        "The class “visually-hidden” is written",
    ),
    "picture from elsewhere": (
        text("![](https://evil.example/a.png)"),
        f"{HELP}, line 8",
        "would fetch https://evil.example/a.png",
    ),
    "address that runs": (
        text("See [words](javascript:x)."),
        f"{HELP}, line 8",
        "is of a kind that pages may not have",
    ),
    "file of one's own": (
        text("See [words](file:///C:/a.doc)."),
        f"{HELP}, line 8",
        "is of a kind that pages may not have",
    ),
    "picture without words": (
        text("<img src='a.png'>"),
        f"{HELP}, line 8",
        "A picture has no words for those who cannot see it",
    ),
    "link by a reference that is not there": (
        text("See [that][nowhere]."),
        f"{HELP}, line 8",
        "“[that][nowhere]” was not understood as a",
    ),
    "link with a space in it": (
        text("See [that] (words.md)."),
        f"{HELP}, line 8",
        "“[that] (words.md)” was not understood as a link. Write [words](page.md#anchor)",
    ),
    "comment with a blank line": (
        text("<!-- one\n\nSee [words](words.md)."),
        f"{HELP}, line 8",
        "A comment is not closed",
    ),
    "anchor twice": (
        change(
            A, "1. Who closes our paddles at night? { #q-paddles }", "1. Who closes our paddles at night? { #q-know }"
        ),
        f"{A}, line 24",
        "The anchor “q-know” stands twice",
    ),
    "anchor of the frame": (
        change(A, "#q-paddles", "#main"),
        f"{A}, line 23",
        "The anchor “main” is used by the page's frame",
    ),
    "second title": (text("# Ring"), f"{HELP}, line 8", "“Ring” is a second title: the front matter's “title” is"),
    "level left out": (text("#### Ring"), f"{HELP}, line 8", "The heading “Ring” skips a level. Begin it with ##."),
    "what Markdown cannot read": (
        text("See [words](http://[)."),
        f"{HELP}, line 8",
        "The text cannot be read as Markdown",
    ),
    "quotations without end": (text(f"{'> ' * 90}a"), HELP, "The text nests more than 60 lists, quotations"),
    "elements without end": (text("<div>" * 400), HELP, "The text nests more than 60 lists, quotations"),
}
LINKS: Mapping[str, tuple[Break, str, str]] = {
    "source to a clause that is not there": (
        change(HELP, "#opening-author", "#opening-autho"),
        f"{HELP}, line 8",
        "A source leads to “#opening-autho”, which is not a clause of the retelling. Correct it. The nearest are #opening-author",  # noqa: E501
    ),
    "source to a paragraph's name alone": (
        change(HELP, "[opening](retold.md#opening-author)", "[opening](retold.md)"),
        f"{HELP}, line 8",
        "A source says “opening” and names no clause. Write its anchor, such as #opening-author",
    ),
    "source to another page": (
        change(HELP, "(retold.md#opening-author)", "(../retold.md#opening-author)"),
        f"{HELP}, line 8",
        "A source leads to “../retold.md#opening-author”. Write it in Markdown: [opening](retold.md#opening-author)",
    ),
    "source on a page of ours": (
        change(ABOUT, "We made these pages.", "We made these pages. [opening](retold.md#opening-author)"),
        f"{ABOUT}, line 12",
        "The page is “ours: true”, and cites the retelling. Take “ours: true” out",
    ),
    "source that says another paragraph": (
        change(HELP, "[opening]", "[middle]"),
        f"{HELP}, line 8",
        "A source says “middle” and leads to “#opening-author”. Write [opening] before that address",
    ),
}
LENGTHS: Mapping[str, tuple[Break, str, str]] = {
    "question without an anchor": (
        change(A, " { #q-paddles }", ""),
        f"{A}, line 23",
        "The question “Who closes our paddles at night?” has no",
    ),
    "question too long": (
        change(A, "night?", f"night{' and day' * 20}?"),
        f"{A}, line 23",
        f"characters longer than the {LIMITS['questions'].characters} that fit",
    ),
    "too many questions": (
        change(A, "2. Who would know? { #q-know }", "\n".join(f"1. Who {at}? {{ #q-{at} }}" for at in range(8))),
        A,
        f"“To talk about” has 9 items, and may have {LIMITS['questions'].items}",
    ),
    "item too long": (
        change(A, "- Watching by night", f"- Watching{' again' * 60} by night"),
        f"{A}, line 28",
        f"longer than the {LIMITS['also_said'].characters}",
    ),
    "too much that it leaves open": (
        change(A, "- Which keepers", "- Which. [middle](../retold.md#middle-keepers)\n" * 4 + "- Which keepers"),
        A,
        f"“What it leaves open” has 5 items, and may have {LIMITS['not_said'].items}",
    ),
    "too much said": (
        change(A, SAID, SAID.replace("quickly", "quickly," + " oh so quickly" * 40)),
        f"{A}, line 19",
        f"longer than the {LIMITS['said'].characters}",
    ),
    "nothing said": (change(A, SAID, "## To talk"), f"{A}, line 18", "Nothing is said above the first heading"),
    "no questions": (
        change(A2, "## To talk about\n\n1. Whom do we tell? { #q-tell }", ""),
        A2,
        "There are no questions for a team. Write a list of them under “## To talk about”",
    ),
}
SETTINGS: Mapping[str, tuple[Break, str, str]] = {
    "no address": (
        settings(site_url=""),
        "mkdocs.yml",
        "“site_url” is “”, which is not a valid address. Write the whole",
    ),
    "address without its beginning": (settings(site_url="lock.example"), "mkdocs.yml", "“site_url” is “lock.example”"),
    "address with a question": (settings(site_url="https://lock.example/?a"), "mkdocs.yml", "is not a valid address"),
    "unknown": (extra(colour="red"), "mkdocs.yml", "“extra → colour” is not a setting"),
    "menu empty": (extra(menu=[]), "mkdocs.yml", "“extra → menu”"),
    "menu not a list": (extra(menu="a.md"), "mkdocs.yml", "“extra → menu” has the wrong form"),
    "publisher without a contact": (
        extra(publisher={"name": "A"}),
        "mkdocs.yml",
        "The publisher has a name or a contact, but not",
    ),
    "exit that is no address": (
        extra(exit="weather"),
        "mkdocs.yml",
        "“extra → exit” has the wrong form. Write the whole address",
    ),
    "short name too long": (
        extra(short_name="A" * 17),
        "mkdocs.yml",
        "“extra → short_name” has the wrong form. Write at most 16",
    ),
}
FAULTS = {
    f"{group}: {name}": case
    for group, cases in {
        "record": RECORDS,
        "date": DATES,
        "changelog": CHANGELOG,
        "relation": RELATIONS,
        "place": PLACES,
        "file": FILES,
        "markup": MARKUP,
        "link": LINKS,
        "length": LENGTHS,
        "settings": SETTINGS,
    }.items()
    for name, case in cases.items()
}


CAUSES: Mapping[str, tuple[Break, str, str]] = {
    "heading of the list renamed": (
        lambda site: site.write(R, PAGES[R].replace("questions: To talk about", "questions: To talk", 1)),
        R,
        "“headings → agency → questions” is “To talk”, which no page has; “To talk about” stands in",
    ),
    "clause gone": (
        change(R, "The keepers did not close the paddles quickly.\n{ #middle-keepers }\n\n", ""),
        R,
        "The clause “middle-keepers” is gone, and named in docs/agencies/",
    ),
    "paragraphs gone": (
        lambda site: site.write(R, PAGES[R].partition("## First part")[0]),
        R,
        "The anchors “middle”, “after”, “close” are missing.",
    ),
    "level of a paragraph's heading": (change(R, "## Close", "### Close"), R, "does not stand on a heading of its own"),
    "heading misspelt": (change(A, "## To talk about", "## To talk of"), A, "Write “## To talk about”."),
    "heading of another level": (change(A, "## To talk", "### To talk"), A, "skips a level. Begin it with ##."),
    "heading taken out": (change(A, "## To talk about\n", ""), A, "There are no questions for a team."),
    "heading above statements taken out": (
        change(A, "## What else the report says\n", ""),
        A,
        "has a source, and stands among the questions. Write its heading above it",
    ),
    "stray end of the record": (change(A, "themes:", "---\nthemes:"), A, "“themes” stands below it. Remove the line"),
    "element never closed": (change(A, "## To talk", "<div>\n\n## To talk"), A, "<div> is never closed. Write </div>"),
    "script never closed": (text("<script>\nx()"), HELP, "holds <script>, which no page may have"),
    "Markdown in an element": (text("<div>\n\n- [Words](words.md)\n\n</div>"), HELP, "Markdown within <div> is shown"),
    "HTML of a word processor": (
        text('<p class="Mso" style="x"><a href="../words/" lang="en" rel="x">Words</a></p>'),
        HELP,
        "The class “Mso” is written in the text",
    ),
    "conflict in a page": (text(f"<<<<<<< HEAD\n{AUTHOR}\n=======\nB.\n>>>>>>> b"), HELP, "were not put together"),
    "copy of a page": (lambda site: site.add("agencies/copy.md", PAGES[A]), "agencies/copy.md", "is also that of"),
    "page renamed": (lambda site: (site.docs / HELP).rename(site.docs / "ring.md"), "mkdocs.yml", "lacks “ring.md”"),
    "ending of a page": (
        lambda site: (site.docs / HELP).rename(site.docs / "who-to-ring.markdown"),
        "who-to-ring.markdown",
        "Files of this kind are not published",
    ),
    "anchor never closed": (change(A, "{ #q-know }", "{ #q-know"), A, "was not understood as an anchor"),
    "footnote": (text("See [words](words.md).[^1]"), HELP, "was not understood as a footnote"),
    "bold never closed": (text("See **[words](words.md)."), HELP, "was not understood as bold"),
    "heading with nothing below": (text("## Names\n\n## More\n\nSee [words](words.md)."), HELP, "Nothing stands below"),
    "heading twice": (
        text("## Names\n\nSee [words](words.md).\n\n## Names\n\nSee [words](words.md)."),
        HELP,
        "The heading “Names” stands twice.",
    ),
    "anchor of another heading": (
        text("## Names\n\nSee [words](words.md).\n\n## More { #names }\n\nSee [words](words.md)."),
        HELP,
        "The anchor “names” is that of another heading already",
    ),
    "block without a title": (text("/// ours\nOurs.\n///"), HELP, "A block “/// ours” has no title"),
    "block without a text": (text("/// ours | Note\n///"), HELP, "There is nothing in the block “Note”"),
    "page without its template": (
        change(SEARCH, "template: search.html\n", ""),
        SEARCH,
        "needs its template “search.html”",
    ),
    "day to come": (change(HELP, "checked: 2026-11-22", "checked: 2126-11-22"), HELP, "which is still to come"),
    "letter to nobody": (text("/// ours | Note\nSee [us](mailto:).\n///"), HELP, "leads to nobody"),
    "link without words": (text("/// ours | Note\nSee [](words.md).\n///"), HELP, "A link has no words"),
    "misspelt option": (
        change(HELP, "checked:", "checked-on:"),
        HELP,
        "has a line “checked-on”, which means",
    ),
    "space in an anchor": (change(A, "#q-know", "# q-know"), A, "was not understood as an anchor"),
    "anchor of a clause below a blank line": (
        change(R, "\n{ #middle-keepers }", "\n\n{ #middle-keepers }"),
        R,
        "“{ #middle-keepers }” was not understood as an anchor",
    ),
    "anchor of a clause never closed": (
        change(R, "{ #middle-keepers }", "{ #middle-keepers"),
        R,
        "was not understood as an anchor",
    ),
    "table without its second line": (text(f"| a | b |\n| c | {AUTHOR} |"), HELP, "was not understood as a table"),
    "command of a template": (text("See {{ page.title }}."), HELP, "was not understood as a command"),
    "heading of the signs renamed": (
        change(R, "signs: Seen beforehand", "signs: Seen"),
        R,
        "“headings → page → signs” is “Seen”, which no page has as a heading",
    ),
    "row without a cell": (
        text(f"| a | b |\n| --- | --- |\n| c {AUTHOR} |"),
        HELP,
        "The row of the table has 1 cell, and its head 2. Write a |",
    ),
    "two items on a line": (text(f"- {AUTHOR} - {AUTHOR}"), HELP, "is a second item on one line. Begin it on"),
    "source in a heading": (text(f"## Names [opening](retold.md#opening-author)\n\n{AUTHOR}"), HELP, "holds a link"),
    "retired and not ours": (
        change(HELP, "summary:", "retired: It went.\nsummary:"),
        HELP,
        "A page that is retired retells nothing. Write “ours: true” too",
    ),
    "nav without a dash": (
        nav(lambda nav: nav.__setitem__(slice(1, 3), [" ".join(nav[1:3])])),
        "mkdocs.yml",
        "as one line. Begin each file on a line of its own",
    ),
    "folder gone": (
        lambda site: shutil.rmtree(site.docs / "themes"),
        "mkdocs.yml",
        "The folder docs/themes/ is not there, and the navigation lists its pages. Restore it",
    ),
    "folder renamed": (
        lambda site: (site.docs / "agencies").rename(site.docs / "agency"),
        "agency/index.md",
        "The folder docs/agency/ is docs/agencies/ in the navigation, which is not there. Rename it",
    ),
    "two files of one address": (
        lambda site: site.add("agencies/keepers/index.md", PAGES[A]),
        "agencies/keepers/index.md",
        "It would stand at the address of keepers.md beside its folder. Delete one",
    ),
    "second ending": (
        lambda site: (site.docs / HELP).rename(site.docs / f"{HELP}.txt"),
        f"{HELP}.txt",
        f".txt stands after its ending .md. Rename it to {HELP}.",
    ),
    "drawing that breaks off": (write("a.svg", "<svg>\n<g></svg>"), "a.svg, line 2", "The picture breaks off"),
    "page of another encoding": (
        lambda site: site.write(HELP, PAGES[HELP].encode("utf-16-le")),
        f"{HELP}, line 1",
        "The file is not in UTF-8.",
    ),
    "old address twice": (
        change(A, "role:", "moved_from: [/a/, /a/]\nrole:"),
        f"{A}, line 6",
        "“moved_from” names /a/ twice. Remove one.",
    ),
    "item indented further": (
        change(A, "[lock keepers]", "\n  - lock keepers\n    - keepers of locks"),
        f"{A}, line 16",
        "The next line begins with a hyphen, and is read as part of this one. Indent",
    ),
    "command of YAML": (lambda site: site.write(A, PAGES[A].replace("---", "---\n%X", 1)), A, "A line begins with %."),
    "explanation that no source carries": (
        text(f"*[engineer]: who was to blame\n\n{AUTHOR}"),
        HELP,
        "“engineer” is explained here as “who was to blame”, which no source carries. Write it under “abbreviations”",
    ),
    "link of a wiki": (text(f"See [[Words]]. {AUTHOR}"), HELP, "“[[Words]]” was not understood as a link."),
    "link opened twice": (text(f"See [[words](words.md). {AUTHOR}"), HELP, "“[[words](” opens a link twice. Write"),
    "list of contents": (text(f"[TOC]\n\n{AUTHOR}"), HELP, "“[TOC]” makes a list of contents, which the page has"),
    "words added": (
        text(f"The ++new++ gate. {AUTHOR}"),
        HELP,
        "“++” was not understood as bold, struck out or added",
    ),
    "term explained twice": (
        change(WORDS, "## Seen", "Paddle\n:   A board. [middle](retold.md#middle-keepers)\n\n## Seen"),
        f"{WORDS}, line 17",
        "The term “Paddle” stands twice. Put the two together.",
    ),
    "raised letter": (text(f"The^1^ author. {AUTHOR}"), HELP, "“^1^” was not understood as a raised letter"),
    "line of hyphens below an item": (
        text(f"- Words\n---\n- {AUTHOR}"),
        HELP,
        "“- Words” became a heading by the line",
    ),
    "title by a line of signs": (text(f"## Names\n\nMore\n====\n\n{AUTHOR}"), HELP, "“More” is a second title"),
    "outside fact without options": (
        text("/// outside | Fact\nA fact.\n///"),
        HELP,
        "The block “Fact” has no source and no date. Under its first line write",
    ),
    "option twice": (
        text("/// outside | Fact\n    source: A\n    source: B\n    checked: 2026-11-22\n\nA fact.\n///"),
        HELP,
        "has a line “source (a second time)”, which means nothing there",
    ),
    "space of another encoding": (text(f"The Â\u00a0author. {AUTHOR}"), HELP, "since the file was opened in another"),
    "source behind backslashes": (
        text("The author. \\[opening\\](retold.md#opening-author)"),
        f"{HELP}, line 8",
        "was not understood as a link",
    ),
    "page that is not filled in": (
        all_of(change(A, "title: Keepers", "title:"), change(A, "role: I keep a lock", "role: ")),
        A,
        "The page is not filled in yet: “title” and “role” are blank, on lines 2 and 6. Write a value for each",
    ),
    "sentence without words": (change(A, "role: I keep a lock", "role: …"), A, "“role” is “…”, which says nothing"),
    "page put in twice": (
        lambda site: site.write(A, PAGES[A] * 2),
        A,
        "A second page begins here, with a front matter of its own. Keep one page in the file",
    ),
    "marks of code": (text(f"```suggestion\n{AUTHOR}\n```"), HELP, "“```suggestion” begins code. Remove that line"),
    "templates exchanged": (
        all_of(change(HOME, "home.html", "search.html"), change(SEARCH, "search.html", "home.html")),
        HOME,
        "The page has the template of docs/search.md, and that page the one of this. Exchange the two lines",
    ),
    "menu without commas": (extra(menu=["words.md about.md"]), "mkdocs.yml", "Put commas between the files."),
    "foot of pairs": (
        extra(footer=[{"a": "words.md"}, {"b": "about.md"}]),
        "mkdocs.yml",
        "An item of “extra → footer” has the wrong form. Write a list of pages",
    ),
    "link broken over two lines": (
        text("The author is\nthe engineer. [opening]\n(retold.md#opening-author)"),
        f"{HELP}, line 9",
        "“[opening] (retold.md#opening-author)” was not understood as a link. Write",
    ),
    "two pages gone": (
        nav(lambda nav: nav.extend(["keeping.md", "milling.md"])),
        "mkdocs.yml",
        "The navigation lists “keeping.md”, which does not exist. Restore or write that page, or remove the line.",
    ),
    "line of a comparison": (
        text(f"+- {AUTHOR}"),
        f"{HELP}, line 8",
        "begins as lines of a comparison of two versions",
    ),
    "comparison": (
        text(f"@@ -1,2 +1,2 @@\n - {AUTHOR}\n-- {AUTHOR}\n+- {AUTHOR}"),
        f"{HELP}, line 8",
        "(a diff) do. Delete the lines that are old, and the first sign of those that are new.",
    ),
    "comparison for a page": (
        lambda site: site.write(HELP, "\n".join(f"+{line}" for line in PAGES[HELP].split("\n"))),
        f"{HELP}, line 1",
        "The file is a comparison of two versions (a diff), and not the page itself. Put the page's whole text there",
    ),
    "comparison of keys": (
        change(A, "role: I keep a lock", "-role: I keep a lock\n+role: I keep locks"),
        f"{A}, line 6",
        "“-role” begins with “-”, as in a comparison of two versions (a diff). Delete the lines that are old",
    ),
    "half a conflict": (
        text(f"=======\n{AUTHOR}"),
        HELP,
        "Two versions of the lines above or below were not put together",
    ),
    "items without a space": (
        text(f"-{AUTHOR}\n-{AUTHOR}"),
        f"{HELP}, line 8",
        "begins with “-” and no space after it. Write “- ” before an item of a list",
    ),
    "footnote with its text": (
        text(f"{AUTHOR[:-1]}[^1]\n\n[^1]: A note."),
        f"{HELP}, line 10",
        "understood as a footnote",
    ),
    "alert of a forge": (text(f"> [!NOTE]\n> Words.\n\n{AUTHOR}"), HELP, "“[!NOTE]” was not understood as a block."),
    "block of backslashes": (
        text(f"\\\\\\ ours | Note\n\n{AUTHOR}"),
        f"{HELP}, line 8",
        "was not understood as a block.",
    ),
    "heading in bold": (
        change(A, "## What it leaves open", "**What it leaves open**"),
        A,
        "Write “## What it leaves open” if it is a heading.",
    ),
    "picture on the editor's computer": (
        text(f"![A lock](C:\\Users\\lock.png)\n\n{AUTHOR}"),
        f"{HELP}, line 8",
        "is no file of docs/. Put its file into docs/, and write the way to it from this file",
    ),
    "document of a word processor": (
        write(HELP, b"PK\x03\x04\0"),
        HELP,
        "is a document of a word processor, though its",
    ),
    "page of HTML": (
        write(HELP, "<!DOCTYPE html>\n<p>Words"),
        HELP,
        "The file is a page of HTML, though its name ends",
    ),
    "copy of a file": (write("agencies/keepers - Copy.md", PAGES[A]), "agencies/keepers - Copy.md", "a leftover copy"),
    "copy of a download": (write("agencies/keepers (1).md", PAGES[A]), "agencies/keepers (1).md", "a leftover copy"),
    "search word that is another page's title": (
        change(A, "[gatekeeper,", "[paddles, gatekeeper,"),
        f"{A}, line 16",
        "The search term “paddles” leads to docs/themes/paddles.md as well.",
    ),
    "two changes in one item": (
        change(ABOUT, "  - date: 2026-11-24", "  - date: 2026-11-25\n    what: More.\n    date: 2026-11-24"),
        f"{ABOUT}, line 9",
        "“date” and “what” are written twice. If a new item begins there, write “- ” before its first key",
    ),
    "name of a picture in two brackets": (text(f"![[lock.png]]\n\n{AUTHOR}"), HELP, "was not understood as a picture."),
    "command in brackets": (
        text(f"[b]Words[/b] {AUTHOR}"),
        f"{HELP}, line 8",
        "“[/b]” was not understood as a command.",
    ),
    "letter with slashes": (text("/// ours | Note\n[Us](mailto://us@lock.example).\n///"), HELP, "leads to nobody."),
    "table below the first line of a block": (
        text("/// ours | One\nThe first.\n///\n\n/// ours | Two\n| a | b |\n| c | d |\n///"),
        f"{HELP}, line 13",
        "“|” was not understood as a table.",
    ),
    "page of another type in a folder": (
        write(A, PAGES[T2]),
        f"{A}, line 3",
        "A page of type “theme” stands outside docs/themes/.",
    ),
    "misspelt heading of the closed list": (
        change(R, "  agency:\n    questions:", "  agency:\n    question:"),
        R,
        "“headings → agency → question” is “question”, which is not known. Write one of: said, questions,",
    ),
    "heading of the signs with another sign": (
        change(R, "signs: Seen beforehand", "signs: Seen before-hand"),
        R,
        "which no page has as a heading; “Seen beforehand” stands in docs/words.md. Write the same words",
    ),
    "item with a colon": (
        change(A, "[lock keepers]", "\n  - Keepers: of locks"),
        f"{A}, line 16",
        "“also_known_as → item 1” holds a colon, and is read as a key and a value. Put quotes around the whole item.",
    ),
    "items that begin with a dash": (
        text(f"\u2013 {AUTHOR}\n\u2013 {AUTHOR}"),
        f"{HELP}, line 9",
        "begins with a dash, and is no item of a list. Begin each item with a hyphen and a space",
    ),
    "command of a server": (
        text(f"<?php echo 1; ?>\n\n{AUTHOR}"),
        f"{HELP}, line 8",
        "begins what no reader would see.",
    ),
    "condition of a word processor": (
        text(f"<![if !supportLists]>{AUTHOR}"),
        f"{HELP}, line 8",
        "no reader would see.",
    ),
    "picture by a name that is nowhere": (
        text(f"![A lock][lock]\n\n{AUTHOR}"),
        HELP,
        "was not understood as a picture.",
    ),
    "tab of another tool": (
        text(f'=== "Tab"\n\n    Text.\n\n{AUTHOR}'),
        f"{HELP}, line 8",
        "was not understood as a block.",
    ),
    "marks of code with a space": (text(f"``` ours\n{AUTHOR}\n```"), f"{HELP}, line 8", "“```ours” begins code."),
    "words pasted with an anchor": (
        text(f'<b id="guid-1"><p style="x">Words</p></b>\n\n{AUTHOR}'),
        f"{HELP}, line 8",
        "“style” stands on an element. Remove it.",
    ),
    "relation by its file": (
        change(A, "  watching:", "  themes/watching.md:"),
        f"{A}, line 8",
        "which is not a valid id. Use small letters, digits and hyphens alone, such as watching.",
    ),
    "key of pages of another type": (
        change(A, "role:", "retired: It went.\nrole:"),
        f"{A}, line 6",
        "“retired” is not a key of this page type. Remove it: it is for pages of type page.",
    ),
    "own computer": (text("/// ours | Note\n[Us](http://localhost:8000/).\n///"), HELP, "that of your own computer"),
}


@pytest.mark.parametrize(("act", "place", "what"), CAUSES.values(), ids=CAUSES.keys())
def test_one_cause_is_told_in_one_line(site: InventedSite, act: Break, place: str, what: str) -> None:
    """Protects the editor from looking for ten faults where there is one, and readers from what passed in silence."""
    act(site)
    (line,) = site.faults()
    assert what in line and line.startswith(place if place == "mkdocs.yml" else f"docs/{place}"), line


ALONE = {
    "no sources": change(A, "summary_sources: [middle-keepers]", "summary_sources: []"),
    "sources that are words": change(HELP, "summary_sources: [opening-author]", "summary_sources: opening-author"),
    "no title": change(A2, "title: Millers\n", ""),
    "terms that are words": change(A, "search_terms: [gatekeeper, lockman]", "search_terms: gatekeeper, lockman"),
    "themes that are a list": change(A2, "themes:\n  watching:", "themes:\n  - watching:"),
    "type of another folder": change(A, "type: agency", "type: theme"),
    "old address of a page": change(A, "role:", "moved_from: [/agencies/millers/]\nrole:"),
    "misspelt key": change(A, "role:", "Role:"),
    "retelling not to be read": change(R, "date: 1931-05-04", "date: May 1931"),
    "clause without its anchor": change(R, "{ #middle-keepers }\n", ""),
    "source to another page": change(HELP, "(retold.md#opening-author)", "(retelling.md#opening-author)"),
    "page that is a link": link(HELP, "/etc/passwd"),
    "retelling gone": lambda site: (site.docs / R).unlink(),
    "title of another": change(A2, "title: Millers", "title: Keepers"),
}


@pytest.mark.parametrize("act", ALONE.values(), ids=ALONE.keys())
def test_what_follows_from_a_fault_is_not_told_as_well(site: InventedSite, act: Break) -> None:
    """Protects the editor from looking for ten faults where there is one."""
    act(site)
    assert len(site.faults()) == 1, site.faults()


@pytest.mark.parametrize(("act", "place", "what"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_where_it_is_with_its_remedy(site: InventedSite, act: Break, place: str, what: str) -> None:
    """Protects the editor, who is to mend it without a programmer."""
    act(site)
    report = site.faults()
    found = [line for line in report if what in line]
    assert found, report
    assert found[0].startswith(place if place == "mkdocs.yml" else f"docs/{place}"), found[0]
    assert found[0].rstrip(".").count(". ") >= 1, f"no remedy: {found[0]}"
    assert len(report) <= 3, report


def test_the_invented_site_has_no_fault(site: InventedSite) -> None:
    """Protects every other test here from passing for another reason."""
    assert site.faults() == []


def test_all_faults_are_told_in_one_go_in_their_order(site: InventedSite) -> None:
    """Protects the editor from mending one thing, building, and finding the next."""
    site.change(A, "role:", "colour: red\nrole:")
    site.change(A, SAID, f"Bare words.\n\n{SAID}")
    site.change(ABOUT, "2026-11-24", "2026-02-30")
    site.change(T, "group: listed", "group: liste")
    site.write(WORDS, b"\xff\xfe")
    site.write(NEW, NEW_THEME)
    site.settings["nav"].append("nowhere.md")
    found = [line.partition(": ")[0] for line in site.faults()]
    assert found == [
        "docs/about.md, line 7",
        "docs/agencies/keepers.md, line 6",
        "docs/agencies/keepers.md, line 20",
        "docs/themes/new.md",
        "docs/themes/watching.md, line 4",
        "docs/words.md, line 1",
        f"mkdocs.yml, line {line_of_setting('nav:')}",
    ]


def test_a_folder_put_there_by_mistake_is_told_in_one_line(site: InventedSite) -> None:
    """Protects the editor who copies a whole folder of films, or of pages."""
    for at in range(25):
        site.write(f"films/{at}.mp4", b"x")
    for name, page in PAGES.items():
        site.write(f"old/{name}", page)
    films, pages = site.faults()
    assert films.startswith("docs/films/0.mp4: Files of this kind") and films.endswith("; 12 more places.")
    assert pages.startswith("docs/old/about.md: The navigation lists no page of the folder docs/old/.")


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "Thumbs.db",
        "keepers.md~",
        "#keepers.md#",
        ".keepers.md.swp",
        ".idea/a.xml",
        "desktop.ini",
        "~$table.docx",
    ],
)
def test_what_programs_leave_is_left_out_without_a_word(site: InventedSite, name: str) -> None:
    """Protects the editor whose program keeps a copy beside the page while they work."""
    site.write(f"agencies/{name}", "private")
    assert site.faults() == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_editor_s_files_are_fair(site: InventedSite, newline: str, mark: bytes) -> None:
    """Protects editors who work on Windows."""
    for name, page in PAGES.items():
        site.write(name, mark + page.replace("\n", newline).encode())
    assert site.faults() == []


@pytest.mark.parametrize(
    "fair",
    [
        f"* {AUTHOR}\n* {AUTHOR}",
        f"+ {AUTHOR}",
        f"1) {AUTHOR}",
        f"•\t{AUTHOR}\n•\t{AUTHOR}",
        f"o\t{AUTHOR}",
        f"What is said:\n\u00b7 {AUTHOR}\n\u00b7 {AUTHOR}",
        f"\u2013 a dash at its head \u2013\n{AUTHOR}",
        f"{AUTHOR}\n\u2014 so it says. [opening](retold.md#opening-author)",
        f"__Bold__ and *slanted*. {AUTHOR}",
        f"{'A long line ' * 40}. [opening](retold.md#opening-author)",
        f"{AUTHOR}   \nand more. [opening](retold.md#opening-author)",
        f"| a | b |\n|:--|--:|\n| c | {AUTHOR} |",
        f"## Names ##\n\n{AUTHOR}",
        f"<!-- for other editors -->\n\n{AUTHOR}",
        "Note: see [words](words.md).",
        f"What is said:\n- {AUTHOR}\n- {AUTHOR}",
        f"What is said:\n1) {AUTHOR}",
        'The author is the engineer. [opening](retold.md#opening-author "The opening")',
        "The author is the engineer. [opening](/retold/#opening-author)",
        "The author is the engineer. [opening](https://lock.example/canal/retold/#opening-author)",
        f"<details><summary>See <a href='../words/'>words</a></summary></details>\n\n{AUTHOR}",
    ],
)
def test_a_fair_edit_is_never_refused_for_its_dialect(site: InventedSite, fair: str) -> None:
    """Protects the editor who learnt Markdown elsewhere."""
    text(fair)(site)
    assert [line for line in site.faults() if "“Note: see" not in line] == []


def test_questions_keep_their_anchors_between_blank_lines(site: InventedSite) -> None:
    """Protects the editor who sets items apart, and whoever linked to one of them."""
    site.change(A, "\n2. Who would know?", "\n\n2. Who would know?")
    assert site.faults() == []


def test_no_comment_of_an_editor_is_published(site: InventedSite) -> None:
    """Protects editors, who write there what is not for readers."""
    text(f"<!-- secret -->\n\n{AUTHOR} <!-- secret -->")(site)
    checked = site.check()
    assert all("secret" not in page_text.inner_html() for page_text in checked.texts.values())


@pytest.mark.parametrize("url", ["https://lock.example", "https://lock.example/a/b", "http://localhost:8000/"])
def test_a_site_may_stand_in_a_subfolder(site: InventedSite, url: str) -> None:
    """Protects the publisher who has the pages of a forge."""
    site.settings["site_url"] = url
    assert site.check().settings.url == url.rstrip("/") + "/"  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["../pages.zip", "/pages.zip", "https://lock.example/canal/pages.zip", "pages.zip"])
def test_a_link_to_the_zip_holds_whatever_the_site_is_called(site: InventedSite, written: str) -> None:
    """Protects the publisher who gives the site another name: the file of all pages is named after it."""
    site.settings["site_name"] = "Locks and paddles"
    text(f"/// ours | Note\n[All pages]({written}).\n///")(site)
    (link,) = [link for link in site.check().texts["who-to-ring/"].links if text_of(link.node) == "All pages"]
    assert link.page == "locks-and-paddles.zip"


def test_a_zip_elsewhere_is_left_alone(site: InventedSite) -> None:
    """Protects links to files of other websites."""
    text("/// ours | Note\n[Files](https://other.example/a.zip).\n///")(site)
    assert "https://other.example/a.zip" in site.check().texts["who-to-ring/"].inner_html()
