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

import argparse

from measuring import growth, preview, search, serving, tools, type_check, weight


def main() -> None:
    """Run the measurement named on the command line and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)

    grow = commands.add_parser("growth", help="build time at several sizes, beside stock Material")
    grow.add_argument("--sizes", type=int, nargs="+", default=[40, 400, 2000])
    grow.set_defaults(run=lambda asked: growth.measure(asked.sizes))

    edit = commands.add_parser("preview", help="from saving a file to seeing it, beside stock Material")
    edit.add_argument("--rounds", type=int, default=10)
    edit.set_defaults(run=lambda asked: preview.measure(asked.rounds))

    find = commands.add_parser("search", help="right pages, bytes and latency, beside four other engines")
    find.add_argument("--seed", type=int, default=1, help="by which fragments are drawn")
    find.set_defaults(run=lambda asked: search.measure(asked.seed))

    serve = commands.add_parser("serving", help="requests a second behind nginx, beside one bare file")
    serve.set_defaults(run=lambda _: serving.measure())

    team = commands.add_parser("tools", help="build time of sheet, cards, plan and Word document, beside a page")
    team.add_argument("--rounds", type=int, default=5)
    team.set_defaults(run=lambda asked: tools.measure(asked.rounds))

    types = commands.add_parser("types", help="faults in the types of the search scripts")
    types.set_defaults(run=lambda _: type_check.measure())

    weigh = commands.add_parser("weight", help="bytes and paints of a first visit, beside stock Material and bare HTML")
    weigh.add_argument("--loads", type=int, default=3)
    weigh.set_defaults(run=lambda asked: weight.measure(asked.loads))

    asked = parser.parse_args()
    asked.run(asked)


if __name__ == "__main__":
    main()
