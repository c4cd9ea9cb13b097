"""Lasting addresses: what was published stays, moves in one step, or says why it went."""

import subprocess
from pathlib import Path

import pytest
from learning import addresses, anchors, redirects
from learning.addresses import Site
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

import keep_addresses
from publish import publish
from sample_site import ROOT, THEME, SampleSite
from serving import serve

KEPT = (ROOT / addresses.LIST).read_text(encoding="utf-8").split()
HERE = Site(["/a/", "/a/#one", "/old/", "/gone/"], {"/old/": "/a/"}, frozenset({"/gone/"}))


@pytest.fixture
def sample(tmp_path: Path) -> SampleSite:
    """Write the sample with a list of its addresses."""
    sample = SampleSite(tmp_path / "project")
    keep_addresses.keep(sample.root)
    return sample


def move(sample: SampleSite, *lines: str) -> None:
    """Write redirects into the sample's mkdocs.yml."""
    written = sample.config.read_text(encoding="utf-8")
    maps = "\n".join(f"        {line}" for line in lines)
    sample.config.write_text(written.replace("redirect_maps: {}", f"redirect_maps:\n{maps}"), encoding="utf-8")


def test_every_address_of_the_site_is_listed(site: Path) -> None:
    """Protects web editors: what they may link to today is held from today."""
    assert addresses.unlisted(KEPT, addresses.read(site)) == [], f"run {addresses.KEEP}"
    assert len(set(KEPT)) == len(KEPT)
    assert {"/agencies/gp/", "/press-release/#p4-gp", "/glossary/#asthma", "/briefing/#gp"} <= set(KEPT)
    assert not [address for address in KEPT if "#source-" in address]


def test_the_list_was_only_ever_added_to() -> None:
    """Protects web editors from an address that goes together with its promise."""
    command = ["git", "log", "--format=", "-p", "HEAD", "--", addresses.LIST]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    ever = {line[1:] for line in done.stdout.splitlines() if line.startswith(("+/", "-/"))}
    assert ever <= set(KEPT), f"put back: {sorted(ever - set(KEPT))}"


@pytest.mark.parametrize(
    ("kept", "what"),
    [
        ("/b/", "addresses.txt, line 1: The page /b/ was published and is gone. Restore its file, add a redirect"),
        ("/a/#two", "addresses.txt, line 1: /a/#two was published and leads to no part of that page now. Restore"),
        ("/old/#two", "its page moved to /a/, where there is no #two. Write { #two }"),
    ],
)
def test_a_lost_address_is_told_on_one_line_with_the_remedy(kept: str, what: str) -> None:
    """Protects the editor, who did not know that anyone linked there."""
    (fault,) = addresses.lost([kept], HERE)
    assert what in str(fault) and "\n" not in str(fault)


@pytest.mark.parametrize("kept", ["/a/", "/a/#one", "/old/", "/old/#one", "/gone/", "/gone/#any"])
def test_a_page_that_moved_or_retired_keeps_its_promise(kept: str) -> None:
    """Protects the editor from faults about addresses that still answer."""
    assert list(addresses.lost([kept], HERE)) == []


def test_a_build_that_would_lose_a_page_or_a_part_publishes_nothing(sample: SampleSite) -> None:
    """Protects readers who come from a link that was made years ago."""
    assert sample.publish().code == 0
    sample.change("agencies/school.md", "## What the release says", "## What it says")
    outcome = sample.publish()
    assert outcome.code == 1, outcome.said
    new, lost, end = outcome.lines
    assert "/agencies/school/#what-the-release-says was published" in lost and lost.startswith("addresses.txt, line ")
    assert new == f"addresses.txt: Not listed yet: 1, such as /agencies/school/#what-it-says. Run {addresses.KEEP}."
    assert end == "2 things to mend; nothing was published."


def test_keeping_adds_what_is_new_and_refuses_what_is_lost(sample: SampleSite) -> None:
    """Protects the list: it grows, and never forgets."""
    before = (sample.root / addresses.LIST).read_text(encoding="utf-8")
    assert keep_addresses.keep(sample.root) == []
    sample.write("themes/new.md", THEME.format(title="New", related="{}"))
    sample.config.write_text(sample.config.read_text(encoding="utf-8") + "  - themes/new.md\n", encoding="utf-8")
    assert keep_addresses.keep(sample.root)[0] == "/themes/new/"
    after = (sample.root / addresses.LIST).read_text(encoding="utf-8")
    assert after.startswith(before) and "/themes/new/\n" in after
    (sample.docs / "themes/new.md").unlink()
    sample.config.write_text(sample.config.read_text(encoding="utf-8").replace("  - themes/new.md\n", ""))
    with pytest.raises(Exception, match="The page /themes/new/ was published and is gone"):
        keep_addresses.keep(sample.root)
    assert (sample.root / addresses.LIST).read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("moved", "what"),
    [
        ({"old.md": "new.md"}, []),
        ({"old.md": "new.md#part"}, []),
        ({"old.md": "older.md", "older.md": "new.md"}, ["leads to “older.md”, which is itself a redirect"]),
        ({"old.md": "old.md"}, ["leads to “old.md”, which is itself a redirect"]),
        ({"old.md": "nowhere.md"}, ["leads to “nowhere.md”, which is no page here"]),
        ({"old.md": "https://elsewhere.example/"}, ["which is no page here"]),
        ({"new.md": "other.md"}, ["“new.md”, but that page is still there"]),
        ({"old/": "new.md"}, ["“old/”, which is no file of a page"]),
    ],
)
def test_redirects_resolve_without_chains(moved: dict[str, str], what: list[str]) -> None:
    """Protects readers from a second hop, a loop or a dead end."""
    faults = list(map(str, redirects.check(moved, {"new.md", "other.md"})))
    assert len(faults) == len(what)
    assert all(words in fault and fault.startswith("mkdocs.yml: ") for words, fault in zip(what, faults, strict=True))


def test_a_chain_in_the_settings_stops_the_build(sample: SampleSite) -> None:
    """Protects the maintainer who moves a page for the second time."""
    move(sample, "themes/old.md: themes/older.md", "themes/older.md: themes/hearing.md")
    outcome = sample.publish()
    assert outcome.code == 1
    assert outcome.lines[0].endswith("Let it lead to “themes/hearing.md” at once."), outcome.said


@pytest.mark.parametrize("scripts", [True, False])
def test_a_moved_page_takes_readers_on(sample: SampleSite, page: Page, *, scripts: bool) -> None:
    """Protects readers with an old link, to a part of the page too, and under the strict content policy."""
    move(sample, "themes/listening.md: themes/hearing.md")
    publish_and_keep(sample)
    if not scripts:
        page.route("**/*.js", lambda route: route.abort())
    with serve(sample.out) as address:
        page.goto(f"{address}/themes/listening/#related")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hearing")
        assert page.url == f"{address}/themes/hearing/{'#related' if scripts else ''}"


def test_a_retired_page_says_why(sample: SampleSite) -> None:
    """Protects readers with an old link, and the searcher from a page that is no more."""
    sample.write(
        "improvements/a-new-board.md",
        "---\ntitle: A new board\ntype: page\nsummary: Gone.\nretired: It told one change twice.\n---\n\n"
        "See [the changes](index.md).\n",
    )
    assert sample.publish().code == 0
    built = (sample.out / "improvements/a-new-board/index.html").read_text(encoding="utf-8")
    assert "This page has been retired. It told one change twice." in built
    index = next(sample.out.glob("assets/*/search-index.json")).read_text(encoding="utf-8")
    assert "improvements/a-new-board/" not in index and "improvements/sharing-plans/" in index


def test_headings_and_statements_link_to_themselves() -> None:
    """Protects the trainer who needs the link to one sentence, by mouse, by keyboard and by ear."""
    html = '<main><h1 id="t">T</h1><section id="s" aria-labelledby="h"><h2 id="h">H</h2></section>'
    html += '<div class="text"><h3 id="x">X</h3><p id="p4-gp">Said.</p><p>Free.</p></div></main>'
    made = anchors.add(html, statements=True)
    assert made.count('class="headerlink"') == 3
    assert 'H<a class="headerlink" href="#s" aria-label="Link to this part">#</a>' in made
    assert 'Said.<a class="headerlink" href="#p4-gp" aria-label="Link to p4-gp">#</a>' in made
    assert anchors.add(html, statements=False).count("headerlink") == 2


def test_every_heading_and_every_statement_of_the_retelling_has_its_link(site: Path, page: Page) -> None:
    """Protects those who link to a part: none is left out, and each link is large enough to hit (WCAG 2.5.8)."""
    for file in site.rglob("index.html"):
        for part in LexborHTMLParser(file.read_text(encoding="utf-8")).css("main h2, main h3, main h4"):
            assert part.css_first("a.headerlink"), f"{file}: {part.text()}"
    page.goto("/press-release/")
    assert page.locator(".text p[id]:not(:has(> a.headerlink))").count() == 0
    assert page.locator(".text p[id]").count() > 60
    for address in ("/press-release/", "/agencies/gp/"):
        page.goto(address)
        small = "links => links.map(a => a.getBoundingClientRect()).filter(box => box.width < 24 || box.height < 24)"
        assert page.locator("a.headerlink").evaluate_all(small) == []


def publish_and_keep(sample: SampleSite) -> None:
    """Publish the sample with what is new in it."""
    keep_addresses.keep(sample.root)
    publish(sample.out, sample.root)
