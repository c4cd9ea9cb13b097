"""Check pages as the build does, and publish nothing: prints what is to be mended on those that are named, or on all.

python scripts/check.py [--project FOLDER] [PAGE …]

A page is named by its file or by its address: docs/agencies/gp.md, agencies/gp.md or /agencies/gp/.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from previewing.site_builder import NO_ROOM, SiteBuilder

ROOT = Path(__file__).resolve().parent.parent


def check(project: Path, pages: Iterable[str]) -> tuple[list[str], int]:
    """Give what is to be mended on these pages, or on all if none is named, and how much is on others."""
    files = [_file(project, page) for page in pages]
    with tempfile.TemporaryDirectory() as folder:
        lines = SiteBuilder(project).build(Path(folder)).report.splitlines()
    if not files:
        return lines, 0
    starts = tuple(f"{file}{char}" for file in files for char in ",:")
    others = [line for line in lines if line.startswith("docs/") and not line.startswith(starts)]
    return [line for line in lines[: len(lines) - bool(others)] if line not in others], len(others)


def _file(project: Path, page: str) -> str:
    """Give the file of a page, from the project. Raises SystemExit with one line where there is none."""
    path = page.strip("/").removeprefix("docs/").removesuffix(".md")
    for file in (f"docs/{path}.md", f"docs/{path}/index.md" if path else "docs/index.md"):
        if (project / file).is_file():
            return file
    sys.exit(f"“{page}” is no page: name its file, such as docs/agencies/gp.md, or its address, such as /agencies/gp/.")


def main() -> int:
    """Check the pages named on the command line; 1 if there is anything to mend on them."""
    parser = argparse.ArgumentParser(description="Check pages as the build does, and publish nothing.")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="a file or an address; all, if none is named")
    parser.add_argument("--project", type=Path, default=ROOT, help="where mkdocs.yml is")
    asked = parser.parse_args()
    try:
        own, others = check(asked.project.resolve(), asked.pages)
    except OSError:
        sys.exit(NO_ROOM)
    print("\n".join(own) if own else "Nothing to mend here.")
    if others:
        print(f"Other pages have {others} more: scripts/check names them all.")
    return 1 if own else 0


if __name__ == "__main__":
    sys.exit(main())
