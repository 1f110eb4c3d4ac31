"""Approaches: what a family or a school asked, whose it is to answer, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from towpath.records.child import Child, Restriction
from towpath.records.referral import Referral
from towpath.records.row import OfChild, Versioned, one_of, said
from towpath.records.who import Post, Today
from towpath.rules import approach as rule

MOST = 50  # of a list on a desk


class Approach(OfChild, Versioned):
    """One thing asked. `about` and `quoted` are of a correction: the part that is said to be wrong,
    and how it read then. `referral` is what it is about, or what it became."""

    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="open")
    words = models.TextField()
    hoped_for = models.TextField(blank=True)
    about = models.CharField(max_length=12, blank=True)
    quoted = models.TextField(blank=True)
    pathway = models.CharField(max_length=40, blank=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="approaches")
    school = models.ForeignKey("School", models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    # A family's own row is walled from the school: who asked is said here as well.
    asker = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("approach_kind", "kind", tuple(rule.KINDS)),
            one_of("approach_state", "state", rule.APPROACH.states),
            one_of("approach_outcome", "outcome", ("", *rule.CODES)),
            one_of("approach_about", "about", ("", *rule.DISPUTED)),
            said("approach_said", "words"),
            models.CheckConstraint(
                name="approach_open_has_a_date",
                condition=models.Q(state="open", next_on__isnull=False, outcome="")
                | (~models.Q(state="open") & models.Q(next_on=None) & ~models.Q(outcome="")),
            ),
            models.CheckConstraint(
                name="approach_correction_is_of_a_referral",
                condition=~models.Q(kind="correction") | models.Q(referral__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="approach_open_due",
                fields=["next_on", "id"],
                condition=models.Q(next_on__isnull=False),
            ),
            models.Index(name="approach_of_child", fields=["child", "asked_at"]),
        ]

    @property
    def what(self) -> str:
        """What was asked, as a heading says it."""
        of = f": {rule.DISPUTED[self.about].lower()}" if self.about else ""
        return f"{rule.KINDS[self.kind]}{of}"


class ApproachNote(OfChild):
    """What was said or done on an approach while it stayed open, and the next date it then had."""

    approach = models.ForeignKey(Approach, models.PROTECT, related_name="notes")
    words = models.TextField()
    next_on = models.DateField()
    written_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [said("approach_note_said", "words")]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """An open approach on a desk."""

    approach_id: UUID
    child_id: UUID
    child: str
    what: str
    owner: str
    next_on: date


def to_answer(owner_id: UUID | None = None) -> list[ToAnswer]:
    """The open approaches that the reader sees, those due first. One query.

    Of an owner, only that owner's, and everybody's that are past their date.
    """
    rows = Approach.objects.filter(next_on__isnull=False)
    if owner_id:
        rows = rows.filter(models.Q(owner_id=owner_id) | models.Q(next_on__lt=Today()))
    rows = rows.select_related("child", "owner").order_by("next_on", "id")[:MOST]
    return [
        ToAnswer(row.pk, row.child_id, row.child.name, row.what, row.owner.name, row.next_on)
        for row in rows
        if row.next_on
    ]


def approaches(child_id: UUID, referral_id: UUID | None = None) -> list[Approach]:
    """What was asked about a child, or a referral of theirs, that the reader sees; the latest
    first. One query."""
    rows = Approach.objects.filter(child_id=child_id)
    if referral_id:
        rows = rows.filter(referral_id=referral_id)
    people = rows.select_related("owner", "answered_by")
    return list(people.order_by("-asked_at", "-id"))


def notes_of(approach_id: UUID) -> list[tuple[str, str, datetime]]:
    """(words, by, when) of the notes on an approach, the latest first."""
    rows: Any = ApproachNote.objects.filter(approach_id=approach_id)
    rows = rows.order_by("-written_at", "-id")
    return list(rows.values_list("words", "written_by__name", "written_at"))


def school_lead(child: Child, school_id: UUID | None) -> UUID | None:
    """Who answers a family at a school: its SENCO, or else its head teacher; None where neither is
    in post, or where the record is closed to them."""
    if school_id is None:
        return None
    posts = Post.objects.filter(
        school_id=school_id, duty__in=("senco", "head_teacher"), period__contains=Today()
    )
    restricted = Restriction.objects.filter(child=child, period__contains=Today()).first()
    if restricted:
        posts = posts.filter(person__in=restricted.circle.values("person"))
    # "senco" stands after "head_teacher"; who covers a post comes after its holder.
    leads = posts.order_by("-duty", models.F("covers").asc(nulls_first=True), "person_id")
    return leads.values_list("person_id", flat=True).first()


def is_closed(child_id: UUID) -> bool:
    """Whether a court or a restriction keeps the actor from this child, whatever else they are."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(closed_children())", [child_id])
        (closed,) = cursor.fetchone()
    return bool(closed)
