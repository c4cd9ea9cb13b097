"""A practitioner's walk, in a real browser: home, a theme, a finding, a change, and the paragraph they rest on."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from addresses import FINDING, THEMES


def test_from_home_to_the_source(page: Page, site: Path) -> None:
    """Protects a health worker who comes with a theme in mind and leaves with the paragraph to quote."""
    catalogue = json.loads((site / "catalogue.json").read_text("utf-8"))
    entries = {entry["url"]: entry for entry in catalogue["pages"]}
    walk = next(
        (entries[f"{catalogue['site']}{theme[1:]}"], entries[finding["url"]], entries[change["url"]])
        for theme in THEMES
        for finding in entries[f"{catalogue['site']}{theme[1:]}"]["related"]
        if finding["relation"] == "agency"
        for change in entries[finding["url"]]["related"]
        if change["relation"] == "improvement"
    )
    page.goto("/")
    for entry, region in zip(walk, ("By theme", "Connections", "Connections"), strict=True):
        page.get_by_role("region", name=region).get_by_role("link", name=entry["title"], exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(entry["title"])
    page.locator(".said a.source").first.click()
    expect(page).to_have_url(re.compile(rf"/press-release/#({'|'.join(walk[-1]['sources'])})$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_without_scripts_all_pages_read_the_same(page: Page) -> None:
    """Protects readers on locked-down networks: the text of a finding needs no script."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto(FINDING)
    expect(page.locator(".said p").first).to_contain_text(re.compile(r"\w \w"))
