"""All files of a finished site that are written beside its pages."""

from collections.abc import Callable
from pathlib import Path

from retelling_site.outputs import icons, word
from retelling_site.outputs.machine_files import machine_files
from retelling_site.pages.finished import Finished
from retelling_site.pages.team import plan

Render = Callable[..., str]
"""Makes a page of a template's name, the page's address and what the template needs; without an address, no page."""


def write(finished: Finished, folder: Path, render: Render) -> set[str]:
    """Write what is beside the pages, and a page at each address that moved; gives their addresses."""
    files = {
        **finished.assets,
        **_for_machines(finished),
        **_word_files(finished, render),
        **_moved_pages(finished, render),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return {*files, icons.FAVICON, icons.TOUCH, finished.settings.zip_name}


def _for_machines(finished: Finished) -> dict[str, bytes]:
    return machine_files(
        finished.graph,
        finished.retelling,
        finished.settings,
        finished.published,
        finished.updated,
        finished.search_url,
    )


def _word_files(finished: Finished, render: Render) -> dict[str, bytes]:
    """Give the plan of each finding as a Word document."""
    found = {}
    for src, toolkit in finished.toolkits.items():
        finding = finished.graph.by_src[src]
        page = finished.graph.generated_from(finding)["plan"]
        day = finished.updated[page.src]
        written = plan.word_plan(toolkit.rows, page, finished.retelling.record, finished.settings, day)
        found[f"{page.url}{plan.word_file(finding)}"] = word.document(written, render)
    return found


def _moved_pages(finished: Finished, render: Render) -> dict[str, bytes]:
    """Give a page for each address that a page had once."""
    return {
        f"{old}index.html": render("moved.html", url=old, node=node).encode()
        for node in finished.graph.nodes
        for old in (url.lstrip("/") for url in node.record.moved_from)
    }
