"""Caseloads: whose cases, which of them, and how many each person has.

Every question is one query, but for `loads`. None of them filters by who is asking: the walls do.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q

from towpath.records.amendment import unseen
from towpath.records.duty import Duty
from towpath.records.placement import Placement
from towpath.records.referral import Referral
from towpath.records.row import promised
from towpath.rules.placement import NOT_STARTED
from towpath.rules.referral import OPEN, REFERRAL, UNDECIDED
from towpath.rules.wording import as_day

PAGE = 25
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Case:
    """One open referral in a caseload; `changed` is that somebody else amended it since its owner
    last looked."""

    child_id: UUID
    referral_id: UUID
    child: str
    school: str
    pathway: str
    state: str
    next_step: str
    next_on: date
    owner: str
    changed: bool


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
    "changed",
)


def caseload(
    owner_id: UUID | None, today: date, kind: str = "open", page: int = 1
) -> tuple[list[Case], bool]:
    """A page of open referrals of one kind, those due first; and whether more follow.

    `owner_id` of None is everyone's. Raises KeyError for a kind that is none of `cases`.
    """
    rows = Referral.objects.filter(cases(today)[kind], state__in=OPEN)
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    start = (page - 1) * PAGE
    rows = rows.annotate(changed=unseen())
    held = list(rows.order_by("next_on", "id").values_list(*_CASE)[start : start + PAGE + 1])
    return [_case(row) for row in held[:PAGE]], len(held) > PAGE


def cases(today: date) -> dict[str, Q]:
    """The kinds of open referral that are counted and listed, each by its condition."""
    return {
        "open": Q(),
        "late": Q(next_on__lt=today),
        "soon": Q(next_on__gte=today, next_on__lt=today + SOON),
        "undecided": Q(state__in=UNDECIDED),
        "unplaced": Q(state="accepted"),
    }


def _case(row: tuple[Any, ...]) -> Case:
    child_id, key, forename, surname, school, pathway, state, step, next_on, owner, changed = row
    return Case(
        child_id,
        key,
        f"{forename} {surname}",
        school or "no school",
        pathway,
        REFERRAL.words[state],
        step,
        next_on,
        owner,
        changed,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty to be looked at again."""

    duty_id: UUID
    child_id: UUID
    child: str
    answer: str
    next_review_on: date
    owner: str


def duties(owner_id: UUID | None, today: date, kind: str, page: int = 1) -> tuple[list[Owed], bool]:
    """A page of open duties of one kind, those to be looked at first; and whether more follow.

    `owner_id` of None is everyone's. Raises KeyError for a kind that is none of `duties_of`.
    """
    rows = Duty.objects.filter(duties_of(today)[kind], closed_at=None)
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    rows = rows.select_related("child", "owner").order_by("next_review_on", "id")
    start = (page - 1) * PAGE
    held = [
        Owed(
            row.pk,
            row.child_id,
            row.child.name,
            row.answer,
            promised(row.next_review_on),
            row.owner.name,
        )
        for row in rows[start : start + PAGE + 1]
    ]
    return held[:PAGE], len(held) > PAGE


def duties_of(today: date) -> dict[str, Q]:
    """The kinds of open duty that are counted and listed, each by its condition.

    A child is *untaught* who is owed education and has no placement that has started.
    """
    taught = Placement.objects.filter(state="started").values("child_id")
    owed = Q(answer__in=("owed", "partly"))
    return {
        "owed": owed,
        "untaught": owed & ~Q(child_id__in=taught),
        "overdue": Q(next_review_on__lt=today),
        "due": Q(next_review_on__lte=today + SOON),
    }


@dataclass(frozen=True, slots=True)
class Load:
    """What one person owns: how many of each kind of case and of duty."""

    owner_id: UUID
    owner: str
    counts: dict[str, int]


def loads(today: date) -> list[Load]:
    """What everybody owns who owns anything open, by name. Two queries."""
    found: dict[tuple[str, UUID], dict[str, int]] = {}
    for rows, kinds in (
        (Referral.objects.filter(state__in=OPEN), cases(today)),
        (Duty.objects.filter(closed_at=None), duties_of(today)),
    ):
        counted = {f"n_{kind}": Count("pk", filter=which or None) for kind, which in kinds.items()}
        grouped: Any = rows.values("owner_id", "owner__name").annotate(**counted).order_by()
        for row in grouped:
            counts = found.setdefault((row["owner__name"], row["owner_id"]), {})
            counts |= {kind: row[f"n_{kind}"] for kind in kinds}
    none = dict.fromkeys((*cases(today), *duties_of(today)), 0)
    return [Load(key, name, none | counts) for (name, key), counts in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An accepted referral for which nobody has yet agreed to take the child.

    `asked` is the provider who has its offer now, "" where it is still to be offered, and
    `placement_id` that offer; `listed` is whether they have put the child on their waiting list.
    """

    child_id: UUID
    referral_id: UUID
    child: str
    pathway: str
    school: str
    since: date
    asked: str
    placement_id: UUID | None
    listed: bool
    next_on: date
    owner: str


def waiting(page: int = 1) -> tuple[list[Waiting], bool]:
    """A page of what a broker is to find or to chase, the oldest first; and whether more follow."""
    start = (page - 1) * PAGE
    rows = (
        Referral.objects.filter(state="accepted")
        .alias(place=FilteredRelation("placements", condition=Q(placements__state__in=NOT_STARTED)))
        .exclude(place__state="agreed")
        .order_by("sent_at", "id")
        .values_list(
            "child_id",
            "id",
            "child__forename",
            "child__surname",
            "pathway",
            "school__name",
            "sent_at",
            "place__provider__name",
            "place__id",
            "place__state",
            "next_on",
            "owner__name",
        )
    )
    held = [_waiting(row) for row in rows[start : start + PAGE + 1]]
    return held[:PAGE], len(held) > PAGE


def _waiting(row: tuple[Any, ...]) -> Waiting:
    child_id, key, forename, surname, pathway, school, sent_at, *rest = row
    asked, placement, state, by, owner = rest
    return Waiting(
        child_id,
        key,
        f"{forename} {surname}",
        pathway,
        school or "no school",
        as_day(sent_at),
        asked or "",
        placement,
        state == "waiting",
        by,
        owner,
    )
