"""Builds that are killed, as by a power cut, at a step that is chosen: run by itself, at each step there is in turn.

python tests/killed.py FOLDER
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

AT_A_FILE = """\
import os, signal, sys
def kill(event, words):
    if event == "open" and os.environ["KILLED_AT"] in str(words[0]):
        os.killpg(0, signal.SIGKILL)
sys.addaudithook(kill)
"""
"""Python reads a module `sitecustomize` as it starts: this one kills a build, with all it runs, at a file."""
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.utime", "shutil.rmtree", "ctypes.dlsym")
"""What Python tells before it changes a file; the last comes before two folders are exchanged."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def one_page(words: str) -> Callable[..., None]:
    """Give what builds a site of one page in no time, in the place of a whole build."""

    def build(fresh: Path, *_: object) -> None:
        about = {"site": "https://one.example/", "name": words, "offline": "one.zip", "rights": "", "pages": []}
        (fresh / "catalogue.json").write_text(json.dumps(about), "utf-8")
        (fresh / "index.html").write_text(f"<!doctype html><title>{words}</title>", "utf-8")

    return build


def _kill_at(step: int) -> None:
    """Have this process killed as it is about to change a file, after so many steps."""
    left = step

    def watch(event: str, words: tuple[object, ...]) -> None:
        nonlocal left
        if event in _CHANGES or (event == "open" and isinstance(words[2], int) and words[2] & _WRITES):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(watch)


def main(folder: Path) -> None:
    """Publish over a site again and again, killed at each step in turn; says which site was found after each."""
    sys.path[:0] = [str(Path(__file__).parent.parent / "scripts")]
    import publish as publishing
    from invented_site import fingerprint

    def publish(words: str, to: Path = folder) -> dict[str, str]:
        publishing.build = one_page(words)
        publishing.publish(to)
        return fingerprint(to)

    following, last = publish("Next", folder.parent.parent / "next"), publish("Last")
    step, ended = 0, False
    while not ended:
        child = os.fork()
        if child == 0:
            _kill_at(step)
            publish("Next")
            os._exit(0)
        ended = os.waitpid(child, 0)[1] == 0
        found = fingerprint(folder)
        print("last" if found == last else "next" if found == following else "mixture")
        publish("Last")  # which clears away what was left
        step += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
