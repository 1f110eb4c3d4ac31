"""`towpath serve`: the web server, on the database of DATABASE_URL."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

import psycopg
from gunicorn.app.base import BaseApplication

THREADS = 4
GRACE = 20  # seconds that a page already asked for has to finish


class Site(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """Towpath under gunicorn, with settings by gunicorn's own names; it reads no other file."""

    def __init__(self, **settings: Any) -> None:
        self.settings = {
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": GRACE,
            "loglevel": "warning",
            "control_socket_disable": True,
            **settings,
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the settings given. gunicorn calls this, again after each SIGHUP."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application, loaded in each worker: no database connection is older than a fork."""
        from towpath.project.wsgi import application

        return application


def main(arguments: list[str]) -> int:
    """Serve until told to stop. Exits 2 with a line where there is no database or no secret."""
    parser = argparse.ArgumentParser(prog="towpath serve", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1), metavar="N")
    wanted = parser.parse_args(arguments)
    for name, why in {
        "DATABASE_URL": "the address of the app's login, postgresql://towpath_app:…@host/towpath",
        "TOWPATH_SECRET_KEY": "fifty or more random characters, the same for every server",
    }.items():
        if not os.environ.get(name):
            sys.stderr.write(f"towpath serve: set {name} to {why}\n")
            return 2
    if wrong := find_fault(os.environ["DATABASE_URL"]):
        sys.stderr.write(f"towpath serve: {wrong}\n")
        return 2
    Site(bind=wanted.bind, workers=wanted.workers).run()
    return 0


def find_fault(url: str) -> str:
    """Why this login must not serve pages, with the mend; "" when the walls hold for it."""
    try:
        with psycopg.connect(url) as database:
            found = database.execute(
                "select rolsuper or rolbypassrls or exists (select from pg_class"
                " where relowner = r.oid and relkind = 'r')"
                " from pg_roles r where rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError as error:
        return f"there is no database at DATABASE_URL: {error}"
    if found and found[0]:
        return (
            "the login of DATABASE_URL owns tables or passes every wall, so every visitor would "
            "see everything: give it the app's login, towpath_app"
        )
    return ""
