"""Brings the demo's database up to date and builds the made-up county in it, once.

`towpath demo` runs it as `python -m towpath.project.prepare SIZE`, a process that ends. It will not
touch a database in which a real authority is kept.
"""

import os
import signal
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg

SIZES = ("county", "small")


def main(arguments: list[str]) -> int:
    """Prepare the database of DATABASE_OWNER_URL. Exits 2 with a line where that must not be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs it speaks for both
    [size] = arguments
    try:
        kept = find_authorities(os.environ["DATABASE_OWNER_URL"])
    except psycopg.OperationalError as error:
        return _refuse(f"there is no database at DATABASE_OWNER_URL: {error}")
    if False in kept:
        return _refuse(
            "this database keeps a real authority's records, and everyone could sign in as anyone: "
            "give the demo an empty database, or unset DATABASE_URL for one of its own"
        )
    _say("bringing the tables up to date" if kept else "making the tables")
    build(size if not kept else None)
    return 0


def find_authorities(owner_url: str) -> set[bool]:
    """Whether each authority kept in a database is made up; empty where there is none yet."""
    with psycopg.connect(owner_url) as database:
        found = database.execute("select to_regclass('records_authority')").fetchone()
        if found is None or found[0] is None:
            return set()
        return {made_up for (made_up,) in database.execute("select made_up from records_authority")}


def build(size: str | None) -> None:
    """Migrate and, where a size is given, build the county: whole, or not at all."""
    from towpath.project.manage import be_owner

    be_owner()
    import django

    django.setup()
    from django.db import transaction

    from towpath.project.migrate import migrate

    migrate(verbosity=0)
    if size is None:
        return
    from towpath.project import county

    _say("building the made-up county, once: about a minute")
    began = time.monotonic()
    with transaction.atomic():
        built = county.build(datetime.now(ZoneInfo("Europe/London")).date(), size)
    _say(str(built))
    _say(f"built in {time.monotonic() - began:.0f} s")


def _say(words: str) -> None:
    sys.stdout.write(f"towpath demo: {words}\n")
    sys.stdout.flush()


def _refuse(words: str) -> int:
    sys.stderr.write(f"towpath demo: {words}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
