"""Decisions: what was decided, why, by whom, under which policy, and what is due next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models.functions import Length

from towpath.records.row import OfChild, one_of, said
from towpath.rules import decision as rule
from towpath.rules.wording import day as say
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


class Explanation(OfChild):
    """What a decision's empty reason meant, said since. The reason itself stays as it was."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="explanation")
    words = models.TextField()
    said_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [said("explanation_said", "words")]


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A decision on record whose reason says nothing: of which child, and who can be asked.

    `owners` are those, but for a head of service, who may explain it.
    """

    decision_id: UUID
    child_id: UUID
    referral_id: UUID
    child: str
    outcome: str
    reason: str
    decided_by: str
    decided_at: datetime
    owners: frozenset[UUID]


def unexplained() -> list[Unexplained]:
    """The decisions whose reason says nothing and which nobody has explained since, the latest
    first. One query, of short reasons."""
    rows = (
        Decision.objects.alias(size=Length("reason"))
        .filter(size__lte=SHORT, explanation=None)
        .order_by("-decided_at", "-id")
        .values_list(
            *("id", "child_id", "referral_id", "child__forename", "child__surname", "outcome"),
            *("reason", "decided_by__name", "decided_at", "owner_id", "referral__owner_id"),
        )
    )
    return [
        Unexplained(
            *(key, child_id, referral_id, f"{forename} {surname}", rule.OUTCOMES[outcome]),
            *(reason, by, at, frozenset(owners)),
        )
        for key, child_id, referral_id, forename, surname, outcome, reason, by, at, *owners in rows
        if says_nothing(reason)
    ]


def explained(decision: Decision) -> str:
    """What has been said of a decision since, by whom and when; "" where nothing has."""
    since = getattr(decision, "explanation", None)
    if since is None:
        return ""
    return f"Explained since, by {since.said_by.name} on {say(since.said_at)}: {since.words}"
