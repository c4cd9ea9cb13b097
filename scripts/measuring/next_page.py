"""How soon a next page is there, once a link is pointed at or touched and pressed.

Playwright takes hold of pages in a way that keeps Chromium from making the next one ready, so Chromium is spoken to
here over its own pipe, by way of the tab.
"""

import json
import math
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

POINTED = 0.4
"""How long a reader points at a link before pressing it, in seconds."""
TOUCHED = 0.1
"""How long a finger rests on a link."""
_SETTLED = 1.5
"""How long a page is given to load and come to rest."""
_LOOKS = 8
"""How often it is looked whether the next page is there."""
_DESK = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
_PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
_FINGERS = "--blink-settings=primaryHoverType=1,availableHoverTypes=1,primaryPointerType=2,availablePointerTypes=2"
"""What makes Chromium say that nothing hovers, and that fingers point."""

_LOADED = "location.href !== 'about:blank' && document.readyState === 'complete'"
_FIND = """(() => {
  const link = [...document.querySelectorAll('a[href$="%s"]')].find(each => each.getClientRects()[0]?.width);
  link.scrollIntoView(false);
  const now = () => performance.timeOrigin + performance.now(), said = document.querySelector("h1").textContent;
  const look = () => requestAnimationFrame(document.querySelector("h1")?.textContent === said
    ? look : () => sessionStorage.setItem("shown", now()));
  addEventListener("click", () => { sessionStorage.setItem("pressed", now()); look(); }, { capture: true });
  const box = link.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
})()"""  # a page that a script puts into the place of another has no first paint of its own
_TAKEN = """(() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const ready = performance.getEntriesByType("navigation")[0].activationStart;
  const shown = sessionStorage.getItem("shown") ?? performance.timeOrigin + Math.max(paint, ready);
  const taken = shown - sessionStorage.getItem("pressed");
  return taken > 0 ? taken : null;
})()"""
_PRESSED = "sessionStorage.getItem('pressed') !== null"


def next_page(browser: Mapping[str, Any], url: str, to: str, *, touch: bool = False) -> float:
    """Go from a page to another of the same site by a link; gives the time from press to paint, in ms.

    It gives no number (NaN) where the link is not within reach, as in a closed drawer. `browser` are the path
    of Chromium and what it is started with.
    """
    with _tab(browser, touch=touch) as tab:
        tab.send("Emulation.setDeviceMetricsOverride", **(_PHONE if touch else _DESK))
        tab.send("Page.navigate", url=url)
        while not tab.value(_LOADED):
            time.sleep(0.05)
        time.sleep(_SETTLED)
        place = tab.value(_FIND % to)
        (_tap if touch else _point_and_press)(tab, place)
        for _ in range(_LOOKS):
            time.sleep(_SETTLED)
            tab.follow()
            if not tab.value(_PRESSED):
                return math.nan
            if taken := tab.value(_TAKEN):
                return float(taken)
    raise TimeoutError(f"{url}: the next page was not shown.")


def _point_and_press(tab: "_Tab", place: dict[str, float]) -> None:
    tab.send("Input.dispatchMouseEvent", type="mouseMoved", **place)
    time.sleep(POINTED)
    for kind in ("mousePressed", "mouseReleased"):
        with suppress(RuntimeError):  # the page may be gone before it answers
            tab.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)


def _tap(tab: "_Tab", place: dict[str, float]) -> None:
    tab.send("Emulation.setTouchEmulationEnabled", enabled=True)
    tab.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[place])
    time.sleep(TOUCHED)
    with suppress(RuntimeError):
        tab.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])


class _Tab:
    """A tab, and the page that it shows: once a page that was made ready is shown, another than before."""

    def __init__(self, read: int, write: int) -> None:
        self._from_browser, self._to_browser = os.fdopen(read, "rb"), write
        self._sent, self._unread = 0, b""
        self._pages: list[str] = []
        self._page = ""
        [tab] = self.send("Target.getTargets", filter=[{"type": "tab"}])["targetInfos"]
        self._page = self.send("Target.attachToTarget", targetId=tab["targetId"], flatten=True)["sessionId"]
        self.send("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True, filter=[{}])
        self.follow()

    def follow(self) -> None:
        """Turn to the page that was attached last."""
        self._page = ""
        self.send("Browser.getVersion")  # what happened meanwhile is read before the answer
        self._page = self._pages[-1]

    def close(self) -> None:
        """End the browser."""
        self._page = ""
        self.send("Browser.close")

    def value(self, script: str) -> Any:  # noqa: ANN401 (it may be of any type)
        """Give what a script makes of the page."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"]["value"]

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        self._sent += 1
        command: dict[str, object] = {"id": self._sent, "method": method, "params": params}
        if self._page:
            command["sessionId"] = self._page
        os.write(self._to_browser, json.dumps(command).encode() + b"\0")
        while (message := self._next()).get("id") != command["id"]:
            self._note(message)
        if "error" in message:
            raise RuntimeError(message["error"]["message"])
        return dict(message["result"])

    def _note(self, event: Mapping[str, Any]) -> None:
        """Remember a page that was attached; nothing else that the browser tells unasked is needed."""
        if event.get("method") == "Target.attachedToTarget" and event["params"]["targetInfo"]["type"] == "page":
            self._pages.append(event["params"]["sessionId"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            if not (more := self._from_browser.read1()):
                raise EOFError("Chromium ended.")
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def _tab(browser: Mapping[str, Any], *, touch: bool) -> Iterator[_Tab]:
    """Start a Chromium with one tab; it reads commands from file descriptor 3, and writes answers and events to 4."""
    browser_reads, to_browser = os.pipe()
    from_browser, browser_writes = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        path, pipe = browser["executable_path"], ["--headless", "--remote-debugging-pipe"]
        command = [path, *pipe, f"--user-data-dir={profile}", *browser["args"], *([_FINGERS] if touch else [])]
        silent = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        pipes = [(os.POSIX_SPAWN_DUP2, browser_reads, 3), (os.POSIX_SPAWN_DUP2, browser_writes, 4)]
        process = os.posix_spawn(path, command, os.environ, file_actions=[silent, *pipes])
        os.close(browser_reads)
        os.close(browser_writes)
        tab = _Tab(from_browser, to_browser)
        try:
            yield tab
        finally:
            tab.close()
            os.waitpid(process, 0)
