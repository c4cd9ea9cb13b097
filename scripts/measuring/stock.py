"""The same Markdown under Material as it comes, search included: what this site is measured beside."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


def settings() -> dict[str, Any]:
    """Read this site's own settings, with every path in them made whole."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["theme"]["custom_dir"] = str(ROOT / "overrides")
    config["hooks"] = [str(ROOT / hook) for hook in config["hooks"]]
    config["docs_dir"] = str(ROOT / "docs")
    config.pop("watch", None)
    return config


def strip(config: dict[str, Any]) -> dict[str, Any]:
    """Take our hooks, templates and style away; what is left is stock Material with its own search."""
    theme = {"name": "material", "font": False}
    kept = {key: value for key, value in config.items() if key not in ("hooks", "theme", "plugins", "strict")}
    return {**kept, "theme": theme, "plugins": ["search"], "strict": False}


def copy_plain(docs: Path, to: Path) -> None:
    """Copy Markdown without the key that names one of our page templates, which stock Material has not."""
    shutil.copytree(docs, to)
    for file in to.rglob("*.md"):
        file.write_text(re.sub(r"^template: .*\n", "", file.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")


def build(config: dict[str, Any], base: Path, site: Path) -> None:
    """Build a site as a process of its own, as an editor would."""
    file = base / f"{site.name}.yml"
    file.write_text(yaml.safe_dump(config), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file), "-d", str(site)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def build_stock(base: Path, site: Path) -> None:
    """Build this site's own Markdown under stock Material, with its instant navigation on."""
    copy_plain(ROOT / "docs", base / "plain")
    config = strip(settings())
    config["theme"]["features"] = ["navigation.instant", "navigation.instant.prefetch"]
    build({**config, "docs_dir": str(base / "plain")}, base, site)
