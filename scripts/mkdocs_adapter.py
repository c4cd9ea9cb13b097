"""Hands MkDocs' pages to the pipeline, and its results to templates (see "Events" in MkDocs' guide).

Beside it, only the preview and a measurement know MkDocs.
"""

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from retelling_site import pipeline


class Build:
    """What MkDocs calls, event by event; each run of MkDocs begins anew with `on_config`."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build."""
        self.docs, self.overrides = Path(config.docs_dir), Path(str(config.theme.custom_dir))
        self.pages: dict[str, Any] = {}
        pipeline.begin(self.docs, self.overrides)
        config.theme.get_env = partial(pipeline.environment, config.theme.get_env)  # type: ignore[method-assign]
        config.markdown_extensions += [extension() for extension in pipeline.MARKDOWN_EXTENSIONS]

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Read every record; leave out what may not be published."""
        written = {file.src_uri: file.url if file.is_documentation_page() else None for file in files}
        about = (config.site_name, config.site_url, config.site_description, config.extra)
        self.draft = pipeline.read(self.docs, written, about, Path(config.config_file_path or ""))
        for file in list(files):
            if not pipeline.publishable(self.docs, file.src_uri):
                files.remove(file)
            elif file.is_documentation_page():
                file.content_string = self.draft.markdown(file.src_uri)
        for src in self.draft.generated:
            files.append(file := File.generated(config, src, content="\n"))
            vars(Page(None, file, config)).update(content="", render=lambda *_: None)  # there is no Markdown to render
        config.mdx_configs["abbr"] = {"glossary": self.draft.abbreviations}

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """With every text rendered, join the pages and check the whole; stop here if there is anything to mend."""
        pages = {page.url: page for file in files.documentation_pages() if (page := file.page)}
        html = {url: page.content or "" for url, page in pages.items()}
        self.published = {"sitemap.xml", *(file.url for file in files.media_files())}
        site = pipeline.check(pipeline.relate(self.draft, config.nav, self.overrides), html, self.published)
        self.finished = pipeline.finish(site, self.docs, self.overrides)
        for url, page in pages.items():
            page.content, page.meta, page.update_date = self.finished.for_builder(url)
        env.globals.update(self.finished.for_templates(), page=None)
        self.template = env.get_template

    def on_page_context(self, context: Any, page: Page, **_: object) -> Any:  # noqa: ANN401  # a TypedDict of MkDocs
        """Hand the page's record and sources to its template."""
        return {**context, **self.finished.for_page(page.url)}

    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """Set permalinks into the finished page."""
        html, self.pages[page.url] = pipeline.permalinked(page.url, output)
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what machines read and where pages have moved to; check links and addresses, now that all is there."""

        def render(template: str, url: str = "", **context: object) -> str:
            return self.template(template).render(config=config, base_url=get_relative_url(".", url), **context)

        written = pipeline.write(self.finished, Path(config.site_dir), render) | self.published
        pipeline.check_built(self.finished, self.pages, written)

    def on_build_error(self, error: Exception) -> None:
        """Stop the build with the report of what is to be mended, in a page or in a template."""
        if report := pipeline.report_of(error, self.overrides):
            raise Abort(report) from None


_build = Build()
on_config, on_files, on_env = _build.on_config, _build.on_files, _build.on_env
on_page_context, on_post_page = _build.on_page_context, _build.on_post_page
on_post_build, on_build_error = _build.on_post_build, _build.on_build_error
