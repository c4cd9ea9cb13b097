"""One preview: builds when a file changes, shows the last good pages meanwhile, and says what is to be mended."""

import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

from previewing.file_watcher import FileWatcher, changed
from previewing.site_builder import SiteBuilder
from previewing.web_server import ADDRESS, PreviewServer, Shown

_CODE = Path(__file__).resolve().parent.parent
_WATCHED = ("docs", "overrides", "mkdocs.yml", "addresses.txt")
_SOON = 0.05
"""How soon the server heeds that it is to end, in seconds."""


class Preview:
    """One preview of one project, from its first build until it is ended or must start again with new code."""

    def __init__(self, project: Path, server: PreviewServer, last_good: Shown) -> None:
        """Watch from the start, so that nothing saved during the first build is missed."""
        self._server = server
        self._builder = SiteBuilder(project)
        self._watcher = FileWatcher([*(project / name for name in _WATCHED), _CODE])
        self._work = last_good.folder.parent if last_good.folder else Path(tempfile.mkdtemp(prefix="preview-"))
        self._ended = False
        self._good = last_good

    def run(self) -> bool:
        """Build and show until ended; tells whether to start again because code has changed."""
        files = self._watcher.files()
        self._build()
        Thread(target=self._server.serve_forever, args=(_SOON,), daemon=True).start()
        address = f"http://{ADDRESS}:{self._server.server_port}{self._good.base}"
        if not self._ended:
            print(f"See {address}; a change is shown there once it is saved. Ctrl+C ends this.", flush=True)
        while not self._ended:
            before, files = files, self._watcher.wait(files)
            if not (differing := changed(before, files)):
                continue
            if not any(file.suffix == ".py" for file in differing):
                self._build()
            elif report := _code_error():
                self._show(report)
            else:
                print("Code has changed: starting again.", flush=True)
                return True
        return False

    def end(self, *_: object) -> None:
        """End soon; asked a second time, the system ends this process at once."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self._ended = True
        self._watcher.wake()

    def close(self) -> None:
        """Let go of the port and of the files that are watched."""
        self._watcher.stop()
        self._server.shutdown()
        self._server.server_close()

    def clear(self) -> None:
        """Remove what was built."""
        shutil.rmtree(self._work, ignore_errors=True)

    def again(self) -> list[str]:
        """Give the words that start a preview like this one, with the pages that it has."""
        good = json.dumps({**vars(self._good), "folder": str(self._good.folder)}) if self._good.folder else ""
        return [str(self._server.server_port), str(self._builder.project), "--last-good", good]

    def _build(self) -> None:
        start = time.perf_counter()
        fresh = self._work / str(time.time_ns())
        with _without_collecting():
            build = self._builder.build(fresh)
            before = self._good.folder  # a browser may still be loading it
            if not build.report:
                self._good = Shown(fresh, base=build.base, headers=build.headers)
                print(f"{time.strftime('%H:%M:%S')} built in {time.perf_counter() - start:.1f} s", flush=True)
            self._show(build.report)
        for unused in set(self._work.glob("*")) - {before, self._good.folder}:
            shutil.rmtree(unused, ignore_errors=True)

    def _show(self, report: str) -> None:
        """Show the last good pages, and what is to be mended since."""
        if report:
            meanwhile = "the last good pages, with this on top of each" if self._good.folder else "this, and waits"
            print(f"\n{report}\nUntil then the browser shows {meanwhile}.\n", flush=True)
        self._server.show(replace(self._good, report=report, version=str(time.time_ns())))


def handed_on(words: str) -> Shown:
    """Read the pages that a preview had when it started another like itself."""
    if not words:
        return Shown()
    good = json.loads(words)
    return Shown(**{**good, "folder": Path(good["folder"])})


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for garbage once an editor has what they wait for: all that a build makes, it needs to its end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _code_error() -> str:
    """Tell why the code cannot be loaded as it is now: the preview could not start again with it."""
    modules = f"import sys; sys.path.insert(0, {str(_CODE)!r}); import preview, retelling_site.pipeline"
    tried = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=False)
    if not tried.returncode:
        return ""
    *_, (file, line) = re.findall(r'File "(.+)", line (\d+)', tried.stderr)
    why = tried.stderr.splitlines()[-1]
    name = file.removeprefix(f"{_CODE.parent}{os.sep}")
    return f"{name}, line {line}: {why}. The preview goes on with the code as it was."
