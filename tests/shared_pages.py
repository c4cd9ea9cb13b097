"""Windows of a browser that many tests share: to open one costs more than most tests do within it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

_LASTING = ("install", "set_fixed_time", "set_system_time", "pause_at")
"""What a test may do to a page's clock, which cannot be undone: the window is closed then."""


class SharedPages:
    """A window of each kind that tests ask for; each is handed on blank, as a new one would be."""

    def __init__(self, browser: Browser) -> None:
        """Open nothing yet."""
        self._browser = browser
        self._windows: dict[str, _Window] = {}

    def take(self, base_url: str, **kind: Any) -> Page:  # noqa: ANN401  # whatever the driver takes for a context
        """Give the page of a window of this kind; the last test's page, where it can be made as new."""
        key = repr((base_url, sorted(kind.items())))
        if key in self._windows and not self._windows[key].renew():
            self._windows.pop(key).context.close()
        if key not in self._windows:
            self._windows[key] = _Window(self._browser.new_context(base_url=base_url or None, **kind), kind)
        return self._windows[key].page

    def close(self) -> None:
        """Close what is open."""
        for window in self._windows.values():
            window.context.close()
        self._windows.clear()


class _Window:
    """A page in a context of its own, and what undoes what the test that has it did to it."""

    def __init__(self, context: BrowserContext, kind: dict[str, Any]) -> None:
        """Open a page, and look on."""
        self.context, self.page = context, context.new_page()
        self._kind = kind
        self._lasts = False
        self._undo: list[Callable[[], object]] = []
        for part in (self.page, context):
            self._undo_scripts(part)
            self._undo_listeners(part)
            self._undo_routes(part)
        self._undo_looks(self.page)
        online = partial(context.set_offline, False)
        _note(context, "set_offline", lambda *_: self._undo.append(online))
        _note(context, "grant_permissions", lambda *_: self._undo.append(context.clear_permissions))
        for name in _LASTING:
            _note(context.clock, name, self._last)

    def _undo_scripts(self, part: Page | BrowserContext) -> None:
        _note(part, "add_init_script", lambda script, *_: self._undo.append(script.close))

    def _undo_listeners(self, part: Any) -> None:  # noqa: ANN401  # the driver knows each event by a type of its own
        _note(part, "on", lambda _, *heard: self._undo.append(partial(part.remove_listener, *heard)))
        _note(part, "once", self._last)

    def _undo_routes(self, part: Page | BrowserContext) -> None:
        _note(part, "route", lambda *_: self._undo.append(partial(part.unroute_all, behavior="ignoreErrors")))

    def _undo_looks(self, page: Page) -> None:
        usual = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
        looks: dict[str, Any] = {"media": "null", **{name: self._kind.get(name, usual[name]) for name in usual}}
        look, resize = page.emulate_media, page.set_viewport_size
        _note(page, "emulate_media", lambda *_: self._undo.append(partial(look, **looks)))
        if size := page.viewport_size:
            _note(page, "set_viewport_size", lambda *_: self._undo.append(partial(resize, size)))

    def _last(self, *_: object) -> None:
        self._lasts = True

    def renew(self) -> bool:
        """Undo what was done to the page; tells whether that could be."""
        if self._lasts or self.page.is_closed():
            return False
        for other in self.context.pages:
            if other is not self.page:
                other.close()
        self.page.evaluate("window.name = ''")
        self.page.goto("about:blank")
        while self._undo:
            self._undo.pop()()
        self.page.mouse.move(0, 0)
        return True


def _note(of: Any, name: str, note: Callable[..., object]) -> None:  # noqa: ANN401  # a page, a context or a clock
    """Have it noted when a test calls a method: what came of it, and with what it was called."""
    act = getattr(of, name)

    def noted(*words: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the driver takes and gives
        done = act(*words, **named)
        note(done, *words)
        return done

    setattr(of, name, noted)
