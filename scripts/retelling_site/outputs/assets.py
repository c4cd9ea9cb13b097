"""What pages are made with: style and rules that stand within each page, and the scripts and assets that pages fetch.

What is fetched stands in one folder named after its content, to be kept by browsers for good.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from rcssmin import cssmin
from rjsmin import jsmin

from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.relations import Graph
from retelling_site.outputs import qr

_MINIFY = {".css": cssmin, ".js": jsmin}
_BUNDLED = "search-load.js"
"""The script that is published with all modules it imports in it: one request, and better packed."""
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_RULES = "speculation-rules.json"
"""Which pages a browser may fetch before they are asked for."""


def assets(graph: Graph, site: str, written: Mapping[str, bytes], searched: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give each asset by its address below the root.

    `written` are those of `overrides/assets/` by name, `searched` what search reads.
    """
    made = {name: _smaller(name, content) for name, content in bundled(written).items() if not _stands_within(name)}
    codes = {f"qr-{node.id}.svg": qr.svg(urljoin(site, node.url)) for node in graph.of_type("agency")}
    every = {**made, **searched, **codes}
    folder = f"assets/{sha256(repr(sorted(every.items())).encode()).hexdigest()[:10]}"
    return {f"{folder}/{name}": content for name, content in every.items()}


def styles(written: Mapping[str, bytes]) -> dict[str, str]:
    """Give the styles that stand within pages, made smaller, by name: `site` in every page, others where they are used."""
    made = {Path(name).stem: cssmin(content.decode()) for name, content in written.items() if name.endswith(".css")}
    return {**made, "site": type_colours() + made["site"]}


def speculation_rules(written: Mapping[str, bytes]) -> str:
    """Give the rules that stand within every page, made smaller."""
    return json.dumps(json.loads(written[_RULES]), separators=(",", ":"))


def _stands_within(name: str) -> bool:
    return name.endswith(".css") or name == _RULES


def bundled(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put the modules that the bundled script imports into it, before what uses them; names must differ across them."""
    taken: dict[str, str] = {}

    def take(name: str) -> None:
        text = written[name].decode()
        for imported in _IMPORT.findall(text):
            if imported not in taken:
                take(imported)
        taken[name] = _IMPORT.sub("", text)

    if _BUNDLED not in written:
        return dict(written)
    take(_BUNDLED)
    inner = "".join(re.sub(r"^export ", "", text, flags=re.MULTILINE) for name, text in taken.items() if name != _BUNDLED)
    return {
        **{name: content for name, content in written.items() if name not in taken},
        _BUNDLED: (inner + taken[_BUNDLED]).encode(),
    }


def folder_of(made: Mapping[str, bytes]) -> str:
    """Give the folder that all assets stand in."""
    return next(iter(made)).rpartition("/")[0]


def _smaller(name: str, content: bytes) -> bytes:
    minify = _MINIFY.get(Path(name).suffix)
    return minify(content.decode()).encode() if minify else content


def type_colours() -> str:
    """Give each page type's colour as a property of the style sheet, for a light and a dark ground."""
    light = "".join(f"--{kind.name}:{kind.light};" for kind in PAGE_TYPES.values())
    dark = "".join(f"--{kind.name}:{kind.dark};" for kind in PAGE_TYPES.values())
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
