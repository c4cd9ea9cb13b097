"""The site as it is published: every page whole, every link alive, every address one of those promised."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

import validator
from addresses import PAGES


@cache
def page(site: Path, address: str) -> LexborHTMLParser:
    """Read a built page, once."""
    return LexborHTMLParser((site / address.lstrip("/") / "index.html").read_text())


def test_every_promised_page_is_there(site: Path) -> None:
    """Protects web editors: an address once promised is one that answers."""
    built = {f"/{file.parent.relative_to(site)}/".replace("/./", "/") for file in site.rglob("index.html")}
    assert set(PAGES) <= built


def test_titles_and_descriptions_are_unique(site: Path) -> None:
    """Protects people who choose among search results or browser tabs."""
    titles = [node.text() for address in PAGES for node in page(site, address).css("title")]
    tags = [node for address in PAGES for node in page(site, address).css("meta[name=description]")]
    summaries = [tag.attributes["content"] for tag in tags]
    assert len(set(titles)) == len(set(summaries)) == len(PAGES)
    assert all(summaries)


@pytest.mark.parametrize("address", PAGES)
def test_headings_are_in_order(site: Path, address: str) -> None:
    """Protects screen-reader users, who go through a page by its headings."""
    levels = [int(str(heading.tag)[1]) for heading in page(site, address).css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_links_lead_somewhere(site: Path, address: str) -> None:
    """Protects everyone: links in templates are not seen by the builder's own check."""
    tree = page(site, address)
    for link in tree.css("a[href], link[href], script[src], img[src]"):
        target = link.attributes.get("href") or link.attributes.get("src") or ""
        path, anchor = urldefrag(urljoin(address, target))
        if path.startswith(("http", "tel:", "mailto:", "data:")):
            continue
        file = site / path.lstrip("/")
        assert (file / "index.html" if path.endswith("/") else file).is_file(), target
        if anchor:
            ids = {node.id for node in page(site, path).css("[id]")}
            assert anchor in ids, target


@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_from_elsewhere(site: Path, address: str) -> None:
    """Protects readers on a watched network: a page asks no third party for anything."""
    for node in page(site, address).css("script, link[rel~=stylesheet], link[rel~=icon], img, iframe, video, source"):
        target = node.attributes.get("src") or node.attributes.get("href") or ""
        assert "://" not in target
        assert not target.startswith("//")


def test_html_is_valid(site: Path) -> None:
    """Protects readers whose browser or screen reader mends markup differently."""
    assert validator.messages(site) == []


def test_the_catalogue_names_every_page_and_every_relation_both_ways(site: Path) -> None:
    """Protects those who build on the catalogue (design, section 4)."""
    listed = json.loads((site / "catalogue.json").read_text())
    entries = {entry["url"]: entry for entry in listed["pages"]}
    assert {url.removeprefix(listed["site"].rstrip("/")) for url in entries} == set(PAGES)
    keys = {"url", "type", "title", "summary", "sources", "also_known_as", "related", "updated"}
    for url, entry in entries.items():
        assert set(entry) == keys
        for relation in entry["related"]:
            other = entries[relation["url"]]
            assert relation["relation"] == other["type"]
            assert [back["why"] for back in other["related"] if back["url"] == url] == [relation["why"]]
