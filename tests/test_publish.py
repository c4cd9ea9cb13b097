"""The last good site stays whole, whatever befalls a build: readers never meet half of one."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import killed
import publish as publishing
from invented_site import ROOT, InventedSite, fingerprint
from publish import CannotPublishError, publish

_BEFORE, _AFTER = "How these invented pages were made.", "What has changed."


@pytest.fixture(scope="module")
def published(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> InventedSite:
    """Give the invented site with what was published of it, for each test to take a copy of."""
    site = InventedSite(tmp_path_factory.mktemp("published") / "project")
    site.write_settings()
    shutil.copytree(invented, site.out)
    return site


@pytest.fixture
def site(published: InventedSite, tmp_path: Path) -> InventedSite:
    """Give a published site of the test's own."""
    return published.copy(tmp_path / "project")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish one page in no time, in the place of a whole build; gives the folder, which is not there yet."""
    monkeypatch.setattr(publishing, "build", killed.one_page("One"))
    return tmp_path / "out" / "site"


def beside(folder: Path) -> list[str]:
    """Give what stands in the folder in which sites are built."""
    return sorted(path.name for path in folder.parent.iterdir())


def command(site: InventedSite, out: Path | None = None) -> list[str]:
    """Give the command that publishes a site."""
    return [sys.executable, str(ROOT / "scripts" / "publish.py"), str(out or site.out), str(site.root)]


def is_refused(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """Check that a build failed, and said why on one line."""
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert all(word in done.stderr for word in words) and "Traceback" not in done.stderr, done.stderr


def test_a_site_is_replaced_whole(site: InventedSite) -> None:
    """Protects readers from a page of the last site that is in this one no more."""
    (site.out / "old.html").write_text("old", encoding="utf-8")
    site.change("about.md", _BEFORE, _AFTER)
    outcome = site.publish()
    assert (outcome.code, outcome.lines) == (0, [f"The site is in {site.out}"])
    assert not (site.out / "old.html").exists()
    assert _AFTER in (site.out / "about" / "index.html").read_text(encoding="utf-8")
    assert beside(site.out) == ["site"] and site.out.stat().st_mode & 0o777 == 0o755


def test_a_site_with_a_fault_leaves_the_last(site: InventedSite) -> None:
    """Protects readers while an editor has something to mend, which the report names."""
    before = fingerprint(site.out)
    site.change("about.md", "ours: true", "ours: true\ncolour: red")
    outcome = site.publish()
    assert outcome.code == 1 and outcome.lines[0].startswith("docs/about.md, line 6: “colour” "), outcome.output
    assert outcome.lines[1:] == ["1 problem to fix. Nothing was published."]
    assert fingerprint(site.out) == before and beside(site.out) == ["site"]


def test_a_setting_that_the_builder_refuses_is_told_on_one_line(site: InventedSite) -> None:
    """Protects the editor of mkdocs.yml from the builder's own log."""
    site.settings["docs_dir"] = "nowhere"
    outcome = site.publish()
    assert outcome.code == 1 and len(outcome.lines) == 2, outcome.output
    assert outcome.lines[0].startswith("mkdocs.yml") and "nowhere" in outcome.output


def test_an_empty_folder_is_ours_to_fill(out: Path) -> None:
    """Protects the editor who made the folder first."""
    out.mkdir(parents=True)
    publish(out)
    assert (out / "index.html").is_file()


def test_a_folder_that_is_not_ours_is_left_alone(out: Path) -> None:
    """Protects the editor who named the wrong folder."""
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("Years of work.", encoding="utf-8")
    with pytest.raises(CannotPublishError, match="something other than this site"):
        publish(out)
    assert fingerprint(out).keys() == {"thesis.txt"} and beside(out) == ["site"]


@pytest.mark.parametrize("below", ["", "site"])
def test_a_file_in_the_way_is_told_on_one_line(tmp_path: Path, below: str) -> None:
    """Protects the editor whose folder cannot be written, from a page of code and from a lost file."""
    file = tmp_path / "file"
    file.write_text("A file.", encoding="utf-8")
    asked = [sys.executable, str(ROOT / "scripts" / "publish.py"), str(file / below)]
    is_refused(subprocess.run(asked, capture_output=True, text=True, check=False))
    assert file.read_text(encoding="utf-8") == "A file."


def test_a_system_that_refuses_is_told_on_one_line(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the last site when the disk is full or the folder may not be written."""
    publish(out)
    before = fingerprint(out)

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device", str(out.parent))

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(CannotPublishError, match=r"No space left on device: .*Free the disk"):
        publish(out)
    assert fingerprint(out) == before


def test_where_the_system_cannot_exchange_two_folders_they_are_moved(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects editors whose system has no exchange in one step, such as macOS."""
    publish(out)
    (out / "old.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    publish(out)
    assert (out / "index.html").is_file() and not (out / "old.html").exists() and beside(out) == ["site"]


def test_a_folder_that_another_build_holds_is_told_on_one_line(out: Path) -> None:
    """Protects the build that is at work."""
    out.parent.mkdir(parents=True)
    with (
        publishing._alone_in(out.parent),
        pytest.raises(CannotPublishError, match="Another build is at work"),
    ):
        publish(out)


def test_what_a_killed_build_left_is_cleared_away(out: Path) -> None:
    """Protects the editor's disk."""
    left_over = out.parent / f".{out.name}.building-abc"
    left_over.mkdir(parents=True)
    (left_over / "index.html").write_text("half", encoding="utf-8")
    publish(out)
    assert beside(out) == ["site"]


def test_of_many_builds_at_once_each_publishes_or_says_why(site: InventedSite) -> None:
    """Protects a site that several machines or impatient editors publish to one folder."""
    builds = [subprocess.Popen(command(site), stderr=subprocess.PIPE, text=True) for _ in range(3)]
    errors = [build.communicate(timeout=120)[1] for build in builds]
    assert 0 in {build.returncode for build in builds}
    for build, error in zip(builds, errors, strict=True):
        assert build.returncode == 0 or ("Another build is at work" in error and error.count("\n") == 1), error
    assert "index.html" in fingerprint(site.out) and beside(site.out) == ["site"]


def test_a_build_killed_at_any_step_leaves_a_whole_site(tmp_path: Path) -> None:
    """Protects readers from a power cut: what they meet is the last site or the next, never a mixture.

    Each step that makes, writes, names or removes a file is one at which a build of one page is killed.
    """
    if not hasattr(ctypes.CDLL(None), "renameat2"):
        pytest.skip("the system cannot exchange two folders in one step")
    folder = tmp_path / "out" / "site"
    done = subprocess.run([sys.executable, killed.__file__, str(folder)], capture_output=True, text=True, check=False)
    found = done.stdout.split()
    assert found == sorted(found) and set(found) == {"last", "next"}, done.stdout + done.stderr
    assert found.count("last") > 20 and found.count("next") > 5, "Some steps were not seen."
    assert beside(folder) == ["site"]


def test_a_real_build_killed_at_its_work_leaves_a_whole_site(site: InventedSite, tmp_path: Path) -> None:
    """Protects readers likewise: as it begins, as the builder writes pages, and as the last file is written."""
    last = fingerprint(site.out)
    site.change("about.md", _BEFORE, _AFTER)
    (tmp_path / "sitecustomize.py").write_text(killed.AT_A_FILE, "utf-8")
    for file in (".building-", "/about/index.html", "/sha256sums.txt"):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "KILLED_AT": file}
        done = subprocess.run(command(site), env=environment, capture_output=True, check=False, start_new_session=True)
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert fingerprint(site.out) == last, file
        assert len(beside(site.out)) == 2, "Nothing was begun."
    assert site.publish().code == 0 and beside(site.out) == ["site"]
    assert _AFTER in (site.out / "about" / "index.html").read_text(encoding="utf-8")


_ON_A_DISK = """\
import pathlib, shutil, subprocess, sys
sys.path[:0] = sys.argv[1:3]
from invented_site import InventedSite, fingerprint
site = InventedSite(pathlib.Path(sys.argv[4]))
disk = site.out.parent
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], check=True)
shutil.copytree(sys.argv[3], site.out)
before = fingerprint(site.out)
{trouble}
outcome = site.publish()
print(outcome.code, len(outcome.lines), before == fingerprint(site.out), outcome.output)
"""
"""Runs where this process alone sees what it mounts; prints how a build ended after there was trouble with the disk."""
_FULL = """\
with open(disk / "fill", "wb", 0) as fill:
    try:
        while fill.write(bytes({left} * 4096)): pass
    except OSError:
        pass
"""
_READ_ONLY = 'subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)'


def _trouble(published: InventedSite, tmp_path: Path, trouble: str) -> str:
    """Build on a disk of our own that has this trouble; gives what came of it."""
    own = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    probe = [*own, "sh", "-c", f"mount -t tmpfs tmpfs {tmp_path}"]
    if not shutil.which("unshare") or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("the system gives us no disk of our own")
    paths = [str(ROOT / "tests"), str(ROOT / "scripts"), str(published.out), str(tmp_path / "project")]
    script = [*own, sys.executable, "-c", _ON_A_DISK.format(trouble=trouble), *paths]
    done = subprocess.run(script, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout + done.stderr


@pytest.mark.parametrize("left", [1, 20, 60])
def test_a_full_disk_leaves_the_last_site(published: InventedSite, tmp_path: Path, left: int) -> None:
    """Protects readers and the editor: the site stays whole, and one line says what to do.

    `left` is how much may be free at most, in pages of memory: so the disk is full at several steps of a build.
    """
    output = _trouble(published, tmp_path, _FULL.format(left=left))
    assert output.startswith("1 1 True ") and "No space left on device" in output and "disk" in output, output


def test_a_disk_that_turned_read_only_is_told_on_one_line(published: InventedSite, tmp_path: Path) -> None:
    """Protects the last site on a disk that the system no longer writes to."""
    output = _trouble(published, tmp_path, _READ_ONLY)
    assert output.startswith("1 1 True ") and "Read-only file system" in output, output


@pytest.mark.parametrize("max_bytes", [1_000, 9_000])
def test_a_limit_on_files_leaves_the_last_site(site: InventedSite, max_bytes: int) -> None:
    """Protects the editor with a quota; writing breaks off in the midst of a file."""
    before = fingerprint(site.out)
    limited = ["sh", "-c", f'ulimit -f {max_bytes // 512} && exec "$@"', "sh", *command(site)]
    is_refused(subprocess.run(limited, capture_output=True, text=True, check=False), "File too large", "disk")
    assert fingerprint(site.out) == before and beside(site.out) == ["site"]


def test_where_nothing_may_be_written_the_last_site_stays(site: InventedSite) -> None:
    """Protects the editor who has no right to publish there; even an administrator is refused here."""
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if bound and not shutil.which("setpriv"):
        pytest.skip("an administrator may write anywhere")
    before = fingerprint(site.out)
    site.out.parent.chmod(0o555)
    done = subprocess.run([*bound, *command(site)], capture_output=True, text=True, check=False)
    site.out.parent.chmod(0o755)
    is_refused(done, "Permission denied", "allow writing there")
    assert fingerprint(site.out) == before
