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
    settings = (folder / "mkdocs.yml").read_text("utf-8").replace("../../", f"{ROOT}/")
    for name in ("question", "note", "emergency"):
        settings = re.sub(rf"(    {name}: ).*", rf"\g<1>{words(80)}", settings)
    names = [f"change-{at}" for at in range(MAX_CHANGES)]
    listed = "".join(f"  - improvements/{name}.md\n" for name in names)
    (folder / "mkdocs.yml").write_text(f"{settings}{listed}", "utf-8")
    for at, name in enumerate(names):
        said = f"{words(PAGE_TYPES[IMPROVEMENT].max_said, at)} [after](../retold.md#after-gate)"
        _write(folder / f"docs/improvements/{name}.md", f"{name} {words(50, at)}", "improvement", "", said)
    _longer_standing(folder / "docs/retold.md")
    signs = _items("- {} [middle](retold.md#middle-signs)", "signs")
    page = folder / "docs/index.md"
    page.write_text(f"{page.read_text('utf-8')}\n## Seen beforehand\n\n{signs}\n", "utf-8")
    related = "".join(f"\n  {name}:\n    why: {words(200)}\n    sources: [after-gate]" for name in names)
    record = f"role: I keep a lock\nthemes:\n  watching:\n    why: {words(200)}\n    sources: [middle-keepers]\n"
    record += "search_terms: [lockman]\n"
    source = "[middle](../retold.md#middle-keepers)"
    body = "\n".join(
        [
            f"{words(PAGE_TYPES[AGENCY].max_said)} {source}\n\n## To talk about\n",
            _items("1. {} {{ #q-{} }}", "questions"),
            f"\n## What else the report says\n\n- Watching. {source}\n\n## What it leaves open\n",
            _items("- {} " + source, "not_said"),
        ]
    )
    title = f"Keepers {words(52)}"
    _write(folder / "docs/agencies/keepers.md", title, "agency", f"{record}improvements:{related}\n", body)
    return folder


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
