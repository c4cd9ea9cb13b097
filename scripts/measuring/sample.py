"""The pages that are measured, found by what they are and not by name: another retelling is measured alike."""

from functools import cache
from typing import Any

import yaml

from measuring import stock
from measuring.stock import ROOT
from retelling_site.content.navigation import listed_files
from retelling_site.content.page_types import CONNECTED, THEME


@cache
def records() -> dict[str, dict[str, Any]]:
    """Read the record of each page, by its file below `docs/`, in the order of the navigation."""
    files = listed_files(stock.settings()["nav"])
    return {file: yaml.safe_load((ROOT / "docs" / file).read_text("utf-8").split("---\n")[1]) for file in files}


def retelling() -> str:
    """Give the file of the page that retells the document."""
    return next(file for file, record in records().items() if "paragraphs" in record)


def pair(page_type: str) -> tuple[str, str]:
    """Give the files of the first two pages of a type."""
    first, second, *_ = (file for file, record in records().items() if record["type"] == page_type)
    return first, second


def one_of_each() -> list[str]:
    """Give a page of each type, the retelling, and each page that has a template of its own."""
    of_template = [file for file, record in records().items() if "template" in record]
    return [*dict.fromkeys([*of_template, retelling(), *(pair(page_type)[0] for page_type in CONNECTED)])]


def address(file: str) -> str:
    """Give the address of a page: `/themes/` for `themes/index.md`."""
    return f"/{file.removesuffix('.md')}/".removesuffix("index/")


def query() -> str:
    """Give words that find something: the title of a theme."""
    return str(records()[pair(THEME)[0]]["title"])
