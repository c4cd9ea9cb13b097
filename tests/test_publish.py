"""The last good site stays whole, whatever befalls a build: readers never meet half of one."""

import os
import signal
import subprocess
import time
from pathlib import Path

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


@pytest.mark.parametrize("moment", [0.02, 0.15, 0.3, 0.4, 0.5, 0.6])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(site: SampleSite, moment: float) -> None:
    """Protects readers from a power cut: what they meet is the last site or the next, never a mixture."""
    assert site.publish().code == 0
    last = fingerprint(site.out)
    site.change("about.md", "What this page is for.", "What has changed.")
    build = subprocess.Popen(
        site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(moment)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    found = fingerprint(site.out)
    assert site.publish().code == 0 and beside(site) == ["site"]
    assert found in (last, fingerprint(site.out))
