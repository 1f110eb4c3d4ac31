"""A PostgreSQL of our own, for `towpath demo` and `towpath test` where no DATABASE_URL is set.

It listens on a socket in a closed folder, never on the network. One process at a time holds a
folder; the kernel lets go of it however that process ends, and the next start clears up after it.

A folder holds `lock` (who holds it), `pg` (PostgreSQL's own data), `s` (the socket, if its path is
short enough), `log`, and one file, closed to others, for each password.
"""
# ruff: noqa: S603 - the commands are our own words and this machine's paths, never a visitor's

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg.sql import Literal

from towpath.project.place import NoDatabaseError, Place, choose_place, version_of
from towpath.project.roles import give_rights, make_roles

SOCKET = ".s.PGSQL.5432"
LONGEST = 99  # bytes of a socket's path; the kernels' own limits are 103 and 107
PATIENCE = 10.0  # seconds that what a killed run left behind may take to let go
READY = 60.0  # seconds to read the log of a killed server again

SETTINGS = {"listen_addresses": "", "jit": "off", "timezone": "UTC", "log_timezone": "UTC"}
# What is made for a test need not outlive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: the addresses of its database `towpath`, one for each login."""

    folder: Path
    app: str
    owner: str
    superuser: str  # makes the roles and the tests' databases; no wall applies to it

    def environment(self) -> dict[str, str]:
        """The two addresses as Django's settings read them."""
        return {"DATABASE_URL": self.app, "DATABASE_OWNER_URL": self.owner}

    def note(self, where: str) -> None:
        """Say where the holder is to be found, for whoever wants this folder next."""
        _note(self.folder, where)


@contextmanager
def running(data: Path, *, where: str, tests: bool = False) -> Iterator[Cluster]:
    """Start the server of the folder `data`, making it first if need be; stop it at the end.

    `where` says what holds the folder, for whoever tries it meanwhile. `tests` allows what only
    tests may do (see `roles.make_roles`) and trades durability for speed. Raises NoDatabaseError.
    """
    holder = os.getpid()
    place = choose_place(data.resolve())
    with _held(place.folder, where):
        _initialise(place, tests=tests)
        _clear_last_run(place)
        socket = _make_socket_folder(place)
        server = _start(place, socket, SETTINGS | (CARELESS if tests else {}))
        try:
            yield _make_database(place.folder, socket, tests=tests)
        finally:
            # A forked web worker leaves by this door too, and the server is not its to stop.
            if os.getpid() == holder:
                _stop(server)
                shutil.rmtree(socket, ignore_errors=True)


def secret(folder: Path, name: str) -> str:
    """The secret kept as `folder/name`, made at random the first time and closed to others."""
    file = folder / name
    if not file.exists():
        fresh = file.with_name(f"{name}.new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as text:
            text.write(secrets.token_urlsafe(32))
        fresh.rename(file)
    return file.read_text()


# One holder at a time.


@contextmanager
def _held(folder: Path, where: str) -> Iterator[None]:
    try:
        lock = (folder / "lock").open("a+")
    except PermissionError as error:
        raise NoDatabaseError(f"{folder} belongs to another user: choose another folder") from error
    with lock:
        deadline = time.monotonic() + PATIENCE
        while not _locked(lock):
            lock.seek(0)
            number, _, holder = lock.read().partition(" ")
            # Of a holder that was killed, workers may be left, which end when they see it gone.
            if _alive(number) or time.monotonic() > deadline:
                raise NoDatabaseError(
                    f"{folder} is in use by {holder or 'another start'} (process {number}): "
                    "stop that first, or choose another folder"
                )
            time.sleep(0.05)
        _note(folder, where)
        yield


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _note(folder: Path, where: str) -> None:
    (folder / "lock").write_text(f"{os.getpid()} {where}")


def _alive(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


# The data folder, and what a killed run leaves in it.


def _initialise(place: Place, *, tests: bool) -> None:
    ours = version_of(place.binaries)
    if place.data.exists():
        theirs = (place.data / "PG_VERSION").read_text().strip()
        if theirs != str(ours):
            raise NoDatabaseError(
                f"{place.folder} was made by PostgreSQL {theirs}, and the one here is {ours}: "
                "choose another folder or move this one away to start anew, or set "
                f"TOWPATH_POSTGRES to the bin folder of a PostgreSQL {theirs}"
            )
        return
    # Made beside and then renamed, so that a start cut short leaves nothing that looks whole.
    fresh = place.folder / "pg.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    secret(place.folder, "superuser")
    place.hand_over(fresh)
    place.hand_over(place.folder / "superuser")
    words: list[str | Path] = [place.binaries / "initdb", "-D", fresh, "--username=superuser"]
    words += ["--auth=scram-sha-256", f"--pwfile={place.folder / 'superuser'}", "--encoding=UTF8"]
    # The built-in C.UTF-8 sorts alike on every machine; before 17 the system's is the nearest.
    words += (
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if ours >= 17
        else ["--locale=C.UTF-8"]
    )
    words += ["--no-sync"] if tests else []
    made = subprocess.run(words, capture_output=True, text=True, check=False, **place.started_by())
    if made.returncode:
        raise NoDatabaseError(f"initdb could not make {place.data}:\n{made.stderr.strip()}")
    fresh.rename(place.data)


def _clear_last_run(place: Place) -> None:
    """Stop the server of a killed holder, and disarm the note of a server that is no more."""
    note = place.data / "postmaster.pid"
    if not note.exists():
        return
    number, *rest = note.read_text().split("\n")
    if not _alive(number):
        return
    if not serves(number, place.data):
        # The number is some other process's by now, and PostgreSQL would refuse for ever. It knows
        # that its own parent is no server, so the note shall name us; the lines on the old memory
        # stay, and with them its search for orphans.
        note.write_text("\n".join([str(os.getpid()), *rest]))
        return
    os.kill(int(number), signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while serves(number, place.data):
        if time.monotonic() > deadline:
            raise NoDatabaseError(
                f"process {number} still serves {place.data}: end it, then try again"
            )
        time.sleep(0.02)


def serves(number: str, data: Path) -> bool:
    """Whether the process of this number is a server of this data folder."""
    if Path("/proc/self").exists():
        try:
            return os.fsencode(data) in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
    words = ["/bin/ps", "-ww", "-o", "args=", "-p", number]
    said = subprocess.run(words, capture_output=True, check=False).stdout
    return b" -D %b " % os.fsencode(data) in said


def _make_socket_folder(place: Place) -> Path:
    """An empty folder for the socket: `s`, or one in /tmp where that path would be too long."""
    note = place.folder / "socket"
    if note.exists():
        shutil.rmtree(note.read_text(), ignore_errors=True)
    folder = place.folder / "s"
    if len(os.fsencode(folder / SOCKET)) > LONGEST:
        folder = Path(tempfile.mkdtemp(prefix="towpath-", dir="/tmp"))
    else:
        folder.mkdir(mode=0o700)
    note.write_text(str(folder))
    place.hand_over(folder)
    return folder


# The server.


def _start(place: Place, socket: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    address = _address(socket, "superuser", secret(place.folder, "superuser"), "postgres")
    deadline = time.monotonic() + PATIENCE
    while True:
        server = _spawn(place, socket, settings)
        try:
            if _answers(server, address):
                return server
        except BaseException:
            _stop(server)
            raise
        said = (place.folder / "log").read_text(errors="replace")
        # After a kill -9 the server's orphans hold its memory for a moment.
        if "pre-existing shared memory" not in said or time.monotonic() > deadline:
            raise NoDatabaseError(
                f"PostgreSQL did not start in {place.folder}:\n{said[-2000:].strip()}"
            )
        time.sleep(0.1)


def _spawn(place: Place, socket: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    words: list[str | Path] = [place.binaries / "postgres", "-D", place.data, "-k", socket]
    for name, value in settings.items():
        words += ["-c", f"{name}={value}"]
    with (place.folder / "log").open("wb") as log:
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us, who stop the server last
            **place.started_by(),
        )


def _answers(server: subprocess.Popen[bytes], address: str) -> bool:
    """True once the server takes a connection, False if it ends first."""
    deadline = time.monotonic() + READY
    while server.poll() is None:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise NoDatabaseError(f"PostgreSQL did not answer in {READY} s: {error}") from error
            time.sleep(0.02)
        else:
            return True
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": sessions are ended, data is written
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _make_database(folder: Path, socket: Path, *, tests: bool) -> Cluster:
    superuser, owner, app = (secret(folder, name) for name in ("superuser", "owner", "app"))
    bootstrap = _address(socket, "superuser", superuser, "postgres")
    with psycopg.connect(bootstrap, autocommit=True) as server:
        server.execute(make_roles(Literal(owner), Literal(app), tests=tests))
        if not server.execute("select 1 from pg_database where datname = 'towpath'").fetchone():
            server.execute("create database towpath")
    cluster = Cluster(
        folder=folder,
        app=_address(socket, "towpath_app", app, "towpath"),
        owner=_address(socket, "towpath_owner", owner, "towpath"),
        superuser=_address(socket, "superuser", superuser, "towpath"),
    )
    with psycopg.connect(cluster.superuser, autocommit=True) as database:
        database.execute(give_rights("towpath"))
    return cluster


def _address(socket: Path, login: str, password: str, database: str) -> str:
    return f"postgresql://{login}:{password}@/{database}?host={quote(str(socket), safe='')}"
