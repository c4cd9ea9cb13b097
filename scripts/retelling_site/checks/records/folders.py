"""Folders of several pages of which the navigation lists none: each was put there, or renamed, as a whole."""

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from retelling_site.content.navigation import files_named_in
from retelling_site.content.site import Site
from retelling_site.faults import Fault


def check(site: Site) -> Iterator[Fault]:
    """Fault the pages of each such folder, with one cause; what else is wrong with their place follows from it."""
    for folder, names in strays(site).items():
        if old := _old_name(site, names):
            what = f"The folder docs/{folder}/ is docs/{old}/ in the navigation, which is not there."
            remedy = f"Rename it to {old}, or correct its files under “nav” in mkdocs.yml."
        else:
            what = f"The navigation lists no page of the folder docs/{folder}/."
            remedy = "Delete the folder, or add its files under “nav” in mkdocs.yml."
        for name in names:
            yield Fault(f"docs/{name}", 0, what, remedy, cause=what, hides_rest=True)


def strays(site: Site) -> dict[PurePosixPath, list[str]]:
    """Give each such folder with its pages."""
    files = [file for name in site.listed for file in (name, *files_named_in(name))]
    listed = {folder for name in files for folder in PurePosixPath(name).parents}
    folders: dict[PurePosixPath, list[str]] = {}
    for name in sorted(site.files.keys() - set(site.listed)):
        strange = [folder for folder in PurePosixPath(name).parents if folder not in listed]
        if strange:
            folders.setdefault(strange[-1], []).append(name)
    return {folder: names for folder, names in folders.items() if len(names) > 1}


def _old_name(site: Site, names: Collection[str]) -> str:
    """Give the folder in which the navigation has several of these pages, and where none is."""
    own = {PurePosixPath(name).name for name in names}
    missing = sorted(set(site.listed) - site.files.keys() - site.unparsed.keys())
    folders = Counter(str(PurePosixPath(name).parent) for name in missing if PurePosixPath(name).name in own)
    (old, times), *_ = [*folders.most_common(1), ("", 0)]
    return old if times > 1 else ""
