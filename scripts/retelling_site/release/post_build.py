"""The steps after a build, in their order: cards, icons, the offline zip, compressed variants, checksums, headers."""

import json
from pathlib import Path

from retelling_site.outputs import icons, social_cards
from retelling_site.release import checksums, headers, offline_zip, precompression

CATALOGUE = "catalogue.json"
"""Every site of ours has it, and it says what the steps need to know of the site."""


def finish(site: Path) -> None:
    """Add to a built site all that is made of its finished files; raises OSError where the disk does not let it."""
    about = json.loads((site / CATALOGUE).read_text(encoding="utf-8"))
    pictures = social_cards.cards(about)
    for icon in site.glob(f"assets/*/{icons.SOURCE}"):
        pictures |= icons.icons(icon.read_bytes())
    for name, picture in pictures.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(picture)
    (site / about["offline"]).write_bytes(offline_zip.make(site, about["site"], about["offline"], about["rights"]))
    files = _files(site)
    for file in files:
        precompression.compress(file)
    listed = site / checksums.FILE
    listed.write_text(checksums.checksums(site, _files(site)), encoding="utf-8")
    precompression.compress(listed)
    (site / headers.FILE).write_text(headers.for_hosts(site), encoding="utf-8")
    for path in site.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # a web server reads it, whatever the builder's umask


def _files(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*")) if path.is_file()]
