"""Connections are borrowed and given back: nothing of one page goes with them to the next."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from pytest_django import Settings

from people import AP_OFFICER, ROBIN, TODAY, as_
from race import in_threads
from towpath.project.environment import POOL
from towpath.records import models as kept
from towpath.records.actor import acting_as
from web.walk import signed_in

LEFT_BEHIND = """
    select current_user, current_setting('towpath.actor', true),
           current_setting('towpath.today', true), (select count(*) from records_child)
"""


@contextmanager
def borrowed() -> Iterator[int]:
    """A connection from the pool, given back at the end; its number at the server."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (number,) = cursor.fetchone()
    yield number
    connection.close()


def nothing_is_left_on(number: int) -> None:
    """Whoever borrows this connection next is the app, is nobody, and sees no child."""
    seen: set[int] = set()
    while number not in seen:
        with borrowed() as again, connection.cursor() as cursor:
            assert again not in seen, "the connection was thrown away, so this shows nothing"
            cursor.execute(LEFT_BEHIND)
            login, actor, today, children = cursor.fetchone()
        assert (login, actor or "", today or "", children) == ("towpath_app", "", "", 0)
        seen.add(again)


@pytest.mark.usefixtures("county_of_its_own")
def test_after_a_page_the_connection_is_nobodys(settings: Settings):
    settings.DEMO = True
    dana = signed_in(AP_OFFICER)
    connection.close()
    with borrowed() as number:
        assert dana.get(reverse("child", args=[ROBIN])).status_code == 200
    nothing_is_left_on(number)


@pytest.mark.usefixtures("county_of_its_own")
def test_after_a_page_cut_off_in_the_middle_the_connection_is_nobodys():
    def is_cut_off() -> None:
        with acting_as(AP_OFFICER.id, TODAY), connection.cursor() as cursor:
            assert kept.Child.objects.exists()
            cursor.execute("set local role towpath_write")
            connection.close()

    with borrowed() as number, suppress(DatabaseError):
        is_cut_off()
    nothing_is_left_on(number)


@pytest.mark.usefixtures("county_of_its_own")
def test_a_crowd_shares_no_more_connections_than_the_pool_may_open():
    def asks() -> tuple[int, bool]:
        with borrowed() as number, as_(AP_OFFICER):
            return number, kept.Child.objects.filter(pk=ROBIN).exists()

    found = in_threads(*[asks] * (POOL["max_size"] + 4))
    assert all(sees for _, sees in found)
    assert len({number for number, _ in found}) <= POOL["max_size"]
    assert connection.pool.get_stats()["pool_size"] <= POOL["max_size"]
