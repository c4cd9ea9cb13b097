"""What browsers are told beside each page: one source for `_headers`, for nginx and for the element in every page.

Content Security Policy Level 3, HSTS (RFC 6797), Referrer Policy, Permissions Policy, caching (RFC 9111, RFC 8246).
"""

import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

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


def policy(within: Mapping[str, Iterable[str]]) -> str:
    """Give the content policy as a page itself can state it, so that it holds on hosts that set no headers.

    `within` are the texts that stand within pages, by the kind of source that they are: each is let in by its hash.
    """
    allowed = {name: [value, *map(_hash, within.get(name, ()))] for name, value in _POLICY.items()}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in allowed.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def stated_in(site: Path) -> str:
    """Give the policy that the pages of a built site state."""
    home = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    element = home.css_first("meta[http-equiv='Content-Security-Policy']")
    return (element.attributes.get("content") or "") if element is not None else ""


def response_headers(stated: str) -> dict[str, str]:
    """Give the headers of every answer, faults included; no subdomain but this one is made to use TLS for good.

    `stated` is the policy that pages state.
    """
    return {
        "Content-Security-Policy": f"{stated}; {_FRAMES}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join([*(f"{name}=()" for name in _REFUSED), "fullscreen=(self)"]),
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def for_hosts(stated: str) -> str:
    """Give the file `_headers`, as hosts of static sites read it.

    It leaves the caching of pages to the host: those that read this file ask anew each time, and some would join
    the values of two blocks that fit one address.
    """
    every = [f"  {name}: {value}" for name, value in response_headers(stated).items()]
    return "\n".join(["/*", *every, "", "/assets/*", f"  Cache-Control: {_IMMUTABLE}"]) + "\n"


def for_nginx(stated: str) -> str:
    """Give what a `server` of nginx includes; a missing asset is an answer too, but none to keep for a year."""
    lines = [
        "# Written by scripts/retelling_site/release/headers.py: see PUBLISHING.md.",
        f'set $caching "{_REVALIDATED}";',
        f'if ($uri ~ "^/assets/[0-9a-f]{{10}}/") {{ set $caching "{_IMMUTABLE}"; }}',
        "add_header Cache-Control $caching;",
        *(f'add_header {name} "{value}" always;' for name, value in response_headers(stated).items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(for_nginx(stated_in(Path(sys.argv[1]))))
