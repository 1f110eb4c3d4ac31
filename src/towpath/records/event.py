"""Events: every action leaves exactly one. Append-only; corrections are later events."""

from django.db import models

from towpath.records.row import Row, said


class Event(Row):
    """Who did what, to what, why, under which policy, and what is due next and by whom."""

    at = models.DateTimeField()
    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    child = models.ForeignKey("Child", models.PROTECT, null=True, related_name="events")
    actor = models.ForeignKey("Person", models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=30)
    about_id = models.UUIDField()
    reason_code = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    next_on = models.DateField(null=True)
    policy_sha256 = models.CharField(max_length=64, blank=True)
    once = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="event_once", fields=["actor", "once"]),
            said("event_verb_said", "verb"),
        ]
        indexes = [models.Index(name="event_of_child", fields=["child", "at"])]
