"""The form of `mkdocs.yml`: settings that are unknown, missing, or not as the site needs them.

It is checked before the builder reads it, so that its faults are told as those of a page are: with their lines.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from retelling_site.content.records import settings_file, web_address
from retelling_site.content.records.settings_file import FILE, RESTORE, SettingsFile, name_of
from retelling_site.content.records.source_text import KeyPath
from retelling_site.faults import Fault

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
_EXTENSIONS_KEY, _BLOCKS = "markdown_extensions", "pymdownx.blocks.admonition"
_EXTENSIONS = ("abbr", "attr_list", "def_list", "tables", "toc", "pymdownx.smartsymbols", _BLOCKS)
"""What Markdown on these pages needs."""
_OPTIONAL = (("docs_dir",), ("use_directory_urls",), ("strict",), ("theme", "language"), ("theme", "font"))
"""Of these, those that may be left out."""
_OF_THEME = ("name", "custom_dir", "language", "font", "static_templates")
_GROUPS = ("theme", "extra", "validation")


def faults(file: Path) -> list[Fault]:
    """Give what keeps the site from being built with these settings."""
    settings, unread = settings_file.read(file)
    return unread or [*_check(settings)]


def _check(settings: SettingsFile) -> Iterator[Fault]:
    """Fault settings that are unknown, missing or not as the site needs them; another file may have what is missing."""
    missing = [key for key in _NEEDED if (key,) not in settings.lines and ("INHERIT",) not in settings.lines]
    for key in (str(path[0]) for path in settings.lines if len(path) == 1 and path[0] not in _KNOWN):
        meant = get_close_matches(key, missing, 1, 0.7)
        missing = [other for other in missing if other not in meant]
        remedy = f"Write “{meant[0]}”." if meant else "Remove it."
        yield Fault(FILE, settings.line(key), f"“{key}” is not a setting of this site.", remedy)
    for key in missing:
        yield Fault(FILE, 0, f"The setting “{key}” is missing.", RESTORE)
    if ("INHERIT",) in settings.lines:
        return
    for key in (key for key in _NEEDED if (key,) in settings.lines and key != "plugins" and not _filled(settings, key)):
        remedy = web_address.REMEDY if key == "site_url" else "Write a value after the colon."
        yield Fault(FILE, settings.line(key), f"“{key}” is blank.", remedy)
    for key in (key for key in _GROUPS if _written(settings, key)):
        yield Fault(FILE, settings.line(key), f"“{key}” must be a group of settings.", RESTORE)
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
            what = f"“{name_of(path)}” must be “{values[0]}”."
            yield Fault(FILE, settings.line(*path), what, "Write that: the site would not be whole without it.")
    if settings.words.get(("plugins",), "[]") != "[]":
        yield Fault(FILE, settings.line("plugins"), "“plugins” must be [].", "Write that: no page here needs a plugin.")
    for path, line in settings.lines.items():
        if path[0] == "theme" and len(path) == 2 and path[1] not in _OF_THEME:
            what = f"“{name_of(path)}” does nothing here: overrides/ has the look of every page."
            yield Fault(FILE, line, what, "Remove it.")
        if path[0] == "validation" and len(path) == 3 and settings.words[path] != "ignore":
            what = f"“{name_of(path)}” must be “ignore”."
            yield Fault(FILE, line, what, "Write that: links and navigation are checked already.")


def _extensions(settings: SettingsFile) -> Iterator[Fault]:
    """Fault extensions of Markdown that are unknown, missing, named twice, or told to do otherwise."""
    if _EXTENSIONS_KEY not in _filled_keys(settings):
        return
    beside = _beside(settings)
    for path, owner in beside.items():
        what = f"“{path[2]}” stands beside “{owner}”, and belongs to it."
        yield Fault(FILE, settings.line(*path), what, f"Indent it as “{path[2]}:” below that name, by two spaces more.")
    names = {
        path: name
        for path, words in settings.words.items()
        if path[0] == _EXTENSIONS_KEY and len(path) in (2, 3) and path not in beside
        if (name := str(path[2]) if len(path) == 3 else words)
    }
    yield from _names(settings, names)
    yield from _options(settings, beside)
    types = [words for path, words in settings.words.items() if path[0] == _EXTENSIONS_KEY and "types" in path[:-1]]
    if _BLOCKS in names.values() and types != ["ours"]:
        line = settings.line(_EXTENSIONS_KEY)
        yield Fault(FILE, line, f"The blocks of “{_BLOCKS}” must be [ours].", "Write “types: [ours]”.")


def _names(settings: SettingsFile, names: Mapping[KeyPath, str]) -> Iterator[Fault]:
    """Fault names of extensions that stand there twice, are unknown, or are missing."""
    named: set[str] = set()
    for path, name in names.items():
        if name in named:
            yield Fault(FILE, settings.line(*path), f"“{_EXTENSIONS_KEY}” has “{name}” twice.", "Remove one.")
        named.add(name)
    missing = [name for name in _EXTENSIONS if name not in named]
    for name in sorted(named - {*_EXTENSIONS}):
        meant = get_close_matches(name, missing, 1, 0.7)
        missing = [other for other in missing if other not in meant]
        remedy = f"Write “{meant[0]}”." if meant else "Remove it."
        where = settings.line_of(name, _EXTENSIONS_KEY)
        yield Fault(FILE, where, f"“{_EXTENSIONS_KEY}” has “{name}”, which no page needs.", remedy)
    for name in missing:
        line = settings.line(_EXTENSIONS_KEY)
        yield Fault(FILE, line, f"“{_EXTENSIONS_KEY}” lacks “{name}”.", f"Add a line “- {name}”.")


def _options(settings: SettingsFile, beside: Collection[KeyPath]) -> Iterator[Fault]:
    """Fault options of extensions, of which pages need one: the types of blocks."""
    for path in (path for path in settings.lines if path[0] == _EXTENSIONS_KEY and len(path) == 4):
        if path[:3] not in beside and path[2:] != (_BLOCKS, "types"):
            yield Fault(FILE, settings.line(*path), f"“{name_of(path)}” is an option that no page needs.", "Remove it.")


def _beside(settings: SettingsFile) -> dict[KeyPath, str]:
    """Give what stands beside the name of an extension, with that name: its options, not indented far enough."""
    first: dict[KeyPath, str] = {}
    found: dict[KeyPath, str] = {}
    for path in settings.lines:
        if path[0] == _EXTENSIONS_KEY and len(path) == 3:
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
