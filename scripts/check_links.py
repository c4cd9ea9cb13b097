"""Ask each other website that our pages link to whether the page there still answers: weekly, on the forge.

python scripts/check_links.py FOLDER

FOLDER is a built site. The report names the copy that an archive of the web holds, for the editor to read and note.
Exit 1 if an address is gone; a host that turns programs away, or is too slow for us, is named and is no fault.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from socket import gaierror
from time import sleep
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import Request, urlopen

from selectolax.lexbor import LexborHTMLParser

ARCHIVE = "https://web.archive.org/web/"
"""How the addresses of the archive's copies begin; those are not asked for themselves."""
_LOOK_UP = "https://archive.org/wayback/available?timestamp=20220901&url="
"""Its Availability API (archive.org/help/wayback_api.php), asked for the copy nearest to the day of the release."""
_GONE = (404, 410)
_WRITTEN = "!#$%&'()*+,/:;=?@[]~"
"""Signs that an address has as they are (RFC 3986); others are encoded, as a browser does."""
_PATIENCE = 30.0
"""How long to wait for an answer, in seconds."""
_PAUSES = (5.0, 30.0)
"""How long to wait before each further try, in seconds: networks falter, and a fault wakes somebody."""
_AGENT = "learning-from-hakeem link check (weekly)"


@dataclass(frozen=True)
class Answer:
    """What a host said: whether the address is gone for sure, and the words for the report."""

    gone: bool
    said: str


def outward(site: Path) -> dict[str, list[str]]:
    """Give each address outside the site with the pages that link to it."""
    own = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))["site"]
    found: dict[str, set[str]] = defaultdict(set)
    for file in site.rglob("*.html"):
        page = f"/{file.relative_to(site).as_posix().removesuffix('index.html')}"
        for link in LexborHTMLParser(file.read_bytes()).css("main a[href^=http], header a[href^=http]"):
            address = urldefrag(link.attributes["href"] or "")[0]
            if not address.startswith((own, ARCHIVE)) and urlsplit(address).scheme in ("http", "https"):
                found[address].add(page)
    return {address: sorted(pages) for address, pages in sorted(found.items())}


def ask(address: str, pauses: tuple[float, ...] = _PAUSES) -> Answer:
    """Ask one host, again after a pause if it cannot be reached; what the page says is not read.

    Gone is what says so, and a host that has no name or no server any more. Other failures may be ours.
    """
    for pause in (*pauses, None):
        try:
            request = Request(quote(address, safe=_WRITTEN), headers={"User-Agent": _AGENT})  # noqa: S310  # see `outward`
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
                return Answer(False, f"answers {answer.status}")
        except HTTPError as error:
            error.close()
            return Answer(error.code in _GONE, f"answers {error.code}")
        except (OSError, HTTPException, ValueError) as error:
            cause = error.reason if isinstance(error, URLError) else error
        if pause is not None:
            sleep(pause)
    gone = isinstance(cause, gaierror | ConnectionRefusedError)
    return Answer(gone, f"cannot be reached: {str(cause) or type(cause).__name__}")


def archived(address: str, look_up: str = _LOOK_UP) -> str:
    """Say in a few words which copy of an address the archive holds; a look-up that fails is nobody's fault."""
    try:
        request = Request(look_up + quote(address, safe=""), headers={"User-Agent": _AGENT})  # noqa: S310
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            copy = json.load(answer)["archived_snapshots"].get("closest", {})
            return f"Archive's copy: {copy['url']}" if copy.get("available") else "The archive has no copy"
    except (OSError, HTTPException, ValueError, LookupError, TypeError, AttributeError):
        return "The archive could not be asked"


def report(
    answers: Mapping[str, Answer], copies: Mapping[str, str], pages: Mapping[str, list[str]]
) -> tuple[list[str], bool]:
    """Give a line for each address, and whether any is gone."""
    remedy = "Correct the link, or say on that page that the address has gone and where to look."
    lines = [
        f"{address} {answer.said}. {copies[address]}."
        + (f" Linked from {', '.join(pages[address])}. {remedy}" if answer.gone else "")
        for address, answer in answers.items()
    ]
    return lines, any(answer.gone for answer in answers.values())


def main() -> int:
    """Check the links of the folder named on the command line."""
    words = argparse.ArgumentParser(description="Check the links of a built site to other websites.")
    words.add_argument("site", type=Path, help="the folder that scripts/build wrote")
    pages = outward(words.parse_args().site)
    with ThreadPoolExecutor(4) as pool:
        answers = dict(zip(pages, pool.map(ask, pages), strict=True))
        copies = dict(zip(pages, pool.map(archived, pages), strict=True))
    lines, gone = report(answers, copies, pages)
    print("\n".join(lines))
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
