"""Case notes and correspondence: a call logged in seconds, kept for good."""

from django.db import models

from towpath.records.row import OfChild, one_of, said
from towpath.rules import note as rule


class Note(OfChild):
    """A call, email, visit or note. Kept from families and providers; never changed."""

    kind = models.CharField(max_length=10)
    with_whom = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    happened_at = models.DateTimeField()
    written_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("note_kind", "kind", tuple(rule.KINDS)),
            said("note_said", "words"),
        ]
        indexes = [models.Index(name="note_of_child", fields=["child", "happened_at"])]
