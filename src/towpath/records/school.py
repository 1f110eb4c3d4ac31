"""Schools, and who is on roll when."""

from uuid import UUID

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from towpath.records.row import OfChild, Row, apart, one_of, said
from towpath.records.who import Today

PHASES = ("primary", "secondary", "all_through", "special", "other")


class School(Row):
    """A school. `made_up` marks those of the demonstration county."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="schools")
    urn = models.CharField(max_length=8, null=True)
    name = models.CharField(max_length=160)
    phase = models.CharField(max_length=12)
    postcode = models.CharField(max_length=8)
    district = models.CharField(max_length=60, blank=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            said("school_named", "name"),
            one_of("school_phase", "phase", PHASES),
            models.UniqueConstraint(name="school_urn", fields=["authority", "urn"]),
        ]


class Enrolment(OfChild):
    """A child on a school's roll for a time: the school of roll, or a second registration."""

    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    main = models.BooleanField(default=True)
    period = DateRangeField()

    class Meta:
        constraints = [apart("enrolment_once", "child", "school")]
        indexes = [models.Index(name="enrolment_of_school", fields=["school", "child"])]


def school_of_roll(child_id: UUID) -> UUID | None:
    """The main school whose roll the child is on today, if there is one."""
    roll = Enrolment.objects.filter(child_id=child_id, main=True, period__contains=Today())
    return roll.values_list("school_id", flat=True).first()
