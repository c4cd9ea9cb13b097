"""WCAG 2.2 AA on every page, as far as a machine can tell: axe, reflow, text spacing, targets, user settings."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from addresses import FINDING, ONE_OF_EACH, every_page, of_every_kind
from once import Once
from shared_pages import SharedPages

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
"""Every rule of axe but those of level AAA, which is not promised, and those that axe itself has given up."""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules among them that depend on colours; to read a page by them takes axe twice as long as by all others."""

_AXE = """async ([runOnly, left]) => {
  const rules = Object.fromEntries(left.map(rule => [rule, { enabled: false }]));
  const { violations, incomplete } = await axe.run({ resultTypes: ["violations", "incomplete"], runOnly, rules });
  const undecided = incomplete.filter(rule => rule.id === "color-contrast");
  return [...violations, ...undecided].flatMap(rule => rule.nodes
    .filter(node => rule.id !== "color-contrast" || !document.querySelector(node.target[0]).closest("svg, pre"))
    .map(node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""

# What axe leaves undecided: words in pictures, and code that scrolls, against what lies behind them.
_CONTRAST = """() => {
  const light = paint => { // relative luminance, as WCAG defines it
    const [r, g, b] = paint.match(/[\\d.]+/g).map(part => part / 255).map(
      part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = "rgba(0, 0, 0, 0)";
  const behind = node => {
    const { backgroundColor } = getComputedStyle(node);
    return backgroundColor === clear && node.parentElement ? behind(node.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll("svg text, pre code")].filter(text => text.checkVisibility()).filter(text => {
    const ink = light(getComputedStyle(text)[text.matches("svg *") ? "fill" : "color"]), paper = light(behind(text));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5;
  }).map(text => `contrast is too low: ${text.textContent}`);
}"""

_SPILLS = """() => {
  const [root, found] = [document.documentElement, []];
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter(each => !each.closest("svg *")
      && each.getBoundingClientRect().right > root.clientWidth + 1);
    found.push(`the page scrolls sideways: ${wide.slice(0, 3).map(each => each.outerHTML.slice(0, 80)).join(" | ")}`);
  }
  for (const each of document.body.querySelectorAll("*:not(svg *, input)")) {
    const { display, overflowX, overflowY, clipPath } = getComputedStyle(each);
    if (display.startsWith("inline") && display !== "inline-block" || clipPath !== "none") continue;
    const cut = /hidden|clip/;
    const wide = overflowX !== "auto" && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1;
    const high = cut.test(overflowY) && each.scrollHeight > each.clientHeight + 1 && each.clientHeight > 1;
    if ((wide || high) && each.textContent.trim()) found.push(`text is cut or spills: ${each.outerHTML.slice(0, 120)}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const { left, right } = text.getBoundingClientRect();
      if (left < frame.left - 1 || right > frame.right + 1) found.push(`outside its picture: ${text.textContent}`);
    }
  }
  return found;
}"""

# Line, letter and word spacing, and space after paragraphs, of WCAG 1.4.12.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""

# A link in a line with other words is spared by WCAG 2.5.8; everything else must be 24 by 24 pixels.
_SMALL = """() => {
  const found = [];
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (!each.checkVisibility({ visibilityProperty: true }) || each.matches(".skip, [role=region]")) continue;
    const target = each.closest("label") || each;
    const inline = node => node.nodeType === 3 || node.nodeType === 1 && getComputedStyle(node).display === "inline";
    let outer = target, words = "";
    while (inline(outer) && inline(outer.parentNode)) outer = outer.parentNode;
    for (const way of ["previousSibling", "nextSibling"]) {
      for (let near = outer[way]; near && inline(near); near = near[way]) words += near.textContent;
    }
    words += outer.textContent.replace(target.textContent, "");
    if (words.trim() && inline(target) && !each.closest("svg")) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width >= 24 && height >= 24) continue;
    found.push(`${width.toFixed(1)} by ${height.toFixed(1)} pixels: ${target.outerHTML.slice(0, 140)}`);
  }
  return found;
}"""

_MOVES = """() => [...document.querySelectorAll("*")].filter(each => {
  const style = getComputedStyle(each);
  const long = times => times.split(",").some(time => parseFloat(time) > 0.01);
  return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === "smooth";
}).map(each => `moves: ${each.outerHTML.slice(0, 100)}`)"""


Checks = Mapping[str, list[str]]
"""What each check found: a fault on one line, with where it was found."""
PARTS = 6
"""Into how many the pages are parted, so that several processes can share them."""
DESK, PHONE, ENLARGED = (
    ViewportSize(width=1280, height=800),
    ViewportSize(width=320, height=800),
    ViewportSize(width=320, height=256),
)
"""The last is a window of 1,280 by 1,024 pixels at 400 %."""


def axe(page: Page, rules: list[str], left: list[str] | None = None) -> list[str]:
    """Give what axe finds by rules or kinds of rules, but for some that are left."""
    faults: list[str] = page.evaluate(_AXE, [rules, left or []])
    return faults


def found_on(page: Page, address: str, *, colours: bool) -> Iterator[tuple[str, list[str]]]:
    """Go to a page once, and give what each check finds there, in one look after the other.

    Axe is in it already, and it is told to keep still, for no check may look on while colours change; that only colours
    change between looks by day, by night and in the system's own colours is why axe asks only about colours in the
    latter two.
    """
    page.set_viewport_size(DESK)
    page.goto(address)
    if "?q=" in address:
        page.wait_for_selector("#search-results[aria-busy=false]")
    yield "motion", page.evaluate(_MOVES)
    for width in (DESK,) if "?q=" in address else (DESK, PHONE):  # on a phone, axe cannot see kinds that scroll
        page.set_viewport_size(width)
        yield f"targets {width['width']}", page.evaluate(_SMALL)
        yield f"light {width['width']}", page.evaluate(_CONTRAST)
        if colours:
            yield f"light {width['width']}", axe(page, EVERY_RULE)
            page.emulate_media(color_scheme="dark")
            yield f"dark {width['width']}", axe(page, OF_COLOURS) + page.evaluate(_CONTRAST)
            page.emulate_media(color_scheme="light")
        elif width == DESK:
            yield f"light {width['width']}", axe(page, EVERY_RULE, OF_COLOURS)
    if colours:
        page.set_viewport_size(DESK)
        page.emulate_media(forced_colors="active")
        yield "forced colours", axe(page, OF_COLOURS)
        page.emulate_media(forced_colors="none")
    page.set_viewport_size(ENLARGED)
    yield "enlarged", page.evaluate(_SPILLS)
    page.evaluate(_SPACING)
    yield "wider text", page.evaluate(_SPILLS)


@pytest.fixture(scope="module", params=range(PARTS))
def found(request: pytest.FixtureRequest, shared_pages: SharedPages, base_url: str, site: Path, once: Once) -> Checks:
    """Give what the checks find on one part of the pages; every page is in one part.

    Colours, and what a phone shows otherwise, are those of kinds of elements: every kind is looked at on some page, and
    so is what a page turns into for an address that holds more than its name.
    """
    pages = every_page(site)
    every_kind = {*of_every_kind(site), *(address for address in ONE_OF_EACH if address not in pages)}
    addresses = sorted({*pages, *ONE_OF_EACH}, key=lambda address: (address not in every_kind, address))

    def look() -> dict[str, list[str]]:
        page, checks = shared_pages.take(base_url), dict[str, list[str]]()
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(AXE_SCRIPT)  # is sent to the window once
        for address in addresses[request.param :: PARTS]:
            for check, faults in found_on(page, address, colours=address in every_kind):
                checks.setdefault(check, []).extend(f"{address}: {fault}" for fault in faults)
        return checks

    return once(f"accessibility-{request.param}", look)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_any_page(found: Checks, width: int, scheme: str) -> None:
    """Protects readers with assistive technology or low vision, on a phone and at a desk, by day and by night."""
    assert not found[f"{scheme} {width}"]


def test_axe_finds_nothing_in_forced_colours(found: Checks) -> None:
    """Protects readers who have the system paint every page in their own few colours."""
    assert not found["forced colours"]


def test_nothing_moves_for_those_who_asked_for_stillness(found: Checks) -> None:
    """Protects readers whom motion makes ill."""
    assert not found["motion"]


def test_nothing_is_lost_at_400_per_cent(found: Checks) -> None:
    """Protects readers who enlarge: no sideways scroll and no text cut (WCAG 1.4.10)."""
    assert not found["enlarged"]


def test_nothing_is_lost_with_wider_text(found: Checks) -> None:
    """Protects dyslexic readers who set their own spacing (WCAG 1.4.12), on a phone, where room is least."""
    assert not found["wider text"]


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough(found: Checks, width: int) -> None:
    """Protects readers whose hands shake: whatever does not stand in a sentence is 24 pixels or more (WCAG 2.5.8)."""
    assert not found[f"targets {width}"]


def test_axe_finds_nothing_in_what_scripts_add(page: Page) -> None:
    """Protects screen-reader users once suggestions and a note on a source stand on the page."""
    page.goto(FINDING)
    page.locator("a.source").first.hover()
    page.wait_for_selector(".note:popover-open")
    page.locator("form[role=search] input").press_sequentially("asthma")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.evaluate(AXE_SCRIPT)
    assert [
        fault for fault in axe(page, EVERY_RULE) if "could not be determined" not in fault
    ] == []  # text that lies under them
