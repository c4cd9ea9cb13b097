"""The address of a home page: what browsers, feeds and citations can use as it is written."""

import re
from urllib.parse import urlsplit

REMEDY = "Write the whole address of the home page, such as site_url: https://our.example/."
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.I)
_FOLDERS = re.compile(r"(/[\w~-]+)*/*", re.ASCII)


def is_home(written: object) -> bool:
    """Tell whether this is the whole address of a home page, with no name of a user, file, question or anchor."""
    address = str(written or "")
    try:
        parts = urlsplit(address)
        port = parts.port  # raises where it is no number of a port
    except ValueError:
        return False
    host = parts.netloc.removesuffix(f":{port}")
    plain = parts.scheme in ("http", "https") and not re.search(r"[?#\s]", address)
    return plain and bool(_HOST.fullmatch(host)) and bool(_FOLDERS.fullmatch(parts.path))
