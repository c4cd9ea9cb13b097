"""What machines read of each page and of the whole, held against what its specification asks for."""

import json
import struct
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from learning import cards, changes, feeds, opensearch
from learning.graph import Graph as Pages
from learning.model import Change
from playwright.sync_api import Page
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from selectolax.lexbor import LexborHTMLParser, LexborNode

from addresses import PAGES
from test_graph import node

SITE = "https://learning-from-hakeem.example/"
_ATOM = "{http://www.w3.org/2005/Atom}"
_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

_THING = {"name", "url", "description", "image"}
_WORK = (
    _THING
    | {"headline", "inLanguage", "dateModified", "datePublished", "isPartOf", "isBasedOn", "publisher"}
    | {
        *("about", "mainEntity"),
    }
)
DOMAINS = {
    "WebPage": _WORK | {"breadcrumb"},
    "Article": _WORK | {"articleBody", "articleSection"},
    "WebSite": _WORK,
    "CreativeWork": _WORK,
    "DefinedTermSet": _WORK | {"hasDefinedTerm"},
    "DefinedTerm": _THING | {"inDefinedTermSet", "termCode"},
    "Organization": _THING,
    "BreadcrumbList": _THING | {"itemListElement"},
    "ListItem": _THING | {"item", "position"},
}
"""The types used, and those of their properties that schema.org defines for them and that may be of use here."""


@cache
def head(site: Path, address: str) -> LexborHTMLParser:
    """Read a built page, once."""
    return LexborHTMLParser((site / address.lstrip("/") / "index.html").read_text(encoding="utf-8"))


def one(site: Path, address: str, selector: str) -> LexborNode:
    """Give the one element of a page that is so selected."""
    (found,) = head(site, address).css(selector)
    return found


def metas(site: Path, address: str, key: str) -> dict[str, str]:
    """Give a page's meta elements by their `name` or `property`; none may stand twice."""
    tags = head(site, address).css(f"head meta[{key}]")
    found = {tag.attributes[key] or "": tag.attributes["content"] or "" for tag in tags}
    assert len(found) == len(tags)
    return found


def described(site: Path, address: str) -> list[dict[str, Any]]:
    """Give what a page's JSON-LD says, part by part."""
    (script,) = head(site, address).css('script[type="application/ld+json"]')
    data = json.loads(script.text())
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def things(data: object) -> Iterator[dict[str, Any]]:
    """Give every typed thing within JSON-LD."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from things(part)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # within rdflib itself
def test_themes_are_sound_skos_for_an_rdf_parser(site: Path) -> None:
    """Protects library and knowledge systems that take the themes in (SKOS Reference, S9 to S14, S23, S27)."""
    graph = Graph().parse(site / "themes.jsonld", format="json-ld")
    scheme = URIRef(f"{SITE}themes/")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph and (scheme, DCTERMS.title, None) in graph
    assert {str(concept) for concept in concepts} == {
        f"{SITE}{url[1:]}" for url in PAGES if url.startswith("/themes/") and url != "/themes/"
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
    tongues = {label.language for label in graph.objects(None, SKOS.prefLabel) if isinstance(label, Literal)}
    assert {(tongue or "").lower() for tongue in tongues} == {"en-gb"}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_what_it_is_to_link_previews(site: Path, address: str) -> None:
    """Protects who shares a link: the preview is true, and shows no photograph (Open Graph's four, and a card)."""
    told, named = metas(site, address, "property"), metas(site, address, "name")
    assert {"og:title", "og:type", "og:url", "og:image"} <= set(told) and all(told.values())
    assert told["og:url"] == SITE + address[1:] == one(site, address, "link[rel=canonical]").attributes["href"]
    assert told["og:description"] == named["description"]
    assert told["og:type"] in ("website", "article") and named["twitter:card"] == "summary_large_image"
    image = (site / urlsplit(told["og:image"]).path.lstrip("/")).read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n" and len(image) < 40_000
    assert (
        struct.unpack(">II", image[16:24]) == (int(told["og:image:width"]), int(told["og:image:height"])) == cards.SIZE
    )


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_what_it_is_to_search_engines(site: Path, address: str) -> None:
    """Protects who searches the web: types and properties are schema.org's own, the trail is the one on the page."""
    parts = described(site, address)
    for thing in things(parts):
        assert set(thing) - {"@type", "@id"} <= DOMAINS[thing["@type"]], thing
    page = parts[0]
    assert page["@type"] in ("WebPage", "Article") and page["url"] == SITE + address[1:]
    assert page["headline"] == one(site, address, "h1").text()
    assert date.fromisoformat(page["dateModified"])
    assert page["isBasedOn"]["@type"] == "CreativeWork" and page["isBasedOn"]["datePublished"] == "2022-09-01"
    shown = [crumb.text() for crumb in head(site, address).css(".breadcrumb li")]
    trails = [part["itemListElement"] for part in parts if part["@type"] == "BreadcrumbList"]
    assert [[item["name"] for item in trail] for trail in trails] == ([shown] if shown else [])
    for trail in trails:
        assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))
        assert {"/" + item["item"].removeprefix(SITE) for item in trail} <= set(PAGES)


def test_themes_and_glossary_are_sets_of_terms(site: Path) -> None:
    """Protects who looks up a term: each theme belongs to the set that lists it."""
    terms = described(site, "/themes/")[0]["mainEntity"]
    assert terms["@type"] == described(site, "/glossary/")[0]["mainEntity"]["@type"] == "DefinedTermSet"
    for term in terms["hasDefinedTerm"]:
        about = described(site, term["url"].removeprefix(SITE.rstrip("/")))[0]["about"]
        assert (about["@type"], about["name"], about["inDefinedTermSet"]) == ("DefinedTerm", term["name"], terms["url"])
    assert len(terms["hasDefinedTerm"]) == 12
    explained = {f"{SITE}glossary/#{term.id}" for term in head(site, "/glossary/").css("dt[id]")}
    assert (
        {term["url"] for term in described(site, "/glossary/")[0]["mainEntity"]["hasDefinedTerm"]} == explained != set()
    )


@pytest.mark.parametrize("address", PAGES)
def test_reference_managers_find_what_they_need(site: Path, address: str) -> None:
    """Protects the student who cites a page: the tags that Zotero's translator and Dublin Core (RFC 5013) read."""
    named = metas(site, address, "name")
    assert all(named[f"citation_{key}"] for key in ("title", "author", "publication_date", "public_url", "language"))
    assert datetime.strptime(named["citation_publication_date"], "%Y/%m/%d").date() == date.fromisoformat(
        named["DC.date"]
    )
    assert named["citation_public_url"] == named["DC.identifier"] == SITE + address[1:]
    elements = {name.removeprefix("DC.") for name in named if name.startswith("DC.")}
    assert elements <= {
        "title",
        "creator",
        "subject",
        "description",
        "publisher",
        "date",
        "type",
        "identifier",
        "source",
        "language",
    }
    assert one(site, address, 'link[rel="schema.DC"]').attributes["href"] == "http://purl.org/dc/elements/1.1/"


def test_data_within_a_page_is_no_breach_of_its_policy(page: Page) -> None:
    """Protects readers: the strict policy holds, and the browser reports nothing against it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/themes/asthma/")
    assert page.locator("script[type='application/ld+json']").count() == 1
    page.get_by_text("Link to this page").click()
    page.get_by_role("button", name="Copy Markdown").wait_for()
    assert said == []


def test_a_card_is_the_same_on_every_day(site: Path) -> None:
    """Protects the promise of same bytes: a card made anew is the one that is published."""
    cards._card.cache_clear()
    entry = next(page for page in json.loads((site / "catalogue.json").read_text())["pages"] if "/gp/" in page["url"])
    made = cards._card(entry["type"], entry["title"], entry["summary"], "Learning from Hakeem")
    assert made == (site / "agencies/gp/card.png").read_bytes()


@pytest.mark.parametrize("words", ["", "x" * 300, "word " * 200, "Éva \u2013 “quoted” \u2026 日本", "<b>&amp;"])
def test_a_card_takes_any_words(words: str) -> None:
    """Protects the build from a title that nobody thought of."""
    (card,) = cards.cards(Pages([node("theme", "t", title=words, summary=words)]), words).values()
    assert card.startswith(b"\x89PNG")


def with_changes(*written: Change) -> Pages:
    """Make pages, one of which tells these changes."""
    return Pages([node("page", "about", changes=list(written)), node("theme", "asthma")])


OLD = Change(date=date(2026, 1, 2), what="Old.")
SAME = Change(date=date(2026, 1, 2), what="Same <day> & page.", page="/themes/asthma/")
NEW = Change(date=date(2026, 3, 4), what="New.")


def test_entries_keep_their_ids_when_new_ones_come() -> None:
    """Protects subscribers from the same news twice."""
    before = {entry.what: entry.id for entry in changes.entries(with_changes(SAME, OLD))}
    after = {entry.what: entry.id for entry in changes.entries(with_changes(NEW, SAME, OLD))}
    assert before == {"Old.": "change-2026-01-02", "Same <day> & page.": "change-2026-01-02-2"}
    assert after == {**before, "New.": "change-2026-03-04"}


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ((OLD, NEW), "“changes” is out of order. Write the newest change first."),
        ((Change(date=date(2026, 1, 1), what="x", page="/no/"),), "names the page /no/, which is not there."),
    ],
)
def test_changes_that_would_mislead_are_told(written: tuple[Change, ...], what: str) -> None:
    """Protects the order and the links of the change log."""
    (fault,) = changes.check(with_changes(*written))
    assert what in str(fault) and str(fault).startswith("docs/about.md")
    assert list(changes.check(with_changes(NEW, SAME, OLD))) == []


@pytest.mark.parametrize("graph", [with_changes(NEW, SAME, OLD), with_changes()])
def test_the_atom_feed_has_what_rfc_4287_requires(graph: Pages) -> None:
    """Protects subscribers whose reader is strict; an empty feed is valid too."""
    feed = ElementTree.fromstring(feeds.atom(changes.entries(graph), SITE, "Site"))  # noqa: S314 (our own)
    assert feed.tag == f"{_ATOM}feed"
    assert all(len(feed.findall(f"{_ATOM}{tag}")) == 1 for tag in ("id", "title", "updated", "author"))
    assert [link.attrib["href"] for link in feed.iter(f"{_ATOM}link") if link.attrib["rel"] == "self"] == [
        f"{SITE}feed.xml"
    ]
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        assert all(len(entry.findall(f"{_ATOM}{tag}")) == 1 for tag in ("id", "title", "updated", "content"))
        assert entry.find(f"{_ATOM}link").attrib["rel"] == "alternate"  # type: ignore[union-attr]
    ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) and all(urlsplit(one).scheme for one in ids)
    times = [entry.findtext(f"{_ATOM}updated") or "" for entry in entries]
    assert all(datetime.fromisoformat(time).tzinfo for time in times) and times == sorted(times, reverse=True)
    assert feed.findtext(f"{_ATOM}updated") == (times or ["2026-11-22T00:00:00Z"])[0]


def test_the_json_feed_has_what_version_1_1_requires() -> None:
    """Protects subscribers; an item has an id and a content, and its date is the change's, not the build's."""
    feed = feeds.json_feed(changes.entries(with_changes(NEW, SAME, OLD)), SITE, "Site")
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert feed["feed_url"] == f"{SITE}feed.json" and feed["home_page_url"] == SITE
    assert all(isinstance(item["id"], str) and item["content_text"] for item in feed["items"])
    assert [item["date_published"][:10] for item in feed["items"]] == ["2026-03-04", "2026-01-02", "2026-01-02"]
    assert feed["items"][1]["url"] == f"{SITE}themes/asthma/"


def test_feeds_tell_what_the_page_tells(site: Path) -> None:
    """Protects the reader of either from half the news; every page leads to both feeds."""
    shown = [item.id for item in head(site, "/about/").css(".changes li")]
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    atom = ElementTree.parse(site / "feed.xml")  # noqa: S314 (our own)
    ids = [item["id"] for item in feed["items"]]
    assert [one.rpartition("#")[2] for one in ids] == shown and shown
    assert [entry.findtext(f"{_ATOM}id") for entry in atom.iter(f"{_ATOM}entry")] == ids
    for address in PAGES:
        links = {link.attributes["type"] for link in head(site, address).css("link[rel=alternate]")}
        assert links == {"application/atom+xml", "application/feed+json"}


def test_the_search_description_is_open_search(site: Path) -> None:
    """Protects who adds the search to a browser: the specification's required elements, lengths and template."""
    root = ElementTree.parse(site / opensearch.FILE).getroot()  # noqa: S314 (our own)
    assert root.tag == f"{_SEARCH}OpenSearchDescription"
    for tag, longest in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        (element,) = root.findall(f"{_SEARCH}{tag}")
        assert 0 < len(element.text or "") <= longest
    templates = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{_SEARCH}Url")}
    assert templates["text/html"] == f"{SITE}search/?q={{searchTerms}}"
    for address in PAGES:
        (link,) = head(site, address).css("head link[rel=search]")
        assert link.attributes["type"] == "application/opensearchdescription+xml" and link.attributes["title"]


def test_the_sitemap_fits_its_schema(site: Path) -> None:
    """Protects crawlers: each page once, absolute, with a true day (sitemaps.org 0.9)."""
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 (our own)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset" and {url.tag for url in root} == {f"{space}url"}
    assert all([child.tag for child in url] == [f"{space}loc", f"{space}lastmod"] for url in root)
    assert sorted(url.findtext(f"{space}loc") or "" for url in root) == sorted(SITE + page[1:] for page in PAGES)
    assert all(date.fromisoformat(url.findtext(f"{space}lastmod") or "") <= date.today() for url in root)
