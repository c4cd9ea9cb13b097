"""Pages that the navigation lists twice, lacks, or lists without their being there; names, titles and folders."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from retelling_site.content.records.schema import Page
from retelling_site.content.records.settings_file import FILE
from retelling_site.content.relations import Node
from retelling_site.content.site import Site
from retelling_site.faults import Fault

TIMELINE = "timeline.html"
"""The template that shows events."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(site: Site) -> Iterator[Fault]:
    """Fault the order of pages, and what would give two pages one address or one name."""
    yield from _listed(site)
    yield from _menus(site)
    yield from _duplicates(site)
    yield from _templates(site)
    for node in site.graph.nodes:
        yield from _placed(node)


def _listed(site: Site) -> Iterator[Fault]:
    there = site.files.keys() | site.unparsed.keys()
    for name, times in Counter(site.listed).items():
        if times > 1:
            line = site.settings_file.line_of(name, "nav")
            yield Fault(FILE, line, f"The navigation lists “{name}” twice.", "Remove one of the lines.")
        if name not in there:
            what = f"The navigation lists “{name}”, which does not exist."
            line = site.settings_file.line_of(name, "nav")
            yield Fault(FILE, line, what, "Write that page, or remove the line.")
    for name in sorted(site.files.keys() - set(site.listed)):
        yield Fault(f"docs/{name}", 0, "The page is not in the navigation.", "Add its file under “nav” in mkdocs.yml.")


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
                yield Fault(FILE, line, what, "Name a page's file below docs/.")


def _templates(site: Site) -> Iterator[Fault]:
    """Fault templates that are not there, that another page has, and what only a template shows."""
    having: dict[str, Node] = {}
    for node in site.graph.of_type("page"):
        if node.made_from or not isinstance(node.record, Page):
            continue
        template, line = node.record.template, node.line("template")
        if template and template not in site.templates:
            remedy = f"Use one of: {', '.join(sorted(site.templates))}."
            yield Fault(node.file, line, f"There is no template “{template}” for a page.", remedy)
        elif template and having.setdefault(template, node) is not node:
            what = f"“{template}” is the template of {having[template].file}."
            yield Fault(node.file, line, what, "Remove the line: each template is for one page.")
        if node.record.events and template != TIMELINE:
            what = "“events” is shown nowhere."
            yield Fault(node.file, node.line("events"), what, f"Write “template: {TIMELINE}”, or remove it.")


def _duplicates(site: Site) -> Iterator[Fault]:
    titles: dict[str, Node] = {}
    addresses: dict[str, Node] = {}
    for node in site.graph.nodes:
        first = titles.setdefault(" ".join(node.record.title.casefold().split()), node)
        if first is not node and not node.made_from:
            what = f"The title “{node.record.title}” is also that of {first.file}."
            yield Fault(node.file, node.line("title"), what, "Give each page a title of its own.")
        first = addresses.setdefault(node.url.casefold(), node)
        if first is not node and node.made_from:
            what = f"The address /{node.url} is that of a page made from {node.file}."
            yield Fault(first.file, 0, what, "Rename this file.")
        elif first is not node:
            what = f"The address /{node.url} is also that of {first.file}."
            yield Fault(node.file, 0, what, "Rename one of the two files.")


def _placed(node: Node) -> Iterator[Fault]:
    if not _NAME.fullmatch(node.id):
        what = f"The file's name “{node.id}” makes an address that readers cannot type."
        yield Fault(node.file, 0, what, "Use small letters, digits and hyphens.")
    folder = node.type.folder
    if folder and PurePosixPath(node.src).parent != PurePosixPath(folder):
        what = f"A page of type “{node.record.type}” stands outside docs/{folder}/."
        yield Fault(node.file, node.line("type"), what, f"Move the file to docs/{folder}/, or change its type.")
