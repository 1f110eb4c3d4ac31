"""The cast of the tests, and how a test speaks as one of them.

`as_(SENCO)` asks the database as that person, by the app's own login: what they cannot see is not
there. `behind_the_walls()` sets scenes and nothing else; no test asserts from behind them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import uuid4

from django.db import connection, transaction

from towpath.actions.action import Deed
from towpath.records import cast
from towpath.records.actor import acting_as
from towpath.records.cast import BY_PART, ROBIN, Member
from towpath.rules.clock import Clock

__all__ = ["CAST", "ROBIN", "TODAY", "Member", "as_", "behind_the_walls", "clock", "deed"]

TODAY = date(2026, 10, 14)  # a Wednesday in term
CAST = cast.CAST

SENCO = BY_PART["senco"]
HEAD_TEACHER = BY_PART["head_teacher"]
ATTENDANCE_LEAD = BY_PART["attendance_lead"]
OTHER_SENCO = BY_PART["other_senco"]
AP_OFFICER = BY_PART["ap_officer"]
OTHER_OFFICER = BY_PART["other_officer"]
BROKER = BY_PART["broker"]
HEAD_OF_SERVICE = BY_PART["head_of_service"]
FINANCE_OFFICER = BY_PART["finance_officer"]
PROVIDER_LEAD = BY_PART["provider_lead"]
TUTOR = BY_PART["tutor"]
OTHER_TUTOR = BY_PART["other_tutor"]
A2E_LEAD = BY_PART["a2e_lead"]
PRU_HEAD = BY_PART["pru_head"]
LIFE_LEAD = BY_PART["life_lead"]
SOCIAL_WORKER = BY_PART["social_worker"]
PARENT = BY_PART["parent"]
SECOND_PARENT = BY_PART["second_parent"]
YOUNG_PERSON = BY_PART["young_person"]
VIRTUAL_SCHOOL_HEAD = BY_PART["virtual_school_head"]
STRANGER = BY_PART["stranger"]


def clock(day: date = TODAY, hour: int = 9) -> Clock:
    """Nine in the morning (UTC) of a day."""
    return Clock(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), day)


def deed(member: Member, day: date = TODAY) -> Deed:
    """A new deed of this member of the cast, under a form of its own."""
    return Deed(member.id, uuid4(), clock(day))


@contextmanager
def as_(member: Member, day: date = TODAY) -> Iterator[None]:
    """Ask the database as this member of the cast, on this day."""
    with acting_as(member.id, day):
        yield


@contextmanager
def behind_the_walls() -> Iterator[None]:
    """Set a scene as the database's owner, whom no wall stops. Never assert from here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role towpath_owner")
        yield
        cursor.execute("set constraints all immediate; set constraints all deferred; reset role")
