"""Drafts, referrals, and the facts that were said, by whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import functions

from towpath.records.child import Child, Involvement, Restriction
from towpath.records.row import OfChild, Row, Versioned, one_of, said
from towpath.records.who import Post, Today
from towpath.rules import referral as rule
from towpath.rules import who
from towpath.rules.fact import SOURCES
from towpath.rules.wrong import Wrong


class Draft(Row):
    """A referral being written. It hangs off nothing, is its writer's alone, and is purged."""

    person = models.ForeignKey("Person", models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()


class Referral(OfChild, Versioned):
    """A request for a pathway. While it is open it has an owner and a next date, always."""

    pathway = models.CharField(max_length=40)
    policy_sha256 = models.CharField(max_length=64)
    legal_basis = models.CharField(max_length=16)
    state = models.CharField(max_length=14, default="sent")
    referred_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    referrer = models.CharField(max_length=30)  # the fact `referrer` as it was true then
    school = models.ForeignKey("School", models.PROTECT, null=True, related_name="referrals")
    about = models.TextField()  # the referrer's own account
    hoped_for = models.TextField(blank=True)
    parent_view = models.CharField(max_length=20)
    parent_view_text = models.TextField(blank=True)
    informed_on = models.DateField(null=True)  # when the family was told of it, and how
    informed_how = models.CharField(max_length=10, blank=True)
    sent_at = models.DateTimeField()
    asked_for = models.JSONField(default=list)  # facts asked for when returned
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    next_step = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("referral_state", "state", rule.REFERRAL.states),
            one_of("referral_basis", "legal_basis", tuple(rule.LEGAL_BASIS)),
            one_of("referral_informed_how", "informed_how", ("", *rule.INFORMED)),
            models.CheckConstraint(
                name="referral_next_date",
                condition=models.Q(next_on__isnull=False) | models.Q(state__in=rule.ENDED),
            ),
            models.UniqueConstraint(
                name="referral_live_once",
                fields=["child", "pathway"],
                condition=models.Q(state__in=rule.OPEN),
            ),
        ]
        indexes = [
            models.Index(name="referral_caseload", fields=["owner", "next_on", "id"]),
            # Everyone's cases: open ones in order of date, read until a page is full.
            models.Index(
                name="referral_open_due",
                fields=["next_on", "id"],
                condition=models.Q(state__in=rule.OPEN),
            ),
        ]


class Fact(OfChild):
    """One thing said about a child, by whom and when. A correction is a later row.

    Where `source` is "record" it was sent as the records had it, and "unknown" keeps that it was
    asked and not known: such a row has no value, and answers nothing.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=8, default="said")
    said_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("fact_source", "source", SOURCES),
            models.CheckConstraint(
                name="fact_unknown_says_nothing",
                condition=~models.Q(source="unknown") | models.Q(value__isnull=True),
            ),
        ]
        indexes = [models.Index(name="fact_of_referral", fields=["referral", "name", "said_at"])]


class Risk(OfChild):
    """What could harm the child or others, or of whom that was asked. A later row supersedes.

    Its own table, because its readers are fewer: it is for those round the child, not the family.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="risks")
    words = models.TextField()
    said_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [said("risk_said", "words")]
        indexes = [models.Index(name="risk_of_referral", fields=["referral", "said_at"])]


def facts_said(referral_id: UUID) -> dict[str, object]:
    """What was last said of each fact of a referral, as it was written; one that has since turned
    out not to be known is left out."""
    said = Fact.objects.filter(referral_id=referral_id).order_by("said_at", "id")
    last = {
        name: (source, raw) for name, source, raw in said.values_list("name", "source", "value")
    }
    return {name: raw for name, (source, raw) in last.items() if source != "unknown"}


def risks_said(referral_id: UUID) -> str:
    """The risks as last said; empty where the reader is not one of those who may read them."""
    said = Risk.objects.filter(referral_id=referral_id).order_by("-said_at", "-id")
    return said.values_list("words", flat=True).first() or ""


def risks_ever(referral_id: UUID) -> list[Risk]:
    """Every version of the risks, the latest first."""
    said = Risk.objects.filter(referral_id=referral_id).select_related("said_by")
    return list(said.order_by("-said_at", "-id"))


def owners(child: Child) -> "models.QuerySet[Post]":
    """The posts, held today, that can own what is next for a child.

    Of a restricted record only those in its circle: an owner who cannot see the child has lost it.
    """
    posts = Post.objects.filter(
        authority_id=child.authority_id, duty__in=sorted(who.OWNERS), period__contains=Today()
    )
    restricted = Restriction.objects.filter(child=child, period__contains=Today()).first()
    return posts.filter(person__in=restricted.circle.values("person")) if restricted else posts


def lightest_officer(child: Child) -> UUID:
    """The AP officer with the fewest open referrals; of equals, the one who comes first.

    Raises Wrong where there is none: a referral without an owner would be a lost child.
    """
    officers = (
        owners(child)
        .filter(duty="ap_officer", covers=None)
        .annotate(
            held=models.Subquery(
                Referral.objects.filter(owner=models.OuterRef("person"), state__in=rule.OPEN)
                .order_by()
                .values("owner")
                .annotate(n=models.Count("pk"))
                .values("n")
            )
        )
        .order_by(functions.Coalesce("held", 0), "person_id")
        .values_list("person_id", flat=True)
    )
    first = officers.first()
    if first is None:
        raise Wrong(
            "",
            "No AP officer in post can see this child, so nobody could own the referral: "
            "ring the council's alternative provision team, who will name one",
        )
    return first


def referrer(duties: frozenset[str], child_id: UUID, person_id: UUID) -> dict[str, object]:
    """Who is referring, as facts of the policy's vocabulary: never typed, always known."""
    facts: dict[str, object] = {"referrer": who.referrer(duties)}
    if facts["referrer"] == "social_worker":
        held = Involvement.objects.filter(
            child_id=child_id,
            person_id=person_id,
            duty="social_worker",
            period__contains=Today(),
        )
        if team := held.values_list("team", flat=True).first():
            facts["referrer_team"] = team
    return facts


@dataclass(frozen=True, slots=True)
class Live:
    """A live referral as somebody who would refer once more must see it first."""

    key: UUID
    pathway: str
    says: str
    owner: str
    next_step: str
    next_on: date | None


def live(child_id: UUID) -> list[Live]:
    """The child's live referrals, to whatever pathway, those due first. One query."""
    rows = Referral.objects.filter(child_id=child_id, state__in=rule.OPEN).select_related("owner")
    return [
        Live(
            row.pk,
            row.pathway,
            rule.REFERRAL.words[row.state],
            row.owner.name,
            row.next_step,
            row.next_on,
        )
        for row in rows.order_by("next_on", "id")
    ]
