"""The list of what was published, in the project's root: one address a line; it is only ever added to."""

from collections.abc import Mapping
from pathlib import Path

from retelling_site.content.history import was_committed
from retelling_site.content.records.readable import read_text
from retelling_site.faults import Fault

FILE = "addresses.txt"
_RESTORE = "Allow reading it, or restore it as it was in the last good version."
_GONE = Fault(
    FILE, 0, "The list of what was published is gone.", "Restore it as it was in the last version that has it."
)


def read(file: Path) -> tuple[Mapping[str, int], list[Fault]]:
    """Give each address with its line; a project without a list has promised nothing yet. Nothing is raised."""
    if not file.exists() and not file.is_symlink():
        return {}, [_GONE] if was_committed(file) else []
    try:
        text, fault = read_text(FILE, file.read_bytes())
    except OSError as error:
        return {}, [Fault(FILE, 0, f"The list cannot be read: {error.strerror}.", _RESTORE)]
    if fault:
        return {}, [fault]
    promised: dict[str, int] = {}
    faults = []
    for line, written in enumerate(text.split("\n"), start=1):
        address = written.strip()
        if address.startswith("/") and not any(char.isspace() for char in address):
            promised.setdefault(address, line)
        elif address:
            what = f"“{address[:60]}” is not an address of a page."
            faults.append(Fault(FILE, line, what, "Remove it; keep all others.", cause="address"))
    return promised, faults
