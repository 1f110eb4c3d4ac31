"""Placements: who teaches the child, on what legal basis, towards what, until when."""

from django.db import models

from towpath.records.row import OfChild, Versioned, one_of, said
from towpath.rules import placement as rule
from towpath.rules.referral import LEGAL_BASIS


class Placement(OfChild, Versioned):
    """A child with a provider. Legal basis, reason and setting each answer another return."""

    referral = models.ForeignKey("Referral", models.PROTECT, null=True, related_name="placements")
    provider = models.ForeignKey("Provider", models.PROTECT, related_name="placements")
    tutor = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="offered")
    legal_basis = models.CharField(max_length=16)
    arranged_by = models.CharField(max_length=8, default="council")
    census_reason = models.CharField(max_length=20)
    setting_type = models.CharField(max_length=6)
    brief = models.TextField()  # what the provider must know before the first day
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    next_step = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField()
    starts_on = models.DateField(null=True)
    planned_minutes = models.PositiveIntegerField(null=True)  # a week
    intended_next_step = models.CharField(max_length=16, blank=True)
    # An interim start: before the whole plan, approved by name, the plan due by a date.
    interim_approved_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    interim_reason = models.TextField(blank=True)
    plan_due_on = models.DateField(null=True)
    plan_completed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason_code = models.CharField(max_length=30, blank=True)
    end_reason = models.TextField(blank=True)
    destination = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            one_of("placement_state", "state", rule.PLACEMENT.states),
            one_of("placement_basis", "legal_basis", tuple(LEGAL_BASIS)),
            one_of("placement_arranged_by", "arranged_by", tuple(rule.ARRANGED_BY)),
            one_of("placement_census_reason", "census_reason", tuple(rule.CENSUS_REASON)),
            one_of("placement_setting", "setting_type", tuple(rule.SETTING_TYPE)),
            said("placement_brief_said", "brief"),
            models.CheckConstraint(
                name="placement_next_date",
                condition=models.Q(next_on__isnull=False) | ~models.Q(state__in=rule.OPEN),
            ),
            models.CheckConstraint(
                name="placement_started_with_plan",
                condition=~models.Q(state="started")
                | models.Q(starts_on__isnull=False, plan_completed_on__isnull=False)
                | models.Q(
                    starts_on__isnull=False,
                    interim_approved_by__isnull=False,
                    plan_due_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="placement_ended_with_reason",
                condition=~models.Q(state__in=["ended", "checked"])
                | (models.Q(ended_on__isnull=False) & ~models.Q(end_reason__regex=r"^\s*$")),
            ),
        ]
        indexes = [
            models.Index(name="placement_of_provider", fields=["provider", "state"]),
            models.Index(name="placement_due", fields=["owner", "next_on"]),
        ]


class OfPlacement(OfChild):
    """A row of one placement: its provider sees it with the placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Objective(OfPlacement):
    """What the placement works towards, and where the child started from."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="objectives")
    words = models.CharField(max_length=300)
    baseline = models.CharField(max_length=300)

    class Meta:
        constraints = [
            said("objective_said", "words"),
            said("objective_baseline_said", "baseline"),
        ]
