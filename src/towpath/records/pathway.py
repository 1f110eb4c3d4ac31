"""Published policy: what the council said, word for word, and from when."""

from django.db import models

from towpath.records.row import Row


class PublishedPolicy(Row):
    """One pathway's text as published: immutable. Nothing publishes one yet."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="policies")
    pathway = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    valid_from = models.DateField()
    approved_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="policy_once", fields=["authority", "pathway", "sha256"])
        ]
