"""Addresses that lead nowhere: near pages are offered, and a part that is gone is said, without asking anybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from addresses import FINDING, THEME, THEMES, TOOLS

THEME_S, FINDING_S = (address.split("/")[2] for address in (THEME, FINDING))
"""Their last parts, as readers mistype them."""
SWAPPED, LACKING = f"{THEME_S[:2]}{THEME_S[3]}{THEME_S[2]}{THEME_S[4:]}", f"{THEME_S[:3]}{THEME_S[4:]}"
LONG = next(address for address in THEMES if "-" in address)


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """Gather what is asked of any host, but for the page itself, scripts and the icon."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    yield requests


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        (f"/Themes/{THEME_S.title()}/", THEME),
        (f"{THEME}index.htm", THEME),
        (f"/themes/{THEME_S}.html", THEME),
        (f"/{THEME_S}/", THEME),
        (f"/{THEME_S}", THEME),
        (f"/agencies/{THEME_S}/", THEME),
        (f"/themes/{SWAPPED}/", THEME),
        (f"/themes/{LACKING}", THEME),
        (f"/theme/{THEME_S}/", THEME),
        (f"/en{THEME}", THEME),
        (LONG.replace("-", " "), LONG),
        (LONG.replace("-", "_"), LONG),
        (f"/{FINDING_S}/", FINDING),
        ("/press-realese/", "/press-release/"),
        ("/GLOSARY", "/glossary/"),
        (f"/%E0%A4%A/{THEME_S}/", THEME),
        (f"/Briefing/{FINDING_S.upper()}/", TOOLS),
        (f"/breifing/{FINDING_S}/screen", f"{TOOLS}screen/"),
        (f"/{FINDING_S}/ledger/", f"{TOOLS}ledger/"),
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
    page.goto(f"/{THEME_S}/")
    page.get_by_text("All pages", exact=True).click()
    page.locator(f"#all-pages a[href$='{THEME}']").click()
    expect(page).to_have_url(THEME)


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
    ["/press-release/#p4", "/#", "/#top", "/#main", "/search/#q=asthma", f"{TOOLS}#7", THEME],
)
def test_a_part_that_is_there_is_not_said_to_be_gone(page: Page, address: str) -> None:
    """Protects readers from a false alarm, on each kind of address that goes on after its page."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.locator("#lost-part").count() == 0
