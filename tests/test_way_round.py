"""Finding one's way: siblings, steps, contents, the bar for a thumb, marks that say where they stand, links to copy."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PageObject, PdfReader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from addresses import CHANGES, FINDING, FINDINGS, THEME, THEMES
from built import page as parsed

_COVERED = """() => {
  const bar = document.querySelector(".thumb").getBoundingClientRect();
  const box = document.activeElement.getBoundingClientRect();
  if (document.activeElement.closest(".thumb") || box.width === 0) return "";
  return box.top >= bar.top - 1 ? document.activeElement.outerHTML.slice(0, 100) : "";
}"""


@pytest.fixture
def small(without_scripts: Page) -> Page:
    """Open a window of a phone's size on which no script runs."""
    without_scripts.set_viewport_size({"width": 390, "height": 844})
    without_scripts.emulate_media(reduced_motion="reduce")
    return without_scripts


@pytest.mark.parametrize("siblings", [FINDINGS, THEMES, CHANGES], ids=["findings", "themes", "changes"])
def test_siblings_are_one_click_away_where_there_is_room(page: Page, site: Path, siblings: tuple[str, ...]) -> None:
    """Protects someone who compares: from any finding, theme or change to any other in one click, from 1,024 px up."""
    for address in siblings:
        tree = parsed(site, address)
        links = [urljoin(address, link.attributes["href"] or "") for link in tree.css("#siblings li a")]
        assert sorted(links) == sorted(siblings)
        here = tree.css("#siblings [aria-current=page]")
        assert [_plain(link.text()) for link in here] == [_plain(words(tree, "h1"))], address
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(siblings[-1])
    expect(page.locator("#siblings li a:visible")).to_have_count(len(siblings))


@pytest.mark.parametrize("siblings", [FINDINGS, THEMES, CHANGES], ids=["findings", "themes", "changes"])
def test_each_leads_to_the_next_and_back(page: Page, site: Path, siblings: tuple[str, ...]) -> None:
    """Protects readers who go through all of them: previous and next by name, in the order of the menu."""
    trees = {address: parsed(site, address) for address in siblings}
    order = [urljoin(siblings[0], link.attributes["href"] or "") for link in trees[siblings[0]].css("#siblings li a")]
    for before, after in pairwise(order):
        for here, way, there in ((before, "next", after), (after, "prev", before)):
            (link,) = trees[here].css(f".turn a[rel~={way}]")
            assert urljoin(here, link.attributes["href"] or "") == there
            assert _plain(link.text()).endswith(_plain(words(trees[there], "h1"))), here
    assert not trees[order[0]].css("a[rel~=prev]") and not trees[order[-1]].css("a[rel~=next]")
    page.goto(order[0])
    page.locator("a[rel~=next]").click()
    expect(page).to_have_url(order[1])
    page.locator("a[rel~=prev]").click()
    expect(page).to_have_url(order[0])


def words(tree: LexborHTMLParser, selector: str) -> str:
    """Give the words of an element that is there once, without its sign to link to it."""
    (node,) = tree.css(selector)
    sign = node.css_first(".headerlink")
    return node.text().removesuffix(sign.text() if sign else "")


def test_a_phone_reaches_any_sibling_in_two_taps_without_scripts(small: Page) -> None:
    """Protects readers on a phone and on locked-down networks: steps stand first, and the list opens as a popover."""
    page = small
    page.goto(FINDING)
    expect(page.locator("#siblings")).to_be_hidden()
    page.get_by_role("button", name=re.compile(r"\d+ of \d+")).click()
    last = page.locator("#siblings li a:not([aria-current])").last
    sibling = urljoin(page.url, last.get_attribute("href"))
    last.click()
    expect(page).to_have_url(sibling)
    step = page.locator(".steps").get_by_role("link").first
    before = urljoin(page.url, step.get_attribute("href"))
    step.click()
    expect(page).to_have_url(before)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes").click()
    expect(page).to_have_url("/themes/")


def test_a_sheet_closes_with_escape_and_with_a_choice(phone: Page) -> None:
    """Protects keyboard users and readers of small screens: what opened over the page never stays in the way."""
    phone.goto("/about/")
    opens = phone.get_by_role("button", name="On this page")
    opens.press("Enter")
    expect(phone.locator("#contents")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator("#contents")).to_be_hidden()
    expect(opens).to_be_focused()
    opens.click()
    phone.locator("#contents a").last.click()
    expect(phone.locator("#contents")).to_be_hidden()


def test_contents_mark_what_is_read(page: Page) -> None:
    """Protects readers of long pages from losing their place."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/press-release/")
    page.locator("#p5").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator("#contents [aria-current=true]")).to_have_attribute("href", "#p5")


@pytest.mark.parametrize("address", ["/glossary/", "/search/"])
def test_lists_of_words_have_letters_to_leap_to(page: Page, address: str) -> None:
    """Protects those who look something up from scrolling through every word."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    letter = page.locator(".letters").get_by_role("link", name="N", exact=True)
    letter.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_header_is_low_and_the_text_is_seen_at_once(phone: Page) -> None:
    """Protects readers on a phone: at most 100 px before the text, and all that is said of them on the first screen."""
    for address in [*FINDINGS, *THEMES, *CHANGES]:
        phone.goto(address)
        assert phone.locator("main").evaluate("main => main.getBoundingClientRect().top") <= 100, address
        if address in FINDINGS:
            bar = phone.locator(".thumb").bounding_box()
            said = phone.locator(".said").bounding_box()
            assert bar and said and said["y"] + said["height"] <= bar["y"], address


def test_home_shows_a_way_in_by_work_at_once(phone: Page) -> None:
    """Protects a practitioner who gives a page five seconds."""
    phone.goto("/")
    first, bar = phone.locator(".tiles a").first.bounding_box(), phone.locator(".thumb").bounding_box()
    assert first and bar and first["y"] + first["height"] <= bar["y"]


def test_the_header_goes_and_comes_back(phone: Page) -> None:
    """Protects the room to read, and the way back to the menu."""
    phone.emulate_media(reduced_motion="reduce")
    phone.goto("/press-release/")
    name = phone.locator(".top .name")
    phone.evaluate("scrollTo(0, 900)")
    expect(name).not_to_be_in_viewport()
    phone.evaluate("scrollTo(0, 700)")
    expect(name).to_be_in_viewport()


def test_the_bar_for_the_thumb_never_covers_what_has_the_focus(phone: Page) -> None:
    """Protects keyboard users of small screens (WCAG 2.4.11)."""
    phone.goto(FINDING)
    for _ in range(60):
        phone.keyboard.press("Tab")
        assert phone.evaluate(_COVERED) == ""


def test_the_bar_scrolls_away_where_it_would_take_the_screen(page: Page) -> None:
    """Protects readers at 400 per cent, whose screen is 256 px high: nothing is fixed there."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(FINDING)
    for part in (".top", ".thumb"):
        assert page.locator(part).evaluate("part => getComputedStyle(part).position") == "static"


def test_help_search_and_exit_are_at_the_thumb(phone: Page) -> None:
    """Protects someone in a hurry: the three are in the lowest 60 px, and search opens where one types."""
    phone.goto(THEME)
    assert phone.locator(".thumb > *").all_text_contents() == ["Get help", "Search", "Exit this page"]
    for part in phone.locator(".thumb > *").all():
        box = part.bounding_box()
        assert box and box["y"] >= 844 - 60 and box["height"] >= 44
    phone.locator(".thumb").get_by_role("button", name="Search").tap()
    expect(phone.locator("#header-search")).to_be_focused()


def test_neighbouring_marks_of_a_paragraph_are_one(site: Path) -> None:
    """Protects fingers: no two marks with the same words stand side by side."""

    def before(mark: LexborNode) -> LexborNode | None:
        near = mark.prev
        while near and near.tag == "-text" and not near.text().strip():
            near = near.prev
        return near

    for address in [*FINDINGS, *THEMES, "/", "/hakeem/", "/timeline/"]:
        marks = parsed(site, address).css("main a.source")
        twins = [mark.html for mark in marks if (near := before(mark)) and near in marks and near.text() == mark.text()]
        assert marks and not twins, address


def test_a_mark_says_where_it_stands_by_keyboard(page: Page) -> None:
    """Protects readers without a mouse: focus tells the paragraph, the words and their neighbours; Escape closes."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(FINDING)
    mark = page.locator(".said a.source").first
    place = urljoin(page.url, mark.get_attribute("href"))
    expect(mark).to_have_attribute("aria-expanded", "false")
    page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    note = page.get_by_role("note")
    expect(note).to_contain_text(re.compile(r"Paragraph \d of 9.*\w \w", re.DOTALL))
    expect(note.locator(".before, .after").first).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page).to_have_url(place)


def test_a_mark_says_where_it_stands_under_a_pointer(page: Page) -> None:
    """Protects readers with a mouse (WCAG 1.4.13): the note can be gone into, and goes when the pointer leaves."""
    page.goto(FINDING)
    page.locator(".said a.source").first.hover()
    note = page.get_by_role("note")
    expect(note).to_be_visible()
    note.hover()
    expect(note.get_by_role("link", name="Read it in its place")).to_be_visible()
    page.mouse.move(5, 5)
    expect(note).to_be_hidden()


def test_a_tap_opens_a_mark_and_a_second_closes_it(phone: Page) -> None:
    """Protects readers on a phone: a tap does not take them off the page."""
    phone.goto(FINDING)
    mark = phone.locator(".said a.source").first
    place = urljoin(phone.url, mark.get_attribute("href"))
    mark.tap()
    note = phone.get_by_role("note")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    mark.tap()
    expect(note).to_be_hidden()
    expect(phone).to_have_url(FINDING)
    mark.tap()
    note.get_by_role("link", name="Read it in its place").tap()
    expect(phone).to_have_url(place)


def test_without_scripts_a_mark_is_a_link(small: Page) -> None:
    """Protects readers on locked-down networks: the way to the source is plain HTML."""
    small.goto(FINDING)
    mark = small.locator(".said a.source").first
    place = urljoin(small.url, mark.get_attribute("href"))
    mark.click()
    expect(small).to_have_url(place)
    expect(small.locator(":target")).to_be_in_viewport()


def test_a_statement_that_is_landed_on_can_be_left(page: Page) -> None:
    """Protects readers who check a source: a way back to where they were, and the pages that use it."""
    page.goto(FINDING)
    title = page.locator("h1").inner_text()
    mark = page.locator(".said a.source").first
    place = urljoin(page.url, mark.get_attribute("href"))
    mark.click()
    expect(page).to_have_url(place)
    used = page.locator(f"#{place.partition('#')[2]} + details.used")
    used.locator("summary").click()
    expect(used).to_contain_text(title)
    page.get_by_role("button", name="Back to where you were").click()
    expect(page).to_have_url(FINDING)


def test_a_link_to_any_place_is_copied_and_that_is_said(page: Page, context: BrowserContext, base_url: str) -> None:
    """Protects those who share one statement: the sign copies its address, and screen readers are told."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for address, place in (
        (FINDING, "li[id^='q-']"),
        ("/press-release/", "#p4-school"),
        ("/glossary/", "#asthma"),
        (THEME, "#connections"),
    ):
        page.goto(address)
        place = f"#{page.locator(place).first.get_attribute('id')}"
        sign = page.locator(f"{place} > .headerlink")
        assert sign.evaluate("sign => getComputedStyle(sign).opacity") == "0"
        page.locator(place).hover()
        assert sign.evaluate("sign => getComputedStyle(sign).opacity") == "1"
        name = str(sign.get_attribute("aria-label")).removeprefix("Link to: ")
        sign.press("Enter")
        expect(page.locator(".toast[role=status]")).to_have_text(f"Copied link to: {name}")
        assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{address}{place}"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_board_shows_every_absence_and_says_why_for_every_link(page: Page, width: int) -> None:
    """Protects readers from taking silence for an answer: an empty dotted box wherever no change is on the subject."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/agencies/")
    rows = page.locator(".board tbody tr")
    assert rows.count() == len(FINDINGS)
    for at in range(rows.count()):
        change = rows.nth(at).locator("td").last
        border = change.evaluate("cell => getComputedStyle(cell).borderTopStyle")
        assert border == ("dotted" if change.get_by_role("link").count() == 0 else "solid")
    if width == 1280:
        page.locator(".board td a").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        why = page.locator(".board td span").first.text_content()
        expect(page.get_by_role("note")).to_have_text(str(why))
        expect(page.locator(".board a.touched").first).to_be_visible()
    else:
        expect(rows.first.locator("td").first).to_have_css("display", "block")
        label = rows.first.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert "Themes" in label


@pytest.mark.parametrize(
    ("addresses", "most"),
    [(FINDINGS, 2), (THEMES, 2), (CHANGES, 1), (("/",), 1), (("/agencies/", "/themes/", "/improvements/"), 2)],
    ids=["findings", "themes", "changes", "home", "boards"],
)
def test_a_page_fits_on_its_sheets(page: Page, addresses: tuple[str, ...], most: int) -> None:
    """Protects those who print for a meeting: sheets of real PDFs are counted, and address and sources are on them.

    No heading stands alone at the foot of a sheet, and no sheet holds only what stands at the foot of every page.
    """
    faults = []
    for address in addresses:
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.locator(".address")).to_be_visible()
        if address in (*FINDINGS, *THEMES, *CHANGES):
            expect(page.locator(".sources li").first).to_be_visible()
        headings = {_plain(text) for text in page.locator("main :is(h1, h2, h3)").all_inner_texts()}
        foot = _plain(page.locator(".bottom").inner_text())
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        if len(sheets) > most:
            faults.append(f"{address} takes {len(sheets)} sheets")
        texts = [_texts(sheet) for sheet in sheets]
        faults += [f"{address} has a heading alone" for of in texts[:-1] if _plain(min(of)[1]) in headings]
        faults += [f"{address} has only its foot" for of in texts if _plain("".join(text for _, text in of)) in foot]
    assert not faults


def _texts(sheet: PageObject) -> list[tuple[float, str]]:
    """Give the texts of a sheet in their order, each with how far above the lower edge it stands."""
    found: list[tuple[float, str]] = []

    def note(text: str, space: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            found.append((place[4] * space[1] + place[5] * space[3] + space[5], text))

    sheet.extract_text(visitor_text=note)
    return found


def _plain(text: str) -> str:
    """Leave letters and figures, since a PDF sets spaces as it likes."""
    return re.sub(r"\W", "", text).lower()


def test_help_begins_with_two_large_buttons(phone: Page) -> None:
    """Protects someone who is frightened: two numbers to press, before any other word."""
    phone.goto("/get-help/")
    buttons = phone.locator(".ring a")
    assert buttons.count() == 2
    for at in range(2):
        box = buttons.nth(at).bounding_box()
        assert box and box["height"] >= 72 and box["y"] < 500
        assert str(buttons.nth(at).get_attribute("href")).startswith("tel:")


@pytest.mark.parametrize(("saves", "ready"), [("false", 1), ("true", 0)])
def test_no_page_is_made_ready_for_readers_who_save_data(page: Page, saves: str, ready: int) -> None:
    """Protects readers who pay for each page: what they only point at is not fetched."""
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: {saves} }} }})")
    page.goto("/")
    expect(page.locator("script[type=speculationrules]")).to_have_count(ready)


@pytest.mark.parametrize(
    ("of_line", "hovers", "fetched"),
    [
        ("saveData: false, effectiveType: '4g'", False, True),
        ("saveData: false, effectiveType: '3g'", False, False),
        ("saveData: true, effectiveType: '4g'", False, False),
        ("saveData: false, effectiveType: '4g'", True, False),
    ],
    ids=["good line", "slow line", "data saved", "pointer that hovers"],
)
def test_the_next_page_is_fetched_ahead_on_a_good_line_for_a_finger(
    page: Page, phone: Page, of_line: str, hovers: bool, fetched: bool
) -> None:
    """Protects those who step from page to page on a phone, and those who pay for what they did not ask for."""
    reader = page if hovers else phone
    reader.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {{ {of_line} }} }})")
    reader.goto(FINDING)
    to_next = reader.locator("[rel=next]")
    to_next.scroll_into_view_if_needed()
    ahead = re.compile(r"\bahead\b")
    if fetched:
        expect(to_next).to_have_class(ahead)
    else:
        reader.wait_for_timeout(1500)
        expect(to_next).not_to_have_class(ahead)
