"""Pages that moved: each old address leads to a page in one step, so that no link ages into a chain or a loop."""

from collections.abc import Collection, Iterator, Mapping

from learning.faults import Fault

_FILE = "mkdocs.yml"


def check(moved: Mapping[str, str], sources: Collection[str]) -> Iterator[Fault]:
    """Fault redirects that do not resolve: `moved` leads from old to new files, `sources` are all files of pages."""
    for old, new in moved.items():
        target = new.partition("#")[0]
        if not old.endswith(".md"):
            yield Fault(_FILE, f"“redirect_maps” has “{old}”, which is no file of a page.", "Write its name with .md.")
        elif old in sources:
            what = f"“redirect_maps” has “{old}”, but that page is still there."
            yield Fault(_FILE, what, "Remove that line, or delete the page.")
        if target in moved:
            what = f"The redirect from “{old}” leads to “{target}”, which is itself a redirect."
            yield Fault(_FILE, what, f"Let it lead to “{moved[target]}” at once.")
        elif target not in sources:
            what = f"The redirect from “{old}” leads to “{target}”, which is no page here."
            yield Fault(_FILE, what, "Let it lead to a page below docs/.")
