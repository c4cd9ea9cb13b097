"""Errors in templates: what their language says of one, in plain words, with the file and the line.

Protects whoever changes the look of pages from a language that they do not know.
"""

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from retelling_site.content.records.readable import read_text
from retelling_site.faults import Fault, Wording
from retelling_site.outputs.assets import MissingAssetError

_CODE = Path(__file__).resolve().parents[1]
_TEXTS = frozenset((".html", ".css", ".js", ".json", ".xml", ".svg", ".rels"))
_RESTORE_FILE = "Restore it, or allow reading it: pages are made with it."
_RESTORE = "or restore the line as it was."
_UNKNOWN = re.compile(r"No (?P<kind>filter|test) named '(?P<name>[^']+)'|unknown tag '(?P<tag>[^']+)'")
_UNCLOSED = re.compile(
    r"(?P<end>'end\w+')(?: or '\w+')*\. The innermost block that needs to be closed is '(?P<open>\w+)'"
)
_MISSING = re.compile(r"no attribute '(?P<part>[^']+)'|'(?P<name>[^']+)' is undefined")


def unreadable(overrides: Path, needed: Iterable[str]) -> list[Fault]:
    """Fault templates, style and scripts that are empty, in another encoding, or two versions not put together.

    `needed` are files that must be there.
    """
    for folder in (overrides, overrides / "assets"):
        try:
            next(folder.iterdir(), None)
        except OSError as error:
            name = folder.relative_to(overrides.parent).as_posix()
            return [Fault(name, 0, f"The folder cannot be read: {error.strerror}.", _RESTORE_FILE)]
    files = {path for path in overrides.rglob("*") if path.suffix in _TEXTS and path.is_file()}
    return [
        fault for path in sorted({*files, *(overrides / name for name in needed)}) if (fault := _read(path, overrides))
    ]


def _read(path: Path, overrides: Path) -> Fault | None:
    file = f"{overrides.name}/{path.relative_to(overrides).as_posix()}"
    try:
        text, fault = read_text(file, path.read_bytes())
    except FileNotFoundError:
        return Fault(file, 0, "The file is missing.", _RESTORE_FILE)
    except OSError as error:
        return Fault(file, 0, f"The file cannot be read: {error.strerror}.", _RESTORE_FILE)
    return fault or (None if text.strip() else Fault(file, 0, "The file is empty.", _RESTORE_FILE))


def template_error(error: Exception, overrides: Path) -> Fault | None:
    """Word what a template broke off with; None where it was none."""
    if isinstance(error, MissingAssetError):
        return Fault(f"{overrides.name}/assets/{error.name}", 0, "The file is missing.", _RESTORE_FILE)
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _fault(overrides, error.filename, error.lineno, _syntax(error.message or ""))
    file, line = _place(error, overrides)
    if isinstance(error, TemplateNotFound):
        what = f"There is no file “{error.name}” in overrides/."
        return _fault(overrides, file or str(error.name), line, (what, "Restore it, or correct the name."))
    if not file:
        return None
    return _fault(overrides, file, line, _undefined(error) if isinstance(error, UndefinedError) else _other(error))


def _fault(overrides: Path, file: str, line: int, wording: Wording) -> Fault:
    name = Path(file).relative_to(overrides) if Path(file).is_relative_to(overrides) else Path(file)
    return Fault(f"{overrides.name}/{name.as_posix()}", line, *wording)


def _place(error: Exception, overrides: Path) -> tuple[str, int]:
    """Give the template in which an error came up, and its line; nothing where it came up in our own code."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(overrides):
            return frame.filename, frame.lineno or 0
        if Path(frame.filename).is_relative_to(_CODE) and not isinstance(error, TemplateError):
            break
    return "", 0


def _syntax(said: str) -> Wording:
    if unknown := _UNKNOWN.search(said):
        name = unknown["name"] or unknown["tag"]
        return f"There is no {unknown['kind'] or 'command'} “{name}” for templates.", f"Correct its name, {_RESTORE}"
    if unclosed := _UNCLOSED.search(said):
        end = unclosed["end"].strip("'")
        what = f"“{{% {unclosed['open']} … %}}” is not closed before this line."
        return what, f"Write {{% {end} %}} where it ends."
    what = "What stands between {{ and }}, or {% and %}, cannot be read."
    return what, f"Close brackets, quotes and the command itself on that line, {_RESTORE}"


def _undefined(error: UndefinedError) -> Wording:
    found = _MISSING.search(error.message or "")
    name = (found["part"] or found["name"]) if found else ""
    return f"The template asks for “{name}”, which it is not given.", f"Correct the name, {_RESTORE}"


def _other(error: Exception) -> Wording:
    return f"The template cannot go on: {error}.", f"Correct what it asks for there, {_RESTORE}"
