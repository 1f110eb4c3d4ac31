"""A school's roll: the children a file is compared with, and what was brought in lately."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from towpath.records.child import Child
from towpath.records.event import Event
from towpath.records.referral import Referral
from towpath.records.school import Enrolment, School
from towpath.records.who import Today
from towpath.rules import referral as referring
from towpath.rules.roll import Known, Pupil, similar

LATELY = 10
VERB = "bring_in_roll"


def known(authority_id: UUID, school_id: UUID, pupils: Collection[Pupil]) -> list[Known]:
    """The children on this school's roll, and those elsewhere whom a row may be: by number, or by
    birthday and a like name. Four queries, through whichever wall the asker stands behind.
    """
    rolls = Enrolment.objects.filter(authority_id=authority_id, period__contains=Today())
    here = set(rolls.filter(school_id=school_id).values_list("child_id", flat=True))
    numbers = {pupil.upn for pupil in pupils if pupil.upn}
    births: dict[date, list[Pupil]] = {}
    for pupil in pupils:
        births.setdefault(pupil.date_of_birth, []).append(pupil)
    wanted = Q(pk__in=here) | Q(upn__in=numbers) | Q(date_of_birth__in=births)
    rows = Child.objects.filter(wanted, authority_id=authority_id).order_by("name_key", "id")
    found = [_known(row, row.pk in here) for row in rows]
    found = [
        child
        for child in found
        if child.on_roll
        or child.upn in numbers
        or any(similar(pupil, child) for pupil in births[child.date_of_birth])
    ]
    keys = [child.child_id for child in found]
    elsewhere = dict(
        rolls.filter(child__in=keys, main=True)
        .exclude(school_id=school_id)
        .values_list("child_id", "school__name")
    )
    live = set(
        Referral.objects.filter(child__in=keys, state__in=referring.OPEN).values_list(
            "child_id", flat=True
        )
    )
    return [
        replace(c, elsewhere=elsewhere.get(c.child_id, ""), live=c.child_id in live) for c in found
    ]


def _known(row: Child, on_roll: bool) -> Known:
    return Known(
        row.pk,
        row.version,
        row.forename,
        row.surname,
        row.date_of_birth,
        row.sex,
        row.upn or "",
        on_roll,
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """One bringing in of a roll: when, by whom, for which school, and what came of it."""

    at: datetime
    by: str
    school: str
    words: str


def lately(authority_id: UUID) -> list[Brought]:
    """The last rolls brought in, the latest first: one's own, or the county's. Two queries."""
    return _brought(Event.objects.filter(authority_id=authority_id))


def brought(person_id: UUID, once: UUID) -> Brought | None:
    """What came of one's own form of this number; None where it was never sent."""
    return next(iter(_brought(Event.objects.filter(actor_id=person_id, once=once))), None)


def _brought(events: QuerySet[Event]) -> list[Brought]:
    events = events.filter(verb=VERB, about="school", child=None)
    rows = list(events.select_related("actor").order_by("-at", "-id")[:LATELY])
    names = School.objects.in_bulk([row.about_id for row in rows])
    return [Brought(row.at, row.actor.name, names[row.about_id].name, row.reason) for row in rows]


def schools(authority_id: UUID) -> list[tuple[UUID, str]]:
    """Every school of a council, by name."""
    rows = School.objects.filter(authority_id=authority_id).order_by("name", "id")
    return list(rows.values_list("pk", "name"))
