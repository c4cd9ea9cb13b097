"""One first visit to one page in a real Chromium: what is fetched, what holds up the first paint, and when it comes."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession

_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A slow 4G connection, in milliseconds and bytes a second: the one that Lighthouse takes for a phone."""
_SLOWER = 4
"""How many times slower than this machine the phone's processor is taken to be, as Lighthouse takes it."""

_OBSERVE = """
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


def visit(browser: Browser, url: str, *, slow: bool = False, width: int = 360) -> Visit:
    """Load a page with an empty cache and touch nothing; `slow` makes line and processor those of a phone."""
    context = browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 600)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    sizes = _count(session)
    if slow:
        session.send("Network.emulateNetworkConditions", _SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(url, wait_until="load")
    page.evaluate(_SETTLED)
    report = page.evaluate(_REPORT)
    context.close()
    blocking = sum(sizes.get(name, 0) for name in set(report["blocking"]))
    return Visit(sizes, blocking, report["first"], report["largest"], report["shift"])


def _count(session: CDPSession) -> dict[str, int]:
    """Gather bytes by address from now on, for as long as the page lives."""
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def sent(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"]
        sizes.setdefault(event["request"]["url"], 0)

    def finished(event: dict[str, Any]) -> None:
        if name := names.get(event["requestId"]):
            sizes[name] += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return sizes
