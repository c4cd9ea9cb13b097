"""What several tests share: the real site, built once and served from a folder, and a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page

from harness.browser import chromium
from harness.static_server import serve
from publish import ROOT, publish
from shared_page import SharedPage

_CALM = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.register_profile("suite", _CALM, max_examples=520, derandomize=True)
settings.register_profile("random", _CALM, max_examples=20_000)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the whole project as an editor would, once for all processes that test, and give the folder."""
    return built_once(ROOT, "built", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the invented retelling, by which the code is known to hold no word of the real one; gives the folder."""
    return built_once(ROOT / "tests" / "invented", "invented", tmp_path_factory, worker_id)


def built_once(project: Path, name: str, temporary: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build a project into a folder that all processes of this run share."""
    own = temporary.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder = shared / name / "site"
    with FileLock(shared / f"{name}.lock"):
        if not folder.exists():
            publish(folder, project)
    return folder


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
def shared_page(browser: Browser) -> Iterator[SharedPage]:
    """Give the page that tests of this process pass on."""
    shared = SharedPage(browser)
    yield shared
    shared.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, shared_page: SharedPage, base_url: str) -> Page:
    """Give a blank page; one of its own to a test that asks for its context as well."""
    if "context" in request.fixturenames:
        context: BrowserContext = request.getfixturevalue("context")
        return context.new_page()
    return shared_page.take(base_url)
