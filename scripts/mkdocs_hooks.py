"""The one file that knows MkDocs: it hands pages to `learning`, its results to the templates, and faults to the editor.

The events run in the order of this file; see "Events" in the user guide of MkDocs 1.6.
"""

import json
import logging
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from learning import catalogue, citations, front_matter, history, model, retelling, sourcing
from learning.faults import Fault, report
from learning.graph import Graph, Node
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext


@dataclass
class _Build:
    """What one build gathers; made anew for each, since a served site is built many times."""

    nodes: dict[str, Node] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)
    graph: Graph = field(default_factory=lambda: Graph([]))


_build = _Build()


class _Warnings(logging.Filter):
    """Turns what MkDocs itself has to say of links and navigation into faults, so that all come in one report."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = list(_translate(record.getMessage())) if record.levelno >= logging.WARNING else []
        _build.faults.extend(found)
        return not found


def on_startup(**_: object) -> None:
    """Listen to MkDocs from the start; a filter is added once, however often the site is rebuilt."""
    for name in ("structure.pages", "structure.nav", "structure.files"):
        logging.getLogger(f"mkdocs.{name}").addFilter(_Warnings())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build: terms of the glossary are explained wherever they stand."""
    global _build  # noqa: PLW0603  # MkDocs calls functions, not an object, so the state of a build is the module's
    _build = _Build()
    config.theme.static_templates.discard("sitemap.xml")  # theirs carries the day of the build; ours, of the change
    glossary = Path(config.docs_dir, "glossary.md")
    if glossary.is_file():
        source, _ = front_matter.read("docs/glossary.md", glossary.read_bytes())
        config.mdx_configs["abbr"] = {"glossary": dict(source.meta.get("abbreviations") or {}) if source else {}}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read every record, and leave out what the theme ships that no page uses."""
    for file in list(files):
        if file.src_dir not in (config.docs_dir, config.theme.custom_dir):
            files.remove(file)
    for file in files.documentation_pages():
        _read(file)
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_uri.endswith((".css", ".js")):
            _fingerprint(file, files, config)
    return files


def on_nav(nav: Navigation, **_: object) -> Navigation:
    """Order the graph as the navigation is ordered, and check it."""
    place = {page.file.src_uri: at for at, page in enumerate(nav.pages)}
    nodes = sorted(_build.nodes.values(), key=lambda node: (place.get(node.src, len(place)), node.src))
    _build.graph = Graph(nodes)
    _build.faults += _build.graph.faults()
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """With every page read, hold the whole against the sourcing rule; stop here if anything is to be mended."""
    pages = {file.page.url: file.page for file in files.documentation_pages() if file.page}
    for page in pages.values():
        page.validate_anchor_links(files=files, log_level=logging.WARNING)
    texts = {url: page.content or "" for url, page in pages.items()}
    told = _retelling(texts)
    _build.faults += sourcing.check(texts, _build.graph.nodes, told)
    if _build.faults:
        raise Abort(report(_build.faults))
    for node in _build.graph.nodes:
        pages[node.url].content, _build.sources[node.url] = citations.decorate(node, texts[node.url], told)
    env.autoescape = True
    env.globals.update(graph=_build.graph, retelling=told, assets=_assets(files))
    return env


def on_page_context(context: TemplateContext, page: Page, **_: object) -> TemplateContext:
    """Hand the page's record and sources to its template."""
    context.update(node=_build.graph.by_url[page.url], sources=_build.sources[page.url])  # type: ignore[typeddict-unknown-key]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write what machines read, and check that every template had all it needed."""
    graph, site = _build.graph, config.site_url or "/"
    updated = _updated(config)
    published = {
        "catalogue.json": catalogue.catalogue(graph, site, updated),
        "themes.jsonld": catalogue.concept_scheme(graph, site, f"{config.site_name}: themes"),
    }
    for name, content in published.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        Path(config.site_dir, name).write_text(text + "\n", encoding="utf-8")
    template = config.theme.get_env().get_template("sitemap.xml")
    sitemap = template.render(site=site, graph=graph, updated=updated)
    Path(config.site_dir, "sitemap.xml").write_text(sitemap, encoding="utf-8")


def _read(file: File) -> None:
    """Read one page's file; where it cannot be read, MkDocs gets a stand-in, so that all faults are told at once."""
    name = f"docs/{file.src_uri}"
    data = Path(str(file.abs_src_path)).read_bytes()
    source, found = front_matter.read(name, data)
    _build.faults += found
    if source is None:
        file.content_string = data.decode("utf-8", errors="replace") or "\n"
        return
    record, found = model.parse(name, source)
    _build.faults += found
    if record is not None:
        _build.nodes[file.src_uri] = Node(file.src_uri, file.url.removeprefix("./"), record, source.lines)


def _retelling(texts: dict[str, str]) -> retelling.Retelling:
    node = _build.nodes.get(retelling.SRC)
    if node is None:
        _build.faults.append(Fault(f"docs/{retelling.SRC}", "The retelling is missing.", "Restore the file."))
        return retelling.Retelling("", {})
    told, found = retelling.read(node.url, texts[node.url])
    _build.faults += found
    return told


def _fingerprint(file: File, files: Files, config: MkDocsConfig) -> None:
    """Give an asset a name made from its content, so that it can be kept by browsers for good."""
    content = file.content_bytes
    name, _, ending = file.src_uri.rpartition(".")
    files.remove(file)
    named = f"{name}.{sha256(content).hexdigest()[:10]}.{ending}"
    files.append(File.generated(config, named, content=content))


def _assets(files: Files) -> dict[str, str]:
    """Addresses of fingerprinted assets by their plain names: `site.css` → `assets/site.1a2b3c4d5e.css`."""
    return {
        re.sub(r"\.[0-9a-f]{10}\.", ".", Path(file.src_uri).name): file.url
        for file in files
        if file.src_uri.startswith("assets/")
    }


def _updated(config: MkDocsConfig) -> dict[str, str]:
    """Give the date on which each page last changed, by its source file; the newest known where one is not."""
    dates = history.last_changed(Path(config.docs_dir))
    newest = max(dates.values(), default="2026-11-22")
    return {node.src: dates.get(node.src, newest) for node in _build.graph.nodes}


def _translate(message: str) -> list[Fault]:
    if omitted := re.search(r"not included in the \"nav\" configuration:(.*)", message, re.DOTALL):
        what, remedy = "The page is left out of the navigation.", "Add it under “nav” in mkdocs.yml."
        return [Fault(f"docs/{name}", what, remedy) for name in re.findall(r"- (\S.*)", omitted[1])]
    if absent := re.search(r"reference to '(.+?)' is included in the 'nav'", message):
        what = f"The navigation lists “{absent[1]}”, which does not exist."
        return [Fault("mkdocs.yml", what, "Write that page, or remove the line.")]
    if link := re.match(r"Doc file '(.+?)' contains (.+)", message, re.DOTALL):
        remedy = "Correct the link, or write the page or the anchor that it means."
        return [Fault(f"docs/{link[1]}", f"It contains {link[2]}", remedy)]
    if twin := re.search(r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'", message):
        what = f"It has the address of docs/{twin[2]}."
        return [Fault(f"docs/{twin[1]}", what, "Rename one of the two files.")]
    return []
