"""`towpath work`: does what actions have queued, such as emails, until told to stop.

Several may run beside one another. It needs a connection of its own to the database, not one
through a pool of transactions: it listens for work.
"""

import argparse
import os
import sys
from importlib import import_module
from pkgutil import iter_modules

from towpath.project.deploy import find_dangers

DONE_AT_ONCE = 2
DESCRIPTION = "Do what is queued, until Ctrl-C or SIGTERM; what has begun is finished first."


def main(arguments: list[str]) -> int:
    """Work until told to stop. Exits 2 with a line for each danger `deploy` finds."""
    parser = argparse.ArgumentParser(prog="towpath work", description=DESCRIPTION)
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is due")
    wanted = parser.parse_args(arguments)
    if dangers := find_dangers(os.environ):
        sys.stderr.write("".join(f"towpath work: {fault}\n" for fault in dangers))
        return 2
    work(until_empty=wanted.until_empty)
    return 0


def work(*, until_empty: bool) -> None:
    """Do what is queued: until told to stop, or until nothing is due."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "towpath.project.settings")
    import django

    django.setup()
    register()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined] # Django's own kind, which its types do not tell
        app.run_worker(wait=not until_empty, concurrency=DONE_AT_ONCE)


def register() -> None:
    """Import every module of jobs, which registers what it does by name."""
    import towpath.jobs

    for module in iter_modules(towpath.jobs.__path__, "towpath.jobs."):
        import_module(module.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
