"""Pages in a real Chromium: what a first visit fetches, and when its first paint comes."""

from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser

_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A slow 4G connection, in milliseconds and bytes a second: the one that Lighthouse takes for a phone."""
_SLOWER = 4
"""How many times slower than this machine the phone's processor is taken to be, as Lighthouse takes it."""

OBSERVE = """
window.seen = { shift: 0, largest: 0 };
new PerformanceObserver(list => list.getEntries().forEach(each => { seen.shift += each.value; }))
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(each => { seen.largest = each.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });
"""
_SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))"
_REPORT = """() => ({
  ...seen,
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  blocking: [location.href, ...performance.getEntriesByType("resource")
    .filter(each => each.renderBlockingStatus === "blocking").map(each => each.name)],
})"""


@dataclass
class Visit:
    """Bytes are those on the wire, heads of answers included; times are milliseconds; the shift is that of the CLS."""

    sizes: dict[str, int] = field(default_factory=dict)
    blocking: int = 0
    first_paint: float = 0
    largest_paint: float = 0
    shift: float = 0

    @property
    def total(self) -> int:
        """Count all bytes."""
        return sum(self.sizes.values())


class Window:
    """A window that goes to one page after another, each time with nothing kept from before."""

    def __init__(self, browser: Browser, *, slow: bool = False, width: int = 360) -> None:
        """Open it; `slow` makes line and processor those of a phone."""
        self._context = browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 600)
        self._page = self._context.new_page()
        self._page.add_init_script(OBSERVE)
        self._session = self._context.new_cdp_session(self._page)
        self._names: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._count()
        if slow:
            self._session.send("Network.emulateNetworkConditions", _SLOW)
            self._session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})

    def visit(self, url: str) -> Visit:
        """Load a page with an empty cache and touch nothing."""
        self._page.goto("about:blank")
        self._session.send("Network.clearBrowserCache")
        self._names.clear()
        self._sizes.clear()
        self._page.goto(url, wait_until="load")
        self._page.evaluate(_SETTLED)
        report = self._page.evaluate(_REPORT)
        sizes = dict(self._sizes)
        blocking = sum(sizes.get(name, 0) for name in set(report["blocking"]))
        return Visit(sizes, blocking, report["first"], report["largest"], report["shift"])

    def close(self) -> None:
        """Close it."""
        self._context.close()

    def _count(self) -> None:
        """Gather bytes by address from now on."""

        def sent(event: dict[str, Any]) -> None:
            self._names[event["requestId"]] = event["request"]["url"]
            self._sizes.setdefault(event["request"]["url"], 0)

        def finished(event: dict[str, Any]) -> None:
            if name := self._names.get(event["requestId"]):
                self._sizes[name] += int(event["encodedDataLength"])

        self._session.on("Network.requestWillBeSent", sent)
        self._session.on("Network.loadingFinished", finished)
        self._session.send("Network.enable")


def visit(browser: Browser, url: str, *, slow: bool = False, width: int = 360) -> Visit:
    """Load a page in a window of its own, so that nothing of the browser is warm either."""
    with closing(Window(browser, slow=slow, width=width)) as window:
        return window.visit(url)
