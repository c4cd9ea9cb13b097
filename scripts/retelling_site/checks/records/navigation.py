"""Pages that the navigation lists twice, lacks, or lists without their being there; names, titles and folders."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from retelling_site.checks.texts.claims import claim
from retelling_site.content.graph import Node
from retelling_site.content.page_types import PAGE_TYPES
from retelling_site.content.records.schema import Page, RetellingPage
from retelling_site.content.records.settings_file import FILE
from retelling_site.content.records.source_text import letters
from retelling_site.content.site import Site
from retelling_site.faults import Fault, hiding_rest

TIMELINE = "timeline.html"
"""The template that shows events."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILES = re.compile(r"[^\s,]+\.md(?=[\s,]|$)")
_ELSEWHERE = re.compile(r"[a-z]+:")


def check(site: Site) -> Iterator[Fault]:
    """Fault the order of pages, and what would give two pages one address or one name."""
    yield from _strays(site)
    for node in site.graph.nodes:
        yield from hiding_rest(misplaced(node))
    yield from _titles(site)
    yield from _listed(site)
    yield from _menus(site)
    yield from _templates(site)


def _strays(site: Site) -> Iterator[Fault]:
    """Fault a folder of several pages of which the navigation lists none: it was put there, or renamed, as a whole."""
    for folder, names in _stray_folders(site).items():
        if old := _old_name(site, names):
            what = f"The folder docs/{folder}/ is docs/{old}/ in the navigation, which is not there."
            remedy = f"Rename it to {old}, or correct its files under “nav” in mkdocs.yml."
        else:
            what = f"The navigation lists no page of the folder docs/{folder}/."
            remedy = "Delete the folder, or add its files under “nav” in mkdocs.yml."
        for name in names:
            yield Fault(f"docs/{name}", 0, what, remedy, cause=what, hides_rest=True)


def _stray_folders(site: Site) -> dict[PurePosixPath, list[str]]:
    """Give each folder of several pages that the navigation knows nothing of, with its pages."""
    files = [file for name in site.listed for file in (name, *_FILES.findall(name))]
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
    missing = set(site.listed) - site.files.keys() - site.unparsed.keys()
    folders = Counter(str(PurePosixPath(name).parent) for name in missing if PurePosixPath(name).name in own)
    (old, times), *_ = [*folders.most_common(1), ("", 0)]
    return old if times > 1 else ""


def _listed(site: Site) -> Iterator[Fault]:
    """Fault pages that the navigation lists twice or in vain, and those that it lacks; one that was renamed, once."""
    there = site.files.keys() | site.unparsed.keys()
    left_out = sorted(site.files.keys() - set(site.listed))
    made = {node.src for node in site.graph.nodes if node.made_from}
    strays = {name for names in _stray_folders(site).values() for name in names}
    folders = {folder for name in (*there, *site.unpublishable) for folder in PurePosixPath(name).parents}
    for name, times in Counter(site.listed).items():
        line = site.settings_file.line_of(name, "nav")
        if times > 1 and name not in made:
            yield Fault(FILE, line, f"The navigation lists “{name}” twice.", "Remove one of the lines.")
        if name in there:
            continue
        if len(several := _FILES.findall(name)) > 1 or (several and several != [name]):
            left_out = [other for other in left_out if other not in several]
            what = f"The navigation has “{name[:60]}” as one line."
            remedy = "Begin each file on a line of its own with “- ”, and end the name of a group with a colon."
            yield Fault(FILE, line, what, remedy)
        elif _ELSEWHERE.match(name):
            what = f"The navigation lists “{name}”, which is no page of this website."
            yield Fault(FILE, line, what, "Remove the line, and link to it on a page.")
        elif renamed := _renamed(name, left_out):
            left_out.remove(renamed)
            what = f"The navigation lists “{name}”, which does not exist, and lacks “{renamed}”."
            if renamed not in strays and not any(misplaced(site.graph.by_src[renamed])):  # else that is told
                yield Fault(FILE, line, what, f"Write “{renamed}” there, or rename the file.")
        elif (folder := PurePosixPath(name).parent) not in folders:
            what = f"The folder docs/{folder}/ is not there, and the navigation lists its pages."
            yield Fault(FILE, line, what, "Restore it, or remove their lines.", cause=what)
        elif _key(name) not in map(_key, site.unpublishable):  # else its file is told
            what = f"The navigation lists “{name}”, which does not exist."
            yield Fault(FILE, line, what, "Write that page, or remove the line.")
    for name in left_out:
        what, remedy = "The page is not in the navigation.", "Add its file under “nav” in mkdocs.yml."
        yield Fault(f"docs/{name}", 0, what, remedy, hides_rest=True)


def _renamed(name: str, left_out: list[str]) -> str:
    """Give the page that a line of the navigation probably means; nothing if none comes near."""
    same = [other for other in left_out if _key(other) == _key(name)]
    beside = [other for other in left_out if PurePosixPath(other).parent == PurePosixPath(name).parent]
    return next(iter([*same, *get_close_matches(name, left_out, 1, 0.7), *beside]), "")


def _key(name: str) -> str:
    """Give the letters of a file's name, without its endings: what stays when it is renamed or moved by mistake."""
    *_, folder, file = PurePosixPath("docs", name.replace("\\", "/")).parts
    stem = file.partition(".")[0]
    return letters(f"{folder}{stem}" if stem == "index" else stem)


def _menus(site: Site) -> Iterator[Fault]:
    if site.settings is None:
        return
    named = {"menu": site.settings.menu, "footer": site.settings.footer, "helpline": [site.settings.helpline.page]}
    there = site.files.keys() | site.unparsed.keys()
    for key, names in named.items():
        for name, times in Counter(names).items():
            line = site.settings_file.line_of(name, "extra", key)
            if times > 1:
                yield Fault(FILE, line, f"“extra → {key}” names “{name}” twice.", "Remove one of the two.")
            if name not in there and name not in site.listed:
                what = f"“extra → {key}” names “{name}”, which does not exist."
                several = len(_FILES.findall(name)) > 1
                remedy = "Put commas between the files." if several else "Name a page's file below docs/."
                yield Fault(FILE, line, what, remedy)


def _templates(site: Site) -> Iterator[Fault]:
    """Fault templates that are not there, that another page has, or that a page has lost."""
    pages = [(node, node.record) for node in site.graph.nodes if isinstance(node.record, Page) and not node.made_from]
    having: dict[str, Node] = {}
    for node, record in pages:
        if record.template:
            having.setdefault(record.template, node)
    swapped = _swapped(site, pages, having)
    for node, other in swapped:
        what = f"The page has the template of {other.file}, and that page the one of this."
        yield Fault(node.file, node.line("template"), what, "Exchange the two lines “template”.")
    known = {page.src for pair in swapped for page in pair}
    for node, record in pages:
        if node.src in known:
            continue
        template, line = record.template, node.line("template") or node.line("type")
        own = _own_template(site, node, record)
        if template and template not in site.templates:
            remedy = f"Use one of: {', '.join(sorted(site.templates))}."
            yield Fault(node.file, line, f"There is no template “{template}” for a page.", remedy)
        elif template and having[template] is not node:
            what = f"“{template}” is the template of {having[template].file}."
            yield Fault(node.file, line, what, "Remove the line: each template is for one page.")
        elif record.events and template != TIMELINE:
            what = "“events” is shown nowhere."
            yield Fault(node.file, node.line("events"), what, f"Write “template: {TIMELINE}”, or remove it.")
        elif own and own != template and (template or own not in having):
            what = f"The page needs its template “{own}”."
            yield Fault(node.file, line, what, f"Write “template: {own}” into the front matter.")


def _swapped(site: Site, pages: Sequence[tuple[Node, Page]], having: Mapping[str, Node]) -> list[tuple[Node, Node]]:
    """Give each two pages of which either has the template of the other."""
    own = {node.src: _own_template(site, node, record) for node, record in pages}
    wrong = [node for node, record in pages if record.template and own[node.src] not in ("", record.template)]
    pairs = [(node, having[own[node.src]]) for node in wrong if own[node.src] in having]
    return [(node, other) for node, other in pairs if (other, node) in pairs and node.src < other.src]


def _own_template(site: Site, node: Node, record: Page) -> str:
    """Give the template that was made for this page: for what it is, or after its name."""
    if record.retired:
        return ""
    if isinstance(record, RetellingPage):
        return "retelling.html"
    if not node.url:
        return "home.html"
    if record.near or record.not_held:
        return "search.html"
    name = node.url.strip("/").rpartition("/")[2]
    plural = next((kind.plural for kind in PAGE_TYPES.values() if kind.folder == node.url.strip("/")), "")
    names = (name, plural.lower(), name.partition("-")[0])
    return next((f"{own}.html" for own in names if own and f"{own}.html" in site.templates), "")


def _titles(site: Site) -> Iterator[Fault]:
    """Fault titles that claim something, and titles and addresses that two pages have: one is a copy of the other."""
    titles: dict[str, Node] = {}
    addresses: dict[str, Node] = {}
    for node in site.graph.nodes:
        if node.made_from:
            continue
        title = node.record.title
        if (node.record.retells or isinstance(node.record, RetellingPage)) and (why := claim(title)):
            what = f"The title “{title}” may claim something, {why}."
            yield Fault(node.file, node.line("title"), what, "Write a name or a question.", hides_rest=True)
        first = titles.setdefault(" ".join(title.casefold().split()), node)
        if first is not node:
            what = f"The title “{title}” is also that of {first.file}."
            yield Fault(node.file, node.line("title"), what, "Give each page a title of its own.", hides_rest=True)
        first = addresses.setdefault(node.url.casefold(), node)
        if first is not node:
            what = f"The address /{node.url} is also that of {first.file}."
            yield Fault(node.file, 0, what, "Rename one of the two files.", hides_rest=True)
    for node in (node for node in site.graph.nodes if node.made_from):
        if own := addresses.get(node.url.casefold()):
            what = f"The address /{node.url} is that of a page made from {node.file}."
            yield Fault(own.file, 0, what, "Rename this file.")


def misplaced(node: Node) -> Iterator[Fault]:
    """Fault a page whose file has a name that makes no address, or stands in a folder of another type."""
    if not _NAME.fullmatch(node.id):
        what = f"The file's name “{node.id}” makes an address that readers cannot type."
        yield Fault(node.file, 0, what, "Use small letters, digits and hyphens.")
    folder = node.type.folder
    if folder and PurePosixPath(node.src).parent != PurePosixPath(folder):
        what = f"A page of type “{node.record.type}” stands outside docs/{folder}/."
        yield Fault(node.file, node.line("type"), what, f"Move the file to docs/{folder}/, or change its type.")
