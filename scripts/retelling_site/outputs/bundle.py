"""Scripts that are published with all modules they import in them: one request for each, and better packed."""

import re
from collections.abc import Mapping

_BUNDLED = "search-load.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def bundled(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put modules into the script that imports them, before what uses them; their names must differ across them."""
    if _BUNDLED not in written:
        return dict(written)
    taken: dict[str, str] = {}
    _take(_BUNDLED, written, taken)
    script = taken.pop(_BUNDLED)
    inner = "".join(_EXPORT.sub("", text) for text in taken.values())
    kept = {name: content for name, content in written.items() if name not in taken}
    return {**kept, _BUNDLED: (inner + script).encode()}


def _take(name: str, written: Mapping[str, bytes], taken: dict[str, str]) -> None:
    text = written[name].decode()
    for imported in _IMPORT.findall(text):
        if imported not in taken:
            _take(imported, written, taken)
    taken[name] = _IMPORT.sub("", text)
