"""Pages that the navigation and the menus list twice, or that are not there, and pages that the navigation lacks."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from retelling_site.checks.records.folders import strays
from retelling_site.checks.records.names import misplaced
from retelling_site.content.navigation import files_named_in
from retelling_site.content.records.settings_file import FILE
from retelling_site.content.records.source_text import letters
from retelling_site.content.site import Site
from retelling_site.faults import Fault

_ELSEWHERE = re.compile(r"[a-z]+:")
"""How an address of another website begins."""


def check(site: Site) -> Iterator[Fault]:
    """Fault lines of the navigation and of the menus, and pages that stand in no line."""
    yield from _repeated(site)
    yield from _unmatched(site)
    yield from _menus(site)


def _repeated(site: Site) -> Iterator[Fault]:
    generated = {node.src for node in site.graph.nodes if node.generated_from}
    for name, times in Counter(site.listed).items():
        if times > 1 and name not in generated:
            what = f"The navigation lists “{name}” twice."
            yield Fault(FILE, _line(site, name), what, "Remove one of the lines.")


def _unmatched(site: Site) -> Iterator[Fault]:
    """Fault lines without a page, and pages without a line; a page that was renamed is told once."""
    unlisted = sorted(site.files.keys() - set(site.listed))
    in_stray_folders = {name for names in strays(site).values() for name in names}
    folders = _folders(site)
    for name in dict.fromkeys(site.listed):
        if name in site.files or name in site.unparsed:
            continue
        if several := _run_together(name):
            unlisted = [page for page in unlisted if page not in several]
            what = f"The navigation has “{name[:60]}” as one line."
            remedy = "Begin each file on a line of its own with “- ”, and end the name of a group with a colon."
            yield Fault(FILE, _line(site, name), what, remedy)
        elif renamed := _renamed(name, unlisted):
            unlisted.remove(renamed)
            if renamed not in in_stray_folders and not any(misplaced(site.graph.by_src[renamed])):  # else that is told
                what = f"The navigation lists “{name}”, which does not exist, and lacks “{renamed}”."
                yield Fault(FILE, _line(site, name), what, f"Write “{renamed}” there, or rename the file.")
        else:
            yield from _leading_nowhere(site, name, folders)
    for name in unlisted:
        what, remedy = "The page is not in the navigation.", "Add its file under “nav” in mkdocs.yml."
        yield Fault(f"docs/{name}", 0, what, remedy, hides_rest=True)


def _leading_nowhere(site: Site, name: str, folders: Collection[PurePosixPath]) -> Iterator[Fault]:
    """Fault a line that no page here can be meant by; `folders` are those that are there."""
    folder = PurePosixPath(name).parent
    if _ELSEWHERE.match(name):
        what = f"The navigation lists “{name}”, which is no page of this website."
        yield Fault(FILE, _line(site, name), what, "Remove the line, and link to it on a page.")
    elif folder not in folders:
        what = f"The folder docs/{folder}/ is not there, and the navigation lists its pages."
        yield Fault(FILE, _line(site, name), what, "Restore it, or remove their lines.", cause=what)
    elif _key(name) not in map(_key, site.unpublishable):  # else its file is told
        what = f"The navigation lists “{name}”, which does not exist."
        remedy = "Restore or write that page, or remove the line."
        yield Fault(FILE, _line(site, name), what, remedy, cause="listed in vain")


def _line(site: Site, name: str) -> int:
    return site.settings_file.line_of(name, "nav")


def _folders(site: Site) -> set[PurePosixPath]:
    """Give the folders below `docs/` in which there is a file, whatever may be wrong with it."""
    files = (*site.files, *site.unparsed, *site.unpublishable)
    return {folder for name in files for folder in PurePosixPath(name).parents}


def _run_together(line: str) -> list[str]:
    """Give the files that a line names beside other words; none of a line that is one file's name, or names no file."""
    files = files_named_in(line)
    return [] if files == [line] else files


def _renamed(name: str, unlisted: Sequence[str]) -> str:
    """Give the page that a line of the navigation probably means; nothing if none comes near."""
    if _ELSEWHERE.match(name):
        return ""
    same = [other for other in unlisted if _key(other) == _key(name)]
    beside = [other for other in unlisted if PurePosixPath(other).parent == PurePosixPath(name).parent]
    return next(iter([*same, *get_close_matches(name, unlisted, 1, 0.7), *beside]), "")


def _key(name: str) -> str:
    """Give the letters of a file's name, without its endings: what stays when it is renamed or moved by mistake."""
    *_, folder, file = "", *PurePosixPath("docs", name.replace("\\", "/")).parts
    stem = file.partition(".")[0]
    return letters(f"{folder}{stem}" if stem == "index" else stem)


def _menus(site: Site) -> Iterator[Fault]:
    if site.settings is None:
        return
    named = {"menu": site.settings.menu, "footer": site.settings.footer, "helpline": [site.settings.helpline.page]}
    there = {*site.files, *site.unparsed, *site.listed}
    for key, names in named.items():
        for name, times in Counter(names).items():
            line = site.settings_file.line_of(name, "extra", key)
            if times > 1:
                yield Fault(FILE, line, f"“extra → {key}” names “{name}” twice.", "Remove one of the two.")
            if name not in there:
                what = f"“extra → {key}” names “{name}”, which does not exist."
                several = len(files_named_in(name)) > 1
                remedy = "Put commas between the files." if several else "Name a page's file below docs/."
                yield Fault(FILE, line, what, remedy)
