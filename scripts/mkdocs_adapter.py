"""The one file that knows MkDocs: it hands pages to `learning`, its results to the templates, and faults to the editor.

The events run in the order of this file; see "Events" in the user guide of MkDocs 1.6.
"""

import logging
import re
from hashlib import sha256
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from learning import anchors, front_matter, headers, links, minify, model, offline_pack, published, publisher, retelling
from learning.faults import Fault, report
from learning.site import Site

_site = Site()
"""The site being built; MkDocs calls functions, not an object, so it is the module's, and made anew for each build."""
_environment = Environment(autoescape=True)
_policy = ""
"""The content policy that each page states; none in a site that is being edited."""


class _Warnings(logging.Filter):
    """Turns what MkDocs itself has to say of links and navigation into faults, so that all come in one report."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = list(_translate(record.getMessage())) if record.levelno >= logging.WARNING else []
        _site.faults.extend(found)
        return not found


def on_startup(command: str, **_: object) -> None:
    """Listen to MkDocs from the start; a filter is added once, however often the site is rebuilt."""
    global _policy
    _policy = "" if command == "serve" else headers.policy()  # its page that reloads itself has a script within
    for kind in (Page, Navigation, File):
        log = logging.getLogger(kind.__module__)  # by whatever name this builder goes
        log.setLevel(logging.WARNING)  # whatever --quiet says: a warning that is not made cannot be a fault
        log.addFilter(_Warnings())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build: terms of the glossary are explained wherever they stand."""
    global _site
    _site = Site()
    config.theme.static_templates.discard("sitemap.xml")  # theirs carries the day of the build; ours, of the change
    _site.faults += publisher.check(config.extra.get("publisher"))
    glossary = Path(config.docs_dir, "glossary.md")
    if glossary.is_file():
        source, _ = front_matter.read("docs/glossary.md", glossary.read_bytes())
        record = model.parse("docs/glossary.md", source)[0] if source else None
        config.mdx_configs["abbr"] = {"glossary": record.abbreviations if isinstance(record, model.Page) else {}}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read every record, and leave out what the theme ships that no page uses."""
    for file in list(files):
        if file.src_dir not in (config.docs_dir, config.theme.custom_dir):
            files.remove(file)
        elif file.abs_src_path and not file.is_documentation_page() and not Path(file.abs_src_path).is_file():
            what, remedy = "The file cannot be read: it leads nowhere.", "Put the file there anew, or delete it."
            _site.faults.append(Fault(f"docs/{file.src_uri}", what, remedy))
            files.remove(file)
    for file in files.documentation_pages():
        stand_in = _site.read(file.src_uri, _url(file), Path(str(file.abs_src_path)))
        if stand_in is not None:
            file.content_string = stand_in
    templates = {path.name for path in Path(str(config.theme.custom_dir)).glob("*.html")} - {"404.html", "base.html"}
    _site.check_settings(templates, _moved(config), {file.src_uri for file in files.documentation_pages()})
    files.append(File.generated(config, offline_pack.NAME, content=b""))  # packing fills it; pages link to it
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, **_: object) -> Navigation:
    """Order the graph as the navigation is ordered, and check it."""
    _site.order(_listed(config.nav))
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """With every page read, hold the whole against the rules; stop here if anything is to be mended."""
    global _environment
    pages = {_url(file): file.page for file in files.documentation_pages() if file.page}
    for page in pages.values():
        page.validate_anchor_links(files=files, log_level=logging.WARNING)
    texts = {url: page.content or "" for url, page in pages.items()}
    _site.check_texts(texts, {page.file.src_uri: url for url, page in pages.items()}, {file.url for file in files})
    if _site.faults:
        raise Abort(report(_site.faults))
    for url, text in _site.finish(texts, Path(config.docs_dir)).items():
        pages[url].content = text
    env.autoescape = True
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    env.globals.update(_site.for_templates(), assets=_fingerprint(files, config), policy=_policy)
    _environment = env
    return env


def on_page_context(context: TemplateContext, page: Page, **_: object) -> TemplateContext:
    """Hand the page's record and sources to its template."""
    config = context["config"]
    needed = _site.for_page(page.url, page.content or "", config.site_url or "/", config.site_name)
    cast("dict[str, object]", context).update(needed)
    return context


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Set a link to itself beside every heading, and beside every statement of the retelling."""
    return anchors.add(output, statements=page.file.src_uri == retelling.SRC)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what machines read, and check the links that templates made, now that all is there."""
    folder = Path(config.site_dir)
    made = published.files(
        _site.graph,
        config.site_url or "/",
        config.site_name,
        _site.updated,
        short_name=config.extra.get("short_name") or config.site_name,
        about=config.site_description or config.site_name,
    )
    for name, content in made.items():
        (folder / name).write_bytes(content)
    _write_moved(folder, config)
    if found := links.check_built(folder):
        raise Abort(report(found))


def _listed(nav: object) -> list[str]:
    """Give the files that the navigation lists, those that are not there among them."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else []
    return [name for part in parts for name in _listed(part)]


def _url(file: File) -> str:
    """Give a page's address below the root; the home page's is empty."""
    return file.url.removeprefix("./")


def _moved(config: MkDocsConfig) -> dict[str, str]:
    """Give the pages that moved, from old to new file."""
    return {str(old): str(new) for old, new in config.plugins["redirects"].config["redirect_maps"].items()}


def _write_moved(folder: Path, config: MkDocsConfig) -> None:
    """Write the page at each old address over the plugin's own, whose script within the page our policy forbids."""
    nodes = {node.src: node for node in _site.graph.nodes}
    for old, new in _moved(config).items():
        file = File(old, "", str(folder), use_directory_urls=True)
        src, _, anchor = new.partition("#")
        base = get_relative_url(".", file.url)
        page = _environment.get_template("moved.html").render(
            config=config, page=None, base_url=base, node=nodes[src], anchor=anchor
        )
        Path(str(file.abs_dest_path)).write_text(f"{page}\n", encoding="utf-8")


def _fingerprint(files: Files, config: MkDocsConfig) -> str:
    """Set all assets, made ones among them, in a folder named after their content, to be kept for good."""
    assets = published.assets(_site.graph, config.site_url or "/")
    for file in list(files):
        if file.src_uri.startswith("assets/"):
            files.remove(file)
            name = Path(file.src_uri).name
            assets[name] = minify.minify(name, file.content_bytes)
    folder = f"assets/{sha256(repr(sorted(assets.items())).encode()).hexdigest()[:10]}"
    for name, content in assets.items():
        files.append(File.generated(config, f"{folder}/{name}", content=content))
    return folder


def _translate(message: str) -> list[Fault]:
    if omitted := re.search(r"not included in the \"nav\" configuration:(.*)", message, re.DOTALL):
        what, remedy = "The page is left out of the navigation.", "Add it under “nav” in mkdocs.yml."
        return [Fault(f"docs/{name}", what, remedy) for name in re.findall(r"- (\S.*)", omitted[1])]
    if absent := re.search(r"reference to '(.+?)' is included in the 'nav'", message):
        what = f"The navigation lists “{absent[1]}”, which does not exist."
        return [Fault("mkdocs.yml", what, "Write that page, or remove the line.")]
    if link := re.match(r"Doc file '(.+?)' contains (.+)", message, re.DOTALL):
        what = link[2].replace(", it was left as is", "")
        written = re.search(r"link '(.+?)'(?:, but the target (?:'(.+?)' )?(is not found))?", what)
        href, gone = (written[1], written[3] and (written[2] or written[1])) if written else ("", "")
        return [Fault(f"docs/{link[1]}", f"It contains {what}", links.REMEDY, link=href, absent=gone or "")]
    if twin := re.search(r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'", message):
        what = f"It has the address of docs/{twin[2]}."
        return [Fault(f"docs/{twin[1]}", what, "Rename one of the two files.")]
    return []
