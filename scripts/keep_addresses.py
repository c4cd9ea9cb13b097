"""Add the addresses that are published from now on to the list of those that must last; it is never shortened.

python scripts/keep_addresses.py [PROJECT]
"""

import sys
import tempfile
from pathlib import Path

from learning import addresses
from learning.faults import report
from publish import ROOT, CannotPublishError, build


def keep(project: Path) -> list[str]:
    """Build the site aside, add its new addresses to the list and give them.

    Raises CannotPublishError where the build fails, or where it loses an address that was promised.
    """
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), project)
        site = addresses.read(Path(folder))
    file = project / addresses.LIST
    kept = file.read_text("utf-8").split() if file.is_file() else []
    if faults := list(addresses.lost(kept, site)):
        raise CannotPublishError(report(faults))
    new = addresses.unlisted(kept, site)
    file.write_text("".join(f"{address}\n" for address in [*kept, *new]), encoding="utf-8")
    return new


def main() -> int:
    """Say what was added, or why nothing was."""
    project = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT
    try:
        new = keep(project)
    except CannotPublishError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join([*new, f"{len(new)} added to {addresses.LIST}. Commit it with the pages."]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
