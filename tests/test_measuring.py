"""What measurements build: a generated site has no faults, or its time would be that of a report."""

from pathlib import Path

from measuring import growth, stock


def test_a_generated_site_is_built_whole(tmp_path: Path) -> None:
    """Protects the figures of `scripts/measure growth` from a site that is refused after a second."""
    files = list(growth.generate(tmp_path / "docs", 40))
    assert len(files) == 40
    stock.build({**stock.settings(), "nav": files, "docs_dir": str(tmp_path / "docs")}, tmp_path, tmp_path / "site")
    assert (tmp_path / "site/agencies/generated-0/index.html").is_file()
