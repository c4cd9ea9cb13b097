"""Links to other websites: what has gone is told, what merely turns programs away is not."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selectolax.lexbor import LexborHTMLParser

import check_links

_COPY = "http://web.archive.org/web/20220905101112/https://x.invalid/a?b=c"
_SAYS = {
    "/copy?url=https%3A%2F%2Fx.invalid%2Fa%3Fb%3Dc": json.dumps(
        {"archived_snapshots": {"closest": {"available": True, "url": _COPY, "status": "200"}}}
    ),
    "/none?url=https%3A%2F%2Fx.invalid%2Fa%3Fb%3Dc": json.dumps({"archived_snapshots": {}}),
    "/garbled?url=https%3A%2F%2Fx.invalid%2Fa%3Fb%3Dc": "<!doctype html>",
    "/other?url=https%3A%2F%2Fx.invalid%2Fa%3Fb%3Dc": '{"archived_snapshots": []}',
}
_STATUS = {"/": 200, "/moved": 301, "/gone": 410, "/missing": 404, "/robots": 403, "/busy": 503}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Be another website, on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = _STATUS.get(self.path, 200)
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/")
            self.end_headers()
            self.wfile.write(_SAYS.get(self.path, "").encode())

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


@pytest.mark.parametrize("path", ["/\u00e9t\u00e9", "/two words"])
def test_an_address_with_other_letters_is_asked_for(elsewhere: str, path: str) -> None:
    """Protects the report from ending at an address that browsers mend."""
    assert check_links.ask(elsewhere + path, ()) == check_links.Answer(False, "answers 200")


@pytest.mark.parametrize("address", ["http://[x/", f"http://{'a' * 64}.example/"])
def test_an_address_that_cannot_be_asked_is_told_and_no_alarm(address: str) -> None:
    """Protects the rest of the report from one address that no program can ask."""
    answer = check_links.ask(address, ())
    assert not answer.gone and answer.said.startswith("cannot be reached: ")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "https://nowhere.invalid/"])
def test_a_host_that_is_not_there_has_gone(address: str) -> None:
    """Protects readers from a link to a website that ended; it is asked again before that is said."""
    answer = check_links.ask(address, (0.01, 0.01))
    assert answer.gone and answer.said.startswith("cannot be reached: ")


def test_each_address_outside_is_asked_once_and_its_pages_are_named(site: Path) -> None:
    """Protects hosts from a flood of questions, and the editor who must find the link."""
    pages = check_links.outward(site)
    assert "https://lscpbirmingham.org.uk/serious-cases" in pages
    assert pages["https://lscpbirmingham.org.uk/serious-cases"] == ["/resources/"]
    assert not [address for address in pages if "learning-from-hakeem" in address or "#" in address]
    assert not [address for address in pages if address.startswith(check_links.ARCHIVE)]
    lines, gone = check_links.report(
        {"https://x.invalid/": check_links.Answer(True, "answers 404")},
        {"https://x.invalid/": "The archive has no copy"},
        {"https://x.invalid/": ["/resources/"]},
    )
    remedy = "Correct the link, or say on that page that the address has gone and where to look."
    assert gone and lines == [
        f"https://x.invalid/ answers 404. The archive has no copy. Linked from /resources/. {remedy}"
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/copy", f"Archive's copy: {_COPY}"),
        ("/none", "The archive has no copy"),
        ("/garbled", "The archive could not be asked"),
        ("/other", "The archive could not be asked"),
        ("/gone", "The archive could not be asked"),
    ],
)
def test_the_report_names_the_copy_that_the_archive_holds(elsewhere: str, path: str, said: str) -> None:
    """Protects readers of a link that ends one day: the editor has the copy to point to, or knows of none."""
    assert check_links.archived("https://x.invalid/a?b=c", f"{elsewhere}{path}?url=") == said


def test_every_source_outside_has_the_archives_address_beside_it(site: Path) -> None:
    """Protects readers of /resources/ on the day an address there has moved again."""
    page = LexborHTMLParser((site / "resources/index.html").read_bytes())
    addresses = [link.attributes["href"] or "" for link in page.css("main a[href^=http]:not(.exit)")]
    outside = [address for address in addresses if not address.startswith(check_links.ARCHIVE)]
    assert len(outside) > 1
    for address in outside:
        assert f"{check_links.ARCHIVE}20220901/{address}" in addresses, address
