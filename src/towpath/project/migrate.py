"""`towpath migrate`: tables up to date, then every wall and grant made anew."""

import sys

from towpath.project.manage import be_owner


def main(arguments: list[str]) -> int:
    """Migrate as the owner, then raise the walls. Exits 2 where no owner's address is given."""
    import os

    if not os.environ.get("DATABASE_OWNER_URL"):
        sys.stderr.write("towpath migrate: set DATABASE_OWNER_URL to the owner's login\n")
        return 2
    be_owner()
    import django

    django.setup()
    migrate(verbosity=0 if "--quiet" in arguments else 1)
    return 0


def migrate(verbosity: int) -> None:
    """Bring the connected database up to date. The connection must be the owner's."""
    from django.core.management import call_command
    from django.db import connection

    from towpath.records.walls import raise_walls

    call_command("migrate", verbosity=verbosity, interactive=False)
    call_command("createcachetable", verbosity=0)
    with connection.cursor() as cursor:
        raise_walls(cursor)
