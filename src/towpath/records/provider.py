"""Who teaches: independent providers, and the council's own receiving services."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models

from towpath.records.row import Row, one_of, said
from towpath.records.who import Post, Today

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


@dataclass(frozen=True, slots=True)
class Teacher:
    """Someone who holds a post with a provider today."""

    id: UUID
    name: str
    duty: str


def teachers(provider_id: UUID) -> list[Teacher]:
    """Who may be named to teach for this provider: its tutors first. One query."""
    posts = (
        Post.objects.filter(provider_id=provider_id, period__contains=Today())
        .order_by("person__name", "person_id")
        .values_list("person_id", "person__name", "duty")
    )
    people = {person_id: Teacher(person_id, name, duty) for person_id, name, duty in posts}
    return sorted(people.values(), key=lambda teacher: teacher.duty != "tutor")
