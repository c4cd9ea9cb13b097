"""The last good site stays whole, whatever befalls a build: readers never meet half of one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

import publish as publishing
from publish import CannotPublishError, publish
from sample_site import SampleSite, fingerprint


@pytest.fixture
def site(tmp_path: Path) -> SampleSite:
    """Write the sample, not yet published."""
    return SampleSite(tmp_path / "project")


def beside(site: SampleSite) -> list[str]:
    """Give what stands in the folder in which sites are built."""
    return sorted(path.name for path in site.out.parent.iterdir())


def test_a_site_is_replaced_whole(site: SampleSite) -> None:
    """Protects readers from a page of the last site that is in this one no more."""
    assert site.publish().code == 0
    (site.out / "old.html").write_text("old", encoding="utf-8")
    site.change("about.md", "What this page is for.", "What has changed.")
    outcome = site.publish()
    assert (outcome.code, outcome.lines) == (0, [f"The site is in {site.out}"])
    assert not (site.out / "old.html").exists()
    assert "What has changed." in (site.out / "about" / "index.html").read_text(encoding="utf-8")
    assert beside(site) == ["site"]
    assert site.out.stat().st_mode & 0o777 == 0o755


def test_two_builds_of_the_same_pages_are_the_same(site: SampleSite) -> None:
    """Protects caches, and whoever compares two builds."""
    assert site.publish().code == 0
    first = fingerprint(site.out)
    assert site.publish().code == 0
    assert fingerprint(site.out) == first


def test_an_empty_folder_is_ours_to_fill(site: SampleSite) -> None:
    """Protects the editor who made the folder first."""
    site.out.mkdir(parents=True)
    assert site.publish().code == 0 and (site.out / "index.html").is_file()


def test_a_folder_that_is_not_ours_is_left_alone(site: SampleSite) -> None:
    """Protects the editor who named the wrong folder."""
    site.out.mkdir(parents=True)
    (site.out / "thesis.txt").write_text("Years of work.", encoding="utf-8")
    outcome = site.publish()
    assert outcome.code == 1 and len(outcome.lines) == 1 and "something other than this site" in outcome.said
    assert fingerprint(site.out).keys() == {"thesis.txt"} and beside(site) == ["site"]


@pytest.mark.parametrize("below", ["", "site"])
def test_a_file_in_the_way_is_told_on_one_line(site: SampleSite, below: str) -> None:
    """Protects the editor whose folder cannot be written, from a page of code and from a lost file."""
    site.out.parent.mkdir(parents=True)
    site.out.write_text("A file.", encoding="utf-8")
    wanted = site.out / below if below else site.out
    command = site.command()
    command[2] = str(wanted)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    assert site.out.read_text(encoding="utf-8") == "A file."


def test_a_system_that_refuses_is_told_on_one_line(site: SampleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the last site when the disk is full or the folder may not be written."""
    assert site.publish().code == 0
    before = fingerprint(site.out)

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device", str(site.out.parent))

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(CannotPublishError, match=r"No space left on device: .*Free the disk"):
        publish(site.out, site.root)
    assert fingerprint(site.out) == before


def test_where_the_system_cannot_exchange_two_folders_they_are_moved(
    site: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects editors whose system has no exchange in one step, such as macOS."""
    assert site.publish().code == 0
    (site.out / "old.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    publish(site.out, site.root)
    assert (site.out / "index.html").is_file() and not (site.out / "old.html").exists() and beside(site) == ["site"]


def test_of_two_builds_at_once_one_waits_its_turn(site: SampleSite) -> None:
    """Protects the site of two editors, or of one who is impatient."""
    assert site.publish().code == 0
    first, second = (subprocess.Popen(site.command(), stderr=subprocess.PIPE, text=True) for _ in range(2))
    said = [build.communicate(timeout=60)[1] for build in (first, second)]
    codes = sorted([first.returncode, second.returncode])
    assert codes in ([0, 0], [0, 1]), said
    if codes == [0, 1]:
        assert any("Another build is at work" in words and len(words.strip().splitlines()) == 1 for words in said)
    assert (site.out / "catalogue.json").is_file() and beside(site) == ["site"]


def test_a_held_folder_is_told_on_one_line(site: SampleSite) -> None:
    """Protects the build that is at work."""
    site.out.parent.mkdir(parents=True)
    with (
        publishing._alone_in(site.out.parent),
        pytest.raises(CannotPublishError, match="Another build is at work"),
    ):
        publish(site.out, site.root)


def test_what_a_killed_build_left_is_cleared_away(site: SampleSite) -> None:
    """Protects the editor's disk."""
    left_over = site.out.parent / f".{site.out.name}.building-abc"
    left_over.mkdir(parents=True)
    (left_over / "index.html").write_text("half", encoding="utf-8")
    assert site.publish().code == 0 and beside(site) == ["site"]


def test_a_build_can_follow_at_once_on_one_that_was_killed(site: SampleSite) -> None:
    """Protects the editor who ended a build by force: what that build had started may still be writing."""
    assert site.publish().code == 0
    build = subprocess.Popen(site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    build.kill()
    build.wait()
    assert site.publish().code == 0 and (site.out / "catalogue.json").is_file()


def test_a_build_killed_at_any_of_fifty_moments_leaves_a_whole_site(tmp_path: Path) -> None:
    """Protects readers from a power cut: what they meet is the last site or the next, never a mixture."""
    chance = Random(20220901)  # noqa: S311  # moments that are the same in every run
    moments = [chance.random() for _ in range(50)]
    with ThreadPoolExecutor(2) as pool:  # two editors' machines, so that it takes half as long
        rounds = pool.map(_kill, (tmp_path / "one", tmp_path / "two"), (moments[::2], moments[1::2]))
        reached = [outcome for outcomes in rounds for outcome in outcomes]
    assert len(reached) == 50 and "last" in reached, "No build was killed before its end."


def _kill(root: Path, moments: list[float]) -> list[str]:
    """Kill a build at each moment, given as a share of the time it takes; tells which whole site was found."""
    site, words = SampleSite(root), ["What this page is for.", "What has changed."]
    assert site.publish().code == 0
    last = fingerprint(site.out)
    site.change("about.md", *words)
    start = time.monotonic()
    assert site.publish().code == 0
    takes, next_one = time.monotonic() - start, fingerprint(site.out)
    found = []
    for moment in moments:
        words, last, next_one = words[::-1], next_one, last
        site.change("about.md", *words)
        with subprocess.Popen(
            site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as build:
            time.sleep(moment * takes)
            os.killpg(build.pid, signal.SIGKILL)
        whole = fingerprint(site.out)
        assert whole in (last, next_one), f"killed after {moment * takes:.2f} s"
        found.append("last" if whole == last else "next")
        if whole == last:
            words, last, next_one = words[::-1], next_one, last
            site.change("about.md", *words)
    assert site.publish().code == 0 and beside(site) == ["site"]
    return found


_ON_A_DISK = """\
import pathlib, subprocess, sys
sys.path[:0] = sys.argv[1:2]
from sample_site import SampleSite, fingerprint
site = SampleSite(pathlib.Path(sys.argv[2]))
disk = site.out.parent
disk.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], check=True)
assert site.publish().code == 0
before = fingerprint(site.out)
{trouble}
outcome = site.publish()
print(outcome.code, len(outcome.lines), before == fingerprint(site.out), outcome.said)
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


def _trouble(tmp_path: Path, trouble: str) -> "subprocess.CompletedProcess[str] | None":
    """Build on a disk of our own that has this trouble; none where the system lets us have no disk."""
    own = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    probe = [*own, "sh", "-c", f"mount -t tmpfs tmpfs {tmp_path}"]
    if not shutil.which("unshare") or subprocess.run(probe, capture_output=True, check=False).returncode:
        return None
    script = _ON_A_DISK.format(trouble=trouble)
    command = [*own, sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path / "project")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("left", [1, 20, 60])
def test_a_full_disk_leaves_the_last_site(tmp_path: Path, left: int) -> None:
    """Protects readers and the editor: the site stays whole, and one line says what to do.

    `left` is how much may be free at most, in pages of memory: so the disk is full at several steps of a build. Where
    the system gives us no disk, a limit on the size of files stands in for it: see the next test.
    """
    done = _trouble(tmp_path, _FULL.format(left=left))
    if done is None:
        return test_a_limit_on_files_leaves_the_last_site(SampleSite(tmp_path / "project"), left * 512)
    assert done.stdout.startswith("1 1 True "), done.stdout + done.stderr
    assert "No space left on device" in done.stdout and "disk" in done.stdout
    return None


@pytest.mark.parametrize("bytes_at_most", [0, 1_000, 9_000])
def test_a_limit_on_files_leaves_the_last_site(site: SampleSite, bytes_at_most: int) -> None:
    """Protects the editor with a quota; writing breaks off in the midst of a file."""
    assert site.publish().code == 0
    before = fingerprint(site.out)
    limited = ["sh", "-c", f'ulimit -f {max(bytes_at_most // 512, 1)} && exec "$@"', "sh", *site.command()]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "File too large" in done.stderr and "disk" in done.stderr
    assert fingerprint(site.out) == before and beside(site) == ["site"]


def test_where_nothing_may_be_written_the_last_site_stays(site: SampleSite) -> None:
    """Protects the editor who has no right to publish there; even an administrator is held to it here."""
    assert site.publish().code == 0
    before = fingerprint(site.out)
    site.out.parent.chmod(0o555)
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    done = subprocess.run([*bound, *site.command()], capture_output=True, text=True, check=False)
    site.out.parent.chmod(0o755)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Permission denied" in done.stderr and "allow writing there" in done.stderr
    assert fingerprint(site.out) == before


def test_a_disk_that_turned_read_only_is_told_on_one_line(tmp_path: Path, site: SampleSite) -> None:
    """Protects the last site on a disk that the system no longer writes to."""
    done = _trouble(tmp_path / "disk", _READ_ONLY)
    if done is None:
        return test_where_nothing_may_be_written_the_last_site_stays(site)
    assert done.stdout.startswith("1 1 True ") and "Read-only file system" in done.stdout, done.stdout + done.stderr
    return None


def test_of_many_builds_at_once_each_publishes_or_says_why(site: SampleSite) -> None:
    """Protects a site that several machines or impatient editors publish to one folder."""
    assert site.publish().code == 0
    builds = [subprocess.Popen(site.command(), stderr=subprocess.PIPE, text=True) for _ in range(5)]
    said = [build.communicate(timeout=120)[1] for build in builds]
    assert 0 in {build.returncode for build in builds}
    for build, words in zip(builds, said, strict=True):
        assert build.returncode == 0 or ("Another build is at work" in words and words.count("\n") == 1), words
    assert "index.html" in fingerprint(site.out) and beside(site) == ["site"]
