"""Placements: who teaches the child, on what legal basis, towards what, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject

from towpath.records.provider import Provider
from towpath.records.referral import Referral, Risk
from towpath.records.row import OfChild, Versioned, one_of, said
from towpath.records.school import Enrolment
from towpath.records.who import Today
from towpath.rules import placement as rule
from towpath.rules.referral import LEGAL_BASIS


class Placement(OfChild, Versioned):
    """A child with a provider. Legal basis, reason and setting each answer another return."""

    referral = models.ForeignKey("Referral", models.PROTECT, null=True, related_name="placements")
    # The referral's, kept here too: a provider sees the placement and not the referral.
    pathway = models.CharField(max_length=40, blank=True)
    provider = models.ForeignKey("Provider", models.PROTECT, related_name="placements")
    tutor = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="offered")
    legal_basis = models.CharField(max_length=16)
    arranged_by = models.CharField(max_length=8, default="council")
    census_reason = models.CharField(max_length=20)
    setting_type = models.CharField(max_length=6)
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    next_step = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField()
    # At one of the council's own services: who there moves it on, and since when a child waits.
    held_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    waiting_since = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    planned_minutes = models.PositiveIntegerField(null=True)  # a week
    intended_next_step = models.CharField(max_length=16, blank=True)
    # An interim start: before the whole plan, approved by name, the plan due by a date.
    interim_approved_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    interim_reason = models.TextField(blank=True)
    plan_due_on = models.DateField(null=True)
    plan_completed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    # Until when its provider, who then sees little else of the child, may tell the last lessons.
    marks_until = models.DateField(null=True)
    destination = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            one_of("placement_state", "state", rule.PLACEMENT.states),
            one_of("placement_basis", "legal_basis", tuple(LEGAL_BASIS)),
            one_of("placement_arranged_by", "arranged_by", tuple(rule.ARRANGED_BY)),
            one_of("placement_census_reason", "census_reason", tuple(rule.CENSUS_REASON)),
            one_of("placement_setting", "setting_type", tuple(rule.SETTING_TYPE)),
            models.CheckConstraint(
                name="placement_next_date",
                condition=models.Q(next_on__isnull=False) | ~models.Q(state__in=rule.OPEN),
            ),
            models.CheckConstraint(
                name="placement_waiting_since",
                condition=~models.Q(state="waiting") | models.Q(waiting_since__isnull=False),
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
                name="placement_ended_on_a_day",
                condition=~models.Q(state__in=["ended", "checked"])
                | models.Q(ended_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="placement_of_provider", fields=["provider", "state"]),
            models.Index(
                name="placement_marks_until",
                fields=["provider", "marks_until"],
                condition=models.Q(marks_until__isnull=False),
            ),
            models.Index(name="placement_due", fields=["owner", "next_on"]),
        ]


class OfPlacement(OfChild):
    """A row of one placement: its provider sees it with the placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Brief(OfChild):
    """What the provider must know before the first day: for who teaches, not for the family."""

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="brief")
    risks = models.TextField(blank=True)  # empty in a brief of the first days, which was one text
    words = models.TextField()

    class Meta:
        constraints = [said("brief_said", "words")]


class Ending(OfChild):
    """Why a placement ended, or its place fell away: for who works with the child, not the family.

    It may name a danger, or another child. `reason_code` is of the list that its verb offers.
    """

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="ending")
    reason_code = models.CharField(max_length=30)
    reason = models.TextField()

    class Meta:
        constraints = [said("ending_code_said", "reason_code"), said("ending_said", "reason")]


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


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective: what is worked towards, and where the child was at the start."""

    words: str
    baseline: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement as its pages show it; `tutor` is empty until one is named.

    `brief` and `end_reason` are empty to a reader they are not for.
    """

    id: UUID
    version: int
    state: str
    referral_id: UUID | None
    pathway: str
    provider_id: UUID
    provider: str
    provider_kind: str
    provider_phone: str
    held_by: str
    offered_at: datetime
    waiting_since: datetime | None
    tutor: str
    owner_id: UUID
    owner: str
    owner_phone: str
    school: str
    brief: rule.Brief
    next_on: date | None
    next_step: str
    starts_on: date | None
    planned_minutes: int | None
    intended_next_step: str
    legal_basis: str
    arranged_by: str
    interim_approved_by: str
    interim_reason: str
    plan_due_on: date | None
    plan_completed_on: date | None
    ended_on: date | None
    marks_until: date | None
    end_reason: str
    destination: str
    objectives: tuple[Aim, ...]


def placed(child_id: UUID, placement_id: UUID) -> Placed | None:
    """One placement of this child, if the reader sees it. One query."""
    objectives = Objective.objects.filter(placement=models.OuterRef("pk")).order_by("id")
    roll = Enrolment.objects.filter(
        child=models.OuterRef("child"), main=True, period__contains=Today()
    )
    row = (
        Placement.objects.filter(child_id=child_id, pk=placement_id)
        .select_related("provider", "tutor", "owner", "interim_approved_by", "held_by")
        .annotate(
            school=models.Subquery(roll.values("school__name")[:1]),
            risks=models.F("brief__risks"),
            known=models.F("brief__words"),
            why_ended=models.F("ending__reason"),
            aims=ArraySubquery(objectives.values(_=JSONObject(words="words", baseline="baseline"))),
        )
        .first()
    )
    return _as_shown(row) if row else None


def _as_shown(row: Any) -> Placed:
    return Placed(
        id=row.pk,
        version=row.version,
        state=row.state,
        referral_id=row.referral_id,
        pathway=row.pathway,
        provider_id=row.provider_id,
        provider=row.provider.name,
        provider_kind=row.provider.kind,
        held_by=row.held_by.name if row.held_by else "",
        offered_at=row.offered_at,
        waiting_since=row.waiting_since,
        provider_phone=row.provider.phone,
        tutor=row.tutor.name if row.tutor else "",
        owner_id=row.owner_id,
        owner=row.owner.name,
        owner_phone=row.owner.phone,
        school=row.school or "",
        brief=rule.Brief(row.risks or "", row.known or ""),
        next_on=row.next_on,
        next_step=row.next_step,
        starts_on=row.starts_on,
        planned_minutes=row.planned_minutes,
        intended_next_step=row.intended_next_step,
        legal_basis=row.legal_basis,
        arranged_by=row.arranged_by,
        interim_approved_by=row.interim_approved_by.name if row.interim_approved_by else "",
        interim_reason=row.interim_reason,
        plan_due_on=row.plan_due_on,
        plan_completed_on=row.plan_completed_on,
        ended_on=row.ended_on,
        marks_until=row.marks_until,
        end_reason=row.why_ended or "",
        destination=row.destination,
        objectives=tuple(Aim(**aim) for aim in row.aims),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A referral for which a place is sought, as its referrer told it."""

    id: UUID
    version: int
    state: str
    pathway: str
    about: str
    hoped_for: str
    legal_basis: str
    risks: str


def wanted(child_id: UUID, referral_id: UUID) -> Wanted | None:
    """One referral of this child, if the reader sees it. One query."""
    risks = Risk.objects.filter(referral=models.OuterRef("pk")).order_by("-said_at", "-id")
    found = (
        Referral.objects.filter(child_id=child_id, pk=referral_id)
        .annotate(known=models.Subquery(risks.values("words")[:1]))
        .values_list(
            *("id", "version", "state", "pathway", "about", "hoped_for", "legal_basis", "known")
        )
        .first()
    )
    return Wanted(*found) if found else None


@dataclass(frozen=True, slots=True)
class Possible:
    """A provider of a pathway, and what it last answered about a referral, if it was asked."""

    id: UUID
    name: str
    kind: str
    approved: bool
    phone: str
    postcode: str
    answer: str
    answer_code: str
    asked_at: datetime | None


def possible(authority_id: UUID, referral: Wanted) -> list[Possible]:
    """The providers that receive children by a referral's pathway, by name. One query."""
    asked = Placement.objects.filter(
        referral_id=referral.id, provider=models.OuterRef("pk")
    ).order_by("-offered_at")
    providers = (
        Provider.objects.filter(authority_id=authority_id, pathways__contains=referral.pathway)
        .annotate(
            answer=models.Subquery(asked.values("state")[:1]),
            code=models.Subquery(asked.values("ending__reason_code")[:1]),
            asked_at=models.Subquery(asked.values("offered_at")[:1]),
        )
        .order_by("name")
        .values_list(
            *("id", "name", "kind", "approved", "phone", "postcode", "answer", "code", "asked_at")
        )
    )
    return [
        Possible(key, name, kind, approved, phone, postcode, answer or "", code or "", asked_at)
        for key, name, kind, approved, phone, postcode, answer, code, asked_at in providers
    ]
