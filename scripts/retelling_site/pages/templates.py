"""What templates are rendered with: all text is escaped, and each is compiled once, as Python does its own code."""

import os
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache

_COMPILED = Path(__file__).parent / "__pycache__"
"""Where Python keeps this module compiled, if it may write there."""


class _Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates by name; the library itself holds each to the text that it was compiled from."""

    def get_cache_key(self, name: str, _filename: str | None = None) -> str:
        """Leave out where the template stands, so that copies of a project do not add up."""
        return super().get_cache_key(name)


def environment(make: Callable[[], Environment]) -> Environment:
    """Set up what `make` gives. A theme's own files, thousands of icons, are not looked through: none is published."""
    made = make()
    made.autoescape = True
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    made.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
    if os.access(_COMPILED, os.W_OK):
        made.bytecode_cache = _Compiled(str(_COMPILED))
    return made
