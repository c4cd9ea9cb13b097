"""A retelling with the longest texts that the build lets through: what must still fit on a sheet of paper."""

import re
import shutil
from pathlib import Path

from retelling_site.checks.texts.lengths import LIMITS, MAX_CHANGES, MAX_PERSON
from retelling_site.content.page_types import AGENCY, IMPROVEMENT, PAGE_TYPES

ROOT = Path(__file__).parent.parent
_WORDS = (
    "The keepers of the lower lock and the millers beside it were asked about the water that had stood on the towpath "
)


def words(length: int, at: int = 0) -> str:
    """Give a sentence of exactly so many characters; `at` makes it differ from others."""
    begun = f"{at} {_WORDS * (length // len(_WORDS) + 1)}"
    return f"{begun[: length - 2].rstrip():x<{length - 1}}."


def project(folder: Path) -> Path:
    """Write the project that stands in `tests/invented`, with one finding whose every part is as long as can be."""
    shutil.copytree(ROOT / "tests/invented", folder)
    changes = [f"change-{at}" for at in range(MAX_CHANGES)]
    _longer_settings(folder / "mkdocs.yml", changes)
    _longer_standing(folder / "docs/retold.md")
    _add_signs(folder / "docs/index.md")
    for at, name in enumerate(changes):
        _write_change(folder / f"docs/improvements/{name}.md", at)
    _write_finding(folder / "docs/agencies/keepers.md", changes)
    return folder


def _longer_settings(file: Path, changes: list[str]) -> None:
    settings = file.read_text("utf-8").replace("../../", f"{ROOT}/")
    for name in ("question", "note", "emergency"):
        settings = re.sub(rf"(    {name}: ).*", rf"\g<1>{words(80)}", settings)
    listed = "".join(f"  - improvements/{name}.md\n" for name in changes)
    file.write_text(f"{settings}{listed}", "utf-8")


def _add_signs(file: Path) -> None:
    signs = _items("- {} [middle](retold.md#middle-signs)", "signs")
    file.write_text(f"{file.read_text('utf-8')}\n## Seen beforehand\n\n{signs}\n", "utf-8")


def _write_change(file: Path, at: int) -> None:
    said = f"{words(PAGE_TYPES[IMPROVEMENT].max_said, at)} [after](../retold.md#after-gate)"
    _write(file, f"{file.stem} {words(50, at)}", IMPROVEMENT, "", said)


def _write_finding(file: Path, changes: list[str]) -> None:
    related = "".join(f"\n  {name}:\n    why: {words(200)}\n    sources: [after-gate]" for name in changes)
    record = f"role: I keep a lock\nthemes:\n  watching:\n    why: {words(200)}\n    sources: [middle-keepers]\n"
    record += f"search_terms: [lockman]\nimprovements:{related}\n"
    source = "[middle](../retold.md#middle-keepers)"
    body = "\n".join(
        [
            f"{words(PAGE_TYPES[AGENCY].max_said)} {source}\n\n## To talk about\n",
            _items("1. {} {{ #q-{} }}", "questions"),
            f"\n## What else the report says\n\n- Watching. {source}\n\n## What it leaves open\n",
            _items("- {} " + source, "not_said"),
        ]
    )
    _write(file, f"Keepers {words(52)}", AGENCY, record, body)


def _items(form: str, part: str) -> str:
    limit = LIMITS[part]
    end = "?" if part == "questions" else "."
    found = (f"{words(limit.characters, at)[:-1]}{end}" for at in range(limit.items))
    return "\n".join(form.format(line, at) for at, line in enumerate(found))


def _write(file: Path, title: str, page_type: str, record: str, body: str) -> None:
    head = f"title: {title}\ntype: {page_type}\nsummary: {words(240)}\nsummary_sources: [middle-keepers]\n{record}"
    file.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")


def _longer_standing(file: Path) -> None:
    text = file.read_text("utf-8")
    for name, most in (("person", MAX_PERSON), ("no_change", 300), ("caveat", 300)):
        text = re.sub(rf"(  {name}:\n    text: ).*", rf"\g<1>{words(most)}", text)
    file.write_text(text, "utf-8")
