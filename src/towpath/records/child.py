"""The child, the adults round the child with their separate rights, and what closes a record."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from towpath.records.row import OfChild, Versioned, apart, one_of, said
from towpath.records.who import Today
from towpath.rules import who as rule
from towpath.rules.adult import BARRED_FROM, RELATIONSHIPS, RESTRICTED_FOR


def name_key(forename: str, surname: str) -> str:
    """How a whole name is kept for finding: small letters without accents, surname first."""
    return plain(f"{surname} {forename}")


def plain(name: str) -> str:
    """A name as it is kept for finding: small letters without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


class Child(Versioned):
    """A child or young person. No address here: addresses have their own table and wall."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="children")
    upn = models.CharField("unique pupil number", max_length=13, null=True)
    forename = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    # Lower case, unaccented, "surname forename": equality and prefixes use an index behind a wall.
    name_key = models.CharField(max_length=170)
    forename_key = models.CharField(max_length=80, default="")
    date_of_birth = models.DateField()
    sex = models.CharField(max_length=1, default="U")

    class Meta:
        constraints = [
            said("child_forename", "forename"),
            said("child_surname", "surname"),
            one_of("child_sex", "sex", ("F", "M", "U")),
            models.UniqueConstraint(name="child_upn", fields=["authority", "upn"]),
        ]
        indexes = [
            models.Index(name="child_by_name", fields=["authority", "name_key"]),
            models.Index(name="child_by_surname", fields=["name_key", "id"]),
            models.Index(name="child_by_forename", fields=["forename_key", "id"]),
            models.Index(name="child_by_birth", fields=["date_of_birth"]),
        ]

    @property
    def name(self) -> str:
        """Forename and surname as a page says them."""
        return f"{self.forename} {self.surname}"


class Adult(OfChild):
    """An adult's tie to one child: each has their own rights, letters and login, if any."""

    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=120)
    relationship = models.CharField(max_length=20)
    parental_responsibility = models.BooleanField(default=False)
    lives_with_child = models.BooleanField(default=False)
    gets_letters = models.BooleanField(default=True)
    period = DateRangeField()

    class Meta:
        constraints = [
            said("adult_named", "name"),
            one_of("adult_relationship", "relationship", tuple(RELATIONSHIPS)),
        ]


class Contact(OfChild):
    """How to reach one adult: seen by that adult and by those who work with the child."""

    adult = models.ForeignKey(Adult, models.PROTECT, related_name="contacts")
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    confidential = models.BooleanField(default=False)
    period = DateRangeField()


class Address(OfChild):
    """Where a child or an adult lives. Never shown from one parent to the other.

    `confidential` marks a refuge or other protected address: seen by its own adult and the
    record's named circle alone.
    """

    adult = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="addresses")
    # The adult's login, copied so that the wall compares this row's own column.
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    lines = models.TextField()
    postcode = models.CharField(max_length=8)
    postcode_key = models.CharField(max_length=8)
    confidential = models.BooleanField(default=False)
    source = models.CharField(max_length=120)
    verified_on = models.DateField()
    period = DateRangeField()

    class Meta:
        constraints = [said("address_lines", "lines"), said("address_source", "source")]


class CourtBar(OfChild):
    """What a court, or the council acting on one, keeps from one adult, and for how long."""

    person = models.ForeignKey("Person", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=12)
    order = models.CharField(max_length=200)  # "non-molestation order of 3 March 2026"
    period = DateRangeField()

    class Meta:
        constraints = [
            one_of("court_bar_scope", "scope", tuple(BARRED_FROM)),
            said("court_bar_order", "order"),
            apart("court_bar_once", "child", "person"),
        ]


class Restriction(OfChild):
    """A restricted record: closed to all but a named circle, with a reason and an approver."""

    reason_code = models.CharField(max_length=20)
    reason = models.TextField()
    approved_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    period = DateRangeField()

    class Meta:
        constraints = [
            one_of("restriction_reason", "reason_code", tuple(RESTRICTED_FOR)),
            said("restriction_said", "reason"),
            apart("restriction_once", "child"),
        ]


class Circle(OfChild):
    """One person of a restricted record's circle."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="circle")
    person = models.ForeignKey("Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="circle_once", fields=["restriction", "person"])
        ]


class Involvement(OfChild):
    """Someone whose children are named to them: a social worker, a plan coordination officer."""

    person = models.ForeignKey("Person", models.PROTECT, related_name="involvements")
    duty = models.CharField(max_length=30)
    team = models.CharField(max_length=40, blank=True)
    period = DateRangeField()

    class Meta:
        constraints = [
            one_of("involvement_duty", "duty", tuple(sorted(rule.INVOLVED))),
            apart("involvement_once", "child", "person", "duty"),
        ]


class Opened(OfChild):
    """That somebody opened a child's page: who, when, which page, and of what if not of the child:
    the key of the letter, the file, the placement."""

    person = models.ForeignKey("Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=60)
    about = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="opened_of_child", fields=["child", "at"])]


@dataclass(frozen=True, slots=True)
class AtHome:
    """An adult the child lives with; no phone or email where the reader may not have them."""

    name: str
    relationship: str
    phone: str
    email: str


def at_home(child_id: UUID) -> list[AtHome]:
    """Whom to ring about a visit: the adults the child lives with today. One query.

    Never a parent who lives elsewhere: the order that may keep one away is not in the sight of
    everybody who asks this.
    """
    adults = (
        Adult.objects.filter(child_id=child_id, lives_with_child=True, period__contains=Today())
        .exclude(relationship="self")
        .annotate(
            now=models.FilteredRelation(
                "contacts", condition=models.Q(contacts__period__contains=Today())
            )
        )
        .order_by("-parental_responsibility", "name", "id")
        .values_list("name", "relationship", "now__phone", "now__email")
    )
    return [
        AtHome(name, relationship.replace("_", " "), phone or "", email or "")
        for name, relationship, phone, email in adults
    ]
