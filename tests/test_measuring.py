"""What measurements build: a generated site has no faults, or its time would be that of a report."""

from pathlib import Path

from addresses import FINDING
from measuring import growth, query_sets, stock


def test_a_generated_site_is_built_whole(tmp_path: Path) -> None:
    """Protects the figures of `scripts/measure growth` from a site that is refused after a second."""
    files = list(growth.generate(tmp_path / "docs", 40))
    assert len(files) == 40
    stock.build({**stock.settings(), "nav": files, "docs_dir": str(tmp_path / "docs")}, tmp_path, tmp_path / "site")
    assert (tmp_path / "site/agencies/generated-0/index.html").is_file()


def test_every_set_can_be_asked(site: Path) -> None:
    """Protects the figures of `scripts/measure search` from a set that is empty, or of pages that are not there."""
    assets = next(folder for folder in (site / "assets").iterdir() if (folder / "search-index.json").is_file())
    sets = query_sets.read_sets(assets, seed=1)
    assert all(sets.values())
    fragments = sets["fragments"]
    assert all((site / url.strip("/") / "index.html").is_file() for query in fragments for url in query["want"])
    assert any(FINDING in query["want"] for query in fragments)
