"""By keyboard alone: every control is reached, in order, seen when reached, and works."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from addresses import FINDING, ONE_OF_EACH, THEME, every_page, file_of
from element_kinds import MARK_KNOWN, known_kinds, place

# What a control is, by what no script adds to it once it is reached.
_NAME = (
    """each => [each.localName, each.getAttribute("href") ?? each.id, each.textContent.trim().slice(0, 80)].join(" ")"""
)
_REACHABLE = (
    """scope => [...document.querySelectorAll(scope)].flatMap(part =>
  [...part.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")])
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0
    && (each.type !== "radio" || each.checked))
  .map("""
    + f"{_NAME})"
)
_FOCUSED = f"() => ({_NAME})(document.activeElement)"
_NOTE_FOCUS = f"""() => {{
  if (!window.focused) addEventListener("focusin", ({{ target }}) => focused.push(({_NAME})(target)));
  window.focused = [];
}}"""

# After a Tab, focus by script counts as by keyboard, so :focus-visible holds. No colour moves a control.
_UNSEEN = """async onlyMarks => {
  const look = each => getComputedStyle(each).outline;
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;  // of what is on the screen
  const seen = each => [...each.getClientRects()].filter(box => box.width > 0 && box.height > 0).some(box => {
    const on = document.elementFromPoint(
      middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    return on && (each.contains(on) || on.contains(each));
  });
  const found = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (!each.checkVisibility({ visibilityProperty: true }) || each.disabled) continue;
    if (onlyMarks && each.matches("[data-known]")) continue;
    document.activeElement.blur();
    const before = look(each);
    each.focus();
    const style = getComputedStyle(each);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 || look(each) === before) {
      found.push(`no mark of focus: ${each.outerHTML.slice(0, 120)}`);
    }
    if (onlyMarks) continue;
    for (let frame = 0; frame < 20 && !seen(each); frame++) {  // as a page comes to rest, it may scroll under the focus
      await new Promise(requestAnimationFrame);
      document.activeElement.blur();
      each.focus();
    }
    if (!seen(each)) found.push(`out of sight when focused: ${each.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


def _tab(page: Page, times: int) -> list[str]:
    """Press Tab so often; gives what has had the focus since, as the page itself notes it."""
    page.evaluate(_NOTE_FOCUS)
    for _ in range(times):
        page.keyboard.press("Tab")
    order: list[str] = page.evaluate("focused")
    return order


@pytest.fixture
def bbc(page: Page) -> Page:
    """Let the address that the exit leads to answer on this machine."""
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>Elsewhere"))
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_tab_goes_through_every_control_in_order(page: Page, width: int) -> None:
    """Protects readers without a mouse: skip link, header, text and footer, none left out, none twice."""
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", FINDING, "/briefing/"):
        page.goto(address)
        controls = page.evaluate(_REACHABLE, "body")
        header = page.evaluate(_REACHABLE, "body > header")
        assert controls[1 : len(header) + 1] == header
        assert _tab(page, len(controls)) == controls
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(_FOCUSED) == controls[-2]


def test_focus_can_be_seen_everywhere(page: Page, site: Path) -> None:
    """Protects readers without a mouse: what has the focus is marked, and not covered (WCAG 2.4.7, 2.4.11).

    It is marked by day, by night and in the system's own colours; in the latter two, each kind of control is looked at.
    """
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    found = []
    for address, known in known_kinds(site, ONE_OF_EACH).items():
        if "#" in address:
            page.goto("about:blank")  # to another part of the same page, nothing would be loaded
        page.goto(address)
        if "?q=" in address:
            page.wait_for_selector("#search-results[aria-busy=false]")
        page.evaluate(MARK_KNOWN, known)
        page.keyboard.press("Tab")
        found += [f"{address} {fault}" for fault in page.evaluate(_UNSEEN, False)]
        page.emulate_media(color_scheme="dark")
        found += [f"{address} by night, {fault}" for fault in page.evaluate(_UNSEEN, True)]
        page.emulate_media(color_scheme="light", forced_colors="active")
        found += [f"{address} in forced colours, {fault}" for fault in page.evaluate(_UNSEEN, True)]
        page.emulate_media(forced_colors="none")
    assert not found, "\n".join(found)


def test_the_skip_link_leads_past_the_header(page: Page) -> None:
    """Protects readers who would otherwise hear or tab through the header on every page."""
    page.goto(THEME)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert _tab(page, 1) == page.evaluate(_REACHABLE, "main")[:1]


def test_shift_three_times_leaves(bbc: Page) -> None:
    """Protects someone who is watched: the page goes at once, and Back does not bring it up."""
    bbc.goto("/themes/")
    bbc.goto("/get-help/")
    for _ in range(3):
        bbc.keyboard.press("Shift")
    bbc.wait_for_url("https://www.bbc.co.uk/**")
    bbc.go_back()
    expect(bbc).to_have_url("/themes/")


def test_capital_letters_do_not_leave(bbc: Page) -> None:
    """Protects someone who types capitals into the search: Shift with another key is no exit."""
    bbc.goto("/get-help/")
    bbc.focus("#header-search")
    for letter in "ABCD":
        bbc.keyboard.press(f"Shift+{letter}")
    expect(bbc.locator("#header-search")).to_have_value("ABCD")
    expect(bbc).to_have_url("/get-help/")


def test_the_exit_works_without_scripts(without_scripts: Page, site: Path) -> None:
    """Protects someone who is watched, where scripts are turned off: it is a plain link, on every page the same."""
    page, exits = without_scripts, set[tuple[str, ...]]()
    for address in every_page(site):
        (node,) = LexborHTMLParser(file_of(site, address).read_bytes()).css(".top .exit")
        exits.add((str(node.html), *place(node)))
    assert len(exits) == 1, "it is not the same link everywhere"
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Elsewhere"))
    page.goto(FINDING)
    link = page.get_by_role("link", name="Exit this page")
    expect(link).to_be_visible()
    link.press("Enter")
    page.wait_for_url("https://www.bbc.co.uk/**")


def test_search_by_keys_from_any_page(page: Page) -> None:
    """Protects readers without a mouse: from “/” to a page of results, and by arrows to a page itself.

    For “consent” the same page comes first before statements have arrived and after it.
    """
    page.goto("/about/")
    page.keyboard.press("/")
    page.keyboard.type("consent")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/about/"))
    title = page.get_by_role("heading", level=1).inner_text()
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("consent")
    page.keyboard.press("Enter")
    first = page.locator("#search-results a").first
    expect(first).to_be_visible()
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")  # what is found later is drawn anew
    first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_single_key_can_be_turned_off(page: Page) -> None:
    """Protects people who speak to their computer, whose words can be taken for keys (WCAG 2.1.4)."""
    page.goto("/accessibility/")
    page.keyboard.press("/")
    expect(page.locator("#header-search")).to_be_focused()
    page.get_by_role("checkbox", name="Turn off the / key").check()
    page.goto(THEME)
    page.keyboard.press("/")
    expect(page.locator("#header-search")).not_to_be_focused()
    page.goto("/accessibility/")
    page.get_by_role("checkbox", name="Turn off the / key").uncheck()
    page.goto(THEME)
    page.keyboard.press("/")
    expect(page.locator("#header-search")).to_be_focused()
