"""The first day: with the whole plan, or before it because the child cannot wait."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import placement as act
from towpath.records.placement import Placed
from towpath.records.policy import due
from towpath.rules import placement as rule
from towpath.web.actor import now
from towpath.web.attempt import attempt
from towpath.web.field import DayField, MinutesField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request

OBJECTIVES = (1, 2, 3)


class PlanForm(Form):
    """The whole plan: up to three objectives, hours a week, first review, intended next step."""

    objective_1 = ReasonField(label="First objective", max_length=rule.LONGEST)
    baseline_1 = ReasonField(label="Where is the child now?", max_length=rule.LONGEST)
    objective_2 = ReasonField(label="Second objective", max_length=rule.LONGEST, required=False)
    baseline_2 = ReasonField(
        label="Where is the child now?", max_length=rule.LONGEST, required=False
    )
    objective_3 = ReasonField(label="Third objective", max_length=rule.LONGEST, required=False)
    baseline_3 = ReasonField(
        label="Where is the child now?", max_length=rule.LONGEST, required=False
    )
    planned_minutes = MinutesField(label="Planned hours a week", at_most=rule.MOST_MINUTES)
    first_review_on = DayField(label="When is the first review?", called="The first review")
    next_step = forms.ChoiceField(
        label="What is the intended next step?",
        choices=options(rule.NEXT_STEP),
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """An objective and where the child is now belong together."""
        said: dict[str, Any] = super().clean() or {}
        for number in OBJECTIVES[1:]:
            words, baseline = said.get(f"objective_{number}"), said.get(f"baseline_{number}")
            if words and baseline == "":
                self.add_error(f"baseline_{number}", "Say where the child is now")
            if baseline and words == "":
                self.add_error(f"objective_{number}", "Say what is worked towards")
        return said

    def plan(self) -> rule.Plan:
        """The plan that this form says."""
        said = self.cleaned_data
        pairs = ((said[f"objective_{n}"], said[f"baseline_{n}"]) for n in OBJECTIVES)
        return rule.Plan(
            objectives=tuple(pair for pair in pairs if pair[0]),
            planned_minutes=said["planned_minutes"],
            first_review_on=said["first_review_on"],
            next_step=said["next_step"],
        )


class StartForm(PlanForm):
    """The first day, and the plan."""

    starts_on = DayField(label="When was the first day?", called="The first day")


class InterimForm(Form):
    """The first day, and why it did not wait."""

    starts_on = DayField(label="When was the first day?", called="The first day")
    reason = ReasonField(
        label="Why can the child not wait for the plan?",
        help_text="The family and the provider read this.",
        max_length=2000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Start, with the whole plan."""
    placement = sought(request, placement_id)
    first_day = _first_day(placement)
    latest = _latest_review(request, first_day)
    form = StartForm(
        request.POST or None, initial={"starts_on": first_day, "first_review_on": latest}
    )
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.start(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                starts_on=form.cleaned_data["starts_on"],
                plan=form.plan(),
            ),
        )
        if key:
            messages.success(request, "The placement has started, with its plan")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "start_placement",
        "placement/start.html",
        form,
        placement,
        first_day=first_day,
        latest=latest,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start_interim(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Let the child start before the whole plan; the sender approves it by name."""
    placement = sought(request, placement_id)
    first_day = _first_day(placement)
    form = InterimForm(request.POST or None, initial={"starts_on": first_day})
    plan_due_on = due(request.sight.child.authority_id, "interim_plan", first_day)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.start_interim(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                starts_on=said["starts_on"],
                reason=said["reason"],
            ),
        )
        if key:
            messages.success(request, "The placement has started; its plan is still owed")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "start_interim",
        "placement/interim.html",
        form,
        placement,
        first_day=first_day,
        plan_due_on=plan_due_on,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def complete_plan(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Give the plan that an interim start still owes."""
    placement = sought(request, placement_id)
    first_day = _first_day(placement)
    latest = _latest_review(request, first_day)
    form = PlanForm(request.POST or None, initial={"first_review_on": latest})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.complete_plan(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                plan=form.plan(),
            ),
        )
        if key:
            messages.success(request, "The plan is complete")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "complete_plan",
        "placement/plan.html",
        form,
        placement,
        first_day=first_day,
        latest=latest,
    )


def _first_day(placement: Placed) -> date:
    """The first day as agreed, or today where that is still to come."""
    return min(placement.starts_on or now().today, now().today)


def _latest_review(request: Request, first_day: date) -> date:
    """The last day the policy allows; today, where that has gone by."""
    latest = due(request.sight.child.authority_id, "review", first_day)
    return max(latest, now().today)
