"""Serve what was built last on loopback, with the headers of the published site, and tell browsers of news."""

import mimetypes
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader

ADDRESS = "127.0.0.1"
OWN = "/.preview/"
"""Where the preview's own files are: no page has an address with a dot in front."""
_ASSETS = Path(__file__).parent / "assets"
_BEFORE_THE_FIRST = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'",
}
"""What holds until a first build says what the published site has."""
_NOT_HERE = "Strict-Transport-Security"
"""Means nothing without TLS."""
_BODY = re.compile(rb"<body[^>]*>")
_PULSE = 15.0
"""How often to write to a browser that listens, so as to learn that it has gone, in seconds."""


@dataclass(frozen=True)
class Shown:
    """What browsers are shown: the last good pages, if there are any, and what is to be mended since."""

    folder: Path | None = None
    report: str = ""
    base: str = "/"
    headers: Mapping[str, str] = field(default_factory=lambda: _BEFORE_THE_FIRST)
    version: str = ""


class PreviewServer(ThreadingHTTPServer):
    """Listens from the start, so that a port that is taken is known before the first build; answers once it is run."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        """Take the port. Raises OSError when it is taken or not allowed."""
        super().__init__((ADDRESS, port), _Handler)
        self.shown = Shown()
        self._news = threading.Condition()
        self._templates = Environment(loader=FileSystemLoader(_ASSETS), autoescape=True)

    def show(self, shown: Shown) -> None:
        """Show something else from now on."""
        with self._news:
            self.shown = shown
            self._news.notify_all()

    def wait_for_news(self, version: str) -> str:
        """Give the version that is shown, as soon as it is another than this, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self.shown.version != version, _PULSE)
            return self.shown.version

    def dress(self, page: bytes, shown: Shown) -> bytes:
        """Add to a page the script that reloads it and, if anything is to be mended, the report on its top."""
        page = page.replace(b"</head>", self._render("head.html", own=OWN, shown=shown) + b"</head>", 1)
        if not shown.report:
            return page
        title = "These pages are as they were before." if shown.folder else "Nothing can be shown yet."
        report = self._render("report.html", title=title, lines=shown.report.splitlines())
        return _BODY.sub(lambda tag: tag[0] + report, page, count=1)

    def waiting(self) -> bytes:
        """Give the page that stands in while there is none."""
        return self._render("waiting.html")

    def _render(self, template: str, **given: object) -> bytes:
        return self._templates.get_template(template).render(**given).encode()

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that went elsewhere is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        shown = self.server.shown
        path = unquote(urlsplit(self.path).path)
        with suppress(ConnectionError):  # a browser that goes elsewhere takes no more of this page
            if path == f"{OWN}news":
                self._send_news(shown)
            elif path.startswith(OWN):
                self._send_file(_ASSETS, path.removeprefix(OWN), shown)
            elif shown.folder is None:
                self._send_page(self.server.waiting(), shown, HTTPStatus.SERVICE_UNAVAILABLE)
            elif not path.startswith(shown.base):
                self._redirect(shown.base, shown)
            else:
                self._send_file(shown.folder, path.removeprefix(shown.base), shown)

    def _send_file(self, folder: Path, name: str, shown: Shown) -> None:
        """Send a file, a folder's page or the page for what is not there."""
        file = (folder / name).resolve()
        inside = file.is_relative_to(folder.resolve())
        if inside and file.is_dir() and name and not name.endswith("/"):
            self._redirect(f"{urlsplit(self.path).path}/", shown)
            return
        file = file / "index.html" if file.is_dir() else file
        found = inside and file.is_file()
        file = file if found else folder / "404.html"
        content = file.read_bytes() if file.is_file() else b"Not found."
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        if file.suffix == ".html" and folder != _ASSETS:
            self._send_page(content, shown, status)
        else:
            self._send(content, mimetypes.guess_type(file.name)[0] or "text/plain", shown, status)

    def _send_page(self, page: bytes, shown: Shown, status: HTTPStatus) -> None:
        self._send(self.server.dress(page, shown), "text/html; charset=utf-8", shown, status)

    def _redirect(self, to: str, shown: Shown) -> None:
        self._begin(HTTPStatus.FOUND, shown, Location=to, Content_Length="0")

    def _send(self, content: bytes, content_type: str, shown: Shown, status: HTTPStatus) -> None:
        self._begin(status, shown, Content_Type=content_type, Content_Length=str(len(content)))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_news(self, shown: Shown) -> None:
        """Tell what is shown now, then whenever it is something else, for as long as the browser listens."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, shown, Content_Type="text/event-stream", Connection="close")
        version = ""
        while True:
            version = self.server.wait_for_news(version)
            self.wfile.write(f"retry: 300\ndata: {version}\n\n".encode())

    def _begin(self, status: HTTPStatus, shown: Shown, **own: str) -> None:
        self.send_response(status)
        headers = {**shown.headers, "Cache-Control": "no-store", **own}
        for name, value in headers.items():
            if name != _NOT_HERE:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for what is to be mended."""
