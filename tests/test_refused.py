"""Every fault an editor can make, through a real build: one line that names the file, what is wrong and how to mend it.

Nothing is ever published of it: the last good site stays as it was, byte for byte.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sample_site import AGENCY, PAGE, PAGES, THEME, Outcome, SampleSite, fingerprint

A, T, T2, R, INDEX = "agencies/school.md", "themes/hearing.md", "themes/asthma.md", "press-release.md", "index.md"
GLOSSARY, NEW = "glossary.md", "themes/new.md"
LINK = "See also [hearing](../themes/hearing.md)."
STATEMENT = f"{LINK}\n[p4](../press-release.md#p4-said)"
NEW_THEME = THEME.format(title="New", related="{}")
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 9))

Break = Callable[[SampleSite], object]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """Publish the sample once; what each test breaks is a copy of it."""
    site = SampleSite(tmp_path_factory.mktemp("good"))
    assert site.publish().code == 0
    return site


@pytest.fixture
def site(good: SampleSite, tmp_path: Path) -> SampleSite:
    """Give a copy of the sample, published, for one test to break."""
    shutil.copytree(good.root, tmp_path / "copy")
    return SampleSite(tmp_path / "copy")


def refused(site: SampleSite) -> Outcome:
    """Publish what must not be published, and hold what an editor sees against what he is owed."""
    before = fingerprint(site.out)
    outcome = site.publish()
    assert outcome.code == 1, outcome.said
    assert before and fingerprint(site.out) == before, "the last site was touched"
    assert [path.name for path in site.out.parent.iterdir()] == ["site"], "something was left beside it"
    assert "Traceback" not in outcome.said and str(site.root) not in outcome.said, outcome.said
    assert outcome.lines[-1].endswith("nothing was published."), outcome.said
    return outcome


def change(name: str, old: str, new: str) -> Break:
    """Break by replacing words in a page."""
    return lambda site: site.change(name, old, new)


def write(name: str, content: str | bytes, *listed: str) -> Break:
    """Break by writing a page; the navigation may list more."""

    def act(site: SampleSite) -> None:
        site.write(name, content)
        site.list_in_navigation(*PAGES, *listed)

    return act


def body(new: str) -> Break:
    """Break a finding's text."""
    return change(A, STATEMENT, new)


def remove(name: str, *, listed: bool) -> Break:
    """Break by removing a page, and perhaps its line in the navigation."""

    def act(site: SampleSite) -> None:
        (site.docs / name).unlink()
        site.list_in_navigation(*(page for page in PAGES if listed or page != name))

    return act


def listing(*names: str) -> Break:
    """Break the navigation."""
    return lambda site: site.list_in_navigation(*names)


def link_to_nowhere(name: str) -> Break:
    """Break by a symbolic link whose target is gone."""

    def act(site: SampleSite) -> None:
        (site.docs / name).unlink(missing_ok=True)
        (site.docs / name).symlink_to("nowhere")

    return act


def folder_for_page(site: SampleSite) -> None:
    """Break by a folder where a page was."""
    (site.docs / A).unlink()
    (site.docs / A).mkdir()


def reorder(site: SampleSite) -> None:
    """Break by exchanging two paragraphs of the retelling."""
    told = (site.docs / R).read_text(encoding="utf-8")
    fifth, sixth = (told[told.index(f"## Part p{at}") : told.index(f"## Part p{at + 1}")] for at in (5, 6))
    site.write(R, told.replace(fifth, "").replace(sixth, sixth + fifth))


KEYS: Mapping[str, tuple[Break, str, str]] = {
    "unknown key": (change(A, "role:", "colour: red\nrole:"), A, "“colour” is not a key"),
    "missing key": (change(A, "role: I work in a school\n", ""), A, "“role” is missing"),
    "blank key": (change(A, "role: I work in a school", "role:"), A, "“role” is blank"),
    "blank words": (change(A, "role: I work in a school", 'role: " "'), A, "“role” is blank"),
    "blank list": (change(A, "sources: [p4-said]", "sources: []"), A, "“sources” is blank"),
    "blank item": (change(A, "- What would we do?", "- What would we do?\n  -"), A, "item 2” is blank"),
    "duplicate key": (change(A, "role:", "title: Again\nrole:"), A, "“title” is written twice"),
    "title a number": (change(A, "title: School", "title: 2017"), A, "“title” is not words"),
    "title a date": (change(A, "title: School", "title: 2017-01-01"), A, "“title” is not words"),
    "title true": (change(A, "title: School", "title: true"), A, "“title” is not words"),
    "words for a list": (change(A, "sources: [p4-said]", "sources: p4-said"), A, "“sources” is not a list"),
    "list for pairs": (
        change(A, "\n  hearing: Both are about listening.", " [hearing]"),
        A,
        "“themes” is not a list of pairs",
    ),
    "type unknown": (change(A, "type: agency", "type: agencey"), A, "“agencey”, which is no page type"),
    "type blank": (change(A, "type: agency", "type:"), A, "“type” is missing or blank"),
    "type a list": (change(A, "type: agency", "type: [agency]"), A, "is no page type"),
    "group unknown": (change(T, "group: listed", "group: liste"), T, "“liste”, which is not known"),
    "source unknown": (change(A, "sources: [p4-said]", "sources: [p4-sad]"), A, "“p4-sad”, which is no anchor"),
    "source twice": (change(A, "sources: [p4-said]", "sources: [p4-said, p4-said]"), A, "names a source twice"),
    "template unknown": (change(INDEX, "home.html", "hoem.html"), INDEX, "There is no template “hoem.html”"),
    "template the theme's": (change(INDEX, "home.html", "sitemap.xml"), INDEX, "There is no template “sitemap.xml”"),
    "template out of bounds": (change(INDEX, "home.html", "../mkdocs.yml"), INDEX, "There is no template"),
    "abbreviations a word": (change(GLOSSARY, "\n  GP: general practitioner", " GP"), GLOSSARY, "not a list of pairs"),
    "abbreviation a number": (
        change(GLOSSARY, "GP: general", "5: general"),
        GLOSSARY,
        "“abbreviations → 5” is not words",
    ),
}
RELATIONS: Mapping[str, tuple[Break, str, str]] = {
    "unknown theme": (change(A, "hearing: Both", "herring: Both"), A, "There is no theme “herring”"),
    "unknown change": (change(A, "sharing-plans: Both", "plans: Both"), A, "There is no improvement “plans”"),
    "of another kind": (change(A, "hearing: Both", "a-new-board: Both"), A, "There is no theme “a-new-board”"),
    "in capitals": (change(A, "hearing: Both", "Hearing: Both"), A, "“Hearing”, which is no id"),
    "without a reason": (change(A, "hearing: Both are about listening.", "hearing:"), A, "“themes → hearing” is blank"),
    "to itself": (change(T2, "{hearing: Both are named.}", "{asthma: Why.}"), T2, "related to itself"),
    "on both pages": (
        change(T, "related: {}", "related: {asthma: Why.}"),
        T2,
        "also written in docs/themes/hearing.md",
    ),
    "twice on a page": (change(A, "hearing: Both", "hearing: One.\n  hearing: Both"), A, "“hearing” is written twice"),
}
FILES: Mapping[str, tuple[Break, str, str]] = {
    "no front matter": (write(A, "# School\n\nText.\n"), A, "The front matter is missing"),
    "front matter not closed": (change(A, "do?\n---", "do?"), A, "The front matter is never closed"),
    "front matter a list": (write(A, "---\n- a\n---\nText.\n"), A, "not a list of keys"),
    "front matter empty": (write(A, "---\n---\nText.\n"), A, "not a list of keys"),
    "not YAML": (change(A, "role: I work", "role: I: work"), A, "not YAML"),
    "tab": (change(A, "  hearing: Both", "\thearing: Both"), A, "not YAML"),
    "bracket not closed": (change(A, "[p4-said]", "[p4-said"), A, "not YAML"),
    "command of YAML": (change(A, "role: I", "role: !!python/name:os.system I"), A, "reads as a command"),
    "alias bomb": (change(A, "role:", f"{BOMB}role:"), A, "reads as a command"),
    "brackets without end": (change(A, "role: I", f"role: {'[' * 800}{']' * 800}"), A, "nested too deeply"),
    "not UTF-8": (write(A, AGENCY.replace("School", "Schöol").encode("latin-1")), A, "not in UTF-8"),
    "UTF-16": (write(A, AGENCY.encode("utf-16")), A, "not in UTF-8"),
    "NUL in the record": (change(A, "title: School", "title: Sch\0ool"), A, "cannot be shown (U+0000)"),
    "NUL in the text": (change(A, "is named", "is\0 named"), A, "cannot be shown (U+0000)"),
    "empty": (write(A, b""), A, "The file is empty"),
    "only a byte-order mark": (write(A, b"\xef\xbb\xbf\r\n"), A, "The file is empty"),
    "no text": (write("about.md", PAGES["about.md"].rpartition("\nSee ")[0]), "about.md", "no text below"),
    "symbolic link to nowhere": (link_to_nowhere(A), A, "The file cannot be read"),
    "picture that is a link to nowhere": (link_to_nowhere("picture.png"), "picture.png", "The file cannot be read"),
    "folder for a page": (folder_for_page, "mkdocs.yml", "“agencies/school.md”, which does not exist"),
    "empty glossary": (write(GLOSSARY, b""), GLOSSARY, "The file is empty"),
}
PLACES: Mapping[str, tuple[Break, str, str]] = {
    "one address": (
        write("agencies/README.md", PAGES["agencies/index.md"].replace("Findings", "More")),
        "agencies/README.md",
        "It has the address of docs/agencies/index.md",
    ),
    "one address by another way": (
        write("about/index.md", PAGE.format(title="More", sources="").replace("(ag", "(../ag"), "about/index.md"),
        "about/index.md",
        "The address /about/ is also that of docs/about.md",
    ),
    "wrong folder": (write("new.md", NEW_THEME.replace("../", ""), "new.md"), "new.md", "stands outside docs/themes/"),
    "poor file name": (
        write("themes/New Theme.md", NEW_THEME, "themes/New Theme.md"),
        "themes/New Theme.md",
        "address",
    ),
    "left out": (write(NEW, NEW_THEME), NEW, "left out of the navigation"),
    "listed and absent": (listing(*PAGES, NEW), "mkdocs.yml", f"lists “{NEW}”, which does not exist"),
    "listed twice": (listing(*PAGES, T), "mkdocs.yml", f"lists “{T}” twice"),
    "glossary gone": (remove(GLOSSARY, listed=True), "mkdocs.yml", "“glossary.md”, which does not exist"),
    "page gone that others link to": (remove("agencies/index.md", listed=True), "mkdocs.yml", "“agencies/index.md”"),
    "theme gone": (remove(T, listed=True), "mkdocs.yml", "“themes/hearing.md”, which does not exist"),
    "retelling gone without a trace": (remove(R, listed=False), R, "The retelling is missing"),
    "glossary gone without a trace": (remove(GLOSSARY, listed=False), GLOSSARY, "Templates lead to /glossary/"),
    "help gone without a trace": (remove("get-help.md", listed=False), "get-help.md", "Templates lead to /get-help/"),
}
LINKS: Mapping[str, tuple[Break, str, str]] = {
    "dead": (change(A, LINK, "[x](../themes/herring.md)"), A, "'../themes/herring.md'"),
    "fetched in a set": (change(A, LINK, '<img alt="" srcset="a.png, //x.example/b.png 2x">'), A, "//x.example/b.png"),
    "no address": (change(A, LINK, "[x](http://[x/y)"), A, "“http://[x/y” is no address"),
    "no address in HTML": (change(A, LINK, '<a href="http://[x/y">x</a>'), A, "“http://[x/y” is no address"),
    "dead anchor": (change(A, LINK, "[x](../themes/hearing.md#no)"), A, "'#no'"),
    "dead anchor on the page": (change(A, LINK, "[x](#no)"), A, "'#no'"),
    "absolute": (change(A, LINK, "[x](/themes/hearing/)"), A, "'/themes/hearing/'"),
    "to a folder": (change(A, LINK, "[x](../themes/)"), A, "'../themes/'"),
    "by address": (change(A, LINK, "[x](../../themes/herring/)"), A, "'../../themes/herring/'"),
    "to a name that is not there": (change(A, LINK, "[x][nowhere]"), A, "“[x][nowhere]” is no link"),
    "raw HTML": (change(A, LINK, '<a href="../themes/hearing.md">x</a>'), A, "“../themes/hearing.md” leads nowhere"),
    "raw HTML, dead anchor": (change(A, LINK, '<a href="../../themes/hearing/#no">x</a>'), A, "#no” leads nowhere"),
    "missing picture": (change(A, LINK, "![Alt](picture.png)"), A, "'picture.png'"),
    "missing picture, raw": (change(A, LINK, '<img src="picture.png" alt="">'), A, "“picture.png” leads nowhere"),
    "from another site": (
        change(A, LINK, '<img src="https://example.org/a.png" alt="">'),
        A,
        "https://example.org/a.png",
    ),
}
STATEMENTS: Mapping[str, tuple[Break, str, str]] = {
    **{
        name: (body(text), A, "“Bare words.” has no source")
        for name, text in {
            "paragraph": "Bare words.",
            "list item": "- Bare words.",
            "nested item": "- Said. [p4](../press-release.md#p4-said)\n    - Bare words.",
            "item above nested": "- Bare words.\n    - Said. [p4](../press-release.md#p4-said)",
            "second paragraph of an item": "- Said. [p4](../press-release.md#p4-said)\n\n    Bare words.",
            "table row": "| What |\n| --- |\n| Bare words. |",
            "definition": "Term\n:   Bare words.",
            "quotation": "> Bare words.",
            "code": "    Bare words.",
            "raw HTML": "<div>Bare words.</div>",
            "loose raw words": "<span>Bare words.</span>",
            "after a stray tag": "</main>\n\nBare words.",
            "retelling without an anchor": "Bare [words](../press-release.md).",
            "link that nobody sees": "Bare words.[](../press-release.md#p4-said)",
        }.items()
    },
    "story": (
        change("hakeem.md", "[p1](press-release.md#p1-said)", ""),
        "hakeem.md",
        "“See the findings.” has no source",
    ),
    "block of ours without end": (body("/// ours | A note\nBare."), A, "“/// ours | A note” is never closed"),
    "unused clause": (change(INDEX, "p7-said, ", ""), R, "No page uses the clause “p7-said”"),
    "new clause": (change(R, "{ #p7-said }", "{ #p7-said }\n\nMore.\n{ #p7-more }"), R, "the clause “p7-more”"),
    "anchor missing": (change(R, " { #p5 }", ""), R, "The anchor “p5” is missing"),
    "anchors out of order": (reorder, R, "“p6” stands where “p5” belongs"),
}
SETTINGS: Mapping[str, tuple[Break, str, str]] = {
    "not YAML": (lambda site: site.config.write_text("nav: [", encoding="utf-8"), "mkdocs.yml", "parsing"),
    "a list": (lambda site: site.config.write_text("- a\n", encoding="utf-8"), "mkdocs.yml", "invalid"),
    "empty": (lambda site: site.config.write_text("", encoding="utf-8"), "mkdocs.yml", "site_name"),
    "gone": (lambda site: site.config.unlink(), "mkdocs.yml", "does not exist"),
    "not UTF-8": (lambda site: site.config.write_bytes(b"# \xff\n"), "mkdocs.yml", "character"),
    "no docs": (lambda site: shutil.rmtree(site.docs), "mkdocs.yml", "docs_dir"),
}
FAULTS = {
    f"{group}: {name}": case
    for group, cases in {
        "key": KEYS,
        "relation": RELATIONS,
        "file": FILES,
        "place": PLACES,
        "link": LINKS,
        "source": STATEMENTS,
        "settings": SETTINGS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("act", "file", "what"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_on_one_line_and_nothing_is_published(
    site: SampleSite, act: Break, file: str, what: str
) -> None:
    """Protects the editor, who is to mend it without a programmer, and readers, who keep the last good site."""
    act(site)
    outcome = refused(site)
    line = outcome.lines[0]
    assert len([other for other in outcome.lines if not other.endswith("to mend; nothing was published.")]) == 1, (
        outcome.said
    )
    assert line.startswith(file if file == "mkdocs.yml" else f"docs/{file}"), line
    assert what in line and line.rstrip(".").count(". ") >= 1, line


@pytest.mark.parametrize(
    ("act", "lines"),
    [
        (
            change(T2, "title: Asthma", "title: hearing "),
            [(T2, "The title “hearing” is also that of docs/themes/hearing.md")],
        ),
        (link_to_nowhere(NEW), [(NEW, "The file cannot be read"), (NEW, "left out of the navigation")]),
        (change(R, "{ #p5-said }", "{ #P5-said }"), [(R, "“P5-said” belongs to no paragraph")]),
        (change(R, "{ #p5-said }", "{ #p4-said }"), [(R, "The anchor “p4-said” stands twice")]),
        (change(R, "{ #p5-said }", ""), [(R, "“It says 5.” has no anchor")]),
        (write(R, b""), [(R, "The file is empty")]),
        (remove("agencies/index.md", listed=False), [("about.md", "'agencies/index.md'")]),
        (remove(T, listed=False), [(A, "There is no theme “hearing”"), (T2, "There is no theme “hearing”")]),
        (
            change(A, LINK, "Bare. [p4](../press-release.md#P4-said)\n\n"),
            [(A, "'#P4-said'"), (A, "“Bare. p4” has no source")],
        ),
    ],
    ids=[
        "one title",
        "new link to nowhere",
        "capitals",
        "twice",
        "no anchor",
        "empty retelling",
        "no index",
        "no theme",
        "case",
    ],
)
def test_a_fault_that_shows_in_several_places_is_told_at_each(
    site: SampleSite, act: Break, lines: list[tuple[str, str]]
) -> None:
    """Protects the editor, who sees the cause among its consequences."""
    act(site)
    outcome = refused(site)
    for file, what in lines:
        assert any(line.startswith(f"docs/{file}") and what in line for line in outcome.lines), outcome.said


def test_all_faults_are_told_in_one_go(site: SampleSite) -> None:
    """Protects the editor from mending one thing, building, and finding the next."""
    site.write("themes/left-out.md", THEME.format(title="Left out", related="{}"))
    told = [
        ("agencies/school.md", "“Bare words.” has no source", change(A, LINK, "Bare words.\n\n")),
        ("agencies/school.md", "“colour” is not a key", change(A, "role:", "colour: red\nrole:")),
        ("glossary.md", "not in UTF-8", write(GLOSSARY, b"\xff\xfe")),
        ("hakeem.md", "'nowhere.md'", change("hakeem.md", "agencies/index.md", "nowhere.md")),
        ("improvements/a-new-board.md", "The file is empty", write("improvements/a-new-board.md", b"")),
        ("press-release.md", "No page uses the clause “p7-said”", change(INDEX, "p7-said, ", "")),
        ("themes/asthma.md", "There is no theme “herring”", change(T2, "{hearing:", "{herring:")),
        ("themes/hearing.md", "“group” is “liste”", change(T, "group: listed", "group: liste")),
        ("themes/left-out.md", "left out of the navigation", lambda _: None),
    ]
    for _, _, act in told:
        act(site)
    outcome = refused(site)
    assert outcome.lines[-1] == f"{len(told)} things to mend; nothing was published."
    for line, (file, what, _) in zip(outcome.lines, told, strict=False):
        assert line.startswith(f"docs/{file}") and what in line, outcome.said


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_editor_s_files_are_published_alike(site: SampleSite, newline: str, mark: bytes) -> None:
    """Protects editors who work on Windows: the site is the same, whatever machine the pages were written on."""
    before = fingerprint(site.out)
    for name, text in PAGES.items():
        site.write(name, mark + text.replace("\n", newline).encode())
    assert site.publish().code == 0
    assert fingerprint(site.out) == before
