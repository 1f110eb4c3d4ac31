"""The commands as they are typed: what they say, what they start, and that they leave nothing."""

import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from project.typed import ROOT, TOWPATH, run, towpath
from towpath.project.cluster import running, serves
from towpath.project.place import find_binaries
from towpath.project.suite import BROWSERS, choose_words, find_browser


@pytest.mark.parametrize("port", ["eighty", "-1", "65536"])
def test_a_port_that_is_none_is_refused(plain: dict[str, str], port: str) -> None:
    answer = towpath(plain, "demo", f"--port={port}")
    assert answer.returncode == 2
    assert f"'{port}' is not a port: give a number up to 65535" in answer.stderr


def test_the_demo_on_a_port_in_use_says_so_and_leaves_no_server(
    plain: dict[str, str], folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = towpath(plain, "demo", "--port", str(port), "--data", folder)
    assert answer.returncode == 2
    assert answer.stderr == (
        f"towpath demo: cannot listen on port {port} (Address already in use): "
        "give another with --port N\n"
    )
    assert not (folder / "pg" / "postmaster.pid").exists()


def test_the_demo_will_not_touch_a_database_with_a_real_authority(
    plain: dict[str, str], folder: Path
) -> None:
    with running(folder, where="these tests", tests=True) as cluster:
        with psycopg.connect(cluster.owner) as owner:
            owner.execute("create table records_authority as select false as made_up")
        addresses = cluster.environment()
        answer = towpath(plain | addresses, "demo", "--port", "0", "--data", folder / "demo")
        with psycopg.connect(cluster.owner) as owner:
            tables = owner.execute("select count(*) from pg_tables where schemaname = 'public'")
            assert tables.fetchone() == (1,)
    assert answer.returncode == 2
    assert "keeps a real authority's records" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_demo_on_half_a_database_asks_for_the_owners_login(plain: dict[str, str]) -> None:
    answer = towpath(plain | {"DATABASE_URL": "postgresql:///towpath"}, "demo")
    assert answer.returncode == 2
    assert "DATABASE_URL is set and DATABASE_OWNER_URL is not" in answer.stderr


def test_the_script_for_a_database_administrator_makes_a_database_and_may_be_run_again(
    plain: dict[str, str], folder: Path
) -> None:
    psql = find_binaries()[0] / "psql"
    script = towpath(plain, "roles").stdout
    with running(folder, where="these tests", tests=True) as cluster:
        server = cluster.superuser.replace("/towpath?", "/postgres?")
        with psycopg.connect(server, autocommit=True) as bare:
            bare.execute("drop database towpath")
            bare.execute("drop role towpath_app, towpath_owner, towpath_write")
        unset = run(plain, psql, "-Xq", server, typed=script)
        assert unset.returncode == 3, "without passwords nothing is made"
        passwords = {"TOWPATH_OWNER_PASSWORD": "it's", "TOWPATH_APP_PASSWORD": "plain"}
        for _ in range(2):
            made = run(plain | passwords, psql, "-Xq", server, typed=script)
            assert made.returncode == 0, made.stderr
        with psycopg.connect(re.sub(":[^/@]+@", ":plain@", cluster.app)) as app:
            owns = app.execute("select pg_has_role('towpath_owner', 'member')").fetchone()
            assert owns == (False,)


@pytest.mark.parametrize(
    ("typed", "for_pytest"),
    [
        ([], ["-n", "2", "--dist", "worksteal"]),
        (["-k", "clock"], ["-n", "2", "--dist", "worksteal", "-k", "clock"]),
        (["-n", "0"], ["-n", "0"]),
        (["tests/project/test_commands.py::test_x"], ["tests/project/test_commands.py::test_x"]),
    ],
)
def test_tests_share_two_processes_unless_some_are_named(
    typed: list[str], for_pytest: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert choose_words(typed, browser=True) == for_pytest
    assert choose_words(typed, browser=False) == ["-m", "not browser", *for_pytest]


def test_a_required_browser_that_is_missing_is_a_failure(
    plain: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() is None
    answer = towpath(plain | {"PATH": str(tmp_path), "TOWPATH_BROWSER": "required"}, "test")
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"towpath test: no {BROWSERS[0]} or ")
    (tmp_path / "google-chrome").symlink_to("/bin/sh")
    assert find_browser() == str(tmp_path / "google-chrome")


def test_the_demo_shows_its_first_page_stops_when_told_and_starts_again_as_it_was(
    plain: dict[str, str], folder: Path
) -> None:
    words: list[str | Path] = [TOWPATH, "demo", "--port", "0", "--size", "small", "--data", folder]
    for told, seconds in ((signal.SIGTERM, 60), (signal.SIGINT, 20)):
        began = time.monotonic()
        demo = subprocess.Popen(words, env=plain, stdout=subprocess.PIPE, text=True)
        try:
            address = read_address(demo)
            assert time.monotonic() - began < seconds
            with urlopen(f"{address}/demo/cast") as page:
                assert page.status == 200
                assert "Priya Raman" in page.read().decode()
            assert works_beside(demo)
            second = towpath(plain, "demo", "--data", folder)
            assert second.returncode == 2
            assert f"is in use by {address} (process {demo.pid})" in second.stderr
            server = (folder / "pg" / "postmaster.pid").read_text().split("\n")[0]
        finally:
            demo.send_signal(told)
            assert demo.wait(20) == 0
            assert demo.stdout
            demo.stdout.close()
        assert not serves(server, folder / "pg")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1])))


def works_beside(demo: subprocess.Popen[str]) -> bool:
    """Whether the worker that sends what is queued lives beside the web."""
    children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text("ascii").split()
    words = [Path(f"/proc/{pid}/cmdline").read_text("utf-8") for pid in children]
    return any("project.work" in each for each in words)


def read_address(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout
    for line in demo.stdout:
        if found := re.fullmatch(r"\s*(http://127\.0\.0\.1:\d+)\s*", line):
            return found[1]
    raise AssertionError("the demo ended before it said where it is")
