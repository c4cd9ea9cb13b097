"""Build the site in this process, as often as asked: MkDocs is loaded once, so a change is soon to be seen.

Beside the adapter and a measurement, this is the one module that knows MkDocs.
"""

import errno
import logging
import os
import sysconfig
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

QUIET = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
"""What Material and a plugin say of MkDocs's future is for developers, and no part of an editor's report."""
_PACKAGES = "site-packages"
_LIBRARY = (sysconfig.get_path("stdlib"), "<")
"""In the way, or at its beginning, of whatever code is not ours."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
NO_ROOM = (
    "The folder for temporary files has no room for the pages. "
    "Free the disk, or name another folder in TMPDIR, then try again."
)
_ABORTED = "Aborted with"
"""How MkDocs says that it has complained already."""
_MADE = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What MkDocs sets on a page when it renders its text."""


@dataclass(frozen=True)
class Build:
    """What came of one build: a report if anything is to be mended, or else how its pages are to be served."""

    report: str = ""
    base: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)


class _Complaints(logging.Handler):
    """Gathers what MkDocs has to say, for the report."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class _RenderedTexts:
    """Keeps what Markdown made of each text from one build to the next, while all that it depends on is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, dict[str, object]]] = {}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have MkDocs ask here first, for the length of one build."""
        from mkdocs.structure.pages import Page

        render = Page.render

        def kept(page: Page, config: "MkDocsConfig", files: "Files") -> None:
            names = frozenset(files.src_uris)  # a link is read by whether there is such a file
            needed = page.markdown, repr(config.mdx_configs), names
            before = self._kept.get(page.file.src_uri)
            if before and before[0] == needed:
                vars(page).update(before[1])
                return
            render(page, config, files)
            made = {key: value for key, value in vars(page).items() if key in _MADE}
            self._kept[page.file.src_uri] = needed, made

        Page.render = kept  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            Page.render = render  # type: ignore[method-assign]


class SiteBuilder:
    """Builds one project. Its Python code is read once: when that changes, the process must start again."""

    def __init__(self, project: Path) -> None:
        """Remember where `mkdocs.yml` is; nothing is read yet."""
        self.project = project
        self._started = False
        self._rendered = _RenderedTexts()
        os.environ.update(QUIET)

    def build(self, folder: Path) -> Build:
        """Build into a folder, made if need be. Whatever befalls the build is told in the report; nothing is raised."""
        complaints = _Complaints()
        log = logging.getLogger("mkdocs")
        log.addHandler(complaints)
        log.propagate = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return self._build(folder)
        except SystemExit as error:  # MkDocs ends a build with one, which carries the report of our own checks
            return Build(self._plain(self._settings(complaints.lines) if _ABORTED in str(error) else str(error)))
        except Exception as error:  # the preview outlives every fault of what it shows
            if isinstance(error, OSError) and error.errno in _FULL:
                return Build(NO_ROOM)
            return Build(self._plain(self._settings([str(error)]) if _is_of_mkdocs(error) else _breakdown(error)))
        finally:
            log.removeHandler(complaints)

    def _build(self, folder: Path) -> Build:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        from retelling_site.content.records import settings_file, settings_form
        from retelling_site.faults import report
        from retelling_site.release import headers

        if wrong := settings_form.faults(self.project / settings_file.FILE):
            return Build(report(wrong))
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(folder))
        if not self._started:  # once for all builds, as MkDocs itself does
            config.plugins.on_startup(command="build", dirty=False)
            self._started = True
        with self._rendered.in_use():
            build(config)
        base = f"/{urlsplit(config.site_url or '').path.strip('/')}/".replace("//", "/")
        return Build(base=base, headers=headers.response_headers(headers.stated_in(folder)))

    def _settings(self, complaints: list[str]) -> str:
        """Word what MkDocs itself has to say, which is of its settings: our own checks speak of everything else."""
        from retelling_site.content.records import settings_file
        from retelling_site.faults import report

        return report(settings_file.complaint(self.project / settings_file.FILE, said) for said in complaints)

    def _plain(self, report: str) -> str:
        """Name files as an editor knows them."""
        return report.replace(f"{self.project}{os.sep}", "").strip()


def _is_ours(file: str) -> bool:
    return _PACKAGES not in Path(file).parts and not file.startswith(_LIBRARY)


def _is_of_mkdocs(error: Exception) -> bool:
    return type(error).__module__ == "mkdocs.exceptions"


def _breakdown(error: Exception) -> str:
    """Word a fault of the code, with the place in it: whoever edits code needs that, and an editor can report it."""
    frames = traceback.extract_tb(error.__traceback__)
    at = next((frame for frame in reversed(frames) if _is_ours(frame.filename)), frames[-1])
    where, line = (error.filename, error.lineno) if isinstance(error, SyntaxError) else (at.filename, at.lineno)
    return f"{where}, line {line}: The build broke off: {type(error).__name__}: {error}. Report this line."
