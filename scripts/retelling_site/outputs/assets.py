"""Style and scripts without their comments and spaces: what a phone need not fetch."""

from rcssmin import cssmin
from rjsmin import jsmin

_SMALLER = {".css": cssmin, ".js": jsmin}


def minify(name: str, content: bytes) -> bytes:
    """Give an asset smaller where its kind is known, else as it is."""
    smaller = _SMALLER.get(name[name.rfind(".") :])
    return smaller(content.decode()).encode() if smaller else content
