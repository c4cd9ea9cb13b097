"""A real nginx on loopback, with the settings that PUBLISHING.md gives, for tests and measurements."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from harness.static_server import free_port
from harness.system_package import file_or_install, find_or_install

SETTINGS = Path(__file__).resolve().parents[1] / "nginx"
_FRAME = """\
{modules}
daemon off;
worker_processes 2;
error_log {state}/errors;
pid {state}/pid;
{user}
events {{ worker_connections 256; }}
http {{
    include {types};
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path {state}/body;
    proxy_temp_path {state}/proxy;
    fastcgi_temp_path {state}/fastcgi;
    uwsgi_temp_path {state}/uwsgi;
    scgi_temp_path {state}/scgi;
{server}
}}
"""
_START = 60.0
"""How long nginx may take to answer, in seconds."""


def brotli() -> Path:
    """Give the module that sends the .br beside each file, as PUBLISHING.md names it for Debian."""
    file = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    return file_or_install(file, "libnginx-mod-http-brotli-static")


def documented(folder: Path) -> str:
    """Give the documented settings of the site, with what is marked as the publisher's own filled in."""
    text = (SETTINGS / "site.conf").read_text(encoding="utf-8")
    for line, own in {
        "listen 80; # yours": "listen 127.0.0.1:PORT; #",
        "root /srv/site; # yours": f"root {folder}; #",
        "include site-headers.conf;": f"include {SETTINGS / 'headers.conf'};",
    }.items():
        if text.count(line) != 1:
            raise ValueError(f"scripts/nginx/site.conf: “{line}” should stand there once.")
        text = text.replace(line, own)
    return text


@contextmanager
def serve(server: str, state: Path, module: Path | None = None) -> Iterator[int]:
    """Run nginx with one `server` block that listens on PORT; gives the port. `state` is an empty folder for it.

    `module` is the file of a module to load.

    Raises RuntimeError when nginx is not there and cannot be installed, or does not start.
    """
    program = find_or_install(["nginx"], "nginx", "NGINX")
    if not program:
        raise RuntimeError("No nginx was found or could be installed: install one, or name it in NGINX.")
    port = free_port()
    process = _start(program, server.replace("PORT", str(port)), state, module)
    try:
        if not _answers(process, port):
            raise RuntimeError(f"nginx did not start: {(state / 'errors').read_text(errors='replace').strip()}")
        yield port
    finally:
        process.terminate()
        try:
            process.wait(_START)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(program: str, server: str, state: Path, module: Path | None) -> "subprocess.Popen[bytes]":
    user = "user root;" if os.geteuid() == 0 else ""  # tests build where others may not look
    modules = f"load_module {module};" if module else ""
    settings = state / "nginx.conf"
    try:
        types = _settings_folder(program) / "mime.types"
        settings.write_text(_FRAME.format(state=state, user=user, modules=modules, server=server, types=types), "utf-8")
        return subprocess.Popen([program, "-e", str(state / "errors"), "-p", str(state), "-c", str(settings)])
    except OSError as error:
        raise RuntimeError(f"{program} cannot be run: {error.strerror}. Name another nginx in NGINX.") from error


def _settings_folder(program: str) -> Path:
    """Ask nginx where its own settings are: each system has another place for them."""
    output = subprocess.run([program, "-V"], capture_output=True, text=True, check=False).stderr
    found = re.search(r"--conf-path=(\S+)", output)
    return Path(found[1]).parent if found else Path("/etc/nginx")


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait for nginx; another server that took the port first is told from it by its name."""
    end = time.monotonic() + _START
    while process.poll() is None and time.monotonic() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("HEAD", "/")
            if (connection.getresponse().getheader("Server") or "").startswith("nginx"):
                return True
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.02)
    return False
