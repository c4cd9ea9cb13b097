"""Measure this site beside its alternatives, in one run.

    scripts/measure growth
    scripts/measure preview
    scripts/measure search
    scripts/measure serving
    scripts/measure tools
    scripts/measure types
    scripts/measure weight

Figures are ratios on whatever machine this is; budgets in bytes are tests, times never are.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import NamedTuple

from measuring import growth, preview, search, serving, tools, type_check, weight


class _Command(NamedTuple):
    """A measurement, what it prints, and the option that it takes, if it takes one."""

    name: str
    measure: Callable[..., None]
    about: str
    option: str = ""
    default: int | list[int] = 0


_COMMANDS = (
    _Command("growth", growth.measure, "build time at several sizes, beside stock Material", "sizes", [40, 400, 2000]),
    _Command("preview", preview.measure, "from saving a file to seeing it, beside stock Material", "rounds", 10),
    _Command("search", search.measure, "right pages, bytes and latency, beside four other engines", "seed", 1),
    _Command("serving", serving.measure, "requests a second behind nginx, beside one bare file"),
    _Command("tools", tools.measure, "build time of sheet, cards, plan and Word document, beside a page", "rounds", 5),
    _Command("types", type_check.measure, "faults in the types of the search scripts"),
    _Command("weight", weight.measure, "first visit and next page, beside stock Material and bare HTML", "loads", 3),
)


def main() -> None:
    """Run the measurement named on the command line and print its table."""
    parser = ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    for command in _COMMANDS:
        added = commands.add_parser(command.name, help=command.about)
        added.set_defaults(measure=command.measure)
        if command.option:
            several = "+" if isinstance(command.default, list) else None
            added.add_argument(f"--{command.option}", type=int, nargs=several, default=command.default)
    asked = vars(parser.parse_args())
    asked.pop("measure")(**asked)


if __name__ == "__main__":
    main()
