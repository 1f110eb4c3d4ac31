"""Safeguarding concerns, and what became of them: for the few who act, and who raised them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from towpath.records.placement import OfPlacement
from towpath.records.row import OfChild, Versioned, one_of, said
from towpath.records.who import Today
from towpath.rules import concern as rule

MOST = 200  # on one desk


class Concern(OfPlacement, Versioned):
    """A safeguarding concern: for those who act on it and who raised it, no one else."""

    lesson = models.ForeignKey("Lesson", models.PROTECT, null=True, related_name="concerns")
    words = models.TextField()
    done_so_far = models.TextField(blank=True)
    raised_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="raised")
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [
            said("concern_said", "words"),
            one_of("concern_state", "state", rule.CONCERN.states),
            models.CheckConstraint(
                name="concern_next_date",
                condition=models.Q(state="closed") ^ models.Q(next_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="concern_due", fields=["next_on"], condition=models.Q(next_on__isnull=False)
            ),
            models.Index(name="concern_of_child", fields=["child"]),
        ]


class ConcernAnswer(OfChild):
    """What somebody did about a concern; the last of them is its outcome. Never changed."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="answers")
    raised_by = models.ForeignKey("Person", models.PROTECT, related_name="+")  # for the wall
    code = models.CharField(max_length=20)
    words = models.TextField()
    answered_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [
            said("concern_answer_said", "words"),
            one_of("concern_answer_code", "code", tuple(rule.ANSWERS)),
            models.CheckConstraint(
                name="concern_answer_next_date",
                condition=~models.Q(code=rule.TAKEN) | models.Q(next_on__isnull=False),
            ),
        ]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody did about a concern."""

    code: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Raised:
    """A concern as those read it who act on it, with its answers, the first one first."""

    id: UUID
    version: int
    placement_id: UUID
    words: str
    done_so_far: str
    by: str
    at: datetime
    state: str
    owner: str
    next_on: date | None
    answers: tuple[Answer, ...]


def concern(child_id: UUID, concern_id: UUID) -> Raised | None:
    """One concern about this child, if the reader sees it. Two queries."""
    row = _rows(Concern.objects.filter(child_id=child_id, pk=concern_id)).first()
    return _raised(row) if row else None


def of_placement(placement_id: UUID) -> list[Raised]:
    """The concerns of a placement that the reader sees, the latest first. Two queries at most."""
    rows = _rows(Concern.objects.filter(placement_id=placement_id)).order_by("-raised_at")
    return [_raised(row) for row in rows]


def _rows(concerns: "models.QuerySet[Concern]") -> "models.QuerySet[Concern]":
    answers = ConcernAnswer.objects.select_related("answered_by").order_by("answered_at", "id")
    told = models.Prefetch("answers", queryset=answers)
    return concerns.select_related("raised_by", "owner").prefetch_related(told)


def _raised(row: Any) -> Raised:
    return Raised(
        row.pk,
        row.version,
        row.placement_id,
        row.words,
        row.done_so_far,
        row.raised_by.name,
        row.raised_at,
        row.state,
        row.owner.name,
        row.next_on,
        tuple(
            Answer(answer.code, answer.words, answer.answered_by.name, answer.answered_at)
            for answer in row.answers.all()
        ),
    )


@dataclass(frozen=True, slots=True)
class ToAct:
    """An open concern on the desk of somebody who acts on it."""

    concern_id: UUID
    child_id: UUID
    child: str
    says: str
    owner: str
    next_on: date


def to_act(owner_id: UUID | None = None) -> list[ToAct]:
    """The open concerns that the reader sees, the longest waiting first. One query.

    Of an owner, only that owner's, and everybody's that are past their date.
    """
    rows = Concern.objects.filter(next_on__isnull=False)
    if owner_id:
        rows = rows.filter(models.Q(owner_id=owner_id) | models.Q(next_on__lt=Today()))
    rows = rows.select_related("child", "owner").order_by("next_on", "id")[:MOST]
    return [
        ToAct(
            row.pk,
            row.child_id,
            row.child.name,
            rule.CONCERN.words[row.state],
            row.owner.name,
            row.next_on,
        )
        for row in rows
        if row.next_on
    ]
