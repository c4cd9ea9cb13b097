"""Blocks marked as ours (`/// ours` … `///`): one that never ends would let all that follows pass as ours."""

import re
from collections.abc import Iterator

from learning.faults import Fault

_FENCE = re.compile(r"^ {0,3}(?P<fence>/{3,})[ \t]*(?P<name>\S.*)?$", re.MULTILINE)


def unclosed(file: str, body: str) -> Iterator[Fault]:
    """Fault each block of a page's Markdown that is opened and never closed."""
    open_blocks: list[tuple[str, str]] = []
    for line in _FENCE.finditer(body):
        if line["name"]:
            open_blocks.append((line["fence"], line[0].strip()))
        elif open_blocks and open_blocks[-1][0] == line["fence"]:
            open_blocks.pop()
    for fence, opening in open_blocks:
        yield Fault(file, f"The block “{opening}” is never closed.", f"Write a line {fence} where it ends.")
