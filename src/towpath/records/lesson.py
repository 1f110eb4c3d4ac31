"""Lessons: a tutor's hour, as the tutor says it went."""

from django.db import models

from towpath.records.placement import OfPlacement, Placement
from towpath.records.row import one_of, said
from towpath.rules import lesson as rule


class Lesson(OfPlacement):
    """One lesson or visit. A correction is a new row that supersedes the old."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="lessons")
    tutor = models.ForeignKey("Person", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16)
    cancelled_by = models.CharField(max_length=8, blank=True)
    mode = models.CharField(max_length=12, default="face_to_face")
    note = models.TextField(blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

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
                condition=models.Q(superseded_by=None),
            ),
        ]
        indexes = [models.Index(name="lesson_of_child", fields=["child", "starts_at"])]


class Concern(OfPlacement):
    """A safeguarding concern raised with a lesson: for the circle that acts on it, no one else."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="concerns")
    words = models.TextField()
    raised_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField()

    class Meta:
        constraints = [said("concern_said", "words")]
