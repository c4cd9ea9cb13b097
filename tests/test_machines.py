"""What machines read of each page and of the whole, checked against what its specification asks for."""

import json
import struct
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from selectolax.lexbor import LexborNode

from addresses import THEME
from built import page as parsed
from built import pages
from invented_site import InventedSite
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.outputs import feeds, icons, opensearch, social_cards

_ATOM = "{http://www.w3.org/2005/Atom}"
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_THING = {"name", "url", "description", "image"}
_WORK = _THING | {
    *("headline", "inLanguage", "dateModified", "datePublished", "isPartOf", "isBasedOn", "author", "publisher"),
    *("license", "copyrightHolder", "about", "mainEntity"),
}
DOMAINS = {
    "WebPage": _WORK,
    "Article": _WORK,
    "WebSite": _WORK,
    "CreativeWork": _WORK,
    "DefinedTermSet": _WORK | {"hasDefinedTerm"},
    "DefinedTerm": _THING | {"inDefinedTermSet"},
    "Organization": _THING,
    "BreadcrumbList": _THING | {"itemListElement"},
    "ListItem": _THING | {"item", "position"},
}
"""The types used, and the properties that pages here may give them: schema.org defines each of these for its type."""


@pytest.fixture(params=["site", "invented"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Give each built site in turn: the real one, and the invented one."""
    built: Path = request.getfixturevalue(request.param)
    return built


def read(site: Path, file: str) -> Any:  # noqa: ANN401  # what JSON may hold
    """Read a file of data."""
    return json.loads((site / file).read_text("utf-8"))


def home(site: Path) -> str:
    """Give the address at which a site is published."""
    return str(read(site, "catalogue.json")["site"])


def one(site: Path, address: str, selector: str) -> LexborNode:
    """Give the one element of a page that is so selected."""
    found = parsed(site, address).css(selector)
    assert len(found) == 1, f"{address} has {len(found)} of {selector}"
    return found[0]


def metas(site: Path, address: str, key: str) -> dict[str, str]:
    """Give a page's meta elements by their `name` or `property`; none may stand twice."""
    tags = parsed(site, address).css(f"head meta[{key}]")
    found = {tag.attributes[key] or "": tag.attributes["content"] or "" for tag in tags}
    assert len(found) == len(tags), address
    return found


def described(site: Path, address: str) -> list[dict[str, Any]]:
    """Give what a page's JSON-LD says, part by part."""
    data = json.loads(one(site, address, 'script[type="application/ld+json"]').text())
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def things(data: object) -> Iterator[dict[str, Any]]:
    """Give every thing within JSON-LD, but for those that only name another by its id."""
    if isinstance(data, dict):
        if set(data) != {"@id"}:
            yield data
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from things(part)


def test_every_page_says_what_it_is_to_link_previews(folder: Path) -> None:
    """Protects who shares a link: the preview is true, and shows no photograph (Open Graph's four, and a card)."""
    for address in pages(folder):
        shown, named = metas(folder, address, "property"), metas(folder, address, "name")
        canonical = one(folder, address, "link[rel=canonical]").attributes["href"]
        assert {"og:title", "og:type", "og:url", "og:image"} <= set(shown) and all(shown.values()), address
        assert shown["og:url"] == home(folder) + address[1:] == canonical, address
        assert shown["og:description"] == named["description"], address
        assert shown["og:type"] in ("website", "article") and named["twitter:card"] == "summary_large_image", address
        card = (folder / shown["og:image"].removeprefix(home(folder))).read_bytes()
        assert struct.unpack(">II", card[16:24]) == social_cards.SIZE and len(card) < 60_000, address


def test_every_page_says_what_it_is_in_the_words_of_schema_org(folder: Path) -> None:
    """Protects who searches the web: types and properties are schema.org's own, the trail is the one on the page."""
    about = read(folder, "catalogue.json")
    for address in pages(folder):
        parts = described(folder, address)
        for thing in things(parts):
            assert set(thing) - {"@type", "@id"} <= DOMAINS[thing["@type"]], thing
        page = parts[0]
        assert page["@type"] in ("WebPage", "Article") and page["url"] == home(folder) + address[1:]
        assert date.fromisoformat(page["datePublished"]) <= date.fromisoformat(page["dateModified"]), address
        assert page["author"] == {"@id": page["publisher"]["@id"]} and page["publisher"]["name"], address
        assert page["license"] == LICENCE == one(folder, address, "head link[rel=license]").attributes["href"]
        assert (folder / page["image"].removeprefix(home(folder))).is_file()
        source = page["isBasedOn"]
        assert (source["name"], source["datePublished"]) == (about["retells"]["name"], about["retells"]["date"])
        assert source["publisher"] == source["copyrightHolder"] and source["publisher"]["name"] in about["rights"]
        for trail in (part["itemListElement"] for part in parts if part["@type"] == "BreadcrumbList"):
            assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))
            assert {f"/{item['item'].removeprefix(home(folder))}" for item in trail} <= set(pages(folder))


def test_reference_managers_find_what_they_need(folder: Path) -> None:
    """Protects the student who cites a page: the tags that Zotero's translator and Dublin Core (RFC 5013) read."""
    elements = {*("title", "creator", "subject", "description", "publisher"), *("date", "type", "identifier")}
    for address in pages(folder):
        named = metas(folder, address, "name")
        assert all(
            named[f"citation_{key}"] for key in ("title", "author", "publication_date", "public_url", "language")
        ), address
        day = datetime.strptime(named["citation_publication_date"], "%Y/%m/%d").date()
        assert day == date.fromisoformat(named["DC.date"])
        assert named["citation_public_url"] == named["DC.identifier"] == home(folder) + address[1:]
        used = {name.removeprefix("DC.") for name in named if name.startswith("DC.")}
        assert used <= elements | {"source", "language", "rights"}
        assert one(folder, address, 'link[rel="schema.DC"]').attributes["href"] == "http://purl.org/dc/elements/1.1/"


def test_every_page_names_what_is_there_for_machines(folder: Path) -> None:
    """Protects the developer who starts from any page: feeds, catalogue, statements, themes and search."""
    wanted = {
        ("alternate", "pages.xml"),
        ("alternate", "pages.json"),
        ("alternate", "feed.xml"),
        ("alternate", "feed.json"),
        ("describedby", "catalogue.json"),
        ("describedby", "statements.json"),
        ("describedby", "themes.jsonld"),
        ("search", "opensearch.xml"),
    }
    for address in pages(folder):
        links = [link.attributes for link in parsed(folder, address).css("head link[rel][type][title]")]
        assert {(link["rel"], Path(link["href"] or "").name) for link in links} == wanted, address


def test_data_within_a_page_is_no_breach_of_its_policy(page: Page) -> None:
    """Protects readers: the strict policy holds, and the browser reports nothing against it."""
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(THEME)
    assert page.locator("script[type='application/ld+json']").count() == 1
    page.get_by_text("Link to this page").click()
    page.get_by_role("button", name="Copy Markdown").wait_for()
    assert messages == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # within rdflib itself
def test_themes_are_sound_skos_for_an_rdf_parser(folder: Path) -> None:
    """Protects library and knowledge systems that take the themes in (SKOS Reference, S9 to S14, S23, S27)."""
    graph = Graph().parse(folder / "themes.jsonld", format="json-ld")
    scheme = URIRef(f"{home(folder)}themes/")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph and (scheme, DCTERMS.title, None) in graph
    assert (scheme, DCTERMS.license, URIRef(LICENCE)) in graph
    assert {str(concept).removeprefix(home(folder)) for concept in concepts} == {
        entry["url"].removeprefix(home(folder))
        for entry in read(folder, "catalogue.json")["pages"]
        if entry["type"] == "theme"
    }
    for concept in concepts:
        assert (concept, SKOS.inScheme, scheme) in graph
        assert (concept, SKOS.topConceptOf, scheme) in graph and (scheme, SKOS.hasTopConcept, concept) in graph
        labels = {
            kind: {str(label).casefold() for label in graph.objects(concept, kind)}
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        }
        assert len(labels[SKOS.prefLabel]) == len(list(graph.objects(concept, SKOS.definition))) == 1
        assert sum(map(len, labels.values())) == len(set().union(*labels.values())), f"{concept}: one word, two labels"
        for other in graph.objects(concept, SKOS.related):
            assert other in concepts and other != concept and (other, SKOS.related, concept) in graph
    languages = {label.language for label in graph.objects(None, SKOS.prefLabel) if isinstance(label, Literal)}
    assert {(language or "").lower() for language in languages} == {"en-gb"}


def test_themes_and_glossary_are_sets_of_terms(site: Path) -> None:
    """Protects who looks up a term: each theme belongs to the set that lists it, each explanation to the glossary."""
    terms = described(site, "/themes/")[0]["mainEntity"]
    assert terms["@type"] == described(site, "/glossary/")[0]["mainEntity"]["@type"] == "DefinedTermSet"
    for term in terms["hasDefinedTerm"]:
        about = described(site, f"/{term['url'].removeprefix(home(site))}")[0]["about"]
        assert (about["@type"], about["name"], about["inDefinedTermSet"]) == ("DefinedTerm", term["name"], terms["url"])
    listed = {term["url"] for term in described(site, "/glossary/")[0]["mainEntity"]["hasDefinedTerm"]}
    explained = {f"{home(site)}glossary/#{term.id}" for term in parsed(site, "/glossary/").css("dt[id]")}
    assert listed == explained != set()


def test_statements_are_those_of_the_retelling_with_the_pages_that_use_them(folder: Path) -> None:
    """Protects who quotes by machine: the words are the page's own, the address leads to them, its users cite them."""
    listed = read(folder, "statements.json")
    assert listed["licence"] == LICENCE and listed["retells"]["publisher"] in listed["rights"]
    anchors = [statement["anchor"] for statement in listed["statements"]]
    sources = {entry["url"]: entry["sources"] for entry in read(folder, "catalogue.json")["pages"]}
    assert len(anchors) == len(set(anchors)) > 5
    for statement in listed["statements"]:
        address, _, anchor = statement["url"].partition("#")
        address = f"/{address.removeprefix(home(folder))}"
        element = parsed(folder, address).css_first(f"[id='{anchor}']")
        assert element is not None and anchor == statement["anchor"]
        assert statement["text"] in " ".join(element.text().split())
        assert statement["used_by"] and statement["paragraph"]
        for user in statement["used_by"]:
            assert anchor in sources[user], f"{user} and #{anchor}"


def test_the_catalogue_says_whose_words_it_holds_and_what_has_been_retired(tmp_path: Path) -> None:
    """Protects who builds on the data, from a dead page and from words that are nobody's."""
    site = InventedSite(tmp_path / "project")
    keys = "title: Whom to ring\ntype: page\nsummary: Whom to ring.\nours: true\n"
    keys += "retired: The number is no longer answered."
    site.write("who-to-ring.md", f"---\n{keys}\n---\n\nSee [About](about.md).\n")
    index = site.read("index.md")
    site.write("index.md", f"{index}\n\nThe author is the engineer. [opening](retold.md#opening-author)\n")
    site.build()
    catalogue = read(site.out, "catalogue.json")
    assert catalogue["licence"] == LICENCE and LICENCE in catalogue["rights"] and "Canal Board" in catalogue["rights"]
    assert catalogue["about"] == "Learning from the lock retells a report. It is not the inquiry."
    retired = [entry for entry in catalogue["pages"] if "retired" in entry]
    assert [(entry["title"], entry["retired"]) for entry in retired] == [
        ("Whom to ring", "The number is no longer answered.")
    ]
    sitemap = ElementTree.parse(site.out / "sitemap.xml")  # noqa: S314 (our own)
    never = [url.findtext(f"{_SITEMAP}loc") for url in sitemap.getroot() if len(url) > 2]
    assert never == [retired[0]["url"]]
    assert retired[0]["url"] not in {item["url"] for item in read(site.out, "pages.json")["items"]}
    page = parsed(site.out, "/who-to-ring/")
    assert not page.css(".link-kit") and "no longer answered" in page.body.text()  # type: ignore[union-attr]


def test_a_card_is_the_same_on_every_day(invented: Path) -> None:
    """Protects the promise of same bytes: a card made anew is the one that is published."""
    social_cards._card.cache_clear()
    catalogue = read(invented, "catalogue.json")
    for file, card in social_cards.cards(catalogue).items():
        assert (invented / file).read_bytes() == card
    assert {entry["card"].removeprefix(home(invented)) for entry in catalogue["pages"]} == set(
        social_cards.cards(catalogue)
    )


@pytest.mark.parametrize("words", ["", "x" * 300, "word " * 200, "Éva \u2013 “quoted” \u2026 日本", "<b>&amp;"])
def test_a_card_takes_any_words(words: str) -> None:
    """Protects the build from a title that nobody thought of."""
    entry = {"url": "https://a.example/t/", "type": next(iter(PAGE_TYPES)), "title": words, "summary": words}
    made = social_cards.cards({"site": "https://a.example/", "name": words, "pages": [entry]})
    assert list(made) == ["cards/t.png"] and made["cards/t.png"].startswith(b"\x89PNG")


def test_browsers_that_ask_for_an_icon_unasked_get_one(site: Path) -> None:
    """Protects readers' tabs, bookmarks and home screens where SVG is not taken; the picture is that of the SVG."""
    favicon, touch = Image.open(site / icons.FAVICON), Image.open(site / icons.TOUCH)
    assert (favicon.format, favicon.size) == ("ICO", (32, 32)) and (touch.format, touch.size) == ("PNG", (180, 180))
    assert len(favicon.convert("RGB").getcolors(10_000) or ()) > 3 and touch.mode == "RGB"


def test_crawlers_may_read_all_and_find_the_sitemap(folder: Path) -> None:
    """Protects who searches the web (RFC 9309)."""
    robots = RobotFileParser()
    robots.parse((folder / "robots.txt").read_text().splitlines())
    assert robots.can_fetch("any", "/") and robots.site_maps() == [f"{home(folder)}sitemap.xml"]


def with_changes(folder: Path, *written: str) -> Path:
    """Build the invented site with these entries of its changelog; gives the folder."""
    site = InventedSite(folder / "project")
    old = "  - date: 2026-11-24\n    what: First version.\n    page: /agencies/keepers/\n"
    site.change("about.md", f"changelog:\n{old}", "changelog:\n" + "".join(written) if written else "")
    site.build()
    return site.out


OLD = "  - {date: 2026-01-02, what: Old.}\n"
SAME = "  - {date: 2026-01-02, what: 'Same day & page, 1 < 2.', page: /themes/paddles/}\n"
NEW = "  - {date: 2026-03-04, what: New.}\n"


def check_atom(site: Path, file: str) -> ElementTree.Element:
    """Check a feed against what RFC 4287 requires."""
    feed = ElementTree.parse(site / f"{file}.xml").getroot()  # noqa: S314 (our own)
    assert feed.tag == f"{_ATOM}feed"
    assert all(len(feed.findall(f"{_ATOM}{tag}")) == 1 for tag in ("id", "title", "updated", "author", "rights"))
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{_ATOM}link")}
    assert links == {"self": f"{home(site)}{file}.xml", "alternate": home(site), "license": LICENCE}
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        tags = ("id", "title", "published", "updated", "content", "link")
        assert all(len(entry.findall(f"{_ATOM}{tag}")) == 1 for tag in tags)
        published, updated = (entry.findtext(f"{_ATOM}{tag}") or "" for tag in ("published", "updated"))
        assert datetime.fromisoformat(published).tzinfo and published <= updated
    ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) and all(urlsplit(each).scheme for each in ids)
    times = [entry.findtext(f"{_ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
    assert not times or feed.findtext(f"{_ATOM}updated") == times[0]
    return feed


def check_json(site: Path, file: str) -> list[dict[str, Any]]:
    """Check a feed against what JSON Feed 1.1 requires; gives its items."""
    feed = read(site, f"{file}.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["authors"]
    assert feed["feed_url"] == f"{home(site)}{file}.json" and feed["home_page_url"] == home(site)
    assert feed["_licence"]["url"] == LICENCE and feed["_licence"]["rights"]
    assert all(isinstance(item["id"], str) and item["content_text"] for item in feed["items"])
    return list(feed["items"])


@pytest.mark.parametrize("file", [feeds.CHANGES, feeds.PAGES])
def test_feeds_are_what_their_formats_require_and_agree(folder: Path, file: str) -> None:
    """Protects subscribers whose reader is strict, and the reader of either format from half the news."""
    atom, items = check_atom(folder, file), check_json(folder, file)
    assert (
        [entry.findtext(f"{_ATOM}id") for entry in atom.iter(f"{_ATOM}entry")] == [item["id"] for item in items] != []
    )


def test_the_feed_of_changes_tells_what_the_page_tells(tmp_path: Path) -> None:
    """Protects subscribers from the same news twice and from the wrong day; ids stay when new entries come."""
    before = check_json(with_changes(tmp_path / "a", SAME, OLD), feeds.CHANGES)
    site = with_changes(tmp_path / "b", NEW, SAME, OLD)
    after = check_json(site, feeds.CHANGES)
    assert [item["content_text"] for item in after] == ["New.", "Same day & page, 1 < 2.", "Old."]
    assert [item["id"].partition("#")[2] for item in after] == [
        *("change-2026-03-04", "change-2026-01-02-2", "change-2026-01-02"),
    ]
    assert [item["id"] for item in after[1:]] == [item["id"] for item in before]
    assert [item["date_published"][:10] for item in after] == ["2026-03-04", "2026-01-02", "2026-01-02"]
    assert after[1]["url"] == f"{home(site)}themes/paddles/"
    shown = [item.id for item in parsed(site, "/about/").css(".changelog li")]
    assert [item["id"].partition("#")[2] for item in after] == shown


def test_a_feed_without_entries_is_valid_too(tmp_path: Path) -> None:
    """Protects the publisher of a new copy, which has not changed yet."""
    site = with_changes(tmp_path)
    assert check_json(site, feeds.CHANGES) == [] and not list(check_atom(site, feeds.CHANGES).iter(f"{_ATOM}entry"))


def test_the_feed_of_pages_has_every_page_that_is_written(folder: Path) -> None:
    """Protects the website that shows our pages as they come: title, summary and address are the page's own."""
    entries = {entry["url"]: entry for entry in read(folder, "catalogue.json")["pages"]}
    items = check_json(folder, feeds.PAGES)
    for item in items:
        entry = entries[item["url"]]
        assert (item["title"], item["content_text"]) == (entry["title"], entry["summary"])
        assert item["date_modified"][:10] == entry["updated"]
    assert {item["url"] for item in items} >= {entry["url"] for entry in entries.values() if entry["type"] != "page"}


def test_the_search_description_is_open_search(folder: Path) -> None:
    """Protects who adds the search to a browser: the specification's required elements, lengths and template."""
    root = ElementTree.parse(folder / opensearch.FILE).getroot()  # noqa: S314 (our own)
    assert root.tag == f"{_SEARCH}OpenSearchDescription"
    for tag, longest in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        (element,) = root.findall(f"{_SEARCH}{tag}")
        assert 0 < len(element.text or "") <= longest
    templates = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{_SEARCH}Url")}
    assert templates["text/html"] == f"{home(folder)}search/?q={{searchTerms}}"


def test_the_sitemap_fits_its_schema(folder: Path) -> None:
    """Protects crawlers: each page once, absolute, with a true day (sitemaps.org 0.9), also where it is compressed."""
    root = ElementTree.parse(folder / "sitemap.xml").getroot()  # noqa: S314 (our own)
    find = partial(ElementTree.Element.findtext, default="")
    assert root.tag == f"{_SITEMAP}urlset" and {url.tag for url in root} == {f"{_SITEMAP}url"}
    assert all([child.tag for child in url][:2] == [f"{_SITEMAP}loc", f"{_SITEMAP}lastmod"] for url in root)
    updated = {entry["url"]: entry["updated"] for entry in read(folder, "catalogue.json")["pages"]}
    listed = [(find(url, f"{_SITEMAP}loc"), find(url, f"{_SITEMAP}lastmod")) for url in root]
    assert dict(listed) == updated and len(listed) == len(updated)
