"""Reviews: due on a day, held with an outcome; the next one is due before the last is closed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from towpath.records.placement import OfPlacement, Placement
from towpath.records.row import one_of, said
from towpath.rules import review as rule


class Review(OfPlacement):
    """A review held: what was found, what the child said, what follows."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField()
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    child_view = models.TextField()
    held_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField()

    class Meta:
        constraints = [
            one_of("review_outcome", "outcome", tuple(rule.OUTCOMES)),
            said("review_reason_said", "reason"),
            said("review_child_view_said", "child_view"),
        ]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as it was held."""

    held_on: date
    outcome: str
    reason: str
    child_view: str
    held_by: str
    next_on: date


def last_review(placement_id: UUID) -> Reviewed | None:
    """The latest review of a placement, if one was held. One query."""
    reviews = Review.objects.filter(placement_id=placement_id).order_by("-held_on", "-id")
    found = reviews.values_list(
        "held_on", "outcome", "reason", "child_view", "held_by__name", "next_on"
    ).first()
    return Reviewed(*found) if found else None
