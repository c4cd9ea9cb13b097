"""Requests a second behind nginx, on loopback: the site as documented, beside the same nginx with one bare file.

Bounded in number and in time: it is a comparison, and no test of what the machine can bear.
"""

import socket
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from harness import nginx
from publish import publish

_REQUESTS = 6000
_SECONDS = 2.0
"""Each run ends with whichever comes first."""
_CONCURRENCY = 20
"""Requests sent together down one connection, so that it is the server that is measured, and not the asking."""


def measure() -> None:
    """Print requests a second for the home page, for every page in turn, and for a bare file of the same length."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        publish(base / "site")
        bare = base / "bare"
        bare.mkdir()
        home = (base / "site/index.html.gz").read_bytes()
        (bare / "file").write_bytes(home)
        pages = sorted(f"/{file.parent.relative_to(base / 'site')}/" for file in base.glob("site/*/**/index.html"))
        plain = f"server {{ listen 127.0.0.1:PORT; root {bare}; }}"
        rows = [
            ("one bare file", _run(plain, ["/file"], base)),
            ("the home page", _run(nginx.documented(base / "site"), ["/"], base)),
            (f"{len(pages)} pages in turn", _run(nginx.documented(base / "site"), pages, base)),
        ]
    print(f"{'nginx, one connection':24}{'requests/s':>12}{'of bare file':>14}")
    for title, rate in rows:
        print(f"{title:24}{rate:>12,.0f}{rate / rows[0][1]:>14.2f}")


def _run(server: str, paths: Sequence[str], base: Path) -> float:
    with (
        tempfile.TemporaryDirectory(dir=base) as state,
        nginx.serve(server, Path(state)) as port,
        socket.create_connection(("127.0.0.1", port), 10) as connection,
    ):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        asked = [_request(path) for path in paths]
        lengths = [_length(connection, request) for request in asked]
        done, start = 0, time.perf_counter()
        while done < _REQUESTS and time.perf_counter() - start < _SECONDS:
            batch = [(done + at) % len(asked) for at in range(_CONCURRENCY)]
            connection.sendall(b"".join(asked[at] for at in batch))
            _receive(connection, sum(lengths[at] for at in batch))
            done += _CONCURRENCY
        return done / (time.perf_counter() - start)


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def _length(connection: socket.socket, request: bytes) -> int:
    """Ask once and give the length of the whole answer, in bytes; it is the same each time. Refuses any but a 200."""
    connection.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"nginx answers {head.splitlines()[0].decode()} to {request.split()[1].decode()}.")
    (content,) = (
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    _receive(connection, content - len(body))
    return len(head) + 4 + content


def _receive(connection: socket.socket, length: int) -> None:
    while length > 0:
        part = connection.recv(min(length, 1 << 20))
        if not part:
            raise RuntimeError("nginx closed the connection early.")
        length -= len(part)
