"""One page of a browser for many tests: to open a window costs more than most tests do within it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

_LASTING = {
    "page": ("add_init_script", "route", "on", "once", "set_default_timeout", "expose_function", "pause"),
    "context": ("add_init_script", "route", "on", "grant_permissions", "set_offline", "add_cookies", "clear_cookies"),
    "clock": ("install", "set_fixed_time", "pause_at"),
}
"""What a test may do to a page that a fresh document does not undo."""


class SharedPage:
    """A page that is passed on as long as no test does to it what lasts; then the next test has a new one."""

    def __init__(self, browser: Browser) -> None:
        """Open nothing yet."""
        self._browser = browser
        self._context: BrowserContext | None = None
        self._page: Page | None = None
        self._base_url = ""
        self._lasts = False

    def take(self, base_url: str) -> Page:
        """Give the page, blank and as a new one would be."""
        if self._page is None or self._lasts or self._base_url != base_url or self._page.is_closed():
            return self._open(base_url)
        self._page.goto("about:blank")
        self._page.set_viewport_size({"width": 1280, "height": 720})
        self._page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        self._page.mouse.move(0, 0)
        return self._page

    def _open(self, base_url: str) -> Page:
        self.close()
        self._context = self._browser.new_context(base_url=base_url or None)
        self._page = self._context.new_page()
        self._base_url, self._lasts = base_url, False
        for part, names in _LASTING.items():
            of: Any = {"page": self._page, "context": self._context, "clock": self._context.clock}[part]
            for name in names:
                setattr(of, name, self._noting(getattr(of, name)))
        return self._page

    def _noting(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*words: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the driver takes and gives
            self._lasts = True
            return act(*words, **named)

        return noted

    def close(self) -> None:
        """Close what is open."""
        if self._context is not None:
            self._context.close()
        self._context = self._page = None
