"""`towpath serve`: the web server, on the database of DATABASE_URL."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from towpath.project.deploy import find_dangers

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
            # Whose word on a visitor is taken is TOWPATH_PROXIES' to say, in one place.
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
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
    """Serve until told to stop. Exits 2 with a line for each danger `deploy` finds."""
    parser = argparse.ArgumentParser(prog="towpath serve", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1), metavar="N")
    wanted = parser.parse_args(arguments)
    dangers = find_dangers(os.environ)
    if dangers:
        sys.stderr.write("".join(f"towpath serve: {fault}\n" for fault in dangers))
        return 2
    Site(bind=wanted.bind, workers=wanted.workers).run()
    return 0
