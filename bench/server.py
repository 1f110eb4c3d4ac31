"""A site under measure: a gunicorn of its own, and a visitor who keeps the connection open.

Every site has Towpath's own settings of gunicorn and one worker; only the application differs.
`python -m bench.server FD MODULE` serves the `application` of a module on a socket that listens.
"""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from importlib import import_module
from socket import IPPROTO_TCP, TCP_NODELAY, create_server
from typing import Any
from urllib.parse import urlencode

from towpath.project.serve import Site

TOWPATH, BARE, TIMED = "towpath.project.wsgi", "bench.bare", "bench.timed"
HERE = "127.0.0.1"
PATIENCE = 60  # seconds for a first page, with everything still to be imported
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Visitor:
    """Someone at a site, on one connection, with their cookies."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HERE, port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[str, Mapping[str, str]]:
        """The page there and its headers. Raises AssertionError for anything but a page."""
        response = self._ask("GET", path)
        text = response.read().decode(errors="replace")  # a paper is no text
        assert response.status == 200, f"{path} answers {response.status}"
        return text, dict(response.headers)

    def led(self, path: str) -> str:
        """The page that this path leads to in the end."""
        response = self._ask("GET", path)
        response.read()
        return path if response.status == 200 else self.led(response.headers["Location"])

    def be(self, part: str) -> None:
        """Sign in as one of the cast, by the button of their page."""
        self.send("/demo/cast", to=f"/demo/be/{part}")

    def send(self, path: str, to: str = "", **answers: str) -> str:
        """Send the form of a page with these answers; the page that it leads to."""
        page, _ = self.get(path)
        carried = dict(HIDDEN.findall(page))
        assert carried, f"{path} has no form"
        response = self._ask("POST", to or path, urlencode(carried | answers))
        response.read()
        assert response.status == 302, f"what was sent to {to or path} answers {response.status}"
        return self.led(response.headers["Location"])

    def _ask(self, method: str, path: str, form: str | None = None) -> HTTPResponse:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, form, headers)
        response = self._connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return response


@contextmanager
def serving(application: str, database: str = "") -> Iterator[Callable[[], Visitor]]:
    """Serve the `application` of a module; yields what makes a new visitor to it.

    `database` is the address that it reads as DATABASE_URL. It serves as a demonstration, since
    only there can one be any of the cast.
    """
    settings = {
        "DATABASE_URL": database,
        "TOWPATH_DEMO": "1",
        "TOWPATH_SECRET_KEY": secrets.token_urlsafe(50),
    }
    with create_server((HERE, 0)) as listener:
        # gunicorn says so too, but a visitor who comes before it would wait 40 ms for every page.
        listener.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        port, number = listener.getsockname()[1], listener.fileno()
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.server", str(number), application],
            env=os.environ | settings,
            pass_fds=[number],
        )
    try:
        yield lambda: Visitor(port)
    finally:
        server.terminate()
        server.wait()


class OneWorker(Site):
    """Any application, served as Towpath is, by one process that keeps connections open."""

    def __init__(self, number: int, application: str) -> None:
        self.application = application
        super().__init__(bind=f"fd://{number}", workers=1, keepalive=PATIENCE)

    def load(self) -> Callable[..., Any]:
        """The application, loaded in the worker."""
        loaded: Callable[..., Any] = import_module(self.application).application
        return loaded


if __name__ == "__main__":
    OneWorker(int(sys.argv[1]), sys.argv[2]).run()
