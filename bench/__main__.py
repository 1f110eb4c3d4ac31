"""`python -m bench COMMAND`: one figure, or a few, a line each, under a line about the machine."""

import argparse
import sys

import psycopg

from bench import caseload, page, question, triage
from bench.county import CannotMeasureError
from towpath.project.place import NoDatabaseError


def main() -> int:
    """Measure what was asked. Exits 2 with a line where that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("page", help="the cheapest page against a bare Django hello")
    command.add_argument("--times", type=_number, default=1000, metavar="N", help="pairs of pages")
    command.set_defaults(measure=lambda wanted: page.measure(wanted.times))

    command = commands.add_parser("finder", help="the finder's pages against a bare Django hello")
    command.add_argument("--times", type=_number, default=200, metavar="N", help="pairs of pages")
    command.set_defaults(measure=lambda wanted: page.measure(wanted.times, finder=True))

    command = commands.add_parser("caseload", help="each role's list against a bare one of 25 rows")
    command.add_argument("--children", type=_number, default=2300, metavar="N")
    command.add_argument("--times", type=_number, default=150, metavar="N", help="pairs of pages")
    command.add_argument("--plan", action="store_true", help="how PostgreSQL goes about each list")
    command.set_defaults(measure=lambda w: caseload.measure(w.children, w.times, plan=w.plan))

    command = commands.add_parser("question", help="the pages of a referral against a bare list")
    command.add_argument("--times", type=_number, default=150, metavar="N", help="pairs of pages")
    command.set_defaults(measure=lambda wanted: question.measure(wanted.times))

    command = commands.add_parser("triage", help="all pathways with reasons against a flat loop")
    command.add_argument("--sets", type=_number, default=100_000, metavar="N", help="sets of facts")
    command.set_defaults(measure=lambda wanted: triage.measure(wanted.sets))

    wanted = parser.parse_args()
    try:
        for line in wanted.measure(wanted):
            print(line, flush=True)
    except (CannotMeasureError, NoDatabaseError, psycopg.OperationalError) as refusal:
        sys.stderr.write(f"python -m bench: {refusal}\n")
        return 2
    return 0


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of them: give 1 or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
