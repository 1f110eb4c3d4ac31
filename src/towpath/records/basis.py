"""The legal basis of a placement, where it was corrected: what it was said to be, and is."""

from django.db import models

from towpath.records.placement import OfPlacement
from towpath.records.row import one_of, said
from towpath.rules.referral import LEGAL_BASIS


class BasisChange(OfPlacement):
    """One correction. The placement holds the basis as it stands; this, what it stood on before."""

    was = models.CharField(max_length=16)
    became = models.CharField(max_length=16)
    reason = models.TextField()
    corrected_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("basischange_was", "was", tuple(LEGAL_BASIS)),
            one_of("basischange_became", "became", tuple(LEGAL_BASIS)),
            said("basischange_said", "reason"),
        ]
