"""A tiny but complete site, built by the project's real hooks and templates, for tests to break."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPHS = ("head", *(f"p{at}" for at in range(1, 10)), "sign", "n1", "mark", "n2", "n3", "n4")


_CONFIG = f"""\
INHERIT: {ROOT}/mkdocs.yml
site_name: Sample
docs_dir: docs
theme:
  custom_dir: {ROOT}/overrides
hooks:
  - {ROOT}/scripts/mkdocs_hooks.py
plugins:
  - redirects:
      redirect_maps: {{}}
watch: []
nav:
"""
PAGE = """\
---
title: {title}
type: page
summary: What this page is for.
sources: [{sources}]
---

See [the findings](agencies/index.md).
"""
_INDEX = """\
---
title: {title}
type: page
template: {template}
summary: A list.
sources: [p1-said]
---

The release says so. [p1](../press-release.md#p1-said)
"""
AGENCY = """\
---
title: School
type: agency
summary: What is said of the school.
sources: [p4-said]
role: I work in a school
themes:
  hearing: Both are about listening.
improvements:
  sharing-plans: Both are about plans.
also_known_as: [primary school]
search_terms: [teacher, skool]
questions:
  - What would we do?
---

## What the release says

- The school is named. [p4](../press-release.md#p4-said)

See also [hearing](../themes/hearing.md).
[p4](../press-release.md#p4-said)

| What | Source |
| --- | --- |
| A row | [p4](../press-release.md#p4-said) |

Term
:   What it means. [p4](../press-release.md#p4-said)

/// ours | A note
This needs no source, being ours.
///
"""
THEME = """\
---
title: {title}
type: theme
summary: What is said on the theme.
sources: [p6-said]
group: listed
scope_note: It leaves out the rest.
improvements: {{}}
related: {related}
questions: [What would we do?]
---

The theme is named. [p6](../press-release.md#p6-said)
"""
IMPROVEMENT = """\
---
title: {title}
type: improvement
summary: What is reported as changed.
sources: [p8-acted]
questions: [What would we do?]
---

The change is reported. [p8](../press-release.md#p8-acted)
"""
_CLAUSES = {name: f"{name}-acted" if name == "p8" else f"{name}-said" for name in PARAGRAPHS}
_FRAME = (
    "hakeem",
    "timeline",
    "get-help",
    "resources",
    "briefing",
    "search",
    "link-to-this-site",
    "about",
    "accessibility",
)


def _pages() -> dict[str, str]:
    told = "\n".join(
        f"## Part {name} {{ #{name} }}\n\nIt says {at}.\n{{ #{_CLAUSES[name]} }}\n"
        for at, name in enumerate(PARAGRAPHS)
    )
    head = PAGE.format(title="The release, retold", sources=", ".join(PARAGRAPHS)).rpartition("\nSee ")[0]
    plain = {f"{name}.md": PAGE.format(title=name.title(), sources="") for name in _FRAME}
    for story in ("hakeem.md", "timeline.md"):
        plain[story] = plain[story].replace(
            "(agencies/index.md).", "(agencies/index.md). [p1](press-release.md#p1-said)"
        )
    return {
        "index.md": PAGE.format(title="Home", sources=", ".join(_CLAUSES.values())).replace(
            "type: page", "type: page\ntemplate: home.html"
        ),
        "press-release.md": f"{head}\n{told}",
        "glossary.md": PAGE.format(title="Glossary", sources="").replace(
            "type: page", "type: page\nabbreviations:\n  GP: general practitioner"
        ),
        **plain,
        "agencies/index.md": _INDEX.format(title="Findings", template="findings.html"),
        "agencies/school.md": AGENCY,
        "themes/index.md": _INDEX.format(title="Themes", template="themes.html"),
        "themes/hearing.md": THEME.format(title="Hearing", related="{}"),
        "themes/asthma.md": THEME.format(title="Asthma", related="{hearing: Both are named.}"),
        "improvements/index.md": _INDEX.format(title="Changes", template="improvements.html"),
        "improvements/sharing-plans.md": IMPROVEMENT.format(title="Sharing plans"),
        "improvements/a-new-board.md": IMPROVEMENT.format(title="A new board"),
    }


PAGES: Mapping[str, str] = _pages()
"""Every page of the sample by its path below `docs/`."""


@dataclass(frozen=True)
class Outcome:
    """How a build ended, and what an editor reads of it."""

    code: int
    said: str

    @property
    def lines(self) -> list[str]:
        """What was said, line by line."""
        return self.said.strip().splitlines()


class SampleSite:
    """The sample in a folder, with what an editor can do to it."""

    def __init__(self, root: Path) -> None:
        """Write the whole sample into a new folder."""
        self.root, self.docs, self.out = root, root / "docs", root / "out" / "site"
        for name, text in PAGES.items():
            self.write(name, text)
        self.config = root / "mkdocs.yml"
        self.list_in_navigation(*PAGES)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a page, as text or byte for byte."""
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words that stand in a page once."""
        text = (self.docs / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def list_in_navigation(self, *names: str) -> None:
        """Write mkdocs.yml anew, with these pages."""
        self.config.write_text(_CONFIG + "".join(f"  - {name}\n" for name in names), encoding="utf-8")

    def publish(self) -> Outcome:
        """Publish as an editor would, in a process of its own."""
        done = subprocess.run(self.command(), capture_output=True, text=True, check=False, timeout=60)
        return Outcome(done.returncode, done.stdout + done.stderr)

    def command(self) -> list[str]:
        """Give the command that publishes this site."""
        return [sys.executable, str(ROOT / "scripts" / "publish.py"), str(self.out), str(self.root)]


def fingerprint(folder: Path) -> dict[str, str]:
    """Give every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
