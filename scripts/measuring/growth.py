"""How build time grows: generated sites through the real hooks and through stock Material, in turn."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from measuring import stock
from measuring.stock import ROOT

_LED_TO = [
    f"{name}.md"
    for name in (
        *("about", "accessibility", "briefing", "get-help", "glossary", "hakeem", "link-to-this-site"),
        *("resources", "search", "timeline"),
    )
]
"""Pages that the header, the foot and the home page have links to."""
_WORDS = "The release says so of this agency, with its qualifier and its speaker, and no more than that."


def measure(sizes: list[int]) -> None:
    """Print seconds and seconds per page for this site and for each size, ours beside stock Material."""
    print(f"{'pages':>7} {'ours s':>8} {'stock s':>8} {'ours/stock':>10} {'ours ms/page':>13} {'stock ms/page':>14}")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        _row(base, ROOT / "docs", stock.settings()["nav"])
        for size in sizes:
            docs = base / f"docs-{size}"
            nav = list(generate(docs, size))
            _row(base, docs, nav)


def generate(docs: Path, size: int) -> Iterator[str]:
    """Write a site of `size` pages: the real retelling, indexes, then findings, themes and changes in equal parts."""
    retelling = (ROOT / "docs/press-release.md").read_text(encoding="utf-8")
    retelling = re.sub(r"^secondary_terms: .*\n", "", retelling, flags=re.M)
    anchors = re.findall(r"\{ #([a-z0-9-]+) \}", retelling)
    (docs / "agencies").mkdir(parents=True)
    (docs / "press-release.md").write_text(retelling, encoding="utf-8")
    yield "press-release.md"
    for name in ("index.md", "agencies/index.md", "themes/index.md", "improvements/index.md"):
        (docs / name).parent.mkdir(exist_ok=True)
        template = {"index.md": "home", "agencies/index.md": "findings"}.get(name, name.split("/")[0])
        record = {"title": name, "type": "page", "summary": name, "sources": anchors, "template": f"{template}.html"}
        _write(docs / name, record, "An index.")
        yield name
    for name in _LED_TO:
        _write(
            docs / name,
            {"title": name, "type": "page", "summary": name},
            "A page that templates lead to. [p4](press-release.md#p4-gp)",
        )
        yield name
    for at in range(size - 5 - len(_LED_TO)):
        file = f"{('agencies', 'themes', 'improvements')[at % 3]}/generated-{at}.md"
        _write(docs / file, *_page(at))
        yield file


def _write(file: Path, record: dict[str, Any], body: str) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write("---\n")
        YAML().dump(record, out)
        out.write(f"---\n\n{body}\n")


def _page(at: int) -> tuple[dict[str, Any], str]:
    record: dict[str, Any] = {
        "title": f"Generated page {at}",
        "type": ("agency", "theme", "improvement")[at % 3],
        "summary": f"A generated page, number {at}, that stands for a finding, a theme or a change.",
        "sources": ["p4-gp"],
        "search_terms": [f"generated word p{at} t{n}" for n in range(30)],
        "questions": ["How would we know?"],
    }
    if at % 3 == 0:
        themes = {
            f"generated-{other}": "The two speak of the same thing." for other in (max(at - 2, 1), max(at - 5, 1))
        }
        record |= {"role": f"I work in place {at}", "themes": themes, "improvements": {}}
    elif at % 3 == 1:
        record |= {"group": "thread", "scope_note": "Generated.", "improvements": {}, "related": {}}
    items = "\n".join(f"- {_WORDS} [p4](../press-release.md#p4-gp)" for _ in range(12))
    return record, f"## What the release says\n\n{items}\n\n## The setting\n\n{items}\n"


def _row(base: Path, docs: Path, nav: list[Any]) -> None:
    plain = base / "plain"
    stock.copy_plain(docs, plain)
    common = {"nav": nav, "strict": False}
    ours = _time(base, {**stock.settings(), **common, "docs_dir": str(docs)})
    theirs = _time(base, {**stock.strip(stock.settings()), **common, "docs_dir": str(plain)})
    shutil.rmtree(plain)
    pages = len(list(docs.rglob("*.md")))
    figures = f"{ours:>8.2f} {theirs:>8.2f} {ours / theirs:>10.2f}"
    print(f"{pages:>7} {figures} {ours / pages * 1000:>13.1f} {theirs / pages * 1000:>14.1f}", flush=True)


def _time(base: Path, config: dict[str, Any]) -> float:
    """Time one build as a whole process, in seconds; of a small site the best of three."""
    best = float("inf")
    for _ in range(3 if len(config["nav"]) < 500 else 1):
        start = time.perf_counter()
        stock.build(config, base, base / "site")
        best = min(best, time.perf_counter() - start)
    return best
