"""`mkdocs.yml` as it is written: where each setting stands, and what keeps the site from being built with it.

It is read here before the builder reads it, so that its faults are told as those of a page are: with their lines.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import yaml

from retelling_site.content.records import web_address, yaml_record
from retelling_site.content.records.readable import read_text
from retelling_site.content.records.source_text import KeyPath, line_of_key
from retelling_site.faults import Fault

FILE = "mkdocs.yml"
_NEEDED = ("site_name", "site_url", "theme", "extra", "hooks", "plugins", "markdown_extensions", "validation", "nav")
_KNOWN = (*_NEEDED, "site_description", "docs_dir", "use_directory_urls", "strict", "INHERIT")
_FIXED: Mapping[KeyPath, tuple[str, ...]] = {
    ("docs_dir",): ("docs",),
    ("use_directory_urls",): ("true",),
    ("strict",): ("true", "false"),
    ("theme", "name"): ("material", "null", "~"),
    ("theme", "custom_dir"): ("overrides",),
    ("theme", "language"): ("en",),
    ("theme", "font"): ("false",),
    ("hooks", 0): ("scripts/mkdocs_adapter.py",),
}
"""Settings that may have no other value: without them nothing would be checked, or no page would be whole."""
_EXTENSIONS = ("abbr", "attr_list", "def_list", "tables", "toc", "pymdownx.smartsymbols", "pymdownx.blocks.admonition")
"""What Markdown on these pages needs."""
_OPTIONAL = (("docs_dir",), ("use_directory_urls",), ("strict",), ("theme", "language"), ("theme", "font"))
"""Of these, those that may be left out."""
_OF_THEME = ("name", "custom_dir", "language", "font", "static_templates")
_GROUPS = ("theme", "extra", "validation")
_RESTORE = "Restore it as it was in the last good version."
_MISSING = re.compile(r"'(?P<path>[^']+)' isn't an existing directory")
_PLAIN = (
    ("Expected type: str", "must be text", "Put quotes around it."),
    ("Expected type: bool", "must be true or false", "Write true."),
    ("Required configuration", "is blank", "Write a value after the colon."),
)
"""What the builder says of a value, in plain words, and the remedy."""
_COMPLAINT = re.compile(r"Config value '(?P<key>[\w.]+)': (?P<what>.*)", re.DOTALL)


@dataclass(frozen=True)
class SettingsFile:
    """The line and the words of each setting, by the way to it."""

    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    words: Mapping[KeyPath, str] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """Give the line of a setting, or of the nearest one that it is part of; 0 where none is there."""
        return line_of_key(self.lines, path)

    def line_of(self, words: str, *within: str | int) -> int:
        """Give the last line on which a setting has these words, within another one."""
        found = [
            self.lines[path] for path, said in self.words.items() if said == words and path[: len(within)] == within
        ]
        return max(found, default=self.line(*within))


def read(file: Path) -> tuple[SettingsFile, list[Fault]]:
    """Read the file; what is wrong with it comes back as faults. Nothing is raised."""
    try:
        text, fault = read_text(FILE, file.read_bytes())
        if fault:
            return SettingsFile(), [fault]
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return SettingsFile(), [Fault(FILE, 0, "The file is missing.", _RESTORE)]
    except OSError as error:
        return SettingsFile(), [Fault(FILE, 0, f"The file cannot be read: {error.strerror}.", _RESTORE)]
    except yaml.YAMLError as error:
        return SettingsFile(), [yaml_record.in_words(FILE, text, error, 1)]
    except RecursionError:
        return SettingsFile(), [Fault(FILE, 0, "The settings are nested too deeply.", _RESTORE)]
    if not isinstance(node, yaml.MappingNode):
        return SettingsFile(), [Fault(FILE, 0, "The file holds no settings.", _RESTORE)]
    settings, twice = SettingsFile({}, {}), []
    again: set[KeyPath] = set()
    for path, line, words in _walk(node, ()):
        if any(path[:end] in again for end in range(1, len(path))):
            continue  # what a setting holds that is written twice follows from that
        if path in settings.lines:
            again.add(path)
            twice.append(Fault(FILE, line, f"“{_name(path)}” is written twice.", "Keep one of the two."))
        settings.lines[path] = line  # type: ignore[index]  # it is being made
        settings.words[path] = words  # type: ignore[index]  # likewise
    return settings, twice or [*_check(settings)]


def _walk(node: yaml.Node, path: KeyPath) -> Iterator[tuple[KeyPath, int, str]]:
    """Give each setting with its line and words; a list or a group of settings has none, an empty one its brackets."""
    parts = (
        [(key.value, value, key) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        if isinstance(node, yaml.MappingNode)
        else [(at, item, item) for at, item in enumerate(node.value)]
        if isinstance(node, yaml.SequenceNode)
        else []
    )
    for step, part, place in parts:
        line = place.start_mark.line + 1
        yield (*path, step), line, part.value if isinstance(part, yaml.ScalarNode) else "" if part.value else "[]"
        yield from _walk(part, (*path, step))


def _check(settings: SettingsFile) -> Iterator[Fault]:
    """Fault settings that are unknown, missing or not as the site needs them; another file may have what is missing."""
    missing = [key for key in _NEEDED if (key,) not in settings.lines and ("INHERIT",) not in settings.lines]
    for key in (str(path[0]) for path in settings.lines if len(path) == 1 and path[0] not in _KNOWN):
        meant = get_close_matches(key, missing, 1, 0.7)
        missing = [other for other in missing if other not in meant]
        remedy = f"Write “{meant[0]}”." if meant else "Remove it."
        yield Fault(FILE, settings.line(key), f"“{key}” is not a setting of this site.", remedy)
    for key in missing:
        yield Fault(FILE, 0, f"The setting “{key}” is missing.", _RESTORE)
    if ("INHERIT",) in settings.lines:
        return
    for key in (key for key in _NEEDED if (key,) in settings.lines and key != "plugins" and not _filled(settings, key)):
        remedy = web_address.REMEDY if key == "site_url" else "Write a value after the colon."
        yield Fault(FILE, settings.line(key), f"“{key}” is blank.", remedy)
    for key in (key for key in _GROUPS if _written(settings, key)):
        yield Fault(FILE, settings.line(key), f"“{key}” must be a group of settings.", _RESTORE)
    address = _written(settings, "site_url")
    if address and not web_address.is_home(address):
        what = f"“site_url” is “{address[:80]}”, which is not a valid address."
        yield Fault(FILE, settings.line("site_url"), what, web_address.REMEDY)
    yield from _text(settings)
    yield from _nav(settings)
    yield from _fixed(settings)
    yield from _extensions(settings)


def _text(settings: SettingsFile) -> Iterator[Fault]:
    """Fault what is a list where it must be text."""
    for key in ("site_name", "site_description"):
        if _filled(settings, key) and not _written(settings, key):
            yield Fault(FILE, settings.line(key), f"“{key}” must be text.", "Write words after the colon, in quotes.")


def _nav(settings: SettingsFile) -> Iterator[Fault]:
    """Fault a navigation that is no list, and groups in it without a page."""
    if _written(settings, "nav"):
        yield Fault(FILE, settings.line("nav"), "“nav” must be a list of pages.", "Write one “- page.md” a line.")
    groups = [path for path, words in settings.words.items() if path[0] == "nav" and words in ("", "[]")]
    for path in groups:
        below = any(other[: len(path)] == path and other != path for other in settings.lines)
        if len(path) > 1 and isinstance(path[-1], str) and not below:
            what = f"The group “{path[-1]}” of the navigation has no page."
            yield Fault(FILE, settings.line(*path), what, "Write its pages below it, or remove the line.")


def _fixed(settings: SettingsFile) -> Iterator[Fault]:
    """Fault settings that are not as the site needs them."""
    grouped = [key for key in _filled_keys(settings) if key not in _GROUPS or not _written(settings, str(key))]
    for path, values in _FIXED.items():
        needed = path in settings.lines if path in _OPTIONAL else path[0] in grouped
        if needed and settings.words.get(path, "").lower() not in values:
            what = f"“{_name(path)}” must be “{values[0]}”."
            yield Fault(FILE, settings.line(*path), what, "Write that: the site would not be whole without it.")
    if settings.words.get(("plugins",), "[]") != "[]":
        yield Fault(FILE, settings.line("plugins"), "“plugins” must be [].", "Write that: no page here needs a plugin.")
    for path, line in settings.lines.items():
        if path[0] == "theme" and len(path) == 2 and path[1] not in _OF_THEME:
            what = f"“{_name(path)}” does nothing here: overrides/ has the look of every page."
            yield Fault(FILE, line, what, "Remove it.")
        if path[0] == "validation" and len(path) == 3 and settings.words[path] != "ignore":
            what = f"“{_name(path)}” must be “ignore”."
            yield Fault(FILE, line, what, "Write that: links and navigation are checked already.")


def _extensions(settings: SettingsFile) -> Iterator[Fault]:
    """Fault extensions of Markdown that are unknown, missing, named twice, or told to do otherwise."""
    if "markdown_extensions" not in _filled_keys(settings):
        return
    line, named = settings.line("markdown_extensions"), set()
    beside = _beside(settings)
    for path, owner in beside.items():
        what = f"“{path[2]}” stands beside “{owner}”, and belongs to it."
        yield Fault(FILE, settings.line(*path), what, f"Indent it as “{path[2]}:” below that name, by two spaces more.")
    for path, words in settings.words.items():
        name = str(path[2]) if len(path) == 3 else words
        if path[0] != "markdown_extensions" or len(path) not in (2, 3) or not name or path in beside:
            continue
        if name in named:
            yield Fault(FILE, settings.line(*path), f"“markdown_extensions” has “{name}” twice.", "Remove one.")
        named.add(name)
    missing = [name for name in _EXTENSIONS if name not in named]
    for name in sorted(named - {*_EXTENSIONS}):
        meant = get_close_matches(name, missing, 1, 0.7)
        missing = [other for other in missing if other not in meant]
        remedy = f"Write “{meant[0]}”." if meant else "Remove it."
        where = settings.line_of(name, "markdown_extensions")
        yield Fault(FILE, where, f"“markdown_extensions” has “{name}”, which no page needs.", remedy)
    for name in missing:
        yield Fault(FILE, line, f"“markdown_extensions” lacks “{name}”.", f"Add a line “- {name}”.")
    for path in settings.lines:
        if (
            path[0] == "markdown_extensions"
            and len(path) == 4
            and path[:3] not in beside
            and path[2:] != ("pymdownx.blocks.admonition", "types")
        ):
            yield Fault(FILE, settings.line(*path), f"“{_name(path)}” is an option that no page needs.", "Remove it.")
    types = [
        words for path, words in settings.words.items() if path[0] == "markdown_extensions" and "types" in path[:-1]
    ]
    if "pymdownx.blocks.admonition" in named and types != ["ours"]:
        yield Fault(FILE, line, "The blocks of “pymdownx.blocks.admonition” must be [ours].", "Write “types: [ours]”.")


def _beside(settings: SettingsFile) -> dict[KeyPath, str]:
    """Give what stands beside the name of an extension, with that name: its options, not indented far enough."""
    first: dict[KeyPath, str] = {}
    found: dict[KeyPath, str] = {}
    for path in settings.lines:
        if path[0] == "markdown_extensions" and len(path) == 3:
            owner = first.setdefault(path[:2], str(path[2]))
            if owner != path[2]:
                found[path] = owner
    return found


def _filled(settings: SettingsFile, key: str) -> bool:
    return bool(_written(settings, key)) or any(path[0] == key and len(path) > 1 for path in settings.lines)


def _written(settings: SettingsFile, key: str) -> str:
    """Give the words after a setting's colon, if it has no group or list."""
    return settings.words.get((key,), "").removeprefix("[]")


def _filled_keys(settings: SettingsFile) -> set[str | int]:
    return {path[0] for path in settings.lines if _filled(settings, str(path[0]))}


def _name(path: KeyPath) -> str:
    return " → ".join(str(step) for step in path if isinstance(step, str))


def complaint(file: Path, said: str) -> Fault:
    """Word what the builder itself says of a setting, with the line of the setting."""
    words = " ".join(said.split()).rstrip(".")
    found = _COMPLAINT.match(words)
    if missing := _MISSING.search(words):
        folder = f"The folder “{Path(missing['path']).name}” is missing."
        return Fault(FILE, read(file)[0].line("docs_dir"), folder, "Restore it, or write “docs_dir: docs”.")
    if not found:
        return Fault(FILE, 0, f"{words}.", "Correct that setting.")
    settings, _ = read(file)
    what = re.sub(r"<class '(\w+)'>", r"\1", found["what"])
    for words, plain, remedy in _PLAIN:
        if words in what:
            return Fault(FILE, settings.line(found["key"]), f"“{found['key']}” {plain}.", remedy)
    remedy = "Correct that setting."
    return Fault(FILE, settings.line(found["key"]), f"“{found['key']}”: {what}.", remedy)
