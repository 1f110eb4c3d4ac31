"""The actor behind the walls: who is asking, and for how long they are the writer.

This module alone names the actor and changes role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from uuid import UUID

from django.db import connection, transaction

# What is published of each council, while one reader's transaction lasts: it reads one policy.
Remembered = dict[UUID, tuple[int, UUID] | None]
_REMEMBERED: ContextVar[Remembered | None] = ContextVar("remembered", default=None)


class AlreadyActing(Exception):
    """A transaction has one actor; a second was named inside it."""


@contextmanager
def acting_as(person_id: UUID, today: date) -> Iterator[None]:
    """One transaction in which the database answers this person, as of this day.

    The name goes with the transaction. Inside a longer one (a test's) the former nobody is put
    back by hand, since SET LOCAL outlives the release of a savepoint.
    """
    inside = connection.in_atomic_block
    with transaction.atomic():
        if inside and _actor():
            raise AlreadyActing(f"already acting as {_actor()}")
        _name(str(person_id), today.isoformat())
        token = _REMEMBERED.set({})
        try:
            yield
        finally:
            _REMEMBERED.reset(token)
        if inside and not connection.needs_rollback:
            _name("", "")


def remembered() -> Remembered:
    """What the actor's transaction has found out of published policy; nothing where there is none.

    Outside a transaction of an actor each asking is a new one.
    """
    found = _REMEMBERED.get()
    return {} if found is None else found


@contextmanager
def writing() -> Iterator[None]:
    """A savepoint in which the actor is the writer: insert and change, authority by authority."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role towpath_write")
        yield
        # A foreign key is checked at commit unless asked now: after the success page is too late.
        cursor.execute("set constraints all immediate; set constraints all deferred; reset role")


def _actor() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('towpath.actor', true)")
        (name,) = cursor.fetchone()
    return name or ""


def _name(actor: str, today: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('towpath.actor', %s, true), set_config('towpath.today', %s, true)",
            [actor, today],
        )
