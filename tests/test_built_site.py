"""The site as it is published: every page whole, its titles its own, nothing fetched from elsewhere."""

import json
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

import validator
from addresses import PAGES
from built import page, pages


@pytest.fixture(params=["site", "invented"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Give each built site in turn: the real one, and the invented one."""
    built: Path = request.getfixturevalue(request.param)
    return built


def test_every_promised_page_is_there(site: Path) -> None:
    """Protects web editors: an address once promised is one that answers."""
    assert set(PAGES) <= set(pages(site))


def test_the_sitemap_lists_every_page_that_is_built(folder: Path) -> None:
    """Protects who searches the web, and the other checks of this suite, from a page that nobody sees."""
    built = {f"/{file.parent.relative_to(folder)}/".replace("/./", "/") for file in folder.rglob("index.html")}
    moved = {address for address in built if page(folder, address).css_first("meta[http-equiv=refresh]")}
    assert set(pages(folder)) == built - moved


def test_titles_and_descriptions_are_unique(folder: Path) -> None:
    """Protects people who choose among search results or browser tabs."""
    titles = [node.text() for address in pages(folder) for node in page(folder, address).css("title")]
    assert len(set(titles)) == len(titles) == len(pages(folder)) and all(titles)
    items = json.loads((folder / "pages.json").read_text("utf-8"))["items"]
    summaries = [item["content_text"] for item in items]
    assert len(set(summaries)) == len(summaries) and all(summaries), "Sheets for a team have that of their finding."
    assert all(page(folder, address).css("meta[name=description][content]") for address in pages(folder))


def test_headings_are_in_order(folder: Path) -> None:
    """Protects screen-reader users, who go through a page by its headings; parts to find one's way have their own."""
    for address in pages(folder):
        headings = page(folder, address).css("h1, :not(nav) > :is(h2, h3, h4, h5, h6)")
        levels = [int(str(heading.tag)[1]) for heading in headings]
        assert levels[0] == 1 and levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), address


def test_what_a_page_fetches_is_there_and_comes_from_nowhere_else(folder: Path) -> None:
    """Protects readers on a watched network: a page asks no third party for anything."""
    fetched = "script[src], link[rel~=stylesheet], link[rel~=icon], link[rel=alternate], img, iframe, video, source"
    for address in pages(folder):
        for node in page(folder, address).css(fetched):
            target = node.attributes.get("src") or node.attributes.get("href") or ""
            assert "://" not in target and not target.startswith("//"), f"{address} fetches {target}"
            path = urldefrag(urljoin(address, target))[0].lstrip("/")
            assert (folder / path).is_file(), f"{address} fetches {target}"


def test_html_is_valid(site: Path) -> None:
    """Protects readers whose browser or screen reader mends markup differently."""
    assert validator.messages(site) == []


def test_the_catalogue_names_every_page_and_every_relation_both_ways(folder: Path) -> None:
    """Protects those who build on the catalogue (design, section 4)."""
    listed = json.loads((folder / "catalogue.json").read_text())
    entries = {entry["url"]: entry for entry in listed["pages"]}
    assert {f"/{url.removeprefix(listed['site'])}" for url in entries} == set(pages(folder))
    keys = {"url", "type", "title", "summary", "sources", "also_known_as", "related", "updated"}
    for url, entry in entries.items():
        assert set(entry) >= keys
        for relation in entry["related"]:
            other = entries[relation["url"]]
            assert relation["relation"] == other["type"]
            reasons = [back["why"] for back in other["related"] if back["url"] == url]
            assert len(reasons) == 1 and ("page" in (entry["type"], other["type"]) or reasons == [relation["why"]])
