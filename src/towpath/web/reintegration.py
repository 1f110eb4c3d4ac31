"""The way back: steps to school, the end of a placement, and the check that the return held."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import reintegration as act
from towpath.records.policy import due
from towpath.records.reintegration import step
from towpath.rules import reintegration as rule
from towpath.rules.placement import MOST_MINUTES
from towpath.rules.reason import Reason
from towpath.web.actor import now
from towpath.web.attempt import attempt
from towpath.web.field import NOT_READ_AT_HOME, DayField, MinutesField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request


def a_year_on() -> date:
    """The latest day a step can be planned for: a later one is a slip of the pen."""
    return now().today + timedelta(days=366)


class StepForm(Form):
    """From when, what, and how long in school each week."""

    from_on = DayField(label="From when?", called="The day", latest=a_year_on)
    words = ReasonField(
        label="What is the step?",
        help_text="Such as: art on Fridays with a key adult at the gate",
        max_length=rule.LONGEST,
    )
    minutes_in_school = MinutesField(
        label="How long in school each week?", called="Time in school", at_most=MOST_MINUTES
    )


class StepOutcomeForm(Form):
    """How a step went."""

    outcome = forms.ChoiceField(
        label="Was it done?",
        choices=[("done", "Done"), ("not_done", "Not done")],
        widget=forms.RadioSelect,
    )
    words = ReasonField(label="How did it go?", max_length=2000)


class EndForm(Form):
    """Why, when and to where."""

    ended_on = DayField(label="When was the last day?", called="The last day")
    reason_code = forms.ChoiceField(
        label="Why does it end?",
        choices=options(rule.END_REASONS),
        widget=forms.RadioSelect,
    )
    reason = ReasonField(
        label="Say why in your own words", help_text=NOT_READ_AT_HOME, max_length=2000
    )
    destination = forms.ChoiceField(
        label="Where does the child go next?",
        choices=options(rule.DESTINATION),
        widget=forms.RadioSelect,
    )

    def end(self) -> act.End:
        """The end that this form says."""
        said = self.cleaned_data
        return act.End(
            said["ended_on"], Reason(said["reason_code"], said["reason"]), said["destination"]
        )


class CheckForm(Form):
    """How it stands some weeks on, and if not well, when the council looks again."""

    sustained = forms.ChoiceField(label="How does it stand now?", widget=forms.RadioSelect)
    reason = ReasonField(label="How do you know?", help_text=NOT_READ_AT_HOME, max_length=2000)
    next_on = DayField(
        label="When does the council look at it again?", called="The day", required=False
    )

    def __init__(self, *args: Any, asked: rule.Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(zip(rule.SUSTAINED, asked.answers, strict=True))
        self.fields["sustained"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Plan one step back to school."""
    placement = sought(request, placement_id)
    form = StepForm(request.POST or None)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.plan_step(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                **form.cleaned_data,
            ),
        )
        if key:
            messages.success(request, "The step is planned")
            return redirect("placement", child_id, placement_id)
    return show_step(request, "plan_return_step", "reintegration/plan.html", form, placement)


@require_http_methods(["GET", "HEAD", "POST"])
def record_step(request: Request, child_id: UUID, step_id: UUID) -> HttpResponse:
    """Say how a step went."""
    found = step(child_id, step_id)
    if found is None:
        raise Http404("There is no such step that you can see")
    placement = sought(request, found.placement_id)
    form = StepOutcomeForm(request.POST or None)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.record_step(
                deed=deed, step_id=step_id, seen=carried(request).seen, **form.cleaned_data
            ),
        )
        if key:
            messages.success(request, "How the step went is recorded")
            return redirect("placement", child_id, found.placement_id)
    return show_step(
        request, "plan_return_step", "reintegration/step.html", form, placement, step=found
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """End the placement: its page says first what follows."""
    placement = sought(request, placement_id)
    today = now().today
    form = EndForm(request.POST or None, initial={"ended_on": today})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.end(
                deed=deed, placement_id=placement_id, seen=carried(request).seen, end=form.end()
            ),
        )
        if key:
            messages.success(request, "The placement has ended")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "end_placement",
        "reintegration/end.html",
        form,
        placement,
        check_on=due(request.sight.child.authority_id, "return_check", today),
        marks_until=due(request.sight.child.authority_id, "late_marks", today),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Say how it stands, by where the child went."""
    placement = sought(request, placement_id)
    name, asked = request.sight.child.forename, rule.CHECKS.get(placement.destination, rule.RETURN)
    latest = due(request.sight.child.authority_id, "duty_review", now().today)
    form = CheckForm(request.POST or None, asked=asked)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.check(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                **form.cleaned_data,
            ),
        )
        if key:
            messages.success(request, "The check is recorded")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "check_return",
        "reintegration/check.html",
        form,
        placement,
        latest=latest,
        today=now().today,
        destination=rule.DESTINATION.get(placement.destination, ""),
        question=asked.question.format(name=name),
        whom=asked.whom.format(name=name),
        follows={
            answer: rule.FOLLOWS[asked.then_owed(answer)].format(owner=placement.owner)
            for answer in rule.SUSTAINED[1:]
        },
    )
