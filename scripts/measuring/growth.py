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
    retelling = sample.retelling()
    anchors = re.findall(r"\{ #([a-z0-9-]+) \}", (ROOT / "docs" / retelling).read_text(encoding="utf-8"))
    clauses = [anchor for anchor in anchors if "-" in anchor]
    frame = [file for file in sample.records() if "/" not in file or file.endswith("index.md")]
    folders = "|".join(PAGE_TYPES[name].folder for name in CONNECTED)
    others = rf"(?:(?:{folders})/)?(?!index|{re.escape(retelling)})[a-z-]+\.md(?:#[a-z0-9-]+)?"
    for name in frame:
        source = (ROOT / "docs" / name).read_text(encoding="utf-8")
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"^secondary_terms: .*\n", "", source, flags=re.M)
        text = re.sub(r"^( +page: /[a-z]+/)[a-z-]+/$", r"\1", text, flags=re.M)  # to an index, which is there
        up = "../" * name.count("/")
        text = re.sub(rf"\]\((?:\.\./)?{others}\)", f"]({up}{retelling})", text)
        (docs / name).write_text(text, encoding="utf-8")
        yield name
    count = size - len(frame)
    for at in range(count):
        page_type = PAGE_TYPES[CONNECTED[at % len(CONNECTED)]]
        file = f"{page_type.folder}/generated-{at}.md"
        own = clauses[at::count] or [clauses[at % len(clauses)]]
        (docs / file).write_text(_page(page_type.name, at, own), encoding="utf-8")
        yield file


def _page(page_type: str, at: int, clauses: list[str]) -> str:
    """Give a page of ordinary length that uses these clauses; together, pages use every clause."""
    clause, retelling = clauses[0], sample.retelling()
    source = f"[{paragraph_name(clause)}](../{retelling}#{clause})"
    headings = sample.records()[retelling]["headings"][page_type]
    record: dict[str, Any] = {
        "title": f"Generated page {at}",
        "type": page_type,
        "summary": f"A generated page, number {at}, that stands for a finding, a theme or a change.",
        "summary_sources": clauses,
        "search_terms": [f"generated word p{at} t{n}" for n in range(30)],
    }
    if page_type == AGENCY:
        themes = {f"generated-{max(at - 2, 1)}": {"why": "On the same subject.", "sources": [clause]}}
        record |= {"role": f"I work in place {at}", "themes": themes, "improvements": {}}
    elif page_type == THEME:
        record |= {"group": "thread", "scope_note": "Generated.", "improvements": {}, "related": {}}
    item = f"- {_WORDS} {source}\n"
    questions = "".join(f"{n}. How would we know? {{ #q-{n} }}\n" for n in range(1, 4))
    body = (
        f"{_WORDS} {source}\n\n"
        f"## {headings['questions']}\n\n{questions}\n"
        f"## {headings['also_said']}\n\n{item * 6}\n"
        f"## {headings['not_said']}\n\n{item * 3}"
    )
    return f"---\n{yaml.safe_dump(record, sort_keys=False, width=1000)}---\n\n{body}"


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
