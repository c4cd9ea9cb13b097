"""When a network blocks, breaks or ends half-way: the text of a page stays, and so does the way on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from addresses import FINDING

_DENY = """
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
  Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
Object.defineProperty(Document.prototype, 'cookie', {
  get() { throw new DOMException('denied', 'SecurityError'); },
  set() { throw new DOMException('denied', 'SecurityError'); },
});
"""


def errors_of(page: Page) -> list[str]:
    """Gather what scripts did not foresee."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def settle(page: Page, *scripts: str) -> None:
    """Wait until scripts have come or failed, and the page has said what it makes of that."""
    page.evaluate(
        """async scripts => {
          const [{ src }] = document.querySelectorAll("script[type=module]");
          await Promise.allSettled(scripts.map(script => import(new URL(script, src))));
          await new Promise(done => setTimeout(done));
        }""",
        scripts,
    )


def is_readable(page: Page) -> None:
    """Check that the page of a finding has what its reader came for."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".said p").first).to_contain_text(re.compile(r"\w \w"))
    expect(page.locator(".said p").first).to_be_visible()
    expect(page.get_by_role("link", name="Themes", exact=True).first).to_be_attached()
    expect(page.get_by_role("link", name="Get help").first).to_be_visible()


@pytest.mark.parametrize("blocked", ["css", "js", "svg", "json", "*"])
def test_a_page_is_readable_where_assets_are_blocked(page: Page, blocked: str) -> None:
    """Protects readers behind a filter that lets pages through and not what belongs to them."""
    errors = errors_of(page)
    page.route(re.compile(r"/assets/.*" + (r"\.\w+$" if blocked == "*" else rf"\.{blocked}$")), lambda r: r.abort())
    page.goto(FINDING)
    is_readable(page)
    page.locator(".text a.source").first.hover()
    page.locator("#header-search").focus()
    settle(page, "note.js", "search-box.js")
    assert errors == []


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 200, "body": "<h1>Blocked</h1>"}])
@pytest.mark.parametrize("name", ["site.js", "search-box.js", "search-engine.js", "note.js"])
def test_a_page_is_readable_where_scripts_are_broken(page: Page, name: str, answer: dict[str, object]) -> None:
    """Protects readers whose filter answers with a page of its own in the place of a script."""

    def reply(route: Route) -> None:
        route.fulfill(**answer)  # type: ignore[arg-type]

    errors = errors_of(page)
    page.route(f"**/{name}", reply)
    page.goto(FINDING)
    is_readable(page)
    page.locator(".text a.source").first.hover()
    page.fill("#header-search", "asthma")
    settle(page, "note.js", "search-box.js")
    assert errors == []
    page.press("#header-search", "Enter")
    page.wait_for_url(re.compile(r"/search/[?#]q=asthma"))


def test_a_page_and_the_search_work_where_storage_is_denied(page: Page) -> None:
    """Protects readers whose browser lets sites keep nothing: this one has nothing to keep."""
    errors = errors_of(page)
    page.add_init_script(_DENY)
    page.goto(FINDING)
    is_readable(page)
    page.goto("/search/?q=asthma")
    expect(page.locator("#search-results > li").first).to_contain_text("Asthma")
    assert errors == []


def _reach_for_a_source(page: Page) -> None:
    page.locator(".text a.source").first.hover()


def _type_into_the_search(page: Page) -> None:
    page.locator("#header-search").press_sequentially("asthma")


def _follow_a_link_on_the_page(page: Page) -> None:
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("act", [_reach_for_a_source, _type_into_the_search, _follow_a_link_on_the_page])
def test_a_page_stays_readable_when_the_network_goes_in_mid_visit(
    page: Page, context: BrowserContext, act: Callable[[Page], None]
) -> None:
    """Protects the health visitor in the car park: what was opened stays, whatever is touched."""
    errors = errors_of(page)
    page.goto(FINDING)
    context.set_offline(True)
    act(page)
    settle(page, "note.js", "search-box.js")
    is_readable(page)
    assert errors == []


def test_scripts_come_back_with_the_network(page: Page, context: BrowserContext) -> None:
    """Protects the same reader at the next bus stop: what failed is asked for again."""
    page.goto(FINDING)
    context.set_offline(True)
    page.locator("#header-search").press_sequentially("asth")
    settle(page, "search-box.js")
    context.set_offline(False)
    page.locator("#header-search").press_sequentially("ma")
    expect(page.locator("[role=option]").first).to_be_visible()


def test_search_typed_before_the_network_went_still_answers(page: Page, context: BrowserContext) -> None:
    """Protects the reader on a train: once the index is there, search needs no network."""
    page.goto("/search/?q=asthma")
    expect(page.locator("#search-results > li").first).to_contain_text("Asthma")
    context.set_offline(True)
    page.fill("#header-search", "police")
    expect(page.locator("#search-results > li").first).to_contain_text("Police")


def test_without_scripts_the_search_leads_to_the_a_to_z(without_scripts: Page, base_url: str) -> None:
    """Protects readers whose scripts are off: the form works, and the page it leads to is of use."""
    page = without_scripts
    page.goto(FINDING)
    is_readable(page)
    page.fill("#header-search", "asthma")
    page.press("#header-search", "Enter")
    expect(page).to_have_url(f"{base_url}/search/?q=asthma")
    expect(page.locator("#a-to-z-part").get_by_role("link", name="Asthma").first).to_be_visible()
