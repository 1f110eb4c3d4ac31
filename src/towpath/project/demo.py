"""`towpath demo`: a made-up county in the browser, on a database of its own.

The first start makes the database and builds the county; the next finds both as they were left.
"""
# ruff: noqa: S603 - the command is our own words, never a visitor's

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from typing import Any

from towpath.project.cluster import running, secret
from towpath.project.place import NoDatabaseError
from towpath.project.prepare import SIZES
from towpath.project.serve import Site
from towpath.records.cast import CAST

PORT = 8000
PORTS_TRIED = 50
WORKERS = 2
GRACE = 5  # seconds for a page already asked for
HERE = "127.0.0.1"  # never the network: the page of the cast lets anyone in as anyone


class CannotStartError(Exception):
    """Why the demo does not start, and what to do about it."""


def main(arguments: list[str]) -> int:
    """Serve the made-up county until Ctrl-C or SIGTERM. Exits 2 with a line if it cannot start."""
    wanted = _read(arguments)
    # SIGTERM then leaves by the same doors as Ctrl-C, and each door stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with ExitStack() as doors:
            _serve(wanted, doors)
    except (CannotStartError, NoDatabaseError) as refusal:
        sys.stderr.write(f"towpath demo: {refusal}\n")
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="towpath demo", description=__doc__)
    parser.add_argument("--port", type=_port, metavar="N", help=f"default {PORT}, or the next free")
    parser.add_argument("--data", type=Path, metavar="DIR", help="default .towpath/demo")
    parser.add_argument(
        "--size", choices=SIZES, default=SIZES[0], help="how large a county to make"
    )
    wanted = parser.parse_args(arguments)
    wanted.data = wanted.data or _folder()
    return wanted


def _port(text: str) -> int:
    if not (text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number up to 65535")
    return int(text)


def _folder() -> Path:
    """Beside the code in a clone, whose .gitignore knows it; else in the working folder."""
    clone = Path(__file__).resolve().parents[3]
    return (clone if (clone / "demo").exists() else Path.cwd()) / ".towpath" / "demo"


def _serve(wanted: argparse.Namespace, doors: ExitStack) -> None:
    folder, note = _find_database(wanted.data, doors)
    listener = doors.enter_context(_listen(wanted.port))
    address = f"http://{HERE}:{listener.getsockname()[1]}"
    note(address)
    os.environ["TOWPATH_DEMO"] = "1"
    os.environ.setdefault("TOWPATH_SECRET_KEY", secret(folder, "secret-key"))
    os.environ.setdefault("TOWPATH_SITE", address)
    _prepare(wanted.size)
    doors.enter_context(_working())

    def announce(worker: Any) -> None:
        if worker.age == 1:
            sys.stdout.write(
                f"\n  {address}\n  {address}/demo/cast has a button for each of these:\n{_who()}"
                f"\n  Ctrl-C stops it. The county stays as you leave it.\n\n"
            )
            sys.stdout.flush()

    Site(
        bind=f"fd://{listener.detach()}",
        workers=WORKERS,
        graceful_timeout=GRACE,
        post_worker_init=announce,
    ).run()


def _find_database(data: Path, doors: ExitStack) -> tuple[Path, Callable[[str], None]]:
    """Set the addresses of the database, ours unless DATABASE_URL names another.

    Returns the folder for what the demo keeps, and how to note there where it is to be found.
    """
    if not os.environ.get("DATABASE_URL"):
        cluster = doors.enter_context(running(data, where="a demo that is starting"))
        os.environ.update(cluster.environment())
        return cluster.folder, cluster.note
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise CannotStartError(
            "DATABASE_URL is set and DATABASE_OWNER_URL is not: set it to the owner's login, "
            "which makes the tables, or unset both for a database of the demo's own"
        )
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStartError(f"{data} cannot be made ({error.strerror})") from error
    return data, lambda address: None


@contextmanager
def _working() -> Iterator[None]:
    """One worker beside the web, which prints the emails it sends; stopped with the demo."""
    # Not the command, which refuses what no demo has: a secret key drawn for the public.
    words = "from towpath.project.work import work; work(until_empty=False)"
    worker = subprocess.Popen([sys.executable, "-c", words])
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _who() -> str:
    return "".join(f"    {m.name}, who {m.says}\n" for m in CAST)


def _listen(port: int | None) -> socket:
    """A socket that already listens, so that nobody takes the port while the county is built."""
    ports = range(PORT, PORT + PORTS_TRIED) if port is None else [port]
    for number in ports:
        listener = socket()
        # Otherwise the last demo's closed connections keep the port for a minute.
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listener.bind((HERE, number))
            listener.listen()
        except OSError as error:
            listener.close()
            why = error.strerror
            continue
        if number != ports[0]:
            sys.stderr.write(f"towpath demo: port {PORT} is in use, so this is {number}\n")
        return listener
    which = f"port {port}" if port is not None else f"any port from {PORT} to {ports[-1]}"
    raise CannotStartError(f"cannot listen on {which} ({why}): give another with --port N")


def _prepare(size: str) -> None:
    # A process of its own, so that what the workers are forked from has opened nothing.
    words = [sys.executable, "-m", "towpath.project.prepare", size]
    code = subprocess.run(words, check=False).returncode
    if code == 2:
        raise SystemExit(2)  # it has said why
    if code:
        raise CannotStartError("the county could not be built, see above; nothing of it was kept")
