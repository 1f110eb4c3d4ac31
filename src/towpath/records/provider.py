"""Who teaches: independent providers, and the council's own receiving services."""

from django.db import models

from towpath.records.row import Row, one_of, said

KINDS = ("independent", "service", "pru", "medical_pru", "school")


class Provider(Row):
    """A provider or receiving service. Admission to the register has its own records."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="providers")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12)
    # The pathways this provider receives children by.
    pathways = models.JSONField(default=list)
    setting_type = models.CharField(max_length=6, default="OTH")
    approved = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [said("provider_named", "name"), one_of("provider_kind", "kind", KINDS)]
