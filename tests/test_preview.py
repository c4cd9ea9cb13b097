"""What an editor sees while they write: the preview builds on change, and a fault never takes the pages away."""

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from queue import Queue
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from invented_site import ROOT, InventedSite
from previewing.file_watcher import FileWatcher, changed
from previewing.site_builder import NO_ROOM, SiteBuilder
from retelling_site.release import headers

PATIENCE = 60.0
"""How long to wait for what must come, in seconds; nothing here says how fast it comes."""
PAGE = "agencies/keepers.md"


@pytest.fixture(scope="session")
def base_url() -> str:
    """Spare these tests the built site: each shows its own."""
    return ""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a small project of its own to each test."""
    site = InventedSite(tmp_path / "project")
    site.write_settings()
    return site.root


def change(file: Path, old: str, new: str) -> None:
    """Change words in a file, as an editor does."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def fetch(address: str) -> HTTPResponse:
    """Ask the preview for a page."""
    answer: HTTPResponse = urlopen(address, timeout=PATIENCE)  # noqa: S310  # on loopback
    return answer


class Running:
    """A preview under way, and what its terminal shows."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Read what it prints until it says where it is."""
        self.process = process
        self.lines: list[str] = []
        self._queue: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.wait_for(r"See (http://127\.0\.0\.1:\d+/\S*);")

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._queue.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> str:
        """Wait for a line of the terminal that comes after all that were waited for; gives what is in brackets."""
        while True:
            line = self._queue.get(timeout=PATIENCE)
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found[1] if found.re.groups else found[0]

    def get(self, path: str = "") -> str:
        """Give a page as it is served now, whatever its status; none while the preview starts again."""
        try:
            with fetch(self.address + path) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            with error:
                return error.read().decode()
        except OSError:
            return ""

    def wait_until(self, holds: Callable[[str], bool], path: str = "") -> str:
        """Wait until a page is as it should be."""
        end = time.monotonic() + PATIENCE
        while not holds(page := self.get(path)):
            assert time.monotonic() < end, page
            time.sleep(0.05)
        return page


@contextmanager
def preview(project: Path, scripts: Path = ROOT / "scripts") -> Iterator[Running]:
    """Run a preview of a project on a free port, and end it as Ctrl+C does."""
    command = [sys.executable, "-u", str(scripts / "preview.py"), "0", str(project)]
    work = project.with_name("work")
    work.mkdir(exist_ok=True)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(work), "PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        try:
            yield Running(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
            assert not list(work.iterdir()), "what was built was left behind"
        finally:
            process.kill()


def test_a_change_is_in_the_browser_by_itself(project: Path, page: Page) -> None:
    """Protects the editor's day: save, look. No more is to be done, and the published policy forbids none of it."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    with preview(project) as running:
        page.goto(f"{running.address}agencies/keepers/")
        title = str(page.locator("h1").first.text_content()).strip()
        change(project / "docs" / PAGE, f"title: {title}", "title: Keepers and their gates")
        expect(page.locator("h1").first).to_contain_text("Keepers and their gates", timeout=PATIENCE * 1000)
        assert not page.locator(".preview-report").count()
        page.goto("about:blank")
    assert not refused


def test_the_headers_are_the_published_ones(project: Path) -> None:
    """Protects the editor from a page that works here and is refused to readers."""
    with preview(project) as running, fetch(f"{running.address}agencies/keepers/") as answer:
        sent, page = dict(answer.headers), LexborHTMLParser(answer.read())
    policy = page.css_first("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    published = headers.response_headers("")
    published.pop("Strict-Transport-Security")
    published.pop("Content-Security-Policy")
    assert published.items() <= sent.items()
    for rule in (policy.attributes["content"] or "").split("; "):
        assert set(rule.split()) <= set(sent["Content-Security-Policy"].replace(";", "").split())
    assert "Strict-Transport-Security" not in sent and sent["Cache-Control"] == "no-store"


def test_pages_are_where_the_published_ones_are(project: Path) -> None:
    """Protects links: a site in a subfolder is served in one, with its page for what is not there."""
    with preview(project) as running:
        assert running.address.endswith("/canal/")
        root = running.address.removesuffix("canal/")
        with fetch(root) as answer:
            assert answer.url == running.address
        with fetch(f"{running.address}agencies/keepers") as answer:
            assert answer.url == f"{running.address}agencies/keepers/"
        with pytest.raises(HTTPError, match="404") as missing:
            fetch(f"{running.address}nowhere/")
        with missing.value as answer:
            assert b"reload.js" in answer.read()
        for outside in ("../mkdocs.yml", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd"):
            assert "site_name" not in (seen := running.get(outside)) and "root:" not in seen


def test_a_fault_leaves_the_last_good_pages_with_the_report_on_top(project: Path, page: Page) -> None:
    """Protects the editor from a page that hangs, or that looks as if all were well."""
    with preview(project) as running:
        page.goto(f"{running.address}themes/watching/")
        good = page.locator("main h1").text_content()
        change(project / "docs" / PAGE, "type: agency", "type: agency\n<b>bold</b>: yes")
        report = page.locator(".preview-report")
        expect(report).to_contain_text(f"docs/{PAGE}", timeout=PATIENCE * 1000)
        expect(report).to_contain_text("<b>bold</b>")
        expect(report.locator("b")).to_have_count(0)
        assert page.locator("main h1").text_content() == good
        assert page.evaluate(
            "document.querySelector('.preview-report').compareDocumentPosition("
            "document.querySelector('main')) & Node.DOCUMENT_POSITION_FOLLOWING"
        )
        assert f"docs/{PAGE}" in running.get("agencies/millers/") and f"docs/{PAGE}" in running.get("nowhere/")
        running.wait_for(rf"^docs/{PAGE}")
        running.wait_for("Until then the browser shows the last good pages")
        change(project / "docs" / PAGE, "\n<b>bold</b>: yes", "")
        expect(report).to_have_count(0, timeout=PATIENCE * 1000)
        assert page.locator("main h1").text_content() == good
        page.goto("about:blank")


def test_started_with_a_fault_it_shows_the_report_and_waits(project: Path, page: Page) -> None:
    """Protects the editor who comes back to a page that they left half-written."""
    change(project / "docs" / PAGE, "type: agency", "type: agent")
    with preview(project) as running:
        page.goto(running.address)
        expect(page.locator(".preview-report")).to_contain_text("agent")
        change(project / "docs" / PAGE, "type: agent", "type: agency")
        expect(page.locator(".preview-report")).to_have_count(0, timeout=PATIENCE * 1000)
        running.wait_until(lambda seen: "<main" in seen, "agencies/keepers/")
        page.goto("about:blank")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: ", "site_name: ["),
        ("docs_dir: docs", "docs_dir: nowhere"),
        ("theme:\n", "theme: none\nunused:\n"),
        ("nav:\n", "plugins: [absent]\nnav:\n"),
        ("INHERIT: ", "INHERIT: x"),
    ],
)
def test_a_fault_of_the_settings_is_told(project: Path, old: str, new: str, tmp_path: Path) -> None:
    """Protects the editor of mkdocs.yml: what its reader says comes as a report, never as a page of code."""
    change(project / "mkdocs.yml", old, new)
    (tmp_path / "site").mkdir()
    report = SiteBuilder(project).build(tmp_path / "site").report
    assert report.startswith("mkdocs.yml") and "Traceback" not in report and str(tmp_path) not in report, report


def test_a_fault_of_the_code_is_told_with_its_place(project: Path, tmp_path: Path) -> None:
    """Protects whoever changes a template, and the editor who can but pass the line on."""
    adapter = tmp_path / "adapter.py"
    adapter.write_text("def on_config(config):\n    return config.nothing_of_the_kind\n", "utf-8")
    change(project / "mkdocs.yml", f"{ROOT}/scripts/mkdocs_adapter.py", str(adapter))
    (tmp_path / "site").mkdir()
    report = SiteBuilder(project).build(tmp_path / "site").report
    assert f"{adapter}, line 2: The build broke off: AttributeError" in report


def test_a_full_disk_is_told_in_one_line(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the editor whose disk is full, which is no fault of the code."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    assert SiteBuilder(project).build(tmp_path / "site").report == NO_ROOM


def test_many_saves_at_once_end_in_the_last(project: Path) -> None:
    """Protects the editor who saves again and again, or replaces words in all files at once."""
    with preview(project) as running:
        file = project / "docs" / PAGE
        text = file.read_text("utf-8")
        title = re.search(r"(?m)^title: .*$", text)
        assert title
        for at in range(30):
            file.write_text(text.replace(title[0], f"title: Draft {at}"), "utf-8")
            file.touch()
        running.wait_until(lambda seen: "Draft 29" in seen, "agencies/keepers/")


def test_a_file_that_is_replaced_or_removed_is_noticed(project: Path) -> None:
    """Protects the editor whose program writes a new file and renames it, and the one who deletes a page."""
    with preview(project) as running:
        file = project / "docs" / PAGE
        fresh = file.with_name(".fresh")
        fresh.write_text(file.read_text("utf-8").replace("title: ", "title: Fresh "), "utf-8")
        fresh.replace(file)
        running.wait_until(lambda seen: "Fresh " in seen, "agencies/keepers/")
        file.unlink()
        running.wait_until(lambda seen: "preview-report" in seen)


def test_templates_and_settings_are_watched(project: Path) -> None:
    """Protects whoever works on the look: a template, the style and the settings are shown when they are saved."""
    shutil.copytree(ROOT / "overrides", project / "overrides")
    change(project / "mkdocs.yml", f"{ROOT}/overrides", "overrides")
    with preview(project) as running:
        change(project / "overrides/base.html", "<body", "<body data-seen")
        running.wait_until(lambda seen: "data-seen" in seen)
        change(project / "mkdocs.yml", "site_name: ", "site_name: Seen, ")
        running.wait_until(lambda seen: "Seen, " in seen)


def test_code_that_changes_is_picked_up(project: Path, tmp_path: Path) -> None:
    """Protects maintainers from pages that stale code made, and from losing the preview to an error in the code."""
    scripts = tmp_path / "scripts"
    shutil.copytree(ROOT / "scripts", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    change(project / "mkdocs.yml", f"{ROOT}/scripts", str(scripts))
    with preview(project, scripts) as running:
        headers_file = scripts / "retelling_site/release/headers.py"
        good = headers_file.read_text("utf-8")
        headers_file.write_text(f"{good}\ndef (:\n", "utf-8")
        running.wait_for(r"headers\.py, line \d+")
        running.wait_until(lambda seen: "headers.py, line" in seen and "<main" in seen)
        headers_file.write_text(f"{good}\nraise ValueError('broken on purpose')\n", "utf-8")
        running.wait_until(lambda seen: "broken on purpose" in seen and "<main" in seen)
        change(scripts / "previewing/web_server.py", "import mimetypes", "import no_such_module")
        headers_file.write_text(good, "utf-8")  # in this order, so that nothing starts again in between
        running.wait_for(r"web_server\.py, line \d+: ModuleNotFoundError: .* The preview goes on")
        running.wait_until(lambda seen: "no_such_module" in seen and "<main" in seen)
        headers_file.write_text(good.replace("no-referrer", "same-origin"), "utf-8")
        change(scripts / "previewing/web_server.py", "import no_such_module", "import mimetypes")
        running.wait_for("starting again")
        running.wait_for("built in")
        with fetch(running.address) as answer:
            assert answer.headers["Referrer-Policy"] == "same-origin"


def refused(*words: str) -> str:
    """Start a preview that cannot run; gives its one line."""
    command = [sys.executable, str(ROOT / "scripts/preview.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1 and not done.stdout and done.stderr.count("\n") == 1, done
    return done.stderr


def test_a_taken_port_is_told_in_one_line() -> None:
    """Protects the editor who has a preview running already."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = refused(port)
    assert f"Port {port} is taken." in line and "scripts/serve 8001" in line


@pytest.mark.parametrize("port", ["eight", "70000", "8000.5"])
def test_a_port_that_is_none_is_told_in_one_line(port: str) -> None:
    """Protects the editor from a slip in the number."""
    assert f"“{port}” is no port" in refused(port)


def test_files_are_built_when_they_have_come_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the editor from the report of a file that their program had half written."""
    page, watcher = tmp_path / "page.md", FileWatcher([tmp_path])
    steps = [{page: (1, 9)}, {page: (2, 0)}, {page: (3, 4)}, {page: (4, 10)}, {page: (4, 10)}]
    known, looks = steps[0], iter(steps[1:])
    monkeypatch.setattr(watcher, "files", lambda: next(looks))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    watcher.wake()
    files = watcher.wait(known)
    watcher.stop()
    assert files == steps[-1] and next(looks, None) is None


def test_a_signal_ends_the_wait_at_any_moment(tmp_path: Path) -> None:
    """Protects the editor who presses Ctrl+C from a preview that hangs: a lock might wait for itself."""
    watcher = FileWatcher([tmp_path])
    before = signal.signal(signal.SIGALRM, lambda *_: watcher.wake())
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        for _ in range(200):
            assert watcher.wait({}) == {}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        watcher.stop()


def test_what_is_watched(tmp_path: Path) -> None:
    """Protects the preview from building for nothing, and from walking a disk that somebody linked."""
    (tmp_path / "docs/below").mkdir(parents=True)
    (tmp_path / "docs/below/page.md").write_text("words", "utf-8")
    (tmp_path / "docs/.page.md.swp").write_text("an editor's own", "utf-8")
    (tmp_path / "docs/linked").symlink_to("/")
    watcher = FileWatcher([tmp_path / "docs", tmp_path / "absent.txt"])
    before = watcher.files()
    assert {path.name for path in before} == {"page.md", "linked"}
    (tmp_path / "docs/below/page.md").write_text("other words", "utf-8")
    (tmp_path / "absent.txt").write_text("now here", "utf-8")
    assert changed(before, watcher.files()) == {tmp_path / "docs/below/page.md", tmp_path / "absent.txt"}
    watcher.stop()
