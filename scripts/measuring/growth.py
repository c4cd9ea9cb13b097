"""How build time grows: generated sites through the real hooks and through stock Material, in turn."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from measuring import sample, stock
from measuring.stock import ROOT
from retelling_site.content.page_types import AGENCY, CONNECTED, PAGE_TYPES, THEME
from retelling_site.content.retelling import paragraph_name

_WORDS = "The agency did what is said of it, with its qualifier, and no more than that."


def measure(sizes: list[int]) -> None:
    """Print HTML pages written, our seconds, those of stock Material for as many pages, and the ratio, size by size."""
    print(f"{'html pages':>10} {'ours s':>8} {'stock s':>8} {'ratio':>6} {'ours ms/page':>13}")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        _row(base, ROOT / "docs", stock.settings()["nav"])
        for size in sizes:
            docs = base / f"docs-{size}"
            nav = list(generate(docs, size))
            _row(base, docs, nav)


def generate(docs: Path, size: int) -> Iterator[str]:
    """Write a site of `size` files: the real pages outside connected types, then as many of each such type."""
    frame = [file for file in sample.records() if "/" not in file or file.endswith("index.md")]
    for file in frame:
        _write(docs / file, _of_frame(file))
        yield file
    count, clauses = size - len(frame), _clauses()
    for at in range(count):
        page_type = PAGE_TYPES[CONNECTED[at % len(CONNECTED)]]
        file = f"{page_type.folder}/generated-{at}.md"
        own = clauses[at::count] or [clauses[at % len(clauses)]]
        _write(docs / file, _page(page_type.name, at, own))
        yield file


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _read(file: str) -> str:
    return (ROOT / "docs" / file).read_text(encoding="utf-8")


def _of_frame(file: str) -> str:
    """Give a real page, in which all that leads to a connected page leads to an index or to the retelling instead."""
    retelling, folders = sample.retelling(), "|".join(PAGE_TYPES[name].folder for name in CONNECTED)
    connected = rf"(?:(?:{folders})/)?(?!index|{re.escape(retelling)})[a-z-]+\.md(?:#[a-z0-9-]+)?"
    text = re.sub(r"^( +page: /[a-z]+/)[a-z-]+/$", r"\1", _read(file), flags=re.M)
    return re.sub(rf"\]\((?:\.\./)?{connected}\)", f"]({'../' * file.count('/')}{retelling})", text)


def _clauses() -> list[str]:
    """Give the anchor of each clause of the retelling."""
    anchors = re.findall(r"\{ #([a-z0-9-]+) \}", _read(sample.retelling()))
    return [anchor for anchor in anchors if "-" in anchor]


def _page(page_type: str, at: int, clauses: list[str]) -> str:
    """Give a page of ordinary length that uses these clauses; together, pages use every clause."""
    record = yaml.safe_dump(_record(page_type, at, clauses), sort_keys=False, width=1000)
    return f"---\n{record}---\n\n{_body(page_type, clauses[0])}"


def _record(page_type: str, at: int, clauses: list[str]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "title": f"Generated page {at}",
        "type": page_type,
        "summary": f"A generated page, number {at}, that stands for a finding, a theme or a change.",
        "summary_sources": clauses,
        "search_terms": [f"generated word p{at} t{n}" for n in range(30)],
    }
    if page_type == AGENCY:
        themes = {f"generated-{max(at - 2, 1)}": {"why": "On the same subject.", "sources": clauses[:1]}}
        return {**record, "role": f"I work in place {at}", "themes": themes, "improvements": {}}
    if page_type == THEME:
        return {**record, "group": "thread", "scope_note": "Generated.", "improvements": {}, "related": {}}
    return record


def _body(page_type: str, clause: str) -> str:
    retelling = sample.retelling()
    headings = sample.records()[retelling]["headings"][page_type]
    source = f"[{paragraph_name(clause)}](../{retelling}#{clause})"
    item = f"- {_WORDS} {source}\n"
    questions = "".join(f"{n}. How would we know? {{ #q-{n} }}\n" for n in range(1, 4))
    return (
        f"{_WORDS} {source}\n\n"
        f"## {headings['questions']}\n\n{questions}\n"
        f"## {headings['also_said']}\n\n{item * 6}\n"
        f"## {headings['not_said']}\n\n{item * 3}"
    )


def _row(base: Path, docs: Path, nav: list[Any]) -> None:
    common = {"nav": nav, "strict": False}
    ours = _time(base, {**stock.settings(), **common, "docs_dir": str(docs)})
    pages = len(list((base / "site").rglob("*.html")))
    plain = base / "plain"
    stock.copy_plain(docs, plain)
    more = list(_more(plain, pages))
    theirs = _time(base, {**stock.strip(stock.settings()), **common, "nav": [*nav, *more], "docs_dir": str(plain)})
    shutil.rmtree(plain)
    print(f"{pages:>10} {ours:>8.2f} {theirs:>8.2f} {ours / theirs:>6.2f} {ours / pages * 1000:>13.1f}", flush=True)


def _more(docs: Path, pages: int) -> Iterator[str]:
    """Write copies of pages, until stock Material has as many to build as we wrote; its page for no page counts too."""
    files = sorted(docs.rglob("*.md"))
    for at in range(pages - 1 - len(files)):
        name = f"more-{at}.md"
        shutil.copyfile(files[at % len(files)], docs / name)
        yield name


def _time(base: Path, config: dict[str, Any]) -> float:
    """Time one build as a whole process, in seconds; of a small site the best of three, the first of which compiles."""
    best = float("inf")
    for _ in range(3 if len(config["nav"]) < 500 else 1):
        start = time.perf_counter()
        stock.build(config, base, base / "site")
        best = min(best, time.perf_counter() - start)
    return best
