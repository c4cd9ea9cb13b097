"""Notice what an editor saves. The system's events say when to look; what the files are now says whether to build."""

import logging
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # what it has to say when it is stopped is for nobody

_LOOK = 0.5
"""How often to look where the system sends no events, as on some shared and network disks, in seconds."""
_QUIET = 0.06
"""How long nothing may change before it counts as saved: editors write a file in several steps, in seconds."""
_TIMEOUT = 2.0
"""How long to wait for that quiet, in seconds."""

_READING = (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)

Files = Mapping[Path, tuple[int, int]]
"""Each file with its time and size: enough to tell that it was written."""


class FileWatcher(FileSystemEventHandler):
    """Watches files and whole folders; hidden files are no part of a site, and not watched."""

    def __init__(self, watched: Iterable[Path]) -> None:
        """Begin to listen."""
        self._watched = tuple(watched)
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._observer = Observer()
        for folder in {path if path.is_dir() else path.parent for path in self._watched}:
            with suppress(OSError):  # a missing folder, or no more watches to be had: looking at times is enough
                self._observer.schedule(self, str(folder), recursive=folder in self._watched)
        with suppress(OSError):
            self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake whoever waits; that a build reads files is an event too, and none of ours."""
        if event.event_type not in _READING:
            self.wake()

    def wake(self) -> None:
        """End the wait for an event; signals call it at any moment of that wait, so it must wait for no lock."""
        self._woken.put(None)

    def files(self) -> Files:
        """Look at every file once."""
        return dict(found for path in self._watched for found in _look(path))

    def wait(self, known: Files) -> Files:
        """Wait for an event, or a while; gives the files as they are once they have come to rest."""
        with suppress(Empty):
            self._woken.get(timeout=_LOOK)
            while True:
                self._woken.get_nowait()
        files = self.files()
        end = time.monotonic() + _TIMEOUT
        while files != known and time.monotonic() < end:
            known = files
            time.sleep(_QUIET)
            files = self.files()
        return files

    def stop(self) -> None:
        """Listen no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def changed(before: Files, after: Files) -> set[Path]:
    """Give the files that were written, added or removed."""
    return {path for path, _ in before.items() ^ after.items()}


def _look(path: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Look at a file, or at all below a folder but what is hidden; a link is looked at itself, and not followed."""
    with suppress(OSError):  # it has gone meanwhile, or was never there
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            yield path, (status.st_mtime_ns, status.st_size)
            return
        for below in path.iterdir():
            if not below.name.startswith((".", "__pycache__")):
                yield from _look(below)
