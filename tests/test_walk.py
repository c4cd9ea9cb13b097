"""A practitioner's walk, in a real browser: home, a theme, a finding, a change, and the paragraph they rest on."""

from playwright.sync_api import Page, expect


def test_from_home_to_the_source(page: Page) -> None:
    """Protects a health worker who comes with a theme in mind and leaves with the paragraph to quote."""
    page.goto("/")
    page.get_by_role("region", name="By theme").get_by_role("link", name="Asthma", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asthma")
    page.get_by_role("region", name="Connections").get_by_role("link", name="Health services").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Health services")
    page.get_by_role("region", name="Connections").get_by_role("link", name="Health discharge planning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Health discharge planning")
    page.locator(".said a.source").first.click()
    expect(page).to_have_url(f"{page.url.split('/press-release')[0]}/press-release/#p8-discharge")
    expect(page.locator(":target")).to_contain_text("has been overhauled")


def test_without_scripts_all_pages_read_the_same(page: Page) -> None:
    """Protects readers on locked-down networks: the text of a finding needs no script."""
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/agencies/gp/")
    expect(page.locator(".said")).to_contain_text("The GP did not recognise")
