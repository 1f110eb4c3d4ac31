"""Reviews: due on a day, held with an outcome; the next one is due before the last is closed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from towpath.records.placement import OfPlacement, Placement
from towpath.records.row import one_of, said
from towpath.rules import review as rule


class Review(OfPlacement):
    """A review held, and what follows from it."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField()
    outcome = models.CharField(max_length=20)
    held_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField()

    class Meta:
        constraints = [one_of("review_outcome", "outcome", tuple(rule.OUTCOMES))]


class ReviewAccount(OfPlacement):
    """What was found at a review and what the child said there: for those who work with the child.

    Its own table, because a child may say of home what home must not read.
    """

    review = models.OneToOneField(Review, models.PROTECT, related_name="account")
    reason = models.TextField()
    child_view = models.TextField()

    class Meta:
        constraints = [
            said("review_account_reason_said", "reason"),
            said("review_account_child_view_said", "child_view"),
        ]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as it was held; its two texts are "" to a reader they are not for."""

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
        "held_on", "outcome", "account__reason", "account__child_view", "held_by__name", "next_on"
    ).first()
    if found is None:
        return None
    held_on, outcome, reason, child_view, held_by, next_on = found
    return Reviewed(held_on, outcome, reason or "", child_view or "", held_by, next_on)
