"""What web editors paste and show: each example is used as it stands on the page, on another website, in a browser."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import pytest
from markdown import markdown
from playwright.sync_api import BrowserContext, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from addresses import FINDING, THEME, THEMES
from built import page as parsed
from built import pages

SITE = "https://learning-from-hakeem.example/"
PARTNER = "https://partner.example/"
BOOTSTRAP = files("mkdocs").joinpath("themes/mkdocs/css/bootstrap.min.css").read_text("utf-8")
"""A common framework's base style, from a theme that comes with MkDocs."""
_KSES = {"a": {"href", "rel", "target"}, "blockquote": {"cite", "lang"}, "label": {"for"}, "button": {"name", "type"}}
_KSES |= {name: {"class", "id"} for name in ("br", "cite", "div", "em", "li", "ol", "p", "span", "strong", "ul")}
_BASIC = {"a": {"href", "hreflang"}, "blockquote": {"cite"}, "ol": {"start", "type"}, "ul": {"type"}}
_BASIC |= {name: set() for name in ("br", "cite", "code", "dd", "dl", "dt", "em", "li", "p", "strong")}
FILTERS = {"WordPress": _KSES, "Drupal": _BASIC}
"""What WordPress's filter for posts (wp_kses_post) and Drupal's format “Basic HTML” let through."""


def answer(site: Path, route: Route) -> None:
    """Answer for the published site, whose address is no real one, from the built folder."""
    file = site / urlsplit(route.request.url).path.lstrip("/")
    route.fulfill(path=file / "index.html" if file.is_dir() else file)


@pytest.fixture
def partner(page: Page, site: Path) -> Page:
    """Give a page whose links to the published site are answered."""
    page.route(f"{SITE}**", lambda route: answer(site, route))
    return page


def example(site: Path, name: str) -> str:
    """Take an example off the page for web editors."""
    return parsed(site, "/link-to-this-site/").css(f"pre.example[data-name='{name}'] code")[0].text()


EXAMPLES = ("card", "statement card", "list of themes", "search form", "search link")


def paste(page: Page, html: str, *, style: str = "", policy: str = "") -> None:
    """Show HTML on a page of a partner's site, perhaps under its style and its policy."""
    body = f"<!doctype html><html lang=en><title>P</title><style>{style}</style><main>{html}</main>"
    headers = {"Content-Type": "text/html; charset=utf-8", **({"Content-Security-Policy": policy} if policy else {})}
    page.route(f"{PARTNER}**", lambda route: route.fulfill(body=body, headers=headers))
    page.goto(PARTNER)


def test_the_page_has_every_example(site: Path) -> None:
    """Protects web editors from an example that these tests do not know."""
    shown = [node.attributes["data-name"] for node in parsed(site, "/link-to-this-site/").css("pre.example")]
    assert sorted(str(name) for name in shown) == sorted((*EXAMPLES, "directive", "address of the feed"))


@pytest.mark.parametrize("name", ["card", "statement card"])
def test_a_card_says_what_it_is_of_what_and_where(site: Path, name: str) -> None:
    """Protects the partner's readers from taking a retelling for the review."""
    card = LexborHTMLParser(example(site, name))
    words = card.body.text()  # type: ignore[union-attr]
    address = str(card.css("blockquote")[0].attributes["cite"])
    assert "retells a press release. It is not the review." in words and address in words
    assert {link.attributes["href"] for link in card.css("a")} == {address}
    place, _, anchor = address.removeprefix(SITE).partition("#")
    assert f"/{place}" in pages(site)
    if anchor:
        statement = parsed(site, f"/{place}").css(f"[id='{anchor}']")[0].text()
        assert card.css("p")[0].text().strip()[:60] in " ".join(statement.split())
        assert re.search(r"¶\d of the press release of September 2022, as retold", words)


@pytest.mark.parametrize("tool", FILTERS)
@pytest.mark.parametrize("name", ["card", "statement card", "list of themes", "search link"])
def test_what_is_pasted_survives_the_filters_of_common_tools(site: Path, name: str, tool: str) -> None:
    """Protects the editor who is no administrator: nothing of it is taken out."""
    html = example(site, name)
    allowed = FILTERS[tool]
    kept = nh3.clean(html, tags=set(allowed), attributes=allowed, link_rel=None, url_schemes={"https"})
    assert LexborHTMLParser(kept).body.html == LexborHTMLParser(html).body.html  # type: ignore[union-attr]


@pytest.mark.parametrize("tool", FILTERS)
def test_the_form_does_not_survive_them_as_the_page_says(site: Path, tool: str) -> None:
    """Protects the page for web editors from a promise that their tool would break."""
    kept = nh3.clean(example(site, "search form"), tags=set(FILTERS[tool]), attributes=FILTERS[tool], link_rel=None)
    assert "<form" not in kept and "<input" not in kept


@pytest.mark.parametrize("style", ["", BOOTSTRAP], ids=["bare", "bootstrap"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_pasted_looks_right(partner: Page, site: Path, name: str, style: str) -> None:
    """Protects the partner's readers: each part on its own line, nothing cut off on a phone, links to be seen."""
    errors: list[str] = []
    partner.on("console", lambda message: errors.append(message.text))
    partner.on("request", lambda request: errors.append(request.url) if request.url.startswith(SITE) else None)
    partner.set_viewport_size({"width": 320, "height": 640})
    paste(partner, example(site, name), style=style, policy="default-src 'none'; style-src 'unsafe-inline'")
    assert errors == [], "It needs nothing, and asks nothing of us."
    assert partner.evaluate("document.documentElement.scrollWidth") <= 320
    lines = partner.locator("main p, main li")
    tops = [box["y"] for box in lines.evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")]
    assert tops == sorted(set(tops))
    for link in partner.get_by_role("link").all():
        look = link.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e.closest('main')).color]")
        assert look[0] != look[1]


def test_the_search_form_works_where_the_policy_allows_it_and_the_page_says_which(partner: Page, site: Path) -> None:
    """Protects the partner's readers, who search from a page that is not ours, and the editor from a dead form."""
    form, rule = example(site, "search form"), f"form-action 'self' {SITE.rstrip('/')}"
    assert example(site, "directive") == rule
    for policy, works in ((f"default-src 'none'; {rule}", True), ("default-src 'none'; form-action 'self'", False)):
        paste(partner, form, policy=policy)
        partner.get_by_label("Search Learning from Hakeem").fill("inhaler & asthma")
        button = partner.get_by_role("button", name="Search")
        if works:
            button.evaluate("button => button.click()")
            expect(partner).to_have_url(re.compile(r"/search/[?#]q=inhaler"))
            expect(partner.locator("#search-results li a").first).to_be_visible()
        else:
            with partner.expect_console_message(lambda message: "form-action" in message.text):  # the browser's refusal
                button.evaluate("button => button.click()")
            assert partner.url == PARTNER
        partner.unroute(f"{PARTNER}**")


def test_the_feed_is_at_the_address_to_paste(page: Page, site: Path) -> None:
    """Protects the web editor who gives it to WordPress or Drupal."""
    address = example(site, "address of the feed")
    assert address.startswith(SITE) and page.request.get(f"/{address.removeprefix(SITE)}").ok


def test_the_list_of_themes_leads_to_every_theme(site: Path) -> None:
    """Protects the partner's readers from a dead link, and the list from missing one."""
    links = LexborHTMLParser(example(site, "list of themes")).css("li a")
    names = {f"/{str(link.attributes['href']).removeprefix(SITE)}": link.text() for link in links}
    assert set(names) == set(THEMES)
    for address, name in names.items():
        assert parsed(site, address).css("h1")[0].text() == name


def test_everything_named_for_machines_answers(page: Page) -> None:
    """Protects the developer who follows the page."""
    page.goto("/link-to-this-site/")
    found = page.get_by_role("region", name="For machines").get_by_role("link").evaluate_all("l => l.map(a => a.href)")
    files = {"catalogue.json", "statements.json", "themes.jsonld", "pages.xml", "pages.json", "feed.xml", "feed.json"}
    assert {address.rpartition("/")[2] for address in found} >= files
    for address in found:
        assert page.request.get(address).ok, address


def test_a_card_can_be_had_for_every_statement(partner: Page, base_url: str, site: Path) -> None:
    """Protects the trainer who quotes another statement than the example's."""
    partner.goto(f"{base_url}/link-to-this-site/")
    partner.get_by_role("button", name="Choose another statement").click()
    choice = partner.get_by_label("Statement:")
    expect(choice).to_be_focused()
    anchor = str(choice.locator("option").nth(7).get_attribute("value"))
    choice.select_option(anchor)
    card = LexborHTMLParser(partner.locator("pre[data-name='statement card'] code").inner_text())
    assert card.css("blockquote")[0].attributes["cite"] == f"{SITE}press-release/#{anchor}"
    words = " ".join(parsed(site, "/press-release/").css(f"[id='{anchor}']")[0].text().split())
    assert " ".join(card.css("p")[0].text().split()) in words and len(card.css("p")) == 2
    assert choice.locator("option").count() == len(
        set(choice.locator("option").evaluate_all("o => o.map(e => e.value)"))
    )


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["/", THEME])
def test_each_page_s_kit_leads_to_it(partner: Page, address: str, *, scripts: bool) -> None:
    """Protects web editors: HTML, card and Markdown, pasted, lead to this page, with scripts and without."""
    if not scripts:
        partner.route("**/*.js", lambda route: route.abort())
    partner.goto(address)
    title = partner.get_by_role("heading", level=1).inner_text()
    partner.get_by_text("Link to this page", exact=True).click()
    expect(partner.get_by_role("button", name="Copy HTML")).to_have_count(1 if scripts else 0)
    written, html, card, marked, citation = partner.locator(".link-kit code").all_inner_texts()
    assert written == f"{SITE}{address[1:]}" and written in citation and title in citation
    for pasted in (html, card, markdown(marked)):
        links = LexborHTMLParser(pasted).css("a")
        assert [link.attributes["href"] for link in links] == [written]
        assert title in links[0].text() or address == "/"


def test_every_page_but_a_retired_one_has_its_kit(site: Path) -> None:
    """Protects web editors from a page that cannot be linked to with one paste; sheets for a team link to their own."""
    written = json.loads((site / "pages.json").read_text("utf-8"))["items"]
    for address in (f"/{item['url'].removeprefix(SITE)}" for item in written):
        codes = parsed(site, address).css(".link-kit code")
        assert codes and codes[0].text() == f"{SITE}{address[1:]}", address


def test_the_kit_on_results_keeps_the_query(page: Page) -> None:
    """Protects who shares a search: the link leads to these results, in each form."""
    page.goto("/search/?q=asthma+plan")
    expect(page.locator("#search-results li").first).to_be_visible()
    page.get_by_text("Link to this page", exact=True).click()
    expect(page.get_by_role("button", name="Copy HTML")).to_be_visible()
    query = page.evaluate("location.search")
    assert "asthma" in query
    written, html, card, marked, citation = page.locator(".link-kit code").all_inner_texts()
    assert written == f"{SITE}search/{query}"
    assert all(written in form for form in (marked, citation))
    assert [link.attributes["href"] for link in LexborHTMLParser(html + card).css("a")] == [written] * 2


@pytest.fixture
def kit(page: Page) -> Iterator[Page]:
    """Open the kit of a page."""
    page.goto(FINDING)
    page.get_by_text("Link to this page", exact=True).click()
    yield page


def test_the_button_copies(kit: Page, context: BrowserContext) -> None:
    """Protects web editors from a button that says more than it did."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    kit.get_by_role("button", name="Copy Address").click()
    expect(kit.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert kit.evaluate("navigator.clipboard.readText()") == f"{SITE}{FINDING[1:]}"


def test_where_copying_is_refused_the_words_are_selected(kit: Page) -> None:
    """Protects web editors whose browser or network forbids it."""
    kit.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    kit.get_by_role("button", name="Copy Address").click()
    expect(kit.get_by_role("status").filter(has_text="Selected.")).to_be_visible()
    assert kit.evaluate("getSelection().toString()") == f"{SITE}{FINDING[1:]}"


def test_the_licence_is_where_one_looks(site: Path) -> None:
    """Protects who wants to copy: what is ours and on which terms, and what is the publisher's."""
    part = parsed(site, "/link-to-this-site/").css("section[aria-labelledby=licence]")[0]
    assert part.css("a[href*='creativecommons.org/licenses/by/4.0']")[0].text() == "CC BY 4.0"
    assert "Birmingham Safeguarding Children Partnership" in part.text()
