"""The same pages give the same bytes, whoever builds them, where, when and with which builder; copies are checked."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import verify
from harness.static_server import serve
from invented_site import ROOT, InventedSite, fingerprint

_LATER = """\
import datetime, time
def shifted(ask):
    return lambda *given: ask(*given) if given else ask(time.time())
now = time.time
time.time = lambda: now() + 4e8
time.gmtime, time.localtime = shifted(time.gmtime), shifted(time.localtime)
class Later(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    utcnow = classmethod(lambda cls: cls.utcfromtimestamp(time.time()))
datetime.datetime = Later
class Day(datetime.date):
    today = classmethod(lambda cls: cls.fromtimestamp(time.time()))
datetime.date = Day
"""
"""Python reads a module of the name `sitecustomize` as it starts: here, a clock that runs twelve years ahead."""
_WITNESS = """\
import runpy, sys
sys.argv = ["properdocs", *sys.argv[1:]]
try:
    runpy.run_module("properdocs", run_name="__main__", alter_sys=True)
finally:
    files = [str(getattr(module, "__file__", "")) for module in sys.modules.values()]
    print(*[file for file in files if "/mkdocs/" in file])
"""
"""Runs ProperDocs, then names each module of MkDocs that was at work."""


def copy_of_the_project(folder: Path) -> Path:
    """Copy what is kept in version control, and its history, from which the dates of pages come."""
    unwanted = shutil.ignore_patterns(".venv", "site", "__pycache__", ".*_cache", "*.lock", "tests")
    return Path(shutil.copytree(ROOT, folder, ignore=unwanted))


def build(project: Path, out: Path, umask: int = 0o022, **environment: str) -> dict[str, str]:
    """Publish a copy of the project in a process of its own, and give each file's digest."""
    command = [sys.executable, str(project / "scripts/publish.py"), str(out)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return fingerprint(out)


def test_two_builds_are_identical_in_every_file(site: Path, tmp_path: Path) -> None:
    """Protects whoever checks a copy against the source: nothing of the builder, the folder or the day gets in."""
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(_LATER)
    ask = "import datetime, time; print(datetime.datetime.now().year, time.gmtime().tm_year)"
    later = {**os.environ, "PYTHONPATH": str(clock)}
    years = subprocess.run([sys.executable, "-c", ask], env=later, capture_output=True, text=True, check=True).stdout
    assert min(map(int, years.split())) > 2035, "The clock was not moved."
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "2",
        "PYTHONPATH": str(clock),
        "USER": "someone-else",
        "HOME": str(tmp_path),
    }
    project = copy_of_the_project(tmp_path / "another place/with a long name")
    there, here = build(project, tmp_path / "two" / "site", 0o077, **elsewhere), fingerprint(site)
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} == set()
    assert len(here) > 100
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "two/site").rglob("*")}
    assert modes == {0o755, 0o644}, "A web server could not read what a careful umask wrote."


def test_two_builds_in_one_process_are_identical(tmp_path: Path) -> None:
    """Protects previews and tests: nothing of one build is left for the next, not even after one with faults."""
    site = InventedSite(tmp_path / "project")
    site.build()
    first = fingerprint(site.out)
    site.change("about.md", "ours: true", "ours: true\ncolour: red")
    assert site.faults()
    site.change("about.md", "colour: red\n", "")
    site.build()
    assert fingerprint(site.out) == first


def successor(site: InventedSite, out: Path) -> "subprocess.CompletedProcess[str]":
    """Build with ProperDocs, which carries MkDocs 1 forward."""
    options = ["build", "--strict", "-q", "-f", "mkdocs.yml", "-d", str(out)]
    command = [sys.executable, "-c", _WITNESS, *options]
    return subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=False)


def test_the_site_builds_on_the_successor_of_mkdocs(tmp_path: Path) -> None:
    """Protects maintainers from the end of MkDocs 1: ProperDocs gives the same bytes, and no MkDocs is at work."""
    site = InventedSite(tmp_path / "project")
    site.build()
    done = successor(site, tmp_path / "properdocs")
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
    assert fingerprint(tmp_path / "properdocs") == fingerprint(site.out)
    assert (tmp_path / "properdocs/catalogue.json").is_file()


def test_the_successor_tells_faults_as_editors_know_them(tmp_path: Path) -> None:
    """Protects editors on the day of the move: the report is the same."""
    site = InventedSite(tmp_path / "project")
    site.change("about.md", "ours: true", "ours: true\ncolour: red")
    site.write_settings()
    done = successor(site, tmp_path / "out")
    output = done.stdout + done.stderr
    assert done.returncode == 1 and "docs/about.md, line 6: “colour” " in output, output
    assert "1 problem to fix. Nothing was published." in output


@pytest.fixture
def copy(invented: Path, tmp_path: Path) -> Path:
    """Give a copy of a site that a test may spoil; the host keeps `_headers` from readers."""
    folder = Path(shutil.copytree(invented, tmp_path / "copy"))
    (folder / "_headers").unlink()
    return folder


def check(folder: Path, *checksums: Path) -> tuple[int, list[str]]:
    """Serve a copy and check it as anyone would, with the command."""
    with serve(folder) as address:
        command = [str(ROOT / "scripts/verify"), address, *map(str, checksums)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()


def test_a_copy_that_is_whole_passes(invented: Path, copy: Path) -> None:
    """Protects publishers from false alarms; the system's own command reads the list too."""
    code, lines = check(copy)
    assert code == 0 and len(lines) == 1, lines
    count = len((invented / "sha256sums.txt").read_text().splitlines())
    assert lines[0].startswith(f"{count} of {count} files at http")
    apart = {"_headers", *(f"sha256sums.txt{ending}" for ending in ("", ".gz", ".br"))}
    assert count == len(fingerprint(invented).keys() - apart) > 100
    if shutil.which("sha256sum"):
        program = (
            ["sha256sum"] if shutil.which("sha256sum") else ["shasum", "--algorithm", "256"]
        )  # the second on macOS
    subprocess.run([*program, "--check", "--strict", "--quiet", "sha256sums.txt"], cwd=copy, check=True)


def _change(folder: Path) -> None:
    page = folder / "agencies/keepers/index.html"
    page.write_text(page.read_text().replace("did not close", "refused to close"))


def _lose(folder: Path) -> None:
    (folder / "themes.jsonld").unlink()


def _forge_for_old_browsers(folder: Path) -> None:
    (folder / "index.html.gz").write_bytes(b"forged")


def test_a_spoilt_copy_is_found_out(copy: Path) -> None:
    """Protects readers from a copy in which a sentence was sharpened or a file got lost."""
    for spoil in (_change, _lose, _forge_for_old_browsers):
        spoil(copy)
    code, lines = check(copy)
    told = {"agencies/keepers/index.html: differs", "themes.jsonld: missing", "index.html.gz: differs"}
    assert code == 1 and set(lines[:-1]) == told and len(lines) == 4, lines


def test_a_copy_whose_checksums_were_forged_too_fails_beside_ones_own(invented: Path, copy: Path) -> None:
    """Protects readers where somebody changed a page and the list of checksums with it."""
    _change(copy)
    page = "agencies/keepers/index.html"
    digest = sha256((copy / page).read_bytes()).hexdigest()
    listed = (copy / "sha256sums.txt").read_text().splitlines()
    forged = [f"{digest}  {line[66:]}" if line.endswith(f"  {page}") else line for line in listed]
    (copy / "sha256sums.txt").write_text("\n".join(forged) + "\n")
    assert check(copy)[0] == 0
    code, lines = check(copy, invented / "sha256sums.txt")
    assert code == 1 and lines[0] == f"{page}: differs"


@pytest.mark.parametrize("listed", ["", "<!doctype html>", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  \x1b[2Jx"])
def test_what_is_no_list_of_checksums_is_told_on_one_line(tmp_path: Path, listed: str) -> None:
    """Protects whoever mistypes the address, and their terminal from what a stranger sends."""
    (tmp_path / "sha256sums.txt").write_text(listed)
    code, lines = check(tmp_path)
    assert code == 1 and len(lines) == 1 and "\x1b" not in lines[0] and "Check the address." in lines[0]


def test_where_nothing_answers_it_is_told_on_one_line() -> None:
    """Protects whoever is offline from a page of code."""
    for address in ("http://127.0.0.1:9/", "file:///etc/", "nonsense"):
        with pytest.raises(verify.CannotVerifyError, match="cannot be read"):
            verify.verify(address)
