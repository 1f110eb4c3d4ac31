"""What the council owes a child, looked at again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import duty as act
from towpath.records.duty import owed
from towpath.records.policy import due
from towpath.rules.decision import SECTION_19
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.request import Request


class DutyForm(Form):
    """The question of section 19, asked again: an answer, why, and when it is next asked."""

    answer = forms.ChoiceField(
        label="Does the council owe this child education now?",
        help_text="Section 19 of the Education Act 1996",
        choices=list(SECTION_19.items()),
        widget=forms.RadioSelect,
    )
    reason = ReasonField(
        label="Why?",
        help_text="The family and the school read this. What education is in place today, what is "
        "not, and what was done since the last review. “No change” is an answer, if "
        "you say what was looked at.",
        max_length=4000,
    )
    next_on = DayField(
        label="When is it looked at again?", called="The next review", required=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, child_id: UUID, duty_id: UUID) -> HttpResponse:
    """Keep what is owed under review, or close it because nothing is owed any more."""
    duty = owed(child_id, duty_id)
    if duty is None:
        raise Http404("There is no such duty that you can see")
    latest = due(request.sight.child.authority_id, "duty_review", now().today)
    form = DutyForm(request.POST or None, initial={"next_on": latest})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.review(
                deed=deed, duty_id=duty_id, seen=carried(request).seen, **form.cleaned_data
            ),
        )
        if key:
            messages.success(request, "The review of what is owed is recorded")
            return redirect("child", child_id)
    return show(
        request,
        "duty/review.html",
        form,
        sight=request.sight,
        duty=duty,
        answer=SECTION_19[duty.answer],
        latest=latest,
    )
