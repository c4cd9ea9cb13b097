"""Links to other websites: what has gone is told, what merely turns programs away is not."""

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import check_links

_STATUS = {"/": 200, "/moved": 301, "/gone": 410, "/missing": 404, "/robots": 403, "/busy": 503}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Be another website, on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = _STATUS[self.path]
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "gone"),
    [("/", False), ("/moved", False), ("/gone", True), ("/missing", True), ("/robots", False), ("/busy", False)],
)
def test_only_what_has_gone_is_a_fault(elsewhere: str, path: str, gone: bool) -> None:
    """Protects maintainers from alarms each week about a host that is busy or does not like programs."""
    assert check_links.ask(elsewhere + path, ()).gone is gone


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "https://nowhere.invalid/"])
def test_a_host_that_is_not_there_has_gone(address: str) -> None:
    """Protects readers from a link to a website that ended; it is asked again before that is said."""
    answer = check_links.ask(address, (0.01, 0.01))
    assert answer.gone and answer.said.startswith("cannot be reached: ")


def test_each_address_outside_is_asked_once_and_its_pages_are_named(site: Path, tmp_path: Path) -> None:
    """Protects hosts from a flood of questions, and the editor who must find the link."""
    pages = check_links.outward(site)
    assert "https://lscpbirmingham.org.uk/serious-cases" in pages
    assert pages["https://lscpbirmingham.org.uk/serious-cases"] == ["/resources/"]
    assert not [address for address in pages if "learning-from-hakeem" in address or "#" in address]
    lines, gone = check_links.report(
        {"https://x.invalid/": check_links.Answer(True, "answers 404")}, {"https://x.invalid/": ["/resources/"]}
    )
    assert gone and len(lines) == 1 and "Linked from /resources/. Correct the link" in lines[0]
    copy = Path(shutil.copytree(site, tmp_path / "copy"))
    assert check_links.outward(copy) == pages
