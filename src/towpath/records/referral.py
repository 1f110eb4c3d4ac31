"""Drafts, referrals, and the facts that were said, by whom."""

from django.db import models

from towpath.records.row import OfChild, Row, Versioned, one_of
from towpath.rules import referral as rule


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
    risks = models.TextField()  # known risks, or of whom they were asked
    sent_at = models.DateTimeField()
    asked_for = models.JSONField(default=list)  # facts asked for when returned
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    next_step = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("referral_state", "state", rule.REFERRAL.states),
            one_of("referral_basis", "legal_basis", tuple(rule.LEGAL_BASIS)),
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
            models.Index(name="referral_due", fields=["authority", "next_on", "id"]),
        ]


class Fact(OfChild):
    """One thing said about a child, by whom and when. A correction is a later row."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    said_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="fact_of_referral", fields=["referral", "name", "said_at"])]
