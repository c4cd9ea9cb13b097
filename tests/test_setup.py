"""The step that every command begins with: it makes .venv from a lock, once, and says in one line what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from harness import system_package

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("serve", "build", "check", "check-links", "test", "measure", "keep-addresses")
NEW, OLD = 0, 1
"""What a stand-in for Python says to the question whether it is too old."""

_STAND_IN = """\
#!/bin/sh
echo "$0 $*" >> "{log}"
case "$*" in
  *version_info*) exit {old} ;;
  *venv*) {venv} mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *pip*) {pip} ;;
esac
"""


class Project:
    """A folder with nothing but the set-up, a lock and stand-ins for Python."""

    def __init__(self, root: Path) -> None:
        """Write it; its name has a space, as an editor's folders have."""
        self.root = root / "my website"
        self.path = root / "bin"
        self.log = root / "calls"
        (self.root / "scripts").mkdir(parents=True)
        self.path.mkdir()
        shutil.copy(ROOT / "scripts/setup", self.root / "scripts")
        command = 'set -eu\nlock=lock.txt\n. "$(dirname "$0")/setup"\nexec "$python" -c "print(1)" "$@"\n'
        (self.root / "scripts/try").write_text(command, "utf-8")
        self.lock("one==1")
        for needed in ("sh", "cmp", "cp", "dirname", "mkdir"):
            (self.path / needed).symlink_to(str(shutil.which(needed)))

    def lock(self, content: str) -> None:
        """Write the lock."""
        (self.root / "lock.txt").write_text(f"{content}\n", "utf-8")

    def python(self, name: str = "python3", old: int = NEW, venv: str = "", pip: str = ":") -> None:
        """Put a stand-in on the path."""
        file = self.path / name
        file.write_text(_STAND_IN.format(log=self.log, old=old, venv=venv, pip=pip), "utf-8")
        file.chmod(0o755)

    def run(self) -> "subprocess.CompletedProcess[str]":
        """Run the command from elsewhere, as whoever types its whole path does."""
        self.log.write_text("", "utf-8")
        return subprocess.run(
            ["sh", str(self.root / "scripts/try")],
            env={"PATH": str(self.path)},
            cwd=self.path,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def fetched(self) -> int:
        """How often packages were fetched in the last run."""
        return self.log.read_text("utf-8").count("pip install")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Write a fresh project."""
    return Project(tmp_path)


def test_packages_are_fetched_once_and_again_when_the_lock_changes(project: Project) -> None:
    """Protects the editor's time, and whoever has just taken somebody else's changes."""
    project.python()
    first = project.run()
    assert (first.returncode, project.fetched) == (0, 1) and first.stderr.count("\n") == 1
    assert "--require-hashes --no-deps -r lock.txt" in project.log.read_text("utf-8")
    assert (project.run().stderr, project.fetched) == ("", 0)
    project.lock("two==2")
    assert (project.run().returncode, project.fetched) == (0, 1)
    assert (project.run().stderr, project.fetched) == ("", 0)


def test_a_fetch_that_failed_is_told_and_tried_again(project: Project) -> None:
    """Protects the editor whose network fell away half-way."""
    project.python(pip="exit 1")
    done = project.run()
    assert done.returncode == 1 and "check the network, then run this again" in done.stderr.splitlines()[-1]
    shutil.rmtree(project.root / ".venv")
    project.python()
    assert (project.run().returncode, project.fetched) == (0, 1)


def test_an_environment_that_no_longer_runs_is_made_anew(project: Project) -> None:
    """Protects the editor whose system has taken the Python away that .venv was made with."""
    project.python()
    assert project.run().returncode == 0
    (project.root / ".venv/bin/python").unlink()
    assert (project.run().returncode, project.fetched) == (0, 1)


def test_the_first_python_that_is_new_enough_is_taken(project: Project) -> None:
    """Protects the editor on a Mac, where python3 is the system's own and old."""
    project.python(old=OLD)
    project.python("python3.12")
    assert project.run().returncode == 0
    assert "python3.12 -m venv" in project.log.read_text("utf-8")


@pytest.mark.parametrize("old", [True, False])
def test_without_a_python_that_is_new_enough_one_line_says_so(project: Project, old: bool) -> None:
    """Protects the editor on a fresh machine."""
    if old:
        project.python(old=OLD)
    done = project.run()
    assert done.returncode == 1 and "Python 3.11 or later" in done.stderr and done.stderr.count("\n") == 1


def test_without_venv_the_package_is_named(project: Project) -> None:
    """Protects the editor on Debian, whose Python comes without."""
    project.python(venv="exit 1;")
    done = project.run()
    assert done.returncode == 1 and "python3-venv" in done.stderr.splitlines()[-1]


def test_a_true_environment_is_made(project: Project) -> None:
    """Protects everyone: the set-up with a true Python, in a folder with a space in its name."""
    project.lock("# nothing is needed")
    (project.path / "python3").symlink_to(sys.executable)
    done = project.run()
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
    assert (project.root / ".venv/lock.txt").read_text("utf-8") == "# nothing is needed\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_sets_itself_up(command: str) -> None:
    """Protects whoever runs a command first, on a machine where no other has run."""
    file = ROOT / "scripts" / command
    lines = file.read_text("utf-8").splitlines()
    (lock,) = (line.removeprefix("lock=") for line in lines if line.startswith("lock="))
    assert (ROOT / lock).is_file() and '. "$(dirname "$0")/setup"' in lines and os.access(file, os.X_OK)


def test_what_is_installed_on_a_system_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Protects the owner of a machine: nothing comes onto it without a line, and README names it."""
    commands: list[list[str]] = []
    monkeypatch.setattr("shutil.which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("subprocess.run", lambda command, **_: commands.append(command))
    assert system_package.find_or_install(["nginx"], "nginx", "NO_SUCH_VARIABLE") is None
    assert commands[-1][-1] == "nginx"
    line = capsys.readouterr().err
    assert "nginx" in line and "apt-get" in line and line.count("\n") == 1
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert system_package.find_or_install(["nginx"], "nginx", "NO_SUCH_VARIABLE") is None
    assert len(commands) == 2 and not capsys.readouterr().err
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "nginx" in readme and "Chromium" in readme
