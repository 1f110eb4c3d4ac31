"""What the council owes a child, kept under review until there is an outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models

from towpath.records.row import OfChild, Versioned, one_of, said


class Duty(OfChild, Versioned):
    """An open question of section 19, with its owner and its next review; closed with a reason."""

    referral = models.ForeignKey("Referral", models.PROTECT, null=True, related_name="duties")
    answer = models.CharField(max_length=14)
    reason = models.TextField()
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    next_review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("duty_answer", "answer", ("owed", "partly", "not_yet_known")),
            said("duty_reason_said", "reason"),
            models.CheckConstraint(
                name="duty_next_review",
                condition=models.Q(next_review_on__isnull=False, closed_at=None)
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome__regex=r"^\s*$")),
            ),
            models.UniqueConstraint(
                name="duty_open_once", fields=["child"], condition=models.Q(closed_at=None)
            ),
        ]
        indexes = [models.Index(name="duty_due", fields=["owner", "next_review_on"])]


@dataclass(frozen=True, slots=True)
class Owed:
    """What the council owes a child, as it stood when it was last looked at."""

    id: UUID
    version: int
    answer: str
    reason: str
    owner: str
    opened_at: datetime
    next_review_on: date | None
    closed_at: datetime | None
    outcome: str


def owed(child_id: UUID, duty_id: UUID) -> Owed | None:
    """One duty of this child, if the reader sees it. One query."""
    found = (
        Duty.objects.filter(child_id=child_id, pk=duty_id)
        .values_list(
            "id",
            "version",
            "answer",
            "reason",
            "owner__name",
            "opened_at",
            "next_review_on",
            "closed_at",
            "outcome",
        )
        .first()
    )
    return Owed(*found) if found else None
