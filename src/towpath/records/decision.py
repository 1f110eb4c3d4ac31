"""Decisions: what was decided, why, by whom, under which policy, and what is due next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models.functions import Length

from towpath.records.row import OfChild, one_of, said
from towpath.rules import decision as rule
from towpath.rules.words import says_nothing

CODES = tuple(sorted({code for codes in rule.REASONS.values() for code in codes}))

SHORT = 80  # characters: no way past a box is as long, unless it says the same again and again


class Decision(OfChild):
    """One decision on a referral. Never changed: a later decision stands after it."""

    referral = models.ForeignKey("Referral", models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=24)
    reason_code = models.CharField(max_length=30)
    reason = models.TextField()
    section_19 = models.CharField(max_length=14)
    decided_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField()
    policy_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            one_of("decision_outcome", "outcome", tuple(rule.OUTCOMES)),
            one_of("decision_reason_code", "reason_code", CODES),
            one_of("decision_section_19", "section_19", tuple(rule.SECTION_19)),
            said("decision_reason_said", "reason"),
        ]
        indexes = [models.Index(name="decision_of_child", fields=["child", "decided_at"])]


class Finding(OfChild):
    """What triage showed the officer who decided, criterion by criterion, and on which facts.

    Its own table, because the facts are for those round the child, and the decision is everyone's.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="finding")
    facts = models.JSONField()
    verdict = models.JSONField()


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A decision on record whose reason says nothing: of which child, and who can be asked."""

    child_id: UUID
    referral_id: UUID
    child: str
    outcome: str
    reason: str
    decided_by: str
    decided_at: datetime


def unexplained() -> list[Unexplained]:
    """The decisions whose reason says nothing, the latest first. One query, of short reasons."""
    rows = (
        Decision.objects.alias(size=Length("reason"))
        .filter(size__lte=SHORT)
        .order_by("-decided_at", "-id")
        .values_list(
            *("child_id", "referral_id", "child__forename", "child__surname"),
            *("outcome", "reason", "decided_by__name", "decided_at"),
        )
    )
    return [
        Unexplained(child_id, referral_id, f"{forename} {surname}", rule.OUTCOMES[out], why, by, at)
        for child_id, referral_id, forename, surname, out, why, by, at in rows
        if says_nothing(why)
    ]
