"""What stands on each person's first page. Every question is one query, and answers with a list.

None of them filters by who is asking: the walls do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from towpath.records.child import Child, name_key, plain
from towpath.records.placement import Placement
from towpath.records.referral import Draft, Referral, owners
from towpath.records.school import Enrolment
from towpath.records.who import Today
from towpath.rules import placement as placing
from towpath.rules import referral as referring
from towpath.rules.child import sought
from towpath.rules.wording import as_day

PAGE = 25
DRAFT_DAYS = timedelta(days=referring.DRAFT_DAYS)
MOST = 500  # of a list that is shown whole


@dataclass(frozen=True, slots=True)
class Found:
    """A child that a search found."""

    child_id: UUID
    name: str
    born: date
    upn: str


def find(typed: str) -> list[Found]:
    """The first children, by name, who were born that day, have that UPN, or are called so: a name
    is found by the beginning of its forename, of its surname, or of both either way round."""
    wanted = sought(typed)
    if wanted.born:
        rows = Child.objects.filter(date_of_birth=wanted.born)
    elif wanted.upn:
        rows = Child.objects.filter(upn=wanted.upn)
    else:
        rows = _called(wanted.name)
    named = rows.order_by("name_key", "id")[:PAGE]
    return [Found(row.pk, row.name, row.date_of_birth, row.upn or "") for row in named]


def _called(name: str) -> "QuerySet[Child]":
    keys = {plain(name)}
    if len(name.split()) > 1:
        keys.add(name_key(*name.rsplit(maxsplit=1)))
    called = _begins("forename_key", plain(name))
    for key in keys:
        called |= _begins("name_key", key)
    return Child.objects.filter(called)


def _begins(column: str, key: str) -> Q:
    # A range, not LIKE: behind a wall only plain comparisons use an index.
    return Q(**{f"{column}__gte": key, f"{column}__lt": key + "\U0010ffff"})


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the reader's school, and how the last referral of theirs stands."""

    child_id: UUID
    name: str
    born: date
    school: str
    state: str
    next_step: str
    next_on: date | None
    owner: str


def pupils(school_ids: Iterable[UUID]) -> list[Pupil]:
    """Every pupil on the roll of these schools today, with the open referral that is due first, or
    else the latest. Two queries.
    """
    enrolled = Enrolment.objects.filter(
        school_id__in=list(school_ids), period__contains=Today()
    ).order_by("child__name_key")
    latest: dict[UUID, tuple[Any, ...]] = {
        row[0]: row
        for row in Referral.objects.filter(child__in=enrolled.values("child"))
        .order_by(F("next_on").desc(nulls_first=True), "sent_at")
        .values_list("child_id", "state", "next_step", "next_on", "owner__name")
    }
    return [
        Pupil(child_id, f"{forename} {surname}", born, school, *_standing(latest.get(child_id)))
        for child_id, forename, surname, born, school in enrolled.values_list(
            "child_id",
            "child__forename",
            "child__surname",
            "child__date_of_birth",
            "school__name",
        )
    ]


def _standing(row: tuple[Any, ...] | None) -> tuple[str, str, date | None, str]:
    if row is None:
        return "", "", None, ""
    _, state, step, next_on, owner = row
    return referring.REFERRAL.words[state], step, next_on, owner


@dataclass(frozen=True, slots=True)
class Place:
    """A placement at the reader's provider, or of a child the reader is concerned with."""

    placement_id: UUID
    child_id: UUID
    child: str
    state: str
    words: str
    starts_on: date | None
    next_step: str
    next_on: date | None
    tutor: str


def places() -> list[Place]:
    """Every open placement the reader sees, those due first."""
    rows = (
        Placement.objects.filter(state__in=placing.SEEN_BY_PROVIDER)
        .select_related("child", "tutor")
        .order_by("next_on", "id")
    )
    return [
        Place(
            row.pk,
            row.child_id,
            row.child.name,
            row.state,
            placing.PLACEMENT.words[row.state],
            row.starts_on,
            row.next_step,
            row.next_on,
            row.tutor.name if row.tutor else "",
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft of the reader's own."""

    draft_id: UUID
    child_id: UUID
    pathway: str
    saved_on: date
    kept_until: date


def drafts() -> list[Begun]:
    """The reader's drafts, the latest first."""
    return [
        Begun(
            row.pk,
            UUID(row.answers["child"]),
            row.pathway,
            as_day(row.saved_at),
            as_day(row.saved_at) + DRAFT_DAYS,
        )
        for row in Draft.objects.order_by("-saved_at")
    ]


def officers(child: Child) -> list[tuple[UUID, str]]:
    """Who can own a child's next step, by name: in post today, and in a restricted circle."""
    rows = owners(child).order_by("person__name", "person_id").distinct()
    return list(rows.values_list("person_id", "person__name"))


def children() -> list[Child]:
    """The children a family member, or someone who works with named children, sees; by name."""
    return list(Child.objects.order_by("name_key", "id")[:MOST])
