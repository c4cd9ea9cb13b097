"""Search in a real browser: people find the right page in their own words, or are told that there is none."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from learning.site import Site
from playwright.sync_api import Locator, Page, Route, expect

from learning import vocabulary

DOCS = Path(__file__).resolve().parent.parent / "docs"
QUERIES = json.loads(Path(__file__).parent.joinpath("data/search-queries.json").read_text())
MORE = json.loads(Path(__file__).parent.joinpath("data/more-queries.json").read_text())
HOSTILE = {
    "5,000 characters": "asthma " * 714,
    "control characters": "asthma\u0000\u0007\u001b plan",
    "right-to-left marks": "\u202easthma\u200f",
    "the prototype": "__proto__",
    "a constructor": "constructor toString hasOwnProperty",
    "operators": '+asthma -"plan" title:x* ~2 ^9 (a|b) AND NOT',
    "markup": "<img src=x onerror=document.title='struck'>",
    "a script": "</script><script>document.title='struck'</script>",
    "only signs": "%%% ??? ///",
    "half a sign": "HALF asthma",
}


def results(page: Page) -> Locator:
    """Wait until the search has finished, and give its results."""
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    return page.locator("#search-results > li")


def found(page: Page, query: str) -> list[str]:
    """Ask as a reader who types into the box of the results page; gives the addresses, best first."""
    page.fill("#header-search", query)
    links: list[str] = results(page).evaluate_all("items => items.map(item => item.querySelector('a[href]').href)")
    return [urlsplit(link).path for link in links]


def right(query: dict[str, Any], pages: list[str], most: int) -> bool:
    """Tell whether a right page is among the first ones, or nothing was found where nothing should be."""
    return any(url in query["want"] for url in pages[:most]) if query["want"] else not pages


def test_the_development_queries_find_their_pages(page: Page) -> None:
    """Protects practitioners: the quality reached cannot slip unseen."""
    page.goto("/search/?q=asthma")
    answers = [(query, found(page, query["q"])) for query in QUERIES]
    wrong = [query["q"] for query, pages in answers if not right(query, pages, 1)]
    missing = [query["q"] for query, pages in answers if not right(query, pages, 3)]
    assert len(wrong) <= 1, wrong
    assert len(missing) <= 1, missing


def ask_engine(page: Page, queries: list[str]) -> list[list[str]]:
    """Ask the engine itself, for many queries at once; gives the addresses for each, best first."""
    page.goto("/search/?q=asthma")
    results(page)
    script = page.locator("script[type=module]").get_attribute("src")
    answers: list[list[str]] = page.evaluate(
        """async ([script, queries]) => {
          const { load } = await import(new URL(script.replace('site.js', 'search-index.js'), location.href));
          const engine = await load();
          return queries.map(query => engine.search(query).results.map(page => `/${page.url}`));
        }""",
        [script, queries],
    )
    return answers


def test_many_more_queries_find_their_pages(page: Page) -> None:
    """Protects practitioners whose words are not among the 80: queries of other authors, asked of the engine itself."""
    answers = ask_engine(page, [query["q"] for query in MORE])
    share = {
        most: sum(right(query, pages, most) for query, pages in zip(MORE, answers, strict=True)) / len(MORE)
        for most in (1, 3)
    }
    assert share[1] >= 0.97
    assert share[3] >= 0.99


def test_every_declared_word_leads_to_its_page(page: Page) -> None:
    """Protects editors, who were told that a term leads to its page; a few lead to a namesake first."""
    record = Site()
    for file in DOCS.rglob("*.md"):
        src = file.relative_to(DOCS).as_posix()
        record.read(src, f"/{src.removesuffix('.md').removesuffix('index')}/".replace("//", "/"), file)
    declared = [(node.url, term) for node in record.nodes.values() for term in vocabulary.first_words(node)]
    assert len(declared) > 3000
    answers = ask_engine(page, [term for _, term in declared])
    asked = list(zip(declared, answers, strict=True))
    assert [term for (url, term), found in asked if url not in found[:3]] == []
    assert sum(url == found[0] for (url, _), found in asked) / len(asked) >= 0.97


def slipped(title: str) -> list[str]:
    """Give a title as hasty fingers type it: a letter left out, two swapped, a space lost, a space too many."""
    long = max(title.split(), key=len)
    half = len(long) // 2
    return [
        title.replace(long, long[:half] + long[half + 1 :]),
        title.replace(long, long[:half] + long[half + 1] + long[half] + long[half + 2 :]),
        re.sub(r"(\w{3,}) (\w{3,})", r"\1\2", title, count=1),
        title.replace(long, f"{long[:half]} {long[half:]}"),
    ]


def test_a_title_typed_in_haste_finds_its_page(page: Page, site: Path) -> None:
    """Protects people who type on a phone between two visits."""
    pages = json.loads((site / "catalogue.json").read_text())["pages"]
    asked = [(urlsplit(entry["url"]).path, query) for entry in pages for query in slipped(entry["title"])]
    answers = ask_engine(page, [query for _, query in asked])
    assert [query for (url, query), found in zip(asked, answers, strict=True) if url not in found[:3]] == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("safe guarding partners", "/improvements/shared-leadership/"),
        ("infosharing", "/themes/information-sharing/"),
        ("link to th", "/link-to-this-site/"),
        ("parental d", "/themes/parental-drug-dependency/"),
        ("social worker jobs", None),
        ("30 hours free childcare", None),
    ],
)
def test_spaces_forms_and_beginnings_are_understood(page: Page, query: str, first: str | None) -> None:
    """Protects searchers from an engine that takes letters for meaning: each was once answered wrongly."""
    (pages,) = ask_engine(page, [query])
    assert (pages[0] if pages else None) == first


@pytest.mark.parametrize("name", HOSTILE)
def test_any_query_ends_in_results_or_none(page: Page, name: str) -> None:
    """Protects readers from what others put into a link: a query is text, and no text breaks the page."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/search/?q=asthma")
    if name == "half a sign":  # no browser driver can type it
        page.evaluate(
            """half => {
              const box = document.getElementById('header-search');
              box.value = half.replace('HALF', String.fromCharCode(0xd83d));
              box.dispatchEvent(new Event('input', { bubbles: true }));
            }""",
            HOSTILE[name],
        )
        expect(results(page).first).to_contain_text("Asthma")
    found(page, HOSTILE[name])
    address = quote(HOSTILE[name], safe="", errors="replace")
    page.goto(f"/search/?q={address}")
    results(page)
    assert "struck" not in page.title()
    assert errors == []


@pytest.mark.parametrize("query", ["%E0%A4%A", "%", "%ZZ", "a%00b", "&&&=", "+++"])
def test_a_broken_address_is_answered(page: Page, query: str) -> None:
    """Protects readers who follow a link that was cut short."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"/search/?q={query}")
    expect(page.locator("#a-to-z-part, #search-results li").first).to_be_visible()
    assert errors == []


def test_the_header_search_is_a_combobox(page: Page) -> None:
    """Protects keyboard and screen-reader users (ARIA Authoring Practices, combobox with a list)."""
    page.goto("/themes/asthma/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search this website")
    expect(box).to_be_focused()
    box.press_sequentially("dad in prison")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").first).to_contain_text("page")
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "none")
    expect(option).to_contain_text("Fathers")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("dad in prison")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url("/themes/asthma/")


def test_enter_in_the_header_goes_to_all_results(page: Page) -> None:
    """Protects readers who expect a search box to answer Enter."""
    page.goto("/")
    page.fill("#header-search", "hidden harm")
    page.press("#header-search", "Enter")
    page.wait_for_url("**/search/?q=hidden+harm")
    expect(results(page).first).to_contain_text("drug", ignore_case=True)


def test_the_query_is_in_the_address_and_back_works(page: Page) -> None:
    """Protects trainers who share a search, and everyone who goes back."""
    page.goto("/search/?q=asthma")
    first = results(page).first.inner_text()
    page.fill("#header-search", "police")
    page.press("#header-search", "Enter")
    assert page.url.endswith("/search/?q=police")
    results(page).first.locator("a").click()
    page.go_back()
    expect(page.locator("#header-search")).to_have_value("police")
    expect(results(page).first).to_contain_text("Police")
    page.goto("/search/?q=asthma")
    assert results(page).first.inner_text() == first


def test_results_can_be_narrowed_by_kind(page: Page) -> None:
    """Protects a trainer who wants the themes alone; the counts say what each choice holds."""
    page.goto("/search/?q=asthma")
    every = results(page).count()
    radios = page.locator("#search-kinds label")
    counts = [int(text.split("(")[1].rstrip(") ")) for text in radios.all_inner_texts()]
    assert counts[0] == every == sum(counts[1:])
    page.get_by_role("radio", name="Themes").check()
    expect(results(page)).to_have_count(counts[2])
    expect(page).to_have_url(re.compile("kind=1"))


def test_words_are_marked_and_slips_mended(page: Page) -> None:
    """Protects hurried typists: the page says what it took their words to mean."""
    page.goto("/search/?q=inforamtion+shraing")
    expect(results(page).first.locator("mark").first).to_be_visible()
    expect(page.locator("#search-meant")).to_contain_text("information sharing")


def test_nothing_found_is_said_and_help_offered(page: Page) -> None:
    """Protects those who look for what is not here: no weak hits, a way on, and the help line."""
    page.goto("/search/?q=parking+permit")
    expect(results(page)).to_have_count(0)
    expect(page.locator("#search-status")).to_contain_text("No page answers")
    expect(page.locator("#search-none a[href*='get-help']")).to_be_visible()
    expect(page.locator("#search-none a[href*='themes']")).to_be_visible()
    expect(page.locator("#a-to-z-part")).to_be_visible()


@pytest.mark.parametrize("fault", ["missing", "corrupt", "of another form"])
def test_without_its_index_the_a_to_z_stays(page: Page, fault: str) -> None:
    """Protects readers on networks that block or break files."""

    def answer(route: Route) -> None:
        if fault == "missing":
            route.fulfill(status=404)
        else:
            route.fulfill(body="{" if fault == "corrupt" else '{"pages": [[1]]}')

    page.route("**/search-index.json", answer)
    page.goto("/search/?q=asthma")
    expect(page.locator("#search-status")).to_contain_text("A to Z")
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#a-to-z-part")).to_be_visible()


def test_a_chosen_kind_outlasts_a_query_on_its_way(page: Page) -> None:
    """Protects readers who narrow the results and go on typing: what is half typed may have no page of that kind."""
    page.goto("/search/?q=asthma&kind=1")
    results(page)
    found(page, "parking permit")
    expect(page.locator("#search-none")).to_be_visible()
    found(page, "asthma")
    expect(page.locator("#search-kinds input[value='1']")).to_be_checked()
    expect(page).to_have_url(re.compile(r"kind=1"))


def test_escape_leaves_no_suggestion_of_what_was_erased(page: Page) -> None:
    """Protects keyboard users from going to a page that they no longer ask for."""
    page.goto("/themes/asthma/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search this website")
    box.press_sequentially("dad in prison")
    expect(page.locator("[role=option]").first).to_be_visible()
    box.press("Escape")
    box.press("Escape")
    expect(box).to_have_value("")
    box.press("ArrowDown")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("the asthmma plan", "the asthma plan"),
        ("infosharing", "info sharing"),
        ("discha", ""),
        ("asthma", ""),
        ("officers' notes", ""),
    ],
)
def test_a_mended_query_is_shown_as_it_was_typed(page: Page, query: str, meant: str) -> None:
    """Protects readers from a suggestion that says something else than they did, or that comes before they are done."""
    page.goto("/search/?q=asthma")
    found(page, query)
    said = f"Did you mean “{meant}”? These pages answer that." if meant else ""
    expect(page.locator("#search-meant")).to_have_text(said)


def test_what_is_typed_stays_in_the_browser(page: Page) -> None:
    """Protects privacy: after the index is there, typing asks the network for nothing."""
    page.goto("/search/?q=asthma")
    results(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found(page, "my neighbour hits his son")
    assert asked == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_engine_and_index_are_small(site: Path) -> None:
    """Protects phones on a school's network: 25 KB at most, and as much with all that shows the results, in Brotli."""
    folder = next((site / "assets").iterdir())
    parts = ["search-engine.js", "search-index.js", "search-index.json"]
    shown = [*parts, "search-page.js", "search-box.js"]
    assert sum((folder / f"{part}.gz").stat().st_size for part in parts) <= 25_000
    assert sum((folder / f"{part}.br").stat().st_size for part in shown) <= 25_000
