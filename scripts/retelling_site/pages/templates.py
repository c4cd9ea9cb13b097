"""What templates are rendered with: all text is escaped, and each is compiled once, as Python does its own code."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    TemplateAssertionError,
    Undefined,
)
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_NAME, TOKEN_PIPE, Token, TokenStream

_COMPILED = Path(__file__).parent / "__pycache__"
"""Where Python keeps this module compiled, if it may write there."""

_ICONS = ".icons"


class _Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates by name; the library itself holds each to the text that it was compiled from."""

    def get_cache_key(self, name: str, _filename: str | None = None) -> str:
        """Leave out where the template stands, so that copies of a project do not add up."""
        return super().get_cache_key(name)


class _Unknown(Undefined):
    """A name that a template is not given: it may ask whether there is such a thing, and show nothing of it."""

    __str__ = __iter__ = __len__ = Undefined._fail_with_undefined_error


class _KnownFilters(Extension):
    """Stops at a filter that there is not, also where the language would only notice it once the line is reached."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Look at each name after a bar."""
        before = ""
        for token in stream:
            if before == TOKEN_PIPE and token.type == TOKEN_NAME and token.value not in self.environment.filters:
                raise TemplateAssertionError(
                    f"No filter named {token.value!r}.", token.lineno, stream.name, stream.filename
                )
            before = token.type
            yield token


def _own_first(loader: BaseLoader | None) -> BaseLoader:
    """Look for templates in `overrides/` alone, and for icons in the theme as well: no page is to have its look."""
    own, *others = loader.searchpath if isinstance(loader, FileSystemLoader) else [""]
    icons = FileSystemLoader([f"{folder}/{_ICONS}" for folder in others])
    return ChoiceLoader([FileSystemLoader(own), PrefixLoader({_ICONS: icons})])


def environment(make: Callable[[], Environment]) -> Environment:
    """Set up what `make` gives. A theme's own files, thousands of icons, are not looked through: none is published.

    No template has globals of its own, since a layer for each would be copied with every part of every page; and no
    file is looked at anew, since each build has an environment of its own.
    """
    made = make()
    made.loader = _own_first(made.loader)
    made.undefined = _Unknown
    made.autoescape = True
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    made.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
    made.make_globals = lambda _: made.globals  # type: ignore[method-assign,assignment]
    made.auto_reload = False
    made.add_extension(_KnownFilters)
    if os.access(_COMPILED, os.W_OK):
        made.bytecode_cache = _Compiled(str(_COMPILED))
    return made
