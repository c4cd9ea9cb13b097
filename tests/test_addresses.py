"""Lasting addresses: what was published stays, moves in one step, or says why it went; drafts are free."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

import keep_addresses
from invented_site import ROOT, InventedSite
from retelling_site.checks.built import addresses
from retelling_site.checks.built.page import BuiltPage
from retelling_site.html import HtmlDocument
from version_control import git

KEPT = (ROOT / addresses.LIST).read_text(encoding="utf-8").split()
PAGES = {
    "agency": "agencies/keepers.md",
    "theme": "themes/paddles.md",
    "improvement": "improvements/lamps.md",
    "page": "words.md",
}
"""A page of each type that a test moves and retires."""


@pytest.fixture
def site(tmp_path: Path) -> InventedSite:
    """Give a copy of the invented site."""
    return InventedSite(tmp_path / "site")


def keep(site: InventedSite) -> list[str]:
    """Publish: build, and list what is there now; gives what was added."""
    site.build()
    file = site.root / addresses.LIST
    kept = addresses.read(file)
    new = addresses.unlisted(kept, addresses.read_built(site.out))
    file.write_text("".join(f"{address}\n" for address in [*kept, *new]), "utf-8")
    return new


def report(site: InventedSite) -> list[str]:
    """Build, and give the report without its last line."""
    with pytest.raises(Abort) as error:
        site.build()
    return str(error.value).splitlines()[:-1]


def renamed(site: InventedSite, old: str, new: str) -> None:
    """Correct what names a page's file elsewhere, as an editor does."""
    ids = Path(old).stem, Path(new).stem
    for path in site.docs.rglob("*.md"):
        page = path.read_text("utf-8")
        page = page.replace(f"/{old.removesuffix('.md')}/", f"/{new.removesuffix('.md')}/")
        page = (
            page.replace(f"  {ids[0]}:\n", f"  {ids[1]}:\n")
            .replace(f"({old}", f"({new}")
            .replace(f"/{old})", f"/{new})")
        )
        path.write_text(page, "utf-8")


def test_the_list_has_each_address_once_and_none_that_only_a_page_itself_uses() -> None:
    """Protects the list from growing without use."""
    assert len(set(KEPT)) == len(KEPT)
    assert not [address for address in KEPT if "#source-" in address or "#search-" in address]


def test_the_pages_and_the_anchors_of_the_retelling_and_of_the_glossary_are_held() -> None:
    """Protects web editors: what they may link to today is held from today; anchors of headings are drafts as yet."""
    pages = {address.partition("#")[0] for address in KEPT if "#" in address}
    assert pages == {"/press-release/", "/glossary/"}


def test_drafts_may_be_renamed_freely(site: InventedSite) -> None:
    """Protects the editor, who has no command to run: an address is held from its publishing on, and not before."""
    keep(site)
    site.add("themes/new.md", site.read("themes/paddles.md").replace("title: Paddles", "title: New"))
    site.build()
    site.move("themes/new.md", "themes/newer.md")
    site.build()
    assert "/themes/newer/" in keep(site)
    site.move("themes/newer.md", "themes/newest.md")
    fault = report(site)[0]
    assert (
        "The page /themes/newer/ was published and is gone. Restore its file, write “moved_from: [/themes/newer/]”"
        in fault
    )
    assert fault.startswith("addresses.txt, line ")


def test_a_published_part_stays_or_its_anchor_does(site: InventedSite) -> None:
    """Protects readers who come from a link that was made years ago."""
    site.change("words.md", "Paddle { #paddle }", "Paddle { #paddles }")
    (site.root / addresses.LIST).write_text("/words/\n/words/#paddle\n", "utf-8")
    (fault,) = report(site)
    assert fault.startswith(
        "addresses.txt, line 2: /words/#paddle was published and leads to no part of that page now."
    )
    assert "Restore the part, or write { #paddle } after the words in its place. The nearest there are paddles" in fault


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_each_type_may_move_and_retire_as_documented(site: InventedSite, kind: str) -> None:
    """Protects the editor who follows CONTRIBUTING, and readers with an old link."""
    old = PAGES[kind]
    new = old.replace(Path(old).stem, f"new-{Path(old).stem}")
    keep(site)
    site.move(old, new)
    renamed(site, old, new)
    site.change(new, f"type: {kind}\n", f"type: {kind}\nmoved_from: [/{old.removesuffix('.md')}/]\n")
    keep(site)
    moved = (site.out / old.removesuffix(".md") / "index.html").read_text("utf-8")
    assert f"{Path(new).stem}/" in moved and "http-equiv" in moved
    depth = "../" * new.count("/")
    gone = [address for address in addresses.read(site.root / addresses.LIST) if f"/new-{Path(old).stem}/" in address]
    tools = [address for address in gone if address.startswith("/team/") and "#" not in address]
    tools += [address.replace("/new-", "/") for address in tools]
    before = ", ".join([f"/{old.removesuffix('.md')}/", *tools])
    retired = f"---\ntitle: Gone\ntype: page\nsummary: Gone.\nours: true\nmoved_from: [{before}]\n"
    retired += f"retired: It told one thing twice.\n---\n\nSee [About]({depth}about.md).\n"
    site.write(new, retired)
    unrelated(site, Path(new).stem)
    site.build()
    page = (site.out / new.removesuffix(".md") / "index.html").read_text("utf-8")
    assert "It told one thing twice." in page


def unrelated(site: InventedSite, name: str) -> None:
    """Remove relations to a page, and tell its clauses elsewhere."""
    for path in site.docs.rglob("*.md"):
        lines = path.read_text("utf-8").split("\n")
        at = next((at for at, line in enumerate(lines) if line == f"  {name}:"), -1)
        if at >= 0:
            key = lines[at - 1]
            lines[at : at + 3] = []
            if not lines[at].startswith("  "):
                lines[at - 1] = f"{key} {{}}"
            path.write_text("\n".join(lines), "utf-8")
    used = "".join(path.read_text("utf-8") for path in site.docs.rglob("*.md") if path.name != "retold.md")
    for anchor in ("after-gate", "after-lamps", "middle-signs", "after-care", "close-promise", "middle-keepers"):
        if f"#{anchor}" not in used:
            page = site.read("index.md")
            site.write("index.md", f"{page}\n\nSaid. [{anchor.partition('-')[0]}](retold.md#{anchor})\n")


def test_a_moved_page_answers_for_its_anchors(site: InventedSite) -> None:
    """Protects links to a part of a page that has moved."""
    checked = site.check()
    pages = {node.url: BuiltPage.of(HtmlDocument.parse(node.url, "<main></main>")) for node in checked.graph.nodes}
    site.change("words.md", "type: page\n", "type: page\nmoved_from: [/old/]\n")
    checked = site.check()
    pages["words/"] = BuiltPage.of(HtmlDocument.parse("words/", '<main><p id="here">x</p></main>'))
    kept = ["/old/", "/old/#here", "/old/#there"]
    (fault,) = addresses.check(replace(checked, promised=dict.fromkeys(kept, 1)), pages)
    assert "/old/#there was published; its page moved to /words/, where there is no #there. Write { #there }" in str(
        fault
    )


def test_the_command_adds_what_is_new_and_keeps_the_rest(site: InventedSite) -> None:
    """Protects the list: it grows, and never forgets."""
    site.write_settings()
    (site.root / addresses.LIST).write_text("/about/\n", "utf-8")
    new = keep_addresses.keep(site.root)
    kept = (site.root / addresses.LIST).read_text("utf-8").split()
    assert kept == ["/about/", *new] and "/words/#paddle" in new and "/retold/#middle-keepers" in new


def test_what_was_published_was_never_taken_out() -> None:
    """Protects web editors from an address that goes together with its promise; pages count from the first day."""
    command = ["git", "log", "--format=", "-p", "HEAD", "--", addresses.LIST]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    ever = {line[1:] for line in done.stdout.splitlines() if line.startswith(("+/", "-/"))}
    assert {address for address in ever if "#" not in address or address.startswith("/press-release/#p")} <= set(KEPT)


def test_links_that_lead_nowhere_are_told_with_the_nearest(site: InventedSite) -> None:
    """Protects readers from dead ends, wherever a link was written, and editors from looking up an anchor."""
    site.change("index.md", "- [Who", "- See [Paddle](words.md#padle).\n- See [Words](wrods.md).\n- [Who")
    site.change("index.md", "Old Thames", 'See <a href="../nowhere/">words</a>.\n\nOld Thames')
    first, second, third = report(site)
    assert first.startswith("docs/index.md, line 9: The link “../nowhere/” leads nowhere.")
    assert "The link “words.md#padle” leads nowhere. Correct what stands after #" in second and "#paddle" in second
    assert third.endswith(
        "The link “wrods.md” leads nowhere. Correct it, or write the page that it means. The nearest are words.md."
    )


def test_what_is_no_address_is_told(site: InventedSite) -> None:
    """Protects the list from two people's changes that were never put together, and from another encoding."""
    (site.root / addresses.LIST).write_bytes(b"\xef\xbb\xbf/about/\r\n=======\n/words/\n")
    (fault,) = report(site)
    assert fault == "addresses.txt, line 2: “=======” is not an address of a page. Remove it; keep all others."
    (site.root / addresses.LIST).write_bytes(b"\xff\xfe/\x00")
    (fault,) = report(site)
    assert fault.startswith("addresses.txt, line 1: ")


def test_a_list_that_was_deleted_is_told(site: InventedSite) -> None:
    """Protects every address at once; a project that never had a list has promised nothing."""
    site.build()
    keep(site)
    git(site.root, "init", "-q")
    git(site.root, "add", addresses.LIST)
    git(site.root, "commit", "-qm", "Publish")
    (site.root / addresses.LIST).unlink()
    assert report(site) == [
        "addresses.txt: The list of what was published is gone. Restore it as it was in the last version that has it."
    ]


def test_a_picture_that_is_not_there_is_told(site: InventedSite) -> None:
    """Protects readers from a gap in the page."""
    site.change("who-to-ring.md", "The author is", "![](ball.png) The author is")
    (fault,) = report(site)
    assert fault.startswith("docs/who-to-ring.md, line 8: The picture “ball.png” is not there. Put it into docs/")
