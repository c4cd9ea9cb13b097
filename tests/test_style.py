"""The style: what it names is there, and it says nothing twice. scripts/test lints it besides."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import tinycss2
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "overrides/assets"
_RULES = ("media", "supports")


def rules(style: str | Sequence[object], within: str = "") -> Iterator[tuple[str, str, list[object]]]:
    """Give each rule: the condition it stands in, its selector, and what it declares."""
    for node in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
        assert node.type != "error", node.message
        if node.type == "qualified-rule":
            yield within, tinycss2.serialize(node.prelude).strip(), node.content
        elif node.at_keyword in _RULES:
            condition = f"{within} @{node.at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            yield from rules(node.content, condition)


@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.css")), ids=lambda file: file.name)
def test_no_selector_stands_twice(file: Path) -> None:
    """Protects whoever changes one of two rules and wonders why the other wins."""
    listed = Counter((within, selector) for within, selector, _ in rules(file.read_text("utf-8")))
    assert listed
    assert not [where for where, count in listed.items() if count > 1]


def test_every_class_and_id_of_the_style_is_used(site: Path, invented: Path) -> None:
    """Protects phones from style for parts that are no longer there."""
    used: set[str] = set()
    for file in [*site.rglob("*.html"), *invented.rglob("*.html")]:
        for node in LexborHTMLParser(file.read_bytes()).css("[class], [id]"):
            used |= {*(node.attributes.get("class") or "").split(), node.attributes.get("id") or ""}
    scripts = " ".join(file.read_text("utf-8") for file in ASSETS.glob("*.js"))
    used |= set(re.findall(r"[a-z][a-z0-9-]*", scripts))
    named = {
        name
        for file in ASSETS.glob("*.css")
        for _, selector, _ in rules(file.read_text("utf-8"))
        for name in re.findall(r"[.#]([A-Za-z][\w-]*)", selector)
    }
    assert len(named) > 100
    assert not named - used
