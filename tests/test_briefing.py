"""The tools for a team: what a lead opens at ten to nine and uses at nine, on paper, on a wall, on a phone."""

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from unicodedata import normalize
from zipfile import ZipFile

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

import longest
from addresses import FINDINGS, TOOLS
from harness.static_server import serve
from publish import CannotPublishError, build, publish
from retelling_site.html import HtmlDocument
from retelling_site.pages.team.picture import ON_A_SHEET
from retelling_site.pages.team.sheet import LENGTHS

SLUGS = tuple(address.split("/")[2] for address in FINDINGS)
PAPERS = ("A4", "Letter")
_MUST = (
    *("seven years old", "He was unhappy", "What is not said", "could not guarantee"),
    *("¶4", "¶9", "0121"),
)
_USUAL = "0.4in"
"""The margin that Chromium gives paper when nobody changes it."""
_BETWEEN_MARGINS = (718, 740)
"""How wide a sheet of each paper is between its margins, in pixels."""
_OVER_THE_CODE = """() => {
  const code = [...document.querySelectorAll(".qr")].find(each => each.checkVisibility());
  const { left, right, top, bottom } = code.getBoundingClientRect(), words = document.createRange();
  words.selectNodeContents(code.closest("footer"));
  return [...words.getClientRects()].filter(box => box.height < 30)
    .filter(box => box.left < right && box.right > left && box.top < bottom && box.bottom > top).length;
}"""


def printed(page: Page, address: str, paper: str, margin: str = _USUAL) -> PdfReader:
    """Print a page as its reader would; it is loaded afresh unless it was the last to be printed."""
    if page.url != address:
        page.goto("about:blank")
        page.goto(address)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    return PdfReader(BytesIO(page.pdf(format=paper, margin=sides)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def longest_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site whose texts are as long as the build lets them be; gives the address of its longest sheet."""
    folder = tmp_path_factory.mktemp("longest")
    build(folder / "site", longest.project(folder / "project"))  # for the press alone, and so not packed for hosts
    with serve(folder / "site") as address:
        yield f"{address}/team/keepers/"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_is_one_page_of_paper(page: Page, base_url: str, slug: str) -> None:
    """Protects whoever prints at ten to nine: one page for each length, the one that the address asks for.

    What must be on each is on the shortest: who he was, said, seen, left open, reported or not, caveat, source, help.
    On the other paper the longest is printed.
    """
    for minutes in ("#2", "#7", "#20", ""):
        pdf = printed(page, f"{base_url}/briefing/{slug}/{minutes}", PAPERS[0])
        assert len(pdf.pages) == 1, minutes
        words = " ".join(normalize("NFKC", pdf.pages[0].extract_text()).split())  # some fonts join f and i to one sign
        assert f"/briefing/{slug}/{minutes or '#7'}" in words.replace(" ", "")
        assert not re.search(r"How long do you have|Menu|Search|Skip|With this sheet|min\b", words)
        if minutes == "#2":
            for part in _MUST:
                assert part in words or (part == "¶4" and slug == "all-professionals"), part
            assert "No specific change" in words or "What the Partnership reported" in words
    assert len(printed(page, f"{base_url}/briefing/{slug}/#{max(LENGTHS)}", PAPERS[1]).pages) == 1


@pytest.mark.parametrize("tool", [*(f"#{minutes}" for minutes in LENGTHS), "screen/", "ledger/"])
def test_the_longest_texts_fit_on_a_sheet(page: Page, longest_url: str, tool: str) -> None:
    """Protects teams from what an editor may write next year: all that the schema lets through fits."""
    for paper, margin in product(PAPERS, ("0.25in", "0.5in", "0.75in")):
        assert len(printed(page, f"{longest_url}{tool}", paper, margin).pages) == 1, (paper, margin)


def test_no_letter_of_a_sheet_is_under_nine_points(page: Page, base_url: str, longest_url: str) -> None:
    """Protects readers with tired eyes: 9 pt is 12 CSS pixels."""
    page.emulate_media(media="print")
    for address in (f"{longest_url}#20", *(f"{base_url}/briefing/{slug}/#20" for slug in SLUGS)):
        page.goto("about:blank")
        page.goto(address)
        smallest = page.evaluate(
            """() => Math.min(...[...document.querySelectorAll("main *")].filter(each => each.checkVisibility()
              && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
              .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
        )
        assert smallest >= 12, address


def test_more_minutes_have_more_questions(page: Page, base_url: str) -> None:
    """Protects a lead's time: one question in two minutes, three in seven, all in twenty; without a script as well."""
    for slug in SLUGS:
        found = []
        for minutes in LENGTHS:
            page.goto(f"{base_url}/briefing/{slug}/#{minutes}")
            found.append(page.locator(".asked li:visible:not(.then)").count())
        assert found[0] == 1 and found[0] < found[1] <= 3 and found[1] < found[2], slug


def test_the_length_that_is_shown_is_told_in_forced_colours(page: Page, base_url: str) -> None:
    """Protects readers whose own colours replace the fill; they paint the line below it, which is clear elsewhere."""
    page.emulate_media(forced_colors="active")
    page.goto(f"{base_url}{TOOLS}#20")
    line = "each => getComputedStyle(each).textDecorationLine"
    assert [page.locator(f".chooser .to-{minutes}").evaluate(line) for minutes in (20, 7)] == ["underline", "none"]


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_code_leads_to_this_sheet_and_length(page: Page, base_url: str, minutes: int) -> None:
    """Protects whoever holds the paper and a phone."""
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{base_url}{TOOLS}#{minutes}")
    code = page.locator(".paper svg.qr:visible")
    found = zxingcpp.read_barcodes(Image.open(BytesIO(code.screenshot())))
    assert [each.text for each in found] == [f"https://learning-from-hakeem.example{TOOLS}#{minutes}"]


def test_nothing_is_printed_over_the_code(page: Page, base_url: str, longest_url: str) -> None:
    """Protects the same reader: words beside the code leave it alone on paper, in the width that margins leave."""
    page.emulate_media(media="print")
    for address in (longest_url, *(f"{base_url}/briefing/{slug}/" for slug in SLUGS)):
        page.goto("about:blank")
        page.goto(f"{address}#20")
        for width in _BETWEEN_MARGINS:
            page.set_viewport_size({"width": width, "height": 1000})
            assert page.evaluate(_OVER_THE_CODE) == 0, (address, width)


def test_a_sheet_can_be_printed_by_a_button(page: Page, base_url: str) -> None:
    """Protects whoever does not know the browser's menu; without a script there is no button that does nothing."""
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(base_url + TOOLS)
    page.get_by_role("button", name="Print this sheet").click()
    assert page.title() == "printed"


def test_cards_are_turned_by_keys_and_clicker(page: Page, base_url: str) -> None:
    """Protects whoever stands before the wall: arrows, a clicker's keys, the first and last card, a reload."""
    page.goto(f"{base_url}{TOOLS}screen/#person")
    ids = [card.get_attribute("id") for card in page.locator("section.thought").all()]
    assert len(ids) == len(set(ids)) and ids[0] == "person" and ids[-1] == "help"
    for key, at in (
        ("ArrowRight", 1),
        ("PageDown", 2),
        ("ArrowLeft", 1),
        ("PageUp", 0),
        ("End", -1),
        ("Home", 0),
        (" ", 1),
    ):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"#{ids[at]}$"))
        expect(page.locator(f"#{ids[at]}")).to_be_focused()
    page.reload()
    expect(page.locator(f"#{ids[1]} .words")).to_be_in_viewport()


_KEY_AS_A_GLIDE_ENDS = """() => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  document.dispatchEvent(new Event("scrollend"));
  return location.hash;
}"""


def test_a_key_pressed_as_a_glide_ends_still_turns_the_card(page: Page, base_url: str) -> None:
    """Protects a lead who turns cards every half second: the end of one glide is not taken for that of the next."""
    page.goto(f"{base_url}{TOOLS}screen/#person")
    second = page.locator("section.thought").nth(1)
    assert page.evaluate(_KEY_AS_A_GLIDE_ENDS) == f"#{second.get_attribute('id')}"
    expect(second.locator(".words")).to_be_in_viewport()


def test_cards_fill_the_screen_by_one_key_and_are_left_by_another(page: Page, base_url: str) -> None:
    """Protects a lead with thirty people waiting."""
    page.goto(f"{base_url}{TOOLS}screen/")
    page.keyboard.press("Enter")
    expect(page.locator(".wall:fullscreen")).to_have_count(1)
    expect(page).to_have_url(re.compile("#person$"))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("#seen-"))
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".wall:not(:fullscreen)")).to_have_count(1)
    expect(page.locator("section.thought").nth(1).locator(".words")).to_be_in_viewport()


def test_cards_are_read_without_a_script(without_scripts: Page) -> None:
    """Protects rooms whose computers run none: each card's link leads to the next, and nothing is hidden."""
    page = without_scripts
    page.goto(f"{TOOLS}screen/")
    expect(page.locator("button:visible", has_text=re.compile("full screen|Print|Start"))).to_have_count(0)
    page.get_by_role("link", name="Begin").click()
    for at in range(page.locator("section.thought").count()):
        card = page.locator("section.thought").nth(at)
        expect(card.locator(".words")).to_be_in_viewport()
        if card.get_by_role("link", name="Next").count():
            card.get_by_role("link", name="Next").click()
    assert page.url.endswith("#help")


def test_a_timer_is_started_or_left(page: Page, base_url: str) -> None:
    """Protects a talk from a clock that nobody asked for; nothing turns by itself."""
    page.clock.install(time=0)
    page.goto(f"{base_url}{TOOLS}screen/")
    page.clock.pause_at(3_600_000)  # ms; from here it moves by run_for alone
    timer = page.locator(".timer").first
    timer.get_by_role("button", name="Start three minutes").click()
    expect(timer.get_by_role("timer")).to_have_text("3:00")
    page.clock.run_for(61_000)
    expect(timer.get_by_role("timer")).to_have_text("1:59")
    page.clock.run_for(120_000)
    expect(timer.get_by_role("status")).to_have_text("Three minutes are over.")
    timer.get_by_role("button", name="Start").click()
    timer.get_by_role("button", name="Stop").click()
    expect(timer.get_by_role("timer")).to_have_text("")


def test_cards_do_not_glide_for_those_who_asked_for_less_motion(page: Page, base_url: str) -> None:
    """Protects whoever is made ill by movement."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}{TOOLS}screen/#person")
    page.evaluate(
        "() => { Element.prototype.scrollIntoView = how => { document.title = how.behavior; }; }",
    )
    page.keyboard.press("ArrowRight")
    assert page.title() == "instant"


def test_each_card_has_its_source_or_is_ours(site: Path) -> None:
    """Protects the family: no card says anything that the document does not."""
    for file in [*site.glob("briefing/*/screen/index.html"), site / "briefing/picture/index.html"]:
        for card in HtmlDocument.parse("", file.read_text("utf-8")).tree.css(".thought, .slip"):
            assert bool(card.css_first("a.source")) != ("ours" in (card.attributes["class"] or "").split())


def test_the_build_refuses_a_card_without_a_source(tmp_path: Path) -> None:
    """Protects that promise from the next change of a template."""
    project = longest.project(tmp_path / "project")
    overrides = tmp_path / "overrides"
    shutil.copytree(longest.ROOT / "overrides", overrides)
    wall = overrides / "wall.html"
    wall.write_text(wall.read_text("utf-8").replace("{{ marks(card.sources) }}", ""), "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(f"{longest.ROOT}/overrides", str(overrides)), "utf-8")
    with pytest.raises(CannotPublishError, match=r"The card “.*” has no source"):
        publish(tmp_path / "site", project)


def test_the_notes_of_the_cards_are_one_page(page: Page, base_url: str) -> None:
    """Protects whoever leads: what to say, how long, what may upset, on one page."""
    for slug in SLUGS:
        pdf = printed(page, f"{base_url}/briefing/{slug}/screen/", PAPERS[1])  # the shorter
        assert len(pdf.pages) == 1
        words = " ".join(pdf.pages[0].extract_text().split())
        assert "What to say" in words and "What may upset" in words and "Minutes" in words


def test_the_picture_has_eight_cards_on_each_sheet(page: Page, base_url: str) -> None:
    """Protects scissors and patience: whole cards, eight a sheet, and blanks to fill in."""
    page.goto(f"{base_url}/briefing/picture/")
    sheets = page.locator(".slips")
    counts = [sheet.locator(".slip").count() for sheet in sheets.all()]
    assert set(counts) == {ON_A_SHEET}
    assert page.get_by_role("heading", name="What would we hold?").count() >= 4
    pdf = printed(page, f"{base_url}/briefing/picture/", "A4")
    assert len(pdf.pages) == len(counts) + 1


def test_each_plan_is_one_page_on_its_side(page: Page, base_url: str) -> None:
    """Protects the plan from being pinned up in halves."""
    for slug in SLUGS:
        pdf = printed(page, f"{base_url}/briefing/{slug}/ledger/", "A4")
        assert len(pdf.pages) == 1 and pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height


def test_a_plan_is_a_word_file_that_can_be_read_aloud(site: Path) -> None:
    """Protects whoever fills it in with a screen reader: title, language, a real header row, no merged cells."""
    for slug in SLUGS:
        folder = site / f"briefing/{slug}/ledger"
        page = HtmlDocument.parse("", (folder / "index.html").read_text("utf-8"))
        (link,) = page.tree.css("a[href$='.docx']")
        assert slug in (link.attributes["href"] or "")
        made = docx.Document(str(folder / (link.attributes["href"] or "")))
        assert made.core_properties.title == page.tree.css_first("h1").text()  # type: ignore[union-attr]
        assert made.core_properties.language == "en-GB"
        assert {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        (table,) = made.tables
        assert table._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not list(table._tbl.iter(qn("w:gridSpan"))) and not list(table._tbl.iter(qn("w:vMerge")))
        heads = [each.text().replace("\N{NO-BREAK SPACE}", " ") for each in page.tree.css("thead th")]
        assert [cell.text for cell in table.rows[0].cells] == heads
        assert len(table.rows) == len(page.tree.css(".plan tr"))
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert widths == [cell.width.twips for cell in table.rows[1].cells]
        section = made.sections[0]
        assert (section.page_width or 0) > (section.page_height or 0)
        dotted = len(list(table._tbl.iter(qn("w:pBdr"))))
        assert dotted == len(page.tree.css(".plan .empty"))


def test_a_word_file_holds_no_time(site: Path) -> None:
    """Protects those who compare what they fetched with its checksum; test_reproducible.py compares every file."""
    files = list(site.glob("briefing/*/ledger/*.docx"))
    assert len(files) == len(SLUGS)
    for file in files:
        with ZipFile(file) as pack:
            assert {entry.date_time[0] for entry in pack.infolist()} == {1980}


def test_the_door_leads_to_every_tool(page: Page, base_url: str) -> None:
    """Protects a lead in a hurry: two clicks from home, who and how long, and the addresses of old still arrive."""
    page.goto(f"{base_url}/")
    page.locator("main a[href='briefing/'], header a[href='briefing/']").first.click()
    page.wait_for_url(f"{base_url}/briefing/")
    links = {link.evaluate("link => link.href") for link in page.locator("main a").all()}
    for slug in SLUGS:
        sheets = {f"{base_url}/briefing/{slug}/#{minutes}" for minutes in LENGTHS}
        assert sheets | {f"{base_url}/briefing/{slug}/screen/", f"{base_url}/briefing/{slug}/ledger/"} <= links
        assert page.locator(f"[id='{slug}']").count() == 1
    assert {f"{base_url}/briefing/picture/", f"{base_url}/briefing/before-and-after/"} <= links


def test_each_finding_leads_to_its_tools(site: Path) -> None:
    """Protects readers of a finding who want to talk about it."""
    for slug in SLUGS:
        page = HtmlDocument.parse(f"agencies/{slug}/", (site / f"agencies/{slug}/index.html").read_text("utf-8"))
        assert {f"briefing/{slug}/", f"briefing/{slug}/screen/", f"briefing/{slug}/ledger/"} <= {
            link.page for link in page.links
        }


def test_the_catalogue_joins_tools_and_findings_both_ways(site: Path) -> None:
    """Protects machines that follow relations; all tools are in the sitemap and in the zip as well."""
    pages = {entry["url"]: entry for entry in json.loads((site / "catalogue.json").read_text("utf-8"))["pages"]}
    home = min(pages, key=len)
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    with ZipFile(next(site.glob("*.zip"))) as pack:
        packed = "\n".join(pack.namelist())
    for slug in SLUGS:
        finding = f"{home}agencies/{slug}/"
        for tool in ("", "screen/", "ledger/"):
            url = f"{home}briefing/{slug}/{tool}"
            assert finding in {each["url"] for each in pages[url]["related"]}
            assert url in {each["url"] for each in pages[finding]["related"]}
            assert f"<loc>{url}</loc>" in sitemap and f"/briefing/{slug}/{tool}index.html" in packed
        assert f"/briefing/{slug}/ledger/{slug}-plan.docx" in packed


@pytest.mark.parametrize("query", ["handout", "slides", "staff meeting", "INSET", "team meeting", "worksheet"])
def test_search_leads_to_the_door(page: Page, base_url: str, query: str) -> None:
    """Protects those who look for what they are used to."""
    page.goto(f"{base_url}/search/?q={query}")
    results = page.locator("#search-results")
    expect(results).to_have_attribute("aria-busy", "false")
    expect(results.locator("li a").first).to_have_attribute("href", re.compile(r"briefing/$"))
