"""The test databases: one template, made once; a copy for each worker and each journey."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from watches import Watch

# Two runs on one server keep out of each other's way by a name.
RUN = os.environ.get("TOWPATH_TEST_NAME", "")
Built: TypeAlias = Callable[[str, Callable[[], object], str], str]


def _owner(statement: str, *names: str) -> None:
    """One statement about databases, as their owner.

    A vacuum that has just begun in a database cannot be sent away by its owner: it is waited for.
    """
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for wait in (0.2, 0.5, 1, 2, 4, None):
            try:
                owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            except psycopg.errors.InsufficientPrivilege:
                if wait is None:
                    raise
                time.sleep(wait)
            else:
                return


@contextmanager
def _connected(database: str, url: str | None = None) -> Iterator[None]:
    """Every connection of this process goes to that database, by the app's login or another."""
    from towpath.project.environment import database as settings_of

    settings = connections.settings["default"]
    former = dict(settings)
    if url:
        settings.update({k: v for k, v in settings_of(url).items() if k in ("USER", "PASSWORD")})
    settings["NAME"] = database
    _leave()
    try:
        yield
    finally:
        _leave()
        settings.update(former)


def _leave() -> None:
    """Close what is open: the pool would hand out connections to the former database."""
    connections["default"].close()
    connections["default"].close_pool()
    del connections["default"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str, django_db_blocker) -> Built:
    """`built("template", build, of)` names a copy of the database `of` in which `build` has run:
    once a run, by whichever worker comes first, as the database's owner."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent

    def name_of(what: str, build: Callable[[], object], of: str) -> str:
        name, done = f"towpath_{what}{RUN}", shared / f"{what}.built"
        with Path(shared / f"{what}.lock").open("w") as lock, django_db_blocker.unblock():
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                _owner("drop database if exists {} with (force)", name)
                _owner("create database {} template {}", name, of)
                with _connected(name, os.environ["DATABASE_OWNER_URL"]):
                    build()
                done.touch()
        return name

    return name_of


@pytest.fixture(scope="session")
def empty(built: Built) -> str:
    """The name of a database with our tables, and nothing in them."""
    from towpath.project.migrate import migrate

    return built("empty", partial(migrate, verbosity=0), "template1")


@pytest.fixture(scope="session")
def template(built: Built, empty: str) -> str:
    """The name of the template database: the cast and their child, before anything has happened."""
    from towpath.project.county import cast

    return built("template", cast.build, empty)


@contextmanager
def copy_of(template: str, name: str) -> Iterator[str]:
    """A copy of the template, for as long as it is needed."""
    _owner("drop database if exists {} with (force)", name)
    _owner("create database {} template {}", name, template)
    try:
        yield name
    finally:
        _owner("drop database if exists {} with (force)", name)


@pytest.fixture(scope="session")
def django_db_setup(template: str, worker_id: str, django_db_blocker) -> Iterator[None]:
    """pytest-django's own set-up, in its place: the worker's copy, by the app's login."""
    with (
        django_db_blocker.unblock(),
        copy_of(template, f"towpath_test{RUN}_{worker_id}") as name,
        _connected(name),
    ):
        yield


@pytest.fixture
def beginning(template: str) -> str:
    """What a county of a test's own begins as; tests of another county have this fixture anew."""
    return template


@pytest.fixture
def county_of_its_own(
    django_db_setup: None, beginning: str, worker_id: str, django_db_blocker
) -> Iterator[str]:
    """A database of this test's own, in which transactions are real: for races and journeys."""
    with (
        django_db_blocker.unblock(),
        copy_of(beginning, f"towpath_own{RUN}_{worker_id}") as name,
        _connected(name),
    ):
        yield name


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Pages are opened on a Wednesday in term, 14 October 2026, at ten in the morning in London."""
    held = Watch()
    monkeypatch.setattr("towpath.web.watch.instant", lambda: held.at)
    return held


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, which asks nothing of any network."""
    quiet = ["background-networking", "component-update", "sync", "gpu", "quic"]
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("TOWPATH_CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{part}" for part in quiet)],
    }


@pytest.fixture(scope="session", autouse=True)
def _the_browsers_loop_is_no_request() -> None:
    """Playwright keeps an event loop on the tests' thread; the tests' own queries are not in it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test but those of the pure rooms may use the database, without saying so."""
    pure = ("rules", "authority", "paper", "project")
    for item in items:
        folder = Path(item.path).parent.name
        if folder not in pure and "county_of_its_own" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
