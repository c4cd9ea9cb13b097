"""`mkdocs.yml` as it is written: where each setting stands, and what the builder says of one, with its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from retelling_site.content.records import yaml_faults
from retelling_site.content.records.readable import read_text
from retelling_site.content.records.source_text import KeyPath, line_of_key, path_in_words
from retelling_site.faults import Fault

FILE = "mkdocs.yml"
RESTORE = "Restore it as it was in the last good version."
_ALLOW = "Allow reading it, or restore it as it was in the last good version."
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
        return SettingsFile(), [Fault(FILE, 0, "The file is missing.", RESTORE)]
    except OSError as error:
        return SettingsFile(), [Fault(FILE, 0, f"The file cannot be read: {error.strerror}.", _ALLOW)]
    except yaml.YAMLError as error:
        return SettingsFile(), [yaml_faults.in_words(FILE, text, error, 1)]
    except RecursionError:
        return SettingsFile(), [Fault(FILE, 0, "The settings are nested too deeply.", RESTORE)]
    if not isinstance(node, yaml.MappingNode):
        return SettingsFile(), [Fault(FILE, 0, "The file holds no settings.", RESTORE)]
    lines: dict[KeyPath, int] = {}
    words: dict[KeyPath, str] = {}
    twice: list[Fault] = []
    again: set[KeyPath] = set()
    for path, line, written in _walk(node, ()):
        if any(path[:end] in again for end in range(1, len(path))):
            continue  # what a setting holds that is written twice follows from that
        if path in lines:
            again.add(path)
            twice.append(Fault(FILE, line, f"“{name_of(path)}” is written twice.", "Keep one of the two."))
        lines[path], words[path] = line, written
    return SettingsFile(lines, words), twice


def _walk(node: yaml.Node, path: KeyPath) -> Iterator[tuple[KeyPath, int, str]]:
    """Give each setting with its line and words."""
    for step, place, value in _parts(node):
        yield (*path, step), place.start_mark.line + 1, _words(value)
        yield from _walk(value, (*path, step))


def _parts(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    """Give each part of a group or a list: its key or place, the node on whose line it stands, and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, key, value
    elif isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            yield at, item, item


def _words(value: yaml.Node) -> str:
    """Give a value's words; a list or a group of settings has none, an empty one its brackets."""
    if isinstance(value, yaml.ScalarNode):
        return str(value.value)
    return "" if value.value else "[]"


def name_of(path: KeyPath) -> str:
    """Name the way to a setting; an item of a list is known by what it holds."""
    return path_in_words(tuple(step for step in path if isinstance(step, str)))


def complaint(file: Path, said: str) -> Fault:
    """Word what the builder itself says of a setting, with the line of the setting."""
    words = " ".join(said.split()).rstrip(".")
    found = _COMPLAINT.match(words)
    if missing := _MISSING.search(words):
        folder = f"The folder “{Path(missing['path']).name}” is missing."
        return Fault(FILE, read(file)[0].line("docs_dir"), folder, "Restore it, or write “docs_dir: docs”.")
    if "custom_dir" in words:
        line = read(file)[0].line("theme", "custom_dir")
        return Fault(FILE, line, "The folder “overrides” is missing.", RESTORE)
    if not found:
        return Fault(FILE, 0, f"{words}.", "Correct that setting.")
    settings, _ = read(file)
    what = re.sub(r"<class '(\w+)'>", r"\1", found["what"])
    for words, plain, remedy in _PLAIN:
        if words in what:
            return Fault(FILE, settings.line(found["key"]), f"“{found['key']}” {plain}.", remedy)
    remedy = "Correct that setting."
    return Fault(FILE, settings.line(found["key"]), f"“{found['key']}”: {what}.", remedy)
