"""Safeguarding concerns: raised in a minute from a telephone, and answered by those who act."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import concern as act
from towpath.records.concern import concern
from towpath.records.policy import due
from towpath.rules import concern as rule
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import show_step, sought
from towpath.web.request import Request


class ConcernForm(Form):
    """What was seen or heard, and what was done about it so far."""

    concern = ReasonField(
        label="What did you see or hear?",
        help_text="In the child’s own words if you can. Say what you know, not what you think.",
        max_length=4000,
    )
    done_so_far = forms.CharField(
        label="What have you done about it so far?",
        help_text="Such as: rang 999, rang the school, told my manager",
        widget=forms.Textarea,
        required=False,
        max_length=2000,
    )


class AnswerForm(Form):
    """What is being done, or was; and while it is being done, by when there is an outcome."""

    code = forms.ChoiceField(
        label="What is being done?", choices=list(rule.ANSWERS.items()), widget=forms.RadioSelect
    )
    next_on = DayField(label="By when is there an outcome?", called="The day", required=False)
    words = ReasonField(
        label="What did you do, and what did you find?",
        help_text="Whom you spoke to, what was decided, and why.",
        max_length=4000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def raise_concern(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Raise a concern about the child of this placement."""
    placement = sought(request, placement_id)
    form = ConcernForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.raise_concern(
                deed=deed,
                placement_id=placement_id,
                words=said["concern"],
                done_so_far=said["done_so_far"],
            ),
        )
        if key:
            messages.success(request, f"{placement.owner} has your concern")
            return redirect("placement", child_id, placement_id)
    answer_by = due(request.sight.child.authority_id, "concern", now().today)
    return show_step(
        request, "raise_concern", "concern/raise.html", form, placement, answer_by=answer_by
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, child_id: UUID, concern_id: UUID) -> HttpResponse:
    """Read a concern and all that was done about it; while it is open, answer it."""
    found = concern(child_id, concern_id)
    if found is None:
        raise Http404("There is no such concern that you can see")
    today = now().today
    latest = due(request.sight.child.authority_id, "concern_outcome", today)
    form = AnswerForm(request.POST or None, initial={"next_on": latest})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.answer(
                deed=deed,
                concern_id=concern_id,
                seen=carried(request).seen,
                **form.cleaned_data,
            ),
        )
        if key:
            messages.success(request, "Your answer is recorded")
            return redirect("answer_concern", child_id, concern_id)
    return show(
        request,
        "concern/answer.html",
        form,
        sight=request.sight,
        concern=found,
        state=rule.CONCERN.words[found.state],
        answers=rule.ANSWERS,
        taken=rule.TAKEN,
        latest=latest,
        today=today,
    )
