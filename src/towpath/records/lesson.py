"""Lessons: a tutor's hour, as the tutor says it went."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import models

from towpath.records.placement import OfPlacement, Placement
from towpath.records.row import one_of, promised
from towpath.records.who import Today
from towpath.rules import lesson as rule
from towpath.rules.wording import LONDON


class Lesson(OfPlacement):
    """One lesson or visit. A correction is a new row that supersedes the old.

    One that never happened is struck out: it stays, and counts no more. `why_then` is said of a
    lesson outside the usual hours. That no two lessons that count overlap is held by the lock of
    the actions, not by a constraint: older records may hold some that do.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="lessons")
    tutor = models.ForeignKey("Person", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16)
    cancelled_by = models.CharField(max_length=8, blank=True)
    mode = models.CharField(max_length=12, default="face_to_face")
    note = models.TextField(blank=True)
    why_then = models.TextField(blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    struck_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("lesson_outcome", "outcome", tuple(rule.OUTCOMES)),
            one_of("lesson_cancelled_by", "cancelled_by", ("", *rule.CANCELLED_BY)),
            one_of("lesson_mode", "mode", tuple(rule.MODES)),
            models.CheckConstraint(
                name="lesson_cancelled_says_whom",
                condition=models.Q(outcome="cancelled") ^ models.Q(cancelled_by=""),
            ),
            models.UniqueConstraint(
                name="lesson_once",
                fields=["placement", "starts_at"],
                condition=models.Q(superseded_by=None, struck_at=None),
            ),
            models.CheckConstraint(
                name="lesson_struck_with_reason",
                condition=models.Q(struck_at=None)
                | (models.Q(struck_by__isnull=False) & ~models.Q(struck_reason__regex=r"^\s*$")),
            ),
        ]
        indexes = [models.Index(name="lesson_of_child", fields=["child", "starts_at"])]


# A lesson that counts: not told anew since, and not struck out.
COUNTS = models.Q(superseded_by=None, struck_at=None)


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of lessons in a stretch of days, both of them counted.

    `offered` is what the provider was there for, `attended` what the child came to.
    """

    first: date
    last: date
    offered: int
    attended: int


@dataclass(frozen=True, slots=True)
class Told:
    """A lesson as its tutor told it; `corrected` if it has been told anew since.

    `struck_at` is none of a lesson that stands.
    """

    id: UUID
    placement_id: UUID
    starts_at: datetime
    minutes: int
    outcome: str
    cancelled_by: str
    mode: str
    note: str
    why_then: str
    tutor: str
    corrected: bool
    struck_at: datetime | None
    struck_by: str
    struck_reason: str


def hours(placement_id: UUID, *stretches: tuple[date, date]) -> list[Hours]:
    """What was offered and attended in each stretch of days. One query."""
    sums = {}
    for number, (first, last) in enumerate(stretches):
        within = models.Q(
            starts_at__gte=datetime.combine(first, time.min, LONDON),
            starts_at__lt=datetime.combine(last + timedelta(days=1), time.min, LONDON),
        )
        came = within & models.Q(outcome="delivered")
        offered = within & models.Q(outcome__in=("delivered", "did_not_attend"))
        sums[f"offered_{number}"] = models.Sum("minutes", filter=offered, default=0)
        sums[f"attended_{number}"] = models.Sum("minutes", filter=came, default=0)
    found = Lesson.objects.filter(COUNTS, placement_id=placement_id).aggregate(**sums)
    return [
        Hours(first, last, found[f"offered_{number}"], found[f"attended_{number}"])
        for number, (first, last) in enumerate(stretches)
    ]


def last_lessons(placement_id: UUID, most: int = 5) -> list[Told]:
    """The latest lessons of a placement that count, newest first. One query."""
    return _listed(Lesson.objects.filter(COUNTS, placement_id=placement_id), most=most)


PAGE = 20


def lessons(placement_id: UUID, page: int) -> tuple[list[Told], int]:
    """A page of all lessons of a placement, newest first, those struck out among them; and the
    number of the last page. Two queries."""
    rows = Lesson.objects.filter(placement_id=placement_id, superseded_by=None)
    last = max(1, -(-rows.count() // PAGE))
    start = (min(page, last) - 1) * PAGE
    return _listed(rows, start, PAGE), last


def told_lesson(child_id: UUID, lesson_id: UUID) -> Told | None:
    """One lesson of this child, corrected since or not; None where the reader sees none."""
    return next(iter(_listed(Lesson.objects.filter(child_id=child_id, pk=lesson_id))), None)


def _listed(rows: models.QuerySet[Lesson], start: int = 0, most: int = 1) -> list[Told]:
    latest = rows.select_related("tutor", "struck_by").order_by("-starts_at", "-id")
    return [_told(row) for row in latest[start : start + most]]


def _told(row: Lesson) -> Told:
    return Told(
        row.pk,
        row.placement_id,
        row.starts_at,
        row.minutes,
        row.outcome,
        row.cancelled_by,
        row.mode,
        row.note,
        row.why_then,
        row.tutor.name,
        corrected=row.superseded_by_id is not None,
        struck_at=row.struck_at,
        struck_by=row.struck_by.name if row.struck_by else "",
        struck_reason=row.struck_reason,
    )


@dataclass(frozen=True, slots=True)
class Late:
    """A placement that has ended, whose provider may still record its lessons for some days.

    `recorded` is minutes of lessons told of its last seven days, whatever came of them; `planned`
    what a week was to have. Which lessons were to be, nobody knows but the provider.
    """

    placement_id: UUID
    child_id: UUID
    child: str
    ended_on: date
    marks_until: date
    planned: int | None
    recorded: int


def late() -> list[Late]:
    """The ended placements the reader may still record lessons of, soonest over first."""
    ended = Placement.objects.filter(state__in=("ended", "checked"), marks_until__gte=Today())
    within = models.Q(
        lessons__superseded_by=None,
        lessons__struck_at=None,
        lessons__starts_at__date__gt=models.F("ended_on") - timedelta(days=7),
    )
    rows = (
        ended.annotate(told=models.Sum("lessons__minutes", filter=within, default=0))
        .select_related("child")
        .order_by("marks_until", "id")
    )
    return [
        Late(
            row.pk,
            row.child_id,
            row.child.name,
            promised(row.ended_on),
            promised(row.marks_until),
            row.planned_minutes,
            row.told,
        )
        for row in rows
    ]
