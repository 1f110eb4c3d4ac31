"""Published policy: what the council said, word for word, from when, and who approved it.

What is published is never changed: a later row stands after it, and a decision keeps the hash of
the text it was made by. A change waits as a `Proposal` until a second person has checked it.
"""

from django.db import models

from towpath.records.row import OfChild, Row, Versioned, one_of, said
from towpath.rules import proposal as rule


class PublishedPolicy(Row):
    """One text as published: of a pathway, a page or the clocks. Only ever added to.

    `approver` is who approved it; `approved_by` their name and duty as they were that day.
    """

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="policies")
    kind = models.CharField(max_length=10, default="pathway")
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    valid_from = models.DateField()
    approver = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    approved_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("policy_kind", "kind", tuple(rule.KINDS)),
            said("policy_said", "text"),
        ]
        indexes = [
            models.Index(name="policy_of_council", fields=["authority", "published_at"]),
            models.Index(name="policy_by_hash", fields=["sha256"]),
        ]


class Proposal(Versioned):
    """A change that waits. `based_on` is the hash of the text it was written against, or empty."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=40)
    text = models.TextField()
    based_on = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, default="waiting")
    why = models.TextField()
    proposed_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    checked_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("proposal_kind", "kind", tuple(rule.KINDS)),
            one_of("proposal_state", "state", rule.PROPOSAL.states),
            said("proposal_why_said", "why"),
            models.CheckConstraint(
                name="proposal_checked_by_another",
                condition=models.Q(checked_by=None) | ~models.Q(checked_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_published_after_a_check",
                condition=~models.Q(state__in=("checked", "published"), checked_by=None),
            ),
        ]
        indexes = [models.Index(name="proposal_waiting", fields=["authority", "state"])]


class PolicyEvent(Row):
    """Who did what to a proposal, and why: an Event is of a child, this is of the policy."""

    at = models.DateTimeField()
    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    actor = models.ForeignKey("Person", models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    once = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="policy_event_once", fields=["actor", "once"]),
            said("policy_event_verb_said", "verb"),
        ]


class Effect(Row):
    """What a proposed pathway would do, counted on a day by one who sees the county's children.

    Of `considered` referrals, so many live and so many past ones would come out differently.
    """

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="effects")
    counted_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    considered = models.PositiveIntegerField()
    live = models.PositiveIntegerField()
    past = models.PositiveIntegerField()


class Turned(OfChild):
    """One referral that would come out differently: what it answers now, and what it would."""

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="turned")
    referral = models.ForeignKey("Referral", models.PROTECT, related_name="+")
    live = models.BooleanField()
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="turned_once", fields=["effect", "referral"]),
        ]
