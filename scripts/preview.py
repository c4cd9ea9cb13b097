"""Show the site on this machine, build it anew when a file changes, and reload the browser. Ctrl+C ends it.

python scripts/preview.py [PORT] [PROJECT]

While anything is to be mended, the last good pages go on being served, with the report on top of each.
"""

import argparse
import errno
import os
import signal
import sys
from pathlib import Path

from previewing.preview import Preview, handed_on
from previewing.site_builder import NO_ROOM
from previewing.web_server import ADDRESS, PreviewServer

ROOT = Path(__file__).resolve().parent.parent
_PORT = 8000


def _listen(port: str) -> PreviewServer:
    """Take a port. Raises SystemExit with one line when that cannot be."""
    example = "For instance: scripts/serve 8001"
    try:
        return PreviewServer(int(port))
    except (ValueError, OverflowError):
        sys.exit(f"“{port}” is no port: name a number from 1 to 65535. {example}")
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had: {error.strerror}"
        sys.exit(f"Port {port} {reason}. Name another. {example}")


def main() -> int:
    """Preview the project named on the command line until Ctrl+C."""
    parser = argparse.ArgumentParser(description="Show the site on this machine, and build it anew on change.")
    parser.add_argument("port", nargs="?", default=str(_PORT), help=f"where to listen on {ADDRESS} (default {_PORT})")
    parser.add_argument("project", type=Path, nargs="?", default=ROOT, help="where mkdocs.yml is")
    parser.add_argument("--last-good", default="", help=argparse.SUPPRESS)  # handed on when code has changed
    asked = parser.parse_args()
    server = _listen(asked.port)
    try:
        preview = Preview(asked.project.resolve(), server, handed_on(asked.last_good))
    except OSError:
        sys.exit(NO_ROOM)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, preview.end)
    try:
        restart = preview.run()
    except BaseException:
        preview.clear()
        raise
    preview.close()
    if restart:
        os.execv(sys.executable, [sys.executable, __file__, *preview.again()])  # noqa: S606
    preview.clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
