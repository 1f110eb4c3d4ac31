"""Reviews: due on a day, held with an outcome; the next one is due before the last is closed."""

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
