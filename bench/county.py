"""The made-up county that is measured, of any size, and beside it a plain table of as many rows.

`python -m bench.county N` builds it in the database of DATABASE_OWNER_URL, in a process that ends.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from towpath.project.cluster import running
from towpath.project.prepare import find_authorities
from towpath.rules.referral import OPEN

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

FOLDER = Path(__file__).resolve().parents[1] / ".towpath" / "bench"
COUNTY = 2300  # children of a county of the usual size

# What a first page or a wall reads; each after what it hangs off.
READ = (
    "School", "Provider", "Person", "Post", "Child", "Responsible", "Enrolment", "Adult",
    "CourtBar", "Restriction", "Circle", "Involvement", "Referral", "Duty", "Placement",
)  # fmt: skip

# Another key of the same time for each copy, never the key itself: its last digits are turned.
AGAIN = """
create function pg_temp.again(key uuid, copy int) returns uuid language sql immutable as
$$ select (left(key::text, 32) || lpad(to_hex(
     (('x' || right(key::text, 4))::bit(16) # copy::bit(16))::int), 4, '0'))::uuid $$
"""

# Dated over the three months in which a county's next dates fall.
PLAIN = """
drop table if exists bench_list;
create table bench_list as
select n as id, 'A child of number ' || n as child, date '2026-09-01' + (n * 7919 % 90) as next_on,
       'Offer a place or say why not' as next_step, 'Independent provider' as pathway,
       'A school of the county' as school
  from generate_series(1, {children}) n;
alter table bench_list add primary key (id);
create index bench_list_due on bench_list (next_on, id);
grant select on bench_list to towpath_app
"""

COUNT = """
select (select count(*) from records_child), count(*), count(*) filter (where state = any(%s))
  from records_referral
"""


class CannotMeasureError(Exception):
    """Why there is nothing to measure, and what to do about it."""


@dataclass(frozen=True, slots=True)
class County:
    """A county in a database: the app's address of it, and how much it holds."""

    address: str
    children: int
    referrals: int
    open: int

    def __str__(self) -> str:
        return (
            f"county    {self.children:,} children, {self.referrals:,} referrals, {self.open:,} of "
            f"them open; the plain table has {self.children:,} rows"
        )


@contextmanager
def county(children: int) -> Iterator[County]:
    """A made-up county of at least so many children, on a PostgreSQL kept for the next time.

    Where DATABASE_URL is set it is that database instead: as it stands if a made-up county is in
    it, or built if it is empty. Raises CannotMeasureError where a real one is.
    """
    if os.environ.get("DATABASE_URL"):
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise CannotMeasureError(
                "DATABASE_URL is set and DATABASE_OWNER_URL is not: set it to the owner's login, "
                "which makes the county, or unset both for a database of the bench's own"
            )
        yield _prepare(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"], children)
        return
    with running(FOLDER / str(children), where="a bench") as cluster:
        yield _prepare(cluster.app, cluster.owner, children)


def _prepare(app: str, owner: str, children: int) -> County:
    if False in find_authorities(owner):
        raise CannotMeasureError(
            "this database keeps a real authority's records, and a bench signs in as anyone: "
            "give it an empty database, or unset DATABASE_URL for one of its own"
        )
    words = [sys.executable, "-m", "bench.county", str(children)]
    environment = os.environ | {"DATABASE_OWNER_URL": owner}
    if subprocess.run(words, env=environment, check=False).returncode:
        raise CannotMeasureError("the county could not be built, see above; nothing of it was kept")
    with psycopg.connect(owner, autocommit=True) as database:
        # As the server's own housekeeping leaves tables that have been there for a day.
        database.execute("vacuum analyze")
        found = database.execute(COUNT, [list(OPEN)]).fetchone()
    assert found, "a count has a row"
    return County(app, *found)


def build(children: int) -> None:
    """Bring the tables up to date; in an empty database build the county, whole or not at all.

    One of more children than a county has is a county laid as often as it takes, each time with
    schools, providers and officers of its own, all under one authority. The county is built by
    Towpath's own hand; only what a first page or a wall reads is laid again.
    """
    from towpath.project.manage import be_owner

    be_owner()
    import django

    django.setup()
    from django.db import connection, transaction

    from towpath.project import county as made_up
    from towpath.project.migrate import migrate
    from towpath.records.models import Authority, Child

    migrate(verbosity=0)
    times = -(-children // COUNTY)
    with transaction.atomic(), connection.cursor() as cursor:
        if not Authority.objects.exists():
            print(f"building a county of {children:,} children, once", file=sys.stderr)
            # The machine's day, as the pages that are measured ask for it.
            made_up.build(date.today(), "county", children=-(-children // times))  # noqa: DTZ011
            _lay_again(cursor, times)
        cursor.execute(PLAIN.format(children=Child.objects.count()))


def _lay_again(cursor: "CursorWrapper", times: int) -> None:
    """Copy the county until it stands so many times. UPNs are of one child each, so not copied."""
    from django.apps import apps
    from django.db import connection

    from towpath.project.county.copybook import copying

    with copying():  # the owner's way past triggers, with every key compared at the end
        cursor.execute(AGAIN)
        for name in READ:
            model = apps.get_model("records", name)
            values = {}
            for field in model._meta.concrete_fields:
                key = field.db_type(connection) == "uuid" and field.column != "authority_id"
                values[f'"{field.column}"'] = (
                    f'pg_temp.again("{field.column}", copy)' if key
                    else "null" if field.column == "upn"
                    else f'"{field.column}"'
                )  # fmt: skip
            cursor.execute(
                f"insert into {model._meta.db_table} ({', '.join(values)})"
                f" select {', '.join(values.values())}"
                f" from {model._meta.db_table}, generate_series(1, %s) copy",
                [times - 1],
            )


if __name__ == "__main__":
    build(int(sys.argv[1]))
