"""An installation that is to serve: every fault at once, and none where there is none."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psycopg
import pytest

from project.typed import TOWPATH, run, towpath
from towpath.project.cluster import Cluster, running
from towpath.project.deploy import find_dangers, find_faults
from towpath.project.serve import THREADS

SECRET = "Vq3mXc8-tRz1LwYp6bNd_0sKfHj2GaUe9oTiQx7BvCkMrEyZ4nDgPhWu5lSJ"
MAIL = "smtp://ap:narrow@mail.example.org:587?from=no-reply@example.org"


@pytest.fixture(scope="module")
def cluster(plain: dict[str, str]) -> Iterator[Cluster]:
    """A council's server: three roles, tables, walls. Only tests let the app become the owner."""
    made = Path(tempfile.mkdtemp(prefix="towpath-test-"))
    made.chmod(0o755)
    with running(made / "data", where="these tests", tests=True) as server:
        with psycopg.connect(server.superuser) as superuser:
            superuser.execute("revoke towpath_owner from towpath_app")
        migrated = towpath(plain | server.environment(), "migrate", "--quiet")
        assert migrated.returncode == 0, migrated.stderr
        yield server
    shutil.rmtree(made)


@pytest.fixture
def sound(cluster: Cluster) -> dict[str, str]:
    """The environment of an installation in which nothing is wrong."""
    return {
        "DATABASE_URL": cluster.app,
        "TOWPATH_SECRET_KEY": SECRET,
        "TOWPATH_HOSTS": "ap.example.org",
        "TOWPATH_PROXIES": "127.0.0.1, 192.0.2.0/28",
        "TOWPATH_EMAIL_URL": MAIL,
        "TOWPATH_CLAMAV": "localhost:3310",
    }


def said(env: dict[str, str]) -> str:
    """The one fault of an environment, in words."""
    (fault,) = find_faults(env)
    return str(fault)


def without(env: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in env.items() if key != name}


def test_an_installation_without_a_fault_may_serve(plain: dict[str, str], sound: dict[str, str]):
    answer = towpath(plain | sound, "check", "--deploy")
    assert (answer.stdout, answer.returncode) == ("No faults: it may serve.\n", 0)


def test_all_faults_come_at_once_each_with_where_and_how_to_mend(plain: dict[str, str]):
    wrong = {
        "TOWPATH_DEBUG": "1",
        "TOWPATH_DEMO": "1",
        "TOWPATH_SECRET_KEY": "secret",
        "TOWPATH_OIDC_CLIENT_ID": "towpath",
    }
    answer = towpath(plain | wrong, "check", "--deploy")
    assert answer.returncode == 1
    lines = answer.stdout.splitlines()
    assert {line.split(":")[0] for line in lines} == {
        "DATABASE_URL",
        "TOWPATH_DEBUG",
        "TOWPATH_DEMO",
        "TOWPATH_SECRET_KEY",
        "TOWPATH_HOSTS",
        "TOWPATH_PROXIES",
        "TOWPATH_EMAIL_URL",
        "TOWPATH_CLAMAV",
        "TOWPATH_OIDC_*",
    }
    assert all(re.fullmatch(r"[A-Z_*]+: .+\. Mend: .+\.", line) for line in lines)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TOWPATH_DEBUG", "1", "is on: an error would show records"),
        ("TOWPATH_DEMO", "1", "lets anyone in as anyone"),
        ("TOWPATH_SECRET_KEY", SECRET[:49], "is weak: fewer than 50 characters"),
        ("TOWPATH_SECRET_KEY", "secret" * 10, "or fewer than 10 different ones"),
        ("TOWPATH_SECRET_KEY", "", "is not set, so sessions could be forged"),
        ("TOWPATH_FORMER_SECRET_KEYS", f"{SECRET[::-1]} secret", "is weak"),
        ("TOWPATH_HOSTS", "localhost,127.0.0.1", "names no host but this machine"),
        ("TOWPATH_HOSTS", "", "names no host but this machine"),
        ("TOWPATH_HOSTS", "ap.example.org,*", "lead to anyone's site"),
        ("TOWPATH_PROXIES", "", "there is no TLS"),
        ("TOWPATH_PROXIES", "0.0.0.0/0", "takes everyone for a proxy"),
        ("TOWPATH_PROXIES", "proxy.example.org", "no address and no network"),
        ("TOWPATH_EMAIL_URL", "console:", "nobody is sent a code"),
        ("TOWPATH_CLAMAV", "", "nobody checks the files that come in for viruses"),
        ("TOWPATH_CLAMAV", "localhost", "must be like localhost:3310"),
        ("TOWPATH_CLAMAV", "localhost:99999", "must be like localhost:3310"),
        ("TOWPATH_EMAIL_URL", "mail.example.org", "must be console:, notify:KEY"),
        ("TOWPATH_EMAIL_URL", f"{MAIL}&tls=no", "for anyone on the way to read"),
        ("DATABASE_URL", "", "is not set"),
        ("DATABASE_URL", "mysql://towpath@db/towpath", "give postgresql://login"),
        ("DATABASE_URL", "postgresql://app:a/b@db/towpath", "write %40 for an @ and %2F for a /"),
        ("DATABASE_URL", "postgresql://app@127.0.0.1:9/towpath", "there is no database there"),
    ],
)
def test_each_fault_by_itself(sound: dict[str, str], name: str, value: str, words: str):
    fault = said(sound | {name: value})
    assert fault.startswith(f"{name}: ")
    assert words in fault


def test_a_setting_that_was_never_made_is_as_bad_as_one_made_empty(sound: dict[str, str]):
    for name in sound:
        assert said(without(sound, name)).startswith(f"{name}: ")


def test_no_fault_shows_a_password_or_a_secret(sound: dict[str, str]):
    url = "postgresql://towpath_app:sw0rdfish@127.0.0.1:9/towpath"
    for address in (url, url.replace(":9", ":none"), url.replace("postgresql", "mysql")):
        wrong = sound | {"DATABASE_URL": address, "TOWPATH_SECRET_KEY": "sw0rdfish"}
        assert "sw0rdfish" not in "".join(map(str, find_faults(wrong)))


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ("superuser", "is a superuser"),
        ("bypassrls", "has BYPASSRLS"),
        ("createrole", "has CREATEROLE"),
        ("in role towpath_owner", "is a member of the role that owns the tables"),
        ("noinherit in role towpath_owner", "is a member of the role that owns the tables"),
    ],
)
def test_a_login_for_which_no_wall_holds_is_refused(
    cluster: Cluster, sound: dict[str, str], rights: str, words: str
):
    with psycopg.connect(cluster.superuser, autocommit=True) as superuser:
        superuser.execute(f"create role stranger login password 'narrow' {rights}")
        try:
            url = re.sub("//[^@]+@", "//stranger:narrow@", cluster.app)
            superuser.execute("grant connect on database towpath to stranger")
            assert words in said(sound | {"DATABASE_URL": url})
        finally:
            superuser.execute("revoke connect on database towpath from stranger")
            superuser.execute("drop role stranger")


def test_the_owners_login_is_refused_and_so_are_two_addresses_of_one_login(
    cluster: Cluster, sound: dict[str, str]
):
    assert "owns tables" in said(sound | {"DATABASE_URL": cluster.owner})
    twice = sound | {"DATABASE_OWNER_URL": cluster.app}
    assert "is the login of DATABASE_URL too, towpath_app" in said(twice)
    assert find_faults(sound | {"DATABASE_OWNER_URL": cluster.owner}) == []


def test_a_database_without_walls_is_not_served(cluster: Cluster, sound: dict[str, str]):
    with psycopg.connect(cluster.superuser, autocommit=True) as superuser:
        superuser.execute("create database bare")
        try:
            url = cluster.app.replace("/towpath?", "/bare?")
            assert "run `towpath migrate`" in said(sound | {"DATABASE_URL": url})
        finally:
            superuser.execute("drop database bare")


def test_djangos_own_check_of_a_deployment_finds_nothing(
    plain: dict[str, str], sound: dict[str, str]
):
    # To hold a whole domain to TLS is the council's to decide, not a service's on one name of it.
    words = "from django.core.management import execute_from_command_line as do; import django;"
    words += "from django.conf import settings;"
    words += "settings.SILENCED_SYSTEM_CHECKS = ['security.W005', 'security.W021']; django.setup();"
    words += "do(['', 'check', '--deploy', '--fail-level', 'WARNING'])"
    env = plain | sound | {"DJANGO_SETTINGS_MODULE": "towpath.project.settings"}
    answer = run(env, sys.executable, "-c", words)
    assert answer.returncode == 0, answer.stderr


# `towpath serve`


def test_serve_starts_with_no_danger(
    plain: dict[str, str], cluster: Cluster, sound: dict[str, str]
):
    owners = {"DATABASE_URL": cluster.owner, "TOWPATH_SECRET_KEY": ""}
    answer = towpath(plain | sound | owners, "serve")
    assert answer.returncode == 2
    for line, where in zip(answer.stderr.splitlines(), sorted(owners, reverse=True), strict=True):
        assert line.startswith(f"towpath serve: {where}: ")


def test_serve_may_be_tried_before_there_are_mail_a_proxy_and_a_scanner(sound: dict[str, str]):
    tried = {name: sound[name] for name in ("DATABASE_URL", "TOWPATH_SECRET_KEY")}
    assert find_dangers(tried) == []
    assert len(find_faults(tried)) == 4


def test_what_serve_loads_before_it_forks_holds_no_connection():
    words = "import sys, towpath.project.serve; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


def test_it_serves_from_connections_that_its_workers_keep(
    plain: dict[str, str], cluster: Cluster, sound: dict[str, str]
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    words: list[str | Path] = [TOWPATH, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen(words, env=plain | sound, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(f"{site}/health")
        with psycopg.connect(cluster.superuser, autocommit=True) as superuser:
            opens_pages(site)
            kept = connections_of_the_app(superuser)
            opens_pages(site)
            assert kept <= connections_of_the_app(superuser)
            superuser.execute("select pg_terminate_backend(pid) from unnest(%s) pid", [[*kept]])
            opens_pages(site)
            assert connections_of_the_app(superuser).isdisjoint(kept)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
        assert server.stderr
        complaints = [line for line in server.stderr if "error" in line.lower()]
        server.stderr.close()
    assert complaints == []


def opens_pages(site: str) -> None:
    """Someone whose session is over looks at the sign-in page, through the proxy, many times."""
    headers = {
        "Host": "ap.example.org",
        "Cookie": "sessionid=long-forgotten",
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
    }
    for _ in range(20):
        with urlopen(Request(f"{site}/sign-in/login/", headers=headers)) as answer:
            assert answer.status == 200
            assert "Secure" in answer.headers["Set-Cookie"]
            assert "max-age" in answer.headers["Strict-Transport-Security"]


def connections_of_the_app(superuser: psycopg.Connection) -> set[int]:
    found = superuser.execute("select pid from pg_stat_activity where usename = 'towpath_app'")
    pids = {pid for (pid,) in found}
    assert 1 <= len(pids) <= 2 * THREADS
    return pids


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            with urlopen(Request(address, headers={"Host": "ap.example.org"})) as answer:
                assert answer.status == 200
                return
        except URLError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
