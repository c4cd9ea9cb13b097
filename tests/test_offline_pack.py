"""The offline zip: all pages in one file, for rooms without a network and machines without a server."""

import json
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from addresses import RETIRED, THEME
from built import page, pages
from retelling_site.content.records.settings import Settings
from retelling_site.release import offline_zip


def zip_of(site: Path) -> Path:
    """Give the file, whose name the catalogue has."""
    return site / str(json.loads((site / "catalogue.json").read_text("utf-8"))["offline"])


def unpacked(site: Path, into: Path) -> Path:
    """Unpack the zip as published; gives the one folder in it."""
    with ZipFile(zip_of(site)) as pack:
        pack.extractall(into)
    (folder,) = into.iterdir()
    assert folder.name == zip_of(site).stem
    return folder


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the real zip, in a folder whose name needs care."""
    return unpacked(site, tmp_path_factory.mktemp("Team meeting, 50% #2"))


def test_every_page_is_in_the_pack(folder: Path, site: Path) -> None:
    """Protects the trainer who took the pack along: no page was forgotten."""
    packed = {f"/{file.parent.relative_to(folder)}/".replace("/./", "/") for file in folder.rglob("index.html")}
    assert packed >= set(pages(site)) - RETIRED
    assert not list(folder.rglob("*.js")) and not (folder / "404.html").exists()


def test_every_link_leads_to_a_file_and_an_anchor_within_the_pack(folder: Path) -> None:
    """Protects a reader with a memory stick: what is linked from a page is there, or is on the published site."""
    trees = {
        file.relative_to(folder).as_posix(): LexborHTMLParser(file.read_bytes()) for file in folder.rglob("*.html")
    }
    for name, tree in trees.items():
        assert not tree.css("form[role=search], script[src]"), name
        for node in tree.css("a[href], img[src], link[rel=stylesheet], link[rel=icon]"):
            link = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
            if link.scheme or link.netloc:
                continue
            target = normpath(join(dirname(name), unquote(link.path))) if link.path else name
            assert (folder / target).is_file(), f"{name} leads to {target}"
            if link.fragment and target in trees:
                assert trees[target].css_first(f"[id='{unquote(link.fragment)}']"), f"{name} leads to #{link.fragment}"


def test_pages_look_as_they_should_from_a_folder(without_scripts: Page, invented: Path, tmp_path: Path) -> None:
    """Protects the same reader: opened as files, with scripts off, pages have their style and lead to each other."""
    folder = unpacked(invented, tmp_path / "Team meeting, 50% #2")
    tab = without_scripts
    tab.goto((folder / "index.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.body).margin") == "0px"
    tab.get_by_role("navigation", name="Main").get_by_role("link").first.click()
    assert tab.url.startswith("file:") and tab.url.endswith("/agencies/index.html")
    expect(tab.get_by_role("heading", level=1)).to_have_count(1)


def test_the_site_itself_is_still_named(folder: Path, site: Path) -> None:
    """Protects the publisher: what is cited from the pack is cited at its lasting address."""
    for address in ("/", THEME):
        packed = LexborHTMLParser((folder / address.lstrip("/") / "index.html").read_bytes())
        for key in ("link[rel=canonical]", "a.exit"):
            assert packed.css(key)[0].attributes == page(site, address).css(key)[0].attributes
    about = LexborHTMLParser((folder / "about/index.html").read_bytes())
    links = [link.attributes["href"] or "" for link in about.css("a[href$='.zip']")]
    assert links and all(link.startswith("https://") for link in links)


@pytest.mark.parametrize("address", ["about", "briefing"])
def test_the_pack_is_offered_where_it_is_needed(site: Path, address: str) -> None:
    """Protects the trainer who does not know that there is a pack."""
    links = [link.attributes["href"] for link in page(site, f"/{address}/").css("main a[href$='.zip']")]
    assert [normpath(f"/{address}/{link}") for link in links] == [f"/{zip_of(site).name}"]


def test_the_pack_is_the_same_whatever_the_order_of_files(site: Path) -> None:
    """Protects whoever compares two packs; names are sorted and times are fixed."""
    with ZipFile(zip_of(site)) as pack:
        entries = pack.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(not entry.filename.startswith("/") and ".." not in entry.filename for entry in entries)


@pytest.mark.parametrize(
    ("name", "file"),
    [("Learning from X", "learning-from-x.zip"), ("A/B: “C”", "a-b-c.zip"), ("日本", "website.zip")],
)
def test_the_pack_is_named_after_the_website(name: str, file: str) -> None:
    """Protects publishers of another retelling from a file of this one's name."""
    assert Settings.model_construct(name=name).zip_name == file


@pytest.mark.parametrize(
    ("link", "packed"),
    [
        ("other/", "other/index.html"),
        ("other/?a=1#part", "other/index.html?a=1#part"),
        ("./", "index.html"),
        ("#part", "#part"),
        ("a%20file.txt", "a%20file.txt"),
        ("/other/", "other/index.html"),
        ("engine.js", "https://site.example/engine.js"),
        ("404.html", "https://site.example/404.html"),
        ("https://site.example/other/", "https://site.example/other/"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("tel:999", "tel:999"),
    ],
)
def test_each_form_of_link_is_kept_alive(tmp_path: Path, link: str, packed: str) -> None:
    """Protects readers of the pack from the link that nobody thought of."""
    (tmp_path / "other").mkdir()
    (tmp_path / "index.html").write_text(f'<!doctype html><title>t</title><a href="{link}">x</a>')
    (tmp_path / "other/index.html").write_text("<!doctype html><title>o</title><style></style>")
    (tmp_path / "a file.txt").write_text("x")
    (tmp_path / "404.html").write_text("x")
    (tmp_path / "pack.zip").write_bytes(offline_zip.make(tmp_path, "https://site.example/", "pack.zip", "Whose words."))
    with ZipFile(tmp_path / "pack.zip") as pack:
        tree = LexborHTMLParser(pack.read("pack/index.html"))
    assert tree.css("a")[0].attributes["href"] == packed
