"""What each tool for a team costs to build, beside an ordinary page; Word documents apart."""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from statistics import mean
from typing import Any
from unittest.mock import patch

import yaml
from jinja2 import Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from measuring import stock
from retelling_site import pipeline
from retelling_site.content.generated_pages import TOOLS
from retelling_site.outputs import word
from retelling_site.pages import marking

_PAGE, _WORD = "page", "Word document"
_KINDS = {tool.template: Path(tool.template).stem for tool in TOOLS}


def measure(rounds: int) -> None:
    """Print the milliseconds of one page of each kind: its Markdown, its records, its template, its permalinks."""
    each: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        settings = Path(name) / "mkdocs.yml"
        settings.write_text(yaml.safe_dump(stock.settings()), "utf-8")
        for _ in range(rounds):
            _build(settings, Path(name) / "site", each)
    print(f"{'kind':>14} {'each ms':>8} {'of a page':>10}")
    for kind, times in each.items():
        print(f"{kind:>14} {mean(times) * 1000:>8.1f} {mean(times) / mean(each[_PAGE]):>10.2f}")


def _build(settings: Path, site: Path, each: dict[str, list[float]]) -> None:
    """Build the site in this process, and add the seconds that each page took to those of its kind."""
    config = load_config(str(settings), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    clock = _Clock(str(config.site_url))
    with ExitStack() as patches:
        for owner, name, key in (
            (Page, "render", lambda page, *_: page.url),
            (marking, "toolkit", clock.of_sheet),
            (Template, "render", clock.of_rendered),
            (pipeline, "permalinked", lambda url, *_: url),
            (word, "document", lambda plan, *_: f"{_WORD} {plan.title}"),
        ):
            patches.enter_context(patch.object(owner, name, clock.timed(getattr(owner, name), key)))
        build(config)
    for url, seconds in clock.spent.items():
        kind = _WORD if url.startswith(_WORD) else clock.kinds.get(url)
        if kind:
            each[kind].append(seconds)


class _Clock:
    """Adds up the seconds that were spent on each page, by its address, and notes of which kind it is."""

    def __init__(self, site_url: str) -> None:
        self.site_url = site_url
        self.spent: dict[str, float] = defaultdict(float)
        self.kinds: dict[str, str] = {}

    def of_rendered(self, template: Template, context: Any = None, **_: object) -> str:  # noqa: ANN401  # Jinja's own
        """Give the address of the page that a template is rendered for, if it is one."""
        page = context.get("page") if context else None
        if page is None:
            return ""
        self.kinds[page.url] = _KINDS.get(str(template.name), _PAGE)
        return str(page.url)

    def of_sheet(self, *given: Any) -> str:  # noqa: ANN401  # what the pipeline gives it
        """Give the address of a finding's sheet, on which the time of all its tools is put."""
        return str(given[-1]).removeprefix(self.site_url)

    def timed(self, function: Callable[..., Any], key: Callable[..., str]) -> Callable[..., Any]:
        """Wrap a function; `key` gives the address of the page that it works on."""

        @wraps(function)
        def timed(*given: Any, **more: Any) -> Any:  # noqa: ANN401  # whatever the function takes and gives
            start = time.perf_counter()
            result = function(*given, **more)
            self.spent[key(*given)] += time.perf_counter() - start
            return result

        return timed
