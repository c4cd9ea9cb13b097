"""What browsers are told beside each file: one source for `_headers`, for nginx and for the element in every page.

Content Security Policy Level 3, HSTS (RFC 6797), Referrer Policy, Permissions Policy, CORS and CORP (Fetch), caching
(RFC 9111, RFC 8246).
"""

import re
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path

from retelling_site.outputs import feeds, social_cards, statements
from retelling_site.release import precompression

FILE = "_headers"
"""Read by the host and kept from readers, so no copy can be checked for it."""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_FRAMES = "frame-ancestors 'none'"
"""Heeded in a header alone: the standard keeps it out of the element."""
_STATED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"')
_HEAD = 2048
"""How far into a page its policy may stand, in characters: it is the first thing there but for the encoding."""
_UNUSED = ("font-src", "frame-src", "manifest-src", "media-src", "object-src", "worker-src")
"""Kinds of content that no page has, for a policy without `default-src`."""

_REFUSED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "web-share"),
    "xr-spatial-tracking",
)
_IMMUTABLE = "public, max-age=31536000, immutable"
"""A year, in seconds: the folder of assets is named after its content, so a changed asset has another address."""
_REVALIDATED = "public, max-age=300"
"""Five minutes, in seconds: a correction must reach readers soon."""


SHARED = (
    *("catalogue.json", statements.FILE, "themes.jsonld"),
    *(f"{feed}.{ending}" for feed in (feeds.CHANGES, feeds.PAGES) for ending in ("xml", "json")),
    f"{social_cards.FOLDER}/*",
)
"""What pages of other websites may fetch and show: data and cards. None of them can frame a page of this one."""
_CORP, _CORS = "Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin"
_KEPT, _GIVEN = {_CORP: "same-origin"}, {_CORP: "cross-origin", _CORS: "*"}


def policy(within: Mapping[str, Iterable[str]]) -> str:
    """Give the content policy as a page itself can state it, so that it holds on hosts that set no headers.

    `within` are the texts that stand within pages, by the kind of source that they are: each is let in by its hash.
    """
    allowed = {name: [value, *map(_hash, within.get(name, ()))] for name, value in _POLICY.items()}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in allowed.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def stated_in(site: Path) -> str:
    """Give the policy that lets through whatever the pages of a built site let through, each for itself."""
    allowed: dict[str, dict[str, None]] = {}
    for file in sorted(site.rglob("*.html")):
        with file.open(encoding="utf-8") as page:
            found = _STATED.search(page.read(_HEAD))
        for rule in unescape(found[1]).split("; ") if found else ():
            name, *values = rule.split()
            allowed.setdefault(name, {}).update(dict.fromkeys(values))
    return "; ".join(f"{name} {' '.join(values)}" for name, values in allowed.items())


def lasting_policy() -> str:
    """Give the part of the policy that no change of style or script changes, for a server that is set up once.

    A page states the whole: a header with the hashes of an older build would leave it without its style.
    """
    kept = [
        f"{name} {value}" for name, value in _POLICY.items() if name not in ("default-src", "script-src", "style-src")
    ]
    return "; ".join([*(f"{name} 'none'" for name in _UNUSED), *kept])


def response_headers(stated: str) -> dict[str, str]:
    """Give the headers of every response, that of 404.html included; `stated` is the content policy.

    No subdomain but this one is made to use TLS for good.
    """
    return {
        "Content-Security-Policy": f"{stated}; {_FRAMES}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join([*(f"{name}=()" for name in _REFUSED), "fullscreen=(self)"]),
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def for_hosts(site: Path) -> str:
    """Give the file `_headers` for a built site, as hosts of static sites read it.

    Some of them join the values of all blocks that fit one address, so no header stands in two such blocks: what is
    kept to this site is named folder by folder. Caching of pages is left to the host, which asks anew each time.
    """
    blocks = {
        "/*": response_headers(stated_in(site)),
        "/assets/*": {"Cache-Control": _IMMUTABLE, **_KEPT},
        **{f"/{path}": _GIVEN for path in SHARED},
        "/": _KEPT,
    }
    for path in sorted(site.iterdir()):
        if path.name != FILE and path.suffix not in precompression.VARIANTS:
            blocks.setdefault(f"/{path.name}/*" if path.is_dir() else f"/{path.name}", _KEPT)
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in block.items()) for path, block in blocks.items()
    )


def for_nginx() -> str:
    """Give what a `server` of nginx includes; a missing asset is answered too, but not to be kept for a year."""
    shared = "|".join(re.escape(path).replace(r"\*", ".+") for path in SHARED)
    lines = [
        "# Written by scripts/retelling_site/release/headers.py: see PUBLISHING.md.",
        f'set $caching "{_REVALIDATED}";',
        f'if ($uri ~ "^/assets/[0-9a-f]{{10}}/") {{ set $caching "{_IMMUTABLE}"; }}',
        "add_header Cache-Control $caching;",
        f'set $resources "{_KEPT[_CORP]}";',
        'set $origins ""; # a header without a value is not sent',
        f'if ($uri ~ "^/({shared})$") {{ set $resources "{_GIVEN[_CORP]}"; set $origins "{_GIVEN[_CORS]}"; }}',
        f"add_header {_CORP} $resources always;",
        f"add_header {_CORS} $origins;",
        *(f'add_header {name} "{value}" always;' for name, value in response_headers(lasting_policy()).items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(for_nginx())
