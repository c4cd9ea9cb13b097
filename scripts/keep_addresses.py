"""Add the addresses that are published now to the list of those that must last. Publishing runs it; editors need not.

python scripts/keep_addresses.py [PROJECT]
"""

import sys
import tempfile
from pathlib import Path

from publish import ROOT, CannotPublishError, build
from retelling_site.checks.built import addresses


def keep(project: Path) -> list[str]:
    """Build the site aside, add its new addresses to the list and give them.

    Raises CannotPublishError where the build fails, or where it loses an address that was promised.
    """
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), project)
        pages = addresses.read_built(Path(folder))
    file = project / addresses.LIST
    promised = addresses.read(file)
    new = addresses.unlisted(promised, pages)
    fresh = file.with_name(f".{file.name}.new")  # what is promised outlives a full disk
    fresh.write_text("".join(f"{address}\n" for address in [*promised, *new]), encoding="utf-8")
    fresh.replace(file)
    return new


def main() -> int:
    """Say what was added, or why nothing was."""
    project = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT
    try:
        new = keep(project)
    except CannotPublishError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{addresses.LIST} stays as it was: {error}. Free the disk or allow writing there.", file=sys.stderr)
        return 1
    print("\n".join([*new, f"{len(new)} added to {addresses.LIST}. Commit it with the pages."]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
