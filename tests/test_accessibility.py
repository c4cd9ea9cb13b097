"""WCAG 2.2 AA on every page, as far as a machine can tell: axe, reflow, text spacing, targets, user settings."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize
from selectolax.lexbor import LexborHTMLParser

from addresses import FINDING, ONE_OF_EACH, every_page, file_of
from element_kinds import MARK_KNOWN, known_kinds
from once import Once
from shared_pages import SharedPages

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
"""Every rule of axe but those of level AAA, which is not promised, and those that axe itself has given up."""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules among them that depend on colours; to read a page by them takes axe twice as long as by all others."""

_OTHER_KINDS = """axe.configure({ rules: [
  { id: "color-contrast", selector: "*:not([data-known], svg, svg *, pre, pre *)" },
  { id: "link-in-text-block", selector: "a[href]:not([data-known])" },
] });"""
"""Has axe ask about the colours of what is of no known kind (see tests/element_kinds.py).

Words in pictures and in code are left to what is asked about them below.
"""

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

_LARGER = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
_WIDER = """() => {
  const [root, limit] = [document.documentElement, document.documentElement.clientWidth + 1];
  if (root.scrollWidth <= limit) return [];
  return [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > limit)
    .map(each => each.outerHTML.slice(0, 100));
}"""

# Where the character before a mark stands, and where the mark does: on one line, they overlap from top to bottom.
_ALONE = """() => {
  const found = [];
  for (const mark of document.querySelectorAll("main a.source")) {
    if (mark.closest(".from")) continue; // on a card for the wall, marks have a line of their own
    const cell = mark.closest("td"); // a column of sources has nothing else
    if (!mark.checkVisibility() || cell?.textContent.trim() === mark.textContent) continue;
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    walker.currentNode = mark;
    let before = walker.previousNode();
    while (before && !before.data.trim()) before = walker.previousNode();
    const range = document.createRange();
    const end = before.data.trimEnd().length;
    range.setStart(before, end - 1);
    range.setEnd(before, end);
    const [word, own] = [range.getBoundingClientRect(), mark.getClientRects()[0]];
    if (word.bottom < own.top || word.top > own.bottom) found.push(mark.parentElement.textContent.slice(-60));
  }
  return found;
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


_NO_EXIT = """() => [...document.querySelectorAll(".exit")].some(each => each.checkVisibility())
  ? [] : ["no link leaves at once"]"""

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


def found_on(page: Page, address: str, known: list[str] | None) -> Iterator[tuple[str, list[str]]]:
    """Go to a page once, and give what each check finds there, in one look after the other.

    Axe is in it already, and it is told to keep still, for no check may look on while colours change; that only colours
    change between looks by day, by night and in the system's own colours is why axe asks only about colours in the
    latter two. Colours are those of kinds of elements, so axe asks about them where the page has kinds that are not
    known, and of those alone. From look to look, width and colours change as seldom as can be, for each time all is
    painted anew.
    """
    page.set_viewport_size(DESK)
    if "#" in address:
        page.goto("about:blank")  # from the same page, nothing would be loaded
    page.goto(address)
    if "?q=" in address:
        page.wait_for_selector("#search-results[aria-busy=false]")
    page.evaluate(MARK_KNOWN, known)
    yield "motion", page.evaluate(_MOVES)
    yield from _seen_by_day(page, DESK)
    if known is None:
        yield "light 1280", axe(page, EVERY_RULE, OF_COLOURS)
    else:
        yield "light 1280", axe(page, EVERY_RULE)
        page.emulate_media(forced_colors="active")
        yield "forced colours", axe(page, OF_COLOURS)
        page.emulate_media(forced_colors="none", color_scheme="dark")
        yield "dark 1280", axe(page, OF_COLOURS) + page.evaluate(_CONTRAST)
    for wide in (1280, 768, 390, 320):
        page.set_viewport_size({"width": wide, "height": 800})
        yield "marks", [f"{fault} ({wide} pixels)" for fault in page.evaluate(_ALONE)]
    on_a_phone = "?q=" not in address  # there, axe cannot see kinds that scroll
    if known is not None and on_a_phone:
        yield "dark 320", axe(page, OF_COLOURS) + page.evaluate(_CONTRAST)
    page.emulate_media(color_scheme="light")
    if known is not None and on_a_phone:
        yield "light 320", axe(page, EVERY_RULE)
    if on_a_phone:
        yield from _seen_by_day(page, PHONE)
    page.set_viewport_size(ENLARGED)
    yield "enlarged", page.evaluate(_SPILLS)
    page.evaluate(_SPACING)
    yield "wider text", page.evaluate(_SPILLS)
    page.evaluate("document.adoptedStyleSheets.pop()")
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate(_LARGER)
    yield "larger text", page.evaluate(_WIDER)


def _seen_by_day(page: Page, size: ViewportSize) -> Iterator[tuple[str, list[str]]]:
    """Give what is found without axe on a page that is shown by day and in this size."""
    yield f"targets {size['width']}", page.evaluate(_SMALL)
    yield f"exit {size['width']}", page.evaluate(_NO_EXIT)
    yield f"light {size['width']}", page.evaluate(_CONTRAST)


@pytest.fixture(scope="module", params=range(PARTS))
def found(request: pytest.FixtureRequest, shared_pages: SharedPages, base_url: str, site: Path, once: Once) -> Checks:
    """Give what the checks find on one part of the pages, and on what some turn into for a query or a part."""
    known = known_kinds(site, sorted({*every_page(site), *ONE_OF_EACH}))

    def look() -> dict[str, list[str]]:
        page, checks = shared_pages.take(base_url), dict[str, list[str]]()
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(f"{AXE_SCRIPT};{_OTHER_KINDS}")  # is sent to the window once
        for address in sorted(known, key=lambda address: (known[address] is None, address))[request.param :: PARTS]:
            for check, faults in found_on(page, address, known[address]):
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


@pytest.mark.parametrize("width", [320, 1280])
def test_the_exit_is_on_every_page(found: Checks, width: int) -> None:
    """Protects someone who is watched: one press leaves, wherever they are."""
    assert not found[f"exit {width}"]


def test_nothing_moves_for_those_who_asked_for_stillness(found: Checks) -> None:
    """Protects readers whom motion makes ill."""
    assert not found["motion"]


def test_nothing_is_lost_at_400_per_cent(found: Checks) -> None:
    """Protects readers who enlarge: no sideways scroll and no text cut (WCAG 1.4.10)."""
    assert not found["enlarged"]


def test_nothing_is_lost_with_wider_text(found: Checks) -> None:
    """Protects dyslexic readers who set their own spacing (WCAG 1.4.12), on a phone, where room is least."""
    assert not found["wider text"]


def test_nothing_scrolls_sideways_with_text_of_200_per_cent(found: Checks) -> None:
    """Protects readers with low vision on a small phone: 360 px and text twice as large."""
    assert not found["larger text"]


def test_no_mark_begins_a_line(found: Checks) -> None:
    """Protects the reader's eye: a mark stays on the line of the word that it belongs to."""
    assert not found["marks"]


def test_parts_of_a_page_have_landmarks(page: Page, site: Path) -> None:
    """Protects screen-reader users, who leap from part to part: as a browser tells it, and the same on every page."""
    page.goto(FINDING)
    assert page.get_by_role("banner").count() == page.get_by_role("main").count() == 1
    assert page.get_by_role("contentinfo").count() == page.get_by_role("search").count() == 1
    assert page.get_by_role("navigation", name="Main").count() == 1
    for address in every_page(site):
        tree = LexborHTMLParser(file_of(site, address).read_bytes())
        for part in ("body > header", "body > main", "body > footer", "form[role=search]", "nav[aria-label=Main]"):
            assert len(tree.css(part)) == 1, f"{address} {part}"


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
