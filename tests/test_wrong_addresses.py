"""Addresses that lead nowhere: near pages are offered, and a part that is gone is said, without asking anybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """Gather what is asked of any host, but for the page itself, scripts and the icon."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    yield requests


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("/Themes/Asthma/", "/themes/asthma/"),
        ("/themes/asthma/index.htm", "/themes/asthma/"),
        ("/themes/asthma.html", "/themes/asthma/"),
        ("/asthma/", "/themes/asthma/"),
        ("/asthma", "/themes/asthma/"),
        ("/agencies/asthma/", "/themes/asthma/"),
        ("/themes/ashtma/", "/themes/asthma/"),
        ("/themes/astma", "/themes/asthma/"),
        ("/theme/asthma/", "/themes/asthma/"),
        ("/en/themes/asthma/", "/themes/asthma/"),
        ("/themes/information sharing/", "/themes/information-sharing/"),
        ("/themes/information_sharing/", "/themes/information-sharing/"),
        ("/gp/", "/agencies/gp/"),
        ("/press-realese/", "/press-release/"),
        ("/GLOSARY", "/glossary/"),
        ("/%E0%A4%A/asthma/", "/themes/asthma/"),
        ("/Briefing/GP/", "/briefing/gp/"),
        ("/briefing/polcie/screen", "/briefing/police/screen/"),
        ("/police/ledger/", "/briefing/police/ledger/"),
    ],
)
def test_the_near_page_is_offered(page: Page, asked: list[str], wrong: str, near: str) -> None:
    """Protects the reader of a mistyped or shortened address."""
    page.goto(f"{wrong}#p4")
    offered = page.locator("#nearest a")
    expect(offered.first).to_be_visible()
    addresses = [
        address.partition("//")[2].partition("/")[2] for address in offered.evaluate_all("l => l.map(a => a.href)")
    ]
    assert f"/{addresses[0]}" == f"{near}#p4" and len(addresses) <= 3
    host = page.evaluate("location.origin")
    others = [url for url in asked[1:] if not url.startswith(f"{host}/assets/") and not url.endswith("/favicon.ico")]
    assert others == []


@pytest.mark.parametrize("wrong", ["/qqq/", "/wp-admin/", "/xy/", "/no/such/page/", "/a/"])
def test_what_is_near_to_nothing_is_offered_no_guess(page: Page, wrong: str) -> None:
    """Protects readers from a guess that has nothing to do with what they typed."""
    page.goto(wrong)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    page.wait_for_load_state("networkidle")
    assert page.locator("#nearest a").count() == 0


def test_without_scripts_all_pages_are_listed(page: Page) -> None:
    """Protects readers whose scripts are off: the list of all pages is there, and searched by the browser."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/asthma/")
    page.get_by_text("All pages", exact=True).click()
    page.locator("#all-pages").get_by_role("link", name="Asthma", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asthma")


def test_a_part_that_is_gone_is_said_at_the_top(page: Page) -> None:
    """Protects who follows an old link to a statement: they learn that the page is right and the part is not."""
    page.goto("/press-release/#p99-gone")
    note = page.get_by_role("status").filter(has_text="moved or gone")
    expect(note).to_be_visible()
    assert note.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.evaluate("location.hash = '#p4'")
    expect(note).to_have_count(0)
    page.evaluate("location.hash = '#%E0%A4%A'")
    expect(note).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/press-release/#p4", "/#", "/#top", "/#main", "/search/#q=asthma", "/briefing/gp/#7", "/themes/asthma/"],
)
def test_a_part_that_is_there_is_not_said_to_be_gone(page: Page, address: str) -> None:
    """Protects readers from a false alarm, on each kind of address that goes on after its page."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.locator("#lost-part").count() == 0
