"""Sessions: the register's half-days, as the school of roll should mark them."""

from django.db import models

from towpath.records.row import OfChild, one_of, said


class Session(OfChild):
    """One half-day: the code, and why. It follows from lessons, and the school confirms it."""

    on = models.DateField()
    half = models.CharField(max_length=2)
    code = models.CharField(max_length=2)
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_of("session_half", "half", ("am", "pm")),
            said("session_why_said", "why"),
            models.UniqueConstraint(name="session_once", fields=["child", "on", "half"]),
        ]
