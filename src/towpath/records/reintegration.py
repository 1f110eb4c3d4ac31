"""The way back: steps to school, and the check that the return has held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from towpath.records.placement import OfPlacement, Placement
from towpath.records.row import Versioned, one_of, said
from towpath.rules import reintegration as rule


class ReturnStep(OfPlacement, Versioned):
    """One step back to school: from when, what, how long a week, who sees to it, how it went."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="return_steps")
    from_on = models.DateField()
    words = models.CharField(max_length=300)
    minutes_in_school = models.PositiveIntegerField()  # a week
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, default="planned")
    outcome_words = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            said("return_step_said", "words"),
            one_of("return_step_outcome", "outcome", tuple(rule.STEP_OUTCOMES)),
        ]


class ReturnCheck(OfPlacement):
    """Whether the return held: asked when policy says."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="return_checks")
    due_on = models.DateField()
    checked_on = models.DateField()
    sustained = models.CharField(max_length=12)
    checked_by = models.ForeignKey("Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("return_check_answer", "sustained", rule.SUSTAINED)]


class CheckAccount(OfPlacement):
    """How it is known whether the return held: who was asked, and what they said in confidence."""

    return_check = models.OneToOneField(ReturnCheck, models.PROTECT, related_name="account")
    reason = models.TextField()

    class Meta:
        constraints = [said("check_account_said", "reason")]


@dataclass(frozen=True, slots=True)
class Step:
    """One step back to school; `minutes` is what it means in school each week."""

    id: UUID
    placement_id: UUID
    version: int
    from_on: date
    words: str
    minutes: int
    outcome: str
    outcome_words: str


_STEP = (
    "id",
    "placement_id",
    "version",
    "from_on",
    "words",
    "minutes_in_school",
    "outcome",
    "outcome_words",
)


def steps(placement_id: UUID) -> list[Step]:
    """The steps back to school of a placement, in their order. One query."""
    found = ReturnStep.objects.filter(placement_id=placement_id).order_by("from_on", "id")
    return [Step(*row) for row in found.values_list(*_STEP)]


def step(child_id: UUID, step_id: UUID) -> Step | None:
    """One step of this child, if the reader sees it. One query."""
    found = ReturnStep.objects.filter(child_id=child_id, pk=step_id).values_list(*_STEP).first()
    return Step(*found) if found else None
