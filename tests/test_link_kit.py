"""What web editors paste: each example is run as it stands on the page, in a blank page and a real browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from markdown import markdown
from playwright.sync_api import BrowserContext, Page, Route, expect

from addresses import PAGES

SITE = "https://learning-from-hakeem.example/"


def answer(site: Path, route: Route) -> None:
    """Answer for the published site, whose address is no real one, from the built folder."""
    file = site / urlsplit(route.request.url).path.lstrip("/")
    route.fulfill(path=file / "index.html" if file.is_dir() else file)


@pytest.fixture
def partner(page: Page, site: Path) -> Page:
    """Give a page whose links to the published site are answered."""
    page.route(f"{SITE}**", lambda route: answer(site, route))
    return page


def example(page: Page, name: str) -> str:
    """Copy an example off the page for web editors, as a reader does."""
    page.goto("/link-to-this-site/")
    return page.locator(f"pre.example[data-name='{name}']").inner_text()


def paste(page: Page, html: str) -> None:
    """Show HTML in a blank page of a partner's site on loopback."""
    page.route("**/partner/", lambda route: route.fulfill(body=f"<!doctype html><title>P</title>{html}"))
    page.goto("/partner/")


def test_the_search_form_works_where_it_is_pasted(partner: Page) -> None:
    """Protects the partner's readers, who search from a page that is not ours."""
    paste(partner, example(partner, "search form"))
    partner.get_by_label("Search Learning from Hakeem").fill("inhaler & spacer")
    partner.get_by_role("button", name="Search").click()
    expect(partner).to_have_url(re.compile(r"/search/[?#]q=inhaler"))
    expect(partner.locator("#search-results li a").first).to_be_visible()
    expect(partner.locator("#search-results")).to_have_attribute("aria-busy", "false")


def test_the_list_of_themes_leads_to_every_theme(partner: Page) -> None:
    """Protects the partner's readers from a dead link, and the list from missing one."""
    paste(partner, example(partner, "list of themes"))
    links = partner.get_by_role("link")
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert {f"/{address.removeprefix(SITE)}" for address in addresses} == {
        page for page in PAGES if page.startswith("/themes/") and page != "/themes/"
    }
    for name, address in zip(links.all_inner_texts(), addresses, strict=True):
        partner.goto(address)
        expect(partner.get_by_role("heading", level=1)).to_have_text(name)


def test_everything_named_for_machines_answers(page: Page) -> None:
    """Protects the developer who follows the page."""
    page.goto("/link-to-this-site/")
    found = page.get_by_role("region", name="For machines").get_by_role("link").evaluate_all("l => l.map(a => a.href)")
    assert {address.rpartition("/")[2] for address in found} >= {
        "catalogue.json",
        "themes.jsonld",
        "feed.xml",
        "feed.json",
    }
    for address in found:
        assert page.request.get(address).ok, address


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["/", "/agencies/gp/", "/themes/heritage-identity-and-family/"])
def test_each_page_s_kit_leads_to_it(partner: Page, address: str, *, scripts: bool) -> None:
    """Protects web editors: HTML and Markdown, pasted, lead to this page, with scripts and without."""
    if not scripts:
        partner.route("**/*.js", lambda route: route.abort())
    partner.goto(address)
    title = partner.get_by_role("heading", level=1).inner_text()
    partner.get_by_text("Link to this page", exact=True).click()
    parts = partner.locator(".link-kit code").all_inner_texts()
    expect(partner.get_by_role("button", name="Copy HTML")).to_have_count(1 if scripts else 0)
    assert parts[0] == f"{SITE}{address[1:]}" and parts[0] in parts[3] and title in parts[3]
    for html in (parts[1], markdown(parts[2])):
        paste(partner, html)
        expect(partner.get_by_role("link")).to_contain_text(title)
        partner.get_by_role("link").click()
        expect(partner).to_have_url(f"{SITE}{address[1:]}")


def test_the_button_copies(page: Page, context: BrowserContext) -> None:
    """Protects web editors from a button that says more than it did."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/agencies/gp/")
    page.get_by_text("Link to this page", exact=True).click()
    page.get_by_role("button", name="Copy Address").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{SITE}agencies/gp/"


def test_where_copying_is_refused_the_words_are_selected(page: Page) -> None:
    """Protects web editors whose browser or network forbids it."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("/agencies/gp/")
    page.get_by_text("Link to this page", exact=True).click()
    page.get_by_role("button", name="Copy Address").click()
    expect(page.get_by_role("status").filter(has_text="Selected.")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == f"{SITE}agencies/gp/"
