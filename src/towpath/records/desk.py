"""What stands on each person's first page. Every question is one query, and answers with a list.

None of them filters by who is asking: the walls do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from towpath.records.child import Child, name_key
from towpath.records.duty import Duty
from towpath.records.placement import Placement
from towpath.records.referral import Draft, Referral, owners
from towpath.records.school import Enrolment
from towpath.records.who import Today
from towpath.rules import placement as placing
from towpath.rules import referral as referring

PAGE = 25
MOST = 500  # of a list that is shown whole


@dataclass(frozen=True, slots=True)
class Case:
    """One open referral in a caseload."""

    child_id: UUID
    referral_id: UUID
    child: str
    school: str
    pathway: str
    state: str
    next_step: str
    next_on: date
    owner: str


_CASE = (
    "child_id",
    "id",
    "child__forename",
    "child__surname",
    "school__name",
    "pathway",
    "state",
    "next_step",
    "next_on",
    "owner__name",
)


def caseload(owner_id: UUID | None, page: int = 1) -> tuple[list[Case], bool]:
    """A page of open referrals, those due first; and whether more follow.

    `owner_id` of None is everyone's.
    """
    rows = Referral.objects.filter(state__in=referring.OPEN)
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    rows = rows.order_by("next_on", "id")
    return _page(rows, page)


def _page(rows: "QuerySet[Referral]", page: int) -> tuple[list[Case], bool]:
    start = (page - 1) * PAGE
    held = list(rows.values_list(*_CASE)[start : start + PAGE + 1])
    return [_case(row) for row in held[:PAGE]], len(held) > PAGE


def _case(row: tuple[Any, ...]) -> Case:
    child_id, key, forename, surname, school, pathway, state, step, next_on, owner = row
    return Case(
        child_id,
        key,
        f"{forename} {surname}",
        school or "no school",
        pathway,
        referring.REFERRAL.words[state],
        step,
        next_on,
        owner,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A child that a search found."""

    child_id: UUID
    name: str
    born: date
    upn: str


def find(begins: str) -> list[Found]:
    """The first children whose surname begins so, or whose UPN it is, by name."""
    rows = _called(begins).order_by("name_key", "id")[:PAGE]
    return [Found(row.pk, row.name, row.date_of_birth, row.upn or "") for row in rows]


def _called(begins: str) -> "QuerySet[Child]":
    # A range, not LIKE: behind a wall only plain comparisons use an index.
    key = name_key("", begins)
    turned = name_key(*begins.rsplit(maxsplit=1)) if len(begins.split()) > 1 else key
    upn = begins.replace(" ", "").upper()
    if len(upn) == 13 and upn[1:12].isdigit():
        return Child.objects.filter(upn=upn)
    return Child.objects.filter(_begins(key) | _begins(turned))


def _begins(key: str) -> Q:
    return Q(name_key__gte=key, name_key__lt=key + "\U0010ffff")


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
    """Every pupil on the roll of these schools today, with the latest referral. Two queries."""
    enrolled = Enrolment.objects.filter(
        school_id__in=list(school_ids), period__contains=Today()
    ).order_by("child__name_key")
    latest: dict[UUID, tuple[Any, ...]] = {
        row[0]: row
        for row in Referral.objects.filter(child__in=enrolled.values("child"))
        .order_by("sent_at")
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
class Owed:
    """A duty to be looked at again."""

    duty_id: UUID
    child_id: UUID
    child: str
    answer: str
    next_review_on: date


def duties(owner_id: UUID, until: date) -> list[Owed]:
    """The owner's open duties whose next review is by that day, the oldest first."""
    rows = (
        Duty.objects.filter(owner_id=owner_id, closed_at=None, next_review_on__lte=until)
        .select_related("child")
        .order_by("next_review_on", "id")[:MOST]
    )
    return [
        Owed(row.pk, row.child_id, row.child.name, row.answer, row.next_review_on)
        for row in rows
        if row.next_review_on
    ]


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft of the reader's own."""

    draft_id: UUID
    child_id: UUID
    pathway: str
    saved_on: date


def drafts() -> list[Begun]:
    """The reader's drafts, the latest first."""
    return [
        Begun(row.pk, UUID(row.answers["child"]), row.pathway, row.saved_at.date())
        for row in Draft.objects.order_by("-saved_at")
    ]


def officers(child: Child) -> list[tuple[UUID, str]]:
    """Who can own a child's next step, by name: in post today, and in a restricted circle."""
    rows = owners(child).order_by("person__name", "person_id").distinct()
    return list(rows.values_list("person_id", "person__name"))


def children() -> list[Child]:
    """The children a family member, or someone who works with named children, sees; by name."""
    return list(Child.objects.order_by("name_key", "id")[:MOST])
