"""A plain static server on loopback, compressing as a real host does, for tests and measurements alone."""

import gzip
import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

_TEXT = (".html", ".css", ".js", ".json", ".jsonld", ".xml", ".svg", ".txt")


@contextmanager
def serve(folder: Path, headers_of: Callable[[str], Mapping[str, str]] = lambda _: {}) -> Iterator[str]:
    """Serve a folder for as long as the context lasts; gives the address without a closing slash.

    `headers_of` gives what a host would send besides, for the path that is asked for.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = (folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file() and path.is_relative_to(folder.resolve())
            path = path if found else folder / "404.html"
            body = path.read_bytes() if path.is_file() else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "text/plain")
            for name, value in headers_of(urlsplit(self.path).path).items():
                self.send_header(name, value)
            if path.suffix in _TEXT:
                packed = path.with_name(f"{path.name}.br")
                if "br" in self.headers.get("Accept-Encoding", ""):
                    body = packed.read_bytes() if packed.is_file() else brotli.compress(body)
                    self.send_header("Content-Encoding", "br")
                else:
                    body = gzip.compress(body, 9)
                    self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # a browser that goes elsewhere takes no more of this page
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: the test or the measurement speaks."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
