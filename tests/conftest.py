"""What several tests share: the real site, built once and served from a folder, and a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from harness.browser import chromium
from harness.static_server import serve
from once import Once
from publish import ROOT, publish
from shared_pages import SharedPages

_CALM = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.register_profile("suite", _CALM, max_examples=525, derandomize=True)
settings.register_profile("random", _CALM, max_examples=20_000)
settings.load_profile("suite")
expect.set_options(timeout=30_000)  # ms, for what must come; nothing here says how fast a machine is


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Give what makes things once for all processes that test."""
    own = tmp_path_factory.getbasetemp()
    return Once(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """Build the whole project as an editor would, and give the folder."""
    return once.folder("built", publish)


@pytest.fixture(scope="session")
def invented(once: Once) -> Path:
    """Build the invented retelling, by which the code is known to hold no word of the real one; gives the folder."""
    return once.folder("invented", lambda folder: publish(folder, ROOT / "tests" / "invented"))


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Serve the built site on loopback; the name is that which pytest-playwright looks for."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Start the Chromium that is on this machine, quiet on the network."""
    return {**browser_type_launch_args, **chromium()}


@pytest.fixture(scope="session")
def shared_pages(browser: Browser) -> Iterator[SharedPages]:
    """Give the windows that tests of this process pass on."""
    shared = SharedPages(browser)
    yield shared
    shared.close()


@pytest.fixture
def page(shared_pages: SharedPages, base_url: str) -> Page:
    """Give a blank page."""
    return shared_pages.take(base_url)


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """Give what the page belongs to: permissions and the network are its."""
    return page.context


@pytest.fixture
def phone(shared_pages: SharedPages, base_url: str) -> Page:
    """Give a phone of 390 by 844 pixels that is touched."""
    return shared_pages.take(base_url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


@pytest.fixture
def without_scripts(shared_pages: SharedPages, base_url: str) -> Page:
    """Give a blank page on which no script runs."""
    return shared_pages.take(base_url, java_script_enabled=False)
