"""What the public said of a page: whether it helped, why, and, apart, where a reply may go."""

from django.db import models

from towpath.records.row import Row, said


class Feedback(Row):
    """One answer to "Did you find this helpful?". Of nobody: it names no person and no child."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)
    helpful = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="feedback_of_page", fields=["authority", "page", "at"])]


class ReplyAddress(Row):
    """Where a reply to one piece of feedback may go, given by whoever wished one. Kept apart."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    feedback = models.OneToOneField(Feedback, models.PROTECT, related_name="reply")
    email = models.EmailField()

    class Meta:
        constraints = [said("reply_address_said", "email")]
