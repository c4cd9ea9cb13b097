"""The offline pack: all pages in one zip, for rooms without a network and machines without a server."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from addresses import PAGES
from learning import offline_pack

_LINKS = "nodes => nodes.map(n => new URL(n.getAttribute('href') ?? n.getAttribute('src'), n.baseURI).href)"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Unpack the zip as published, in a folder whose name needs care."""
    into = tmp_path_factory.mktemp("Team meeting, 50% #2")
    with ZipFile(site / offline_pack.NAME) as pack:
        pack.extractall(into)
    assert [path.name for path in into.iterdir()] == ["learning-from-hakeem"]
    yield into / "learning-from-hakeem"


def test_every_page_is_in_the_pack(folder: Path) -> None:
    """Protects the trainer who took the pack along: no page was forgotten."""
    assert {f"/{file.parent.relative_to(folder)}/".replace("/./", "/") for file in folder.rglob("index.html")} >= set(
        PAGES
    )
    assert not list(folder.rglob("*.js")) and not (folder / "404.html").exists()


def test_every_link_works_from_the_folder(browser: Browser, folder: Path) -> None:
    """Protects a reader with a memory stick: from page to page by file://, scripts off, as far as links lead."""
    context = browser.new_context(java_script_enabled=False)
    page, failed = context.new_page(), []
    page.on("requestfailed", lambda request: failed.append(request.url))
    start = (folder / "index.html").as_uri()
    waiting, seen, anchors = [start], set(), set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        assert page.locator("h1").count() == 1 and page.locator("form[role=search]").count() == 0
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", f"{address} lost its style"
        for link in page.locator("a[href], img[src]").evaluate_all(_LINKS):
            path, _, anchor = link.partition("#")
            if not path.startswith("file:"):
                continue
            file = Path(unquote(urlsplit(path).path))
            assert file.is_file(), f"{address} leads to {link}"
            if file.suffix == ".html":
                waiting.append(path)
                anchors.add((file, anchor)) if anchor else None
    assert failed == []
    assert len(seen) == len(list(folder.rglob("*.html"))) >= len(PAGES)
    for file, anchor in anchors:
        assert LexborHTMLParser(file.read_bytes()).css_first(f"[id='{unquote(anchor)}']"), f"{file}#{anchor}"
    context.close()


def test_the_site_itself_is_still_named(folder: Path, site: Path) -> None:
    """Protects the publisher: what is cited from the pack is cited at its lasting address."""
    for name in ("index.html", "themes/asthma/index.html"):
        packed, published = (LexborHTMLParser((root / name).read_bytes()) for root in (folder, site))
        for key in ("link[rel=canonical]", "a.exit"):
            assert packed.css(key)[0].attributes == published.css(key)[0].attributes
    about = LexborHTMLParser((folder / "about/index.html").read_bytes())
    links = [link.attributes["href"] or "" for link in about.css("a[href$='.zip']")]
    assert links and all(link.startswith("https://") for link in links)


@pytest.mark.parametrize("address", ["about", "briefing"])
def test_the_pack_is_offered_where_it_is_needed(site: Path, address: str) -> None:
    """Protects the trainer who does not know that there is a pack."""
    page = LexborHTMLParser((site / address / "index.html").read_bytes())
    links = [normpath(f"/{address}/{link.attributes['href']}") for link in page.css("main a[href$='.zip']")]
    assert links == [f"/{offline_pack.NAME}"]


def test_the_pack_is_the_same_whatever_the_order_of_files(site: Path) -> None:
    """Protects whoever compares two packs; names are sorted and times are fixed."""
    with ZipFile(site / offline_pack.NAME) as pack:
        entries = pack.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(not entry.filename.startswith("/") and ".." not in entry.filename for entry in entries)


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
    (tmp_path / "pack.zip").write_bytes(offline_pack.make(tmp_path, "https://site.example/"))
    with ZipFile(tmp_path / "pack.zip") as pack:
        page = LexborHTMLParser(pack.read("learning-from-hakeem/index.html"))
    assert page.css("a")[0].attributes["href"] == packed
