"""How long an editor waits from saving a file to seeing it in the browser: our preview, then stock Material's."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import yaml
from playwright.sync_api import Page, sync_playwright

from harness.browser import chromium
from harness.static_server import free_port
from measuring import sample, stock
from measuring.stock import ROOT
from retelling_site.content.page_types import AGENCY

_START = 60.0
"""How long a server may take to show its first page, in seconds."""
_REST = 1.0
"""How long an editor pauses before they save again, in seconds; not a multiple of how often stock looks at files."""


def measure(rounds: int) -> None:
    """Print the median and the longest time of as many saves, taken in turn, and ours as a share of stock's."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, ExitStack() as running:
        base = Path(name)
        browser = playwright.chromium.launch(**chromium())  # type: ignore[arg-type]
        editors = []
        for title, server in (("this site", _ours), ("stock Material", _stock)):
            address, docs = running.enter_context(server(base))
            page = browser.new_context(bypass_csp=True).new_page()  # our policy lets no measurement look into a page
            page.goto(address + _page())
            editors.append((title, page, docs / _file(), list[float]()))
        for at in range(rounds + 1):
            for _, page, file, times in editors:
                times.append(_save(page, file, f"Saved {at}"))
                time.sleep(_REST + 0.13 * (at % 4))
        browser.close()
    print(f"{'from saving to seeing':24}{'median s':>10}{'longest s':>11}")
    medians = []
    for title, _, _, times in editors:
        warm = times[1:]  # the first save finds nothing loaded yet
        medians.append(median(warm))
        print(f"{title:24}{medians[-1]:>10.2f}{max(warm):>11.2f}")
    print(f"{'ours/stock':24}{medians[0] / medians[1]:>10.2f}")


def _file() -> str:
    """Give the file that is edited, below `docs/`."""
    return sample.pair(AGENCY)[0]


def _page() -> str:
    """Give the address of its page, below the site's root."""
    return sample.address(_file()).removeprefix("/")


def _save(page: Page, file: Path, words: str) -> float:
    """Put words at the beginning of a page's text; gives the time until the browser has them."""
    _, record, body = file.read_text(encoding="utf-8").split("---\n", 2)
    body = re.sub(r"\A\s*(?:Saved \d+: )?", f"\n{words}: ", body)
    start = time.perf_counter()
    file.write_text(f"---\n{record}---\n{body}", encoding="utf-8")
    page.wait_for_function(
        "words => document.body?.textContent.includes(words)", arg=f"{words}:", polling="raf", timeout=1000 * _START
    )
    return time.perf_counter() - start


@contextmanager
def _ours(base: Path) -> Iterator[tuple[str, Path]]:
    project = base / "ours"
    shutil.copytree(ROOT / "docs", project / "docs")
    for name in ("mkdocs.yml", "overrides", "scripts", "addresses.txt"):
        (project / name).symlink_to(ROOT / name)
    command = [sys.executable, str(ROOT / "scripts/preview.py"), str(port := free_port()), str(project)]
    with _running(command, address := f"http://127.0.0.1:{port}/"):
        yield address, project / "docs"


@contextmanager
def _stock(base: Path) -> Iterator[tuple[str, Path]]:
    project = base / "stock"
    _write(project, stock.strip(stock.settings()))
    stock.copy_plain(ROOT / "docs", project / "docs")
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-f", str(project / "mkdocs.yml")]
    with _running([*command, "-a", f"127.0.0.1:{(port := free_port())}"], address := f"http://127.0.0.1:{port}/"):
        yield address, project / "docs"


def _write(project: Path, config: dict[str, object]) -> None:
    project.mkdir()
    settings = {**config, "docs_dir": str(project / "docs")}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + _START
            while not _shows(address + _page()):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{' '.join(command[1:4])} shows no page.")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def _shows(address: str) -> bool:
    try:
        with urlopen(address, timeout=_START):  # noqa: S310  # on loopback
            return True
    except (HTTPError, URLError):
        return False
