"""A plain static server on loopback, compressing as a real host does, for tests and measurements alone."""

import gzip
import mimetypes
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

_TEXT = (".html", ".css", ".js", ".json", ".jsonld", ".xml", ".svg", ".txt")
Headers = Callable[[str], Mapping[str, str]]
"""Gives what a host would send besides, for the path that is asked for."""


@contextmanager
def serve(folder: Path, headers_of: Headers = lambda _: {}) -> Iterator[str]:
    """Serve a folder for as long as the context lasts; gives the address without a closing slash."""
    server = _FolderServer(folder, headers_of)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _FolderServer(ThreadingHTTPServer):
    def __init__(self, folder: Path, headers_of: Headers) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder, self.headers_of = folder, headers_of


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _FolderServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        folder = self.server.folder
        file = (folder / unquote(path).lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and file.is_relative_to(folder.resolve())
        file = file if found else folder / "404.html"
        body, encoding = self._encoded(file)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
        for name, value in self.server.headers_of(path).items():
            self.send_header(name, value)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a browser that goes elsewhere takes no more of this page
            self.wfile.write(body)

    def _encoded(self, file: Path) -> tuple[bytes, str]:
        """Give a file as it is sent, and how it is compressed; a site without a page for no page sends nothing."""
        body = file.read_bytes() if file.is_file() else b""
        if file.suffix not in _TEXT:
            return body, ""
        if "br" not in self.headers.get("Accept-Encoding", ""):
            return gzip.compress(body, 9), "gzip"
        packed = file.with_name(f"{file.name}.br")
        return packed.read_bytes() if packed.is_file() else brotli.compress(body), "br"

    def log_message(self, *args: object) -> None:
        """Say nothing: the test or the measurement speaks."""
