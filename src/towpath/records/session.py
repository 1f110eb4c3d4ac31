"""Sessions: the register's half-days, as the school of roll should mark them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from towpath.records.row import OfChild, one_of, said


class Session(OfChild):
    """One half-day: the code, and why. It follows from lessons, and the school confirms it.

    Without a code, the mark that was here is taken back: its lesson was told anew, of another time.
    """

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


@dataclass(frozen=True, slots=True)
class Mark:
    """One half-day's mark for the register of the school of roll; "" takes back an earlier one."""

    on: date
    half: str
    code: str
    why: str


def marks(child_id: UUID) -> list[Mark]:
    """The last marks that follow from lessons, the latest first: a week of half-days."""
    rows = Session.objects.filter(child_id=child_id).order_by("-on", "-half")[:10]
    return [Mark(row.on, row.half, row.code, row.why) for row in rows]
