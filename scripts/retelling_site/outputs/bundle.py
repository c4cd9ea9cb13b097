"""A script that is published with all modules it imports in it: one request, and better packed."""

import re
from collections.abc import Mapping

_BUNDLED = "search-load.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?\w+ (\w+))", re.MULTILINE)


def bundled(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put modules into the script that imports them, before what uses them; their names must differ across them.

    All stands in one function, so that every name within it may be made short.
    """
    if _BUNDLED not in written:
        return dict(written)
    taken: dict[str, str] = {}
    _take(_BUNDLED, written, taken)
    given = ", ".join(_EXPORT.findall(taken[_BUNDLED]))
    body = "".join(_EXPORT.sub("", text) for text in taken.values())
    script = f"export const {{ {given} }} = (() => {{\n{body}return {{ {given} }};\n}})();\n"
    kept = {name: content for name, content in written.items() if name not in taken}
    return {**kept, _BUNDLED: script.encode()}


def _take(name: str, written: Mapping[str, bytes], taken: dict[str, str]) -> None:
    text = written[name].decode()
    for imported in _IMPORT.findall(text):
        if imported not in taken:
            _take(imported, written, taken)
    taken[name] = _IMPORT.sub("", text)
