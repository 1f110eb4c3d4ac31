"""A review of a placement: what the child said, what was found, when the next one is."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import review as act
from towpath.records.lesson import hours
from towpath.records.policy import due
from towpath.records.review import last_review
from towpath.rules import review as rule
from towpath.rules.wording import day
from towpath.web.actor import now
from towpath.web.attempt import attempt
from towpath.web.field import NOT_READ_AT_HOME, DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import show_step, sought
from towpath.web.request import Request


class ReviewForm(Form):
    """The review as it was held. The child's own view comes first, because it is asked first."""

    held_on = DayField(label="When was the review held?", called="The day of the review")
    child_view = ReasonField(
        label="What did the child say?",
        help_text="Ask before the review, in whatever way suits the child, and use their own "
        f"words. If they would not say, say how they were asked. {NOT_READ_AT_HOME}",
        max_length=4000,
    )
    reason = ReasonField(
        label="What was found?",
        help_text="How far each objective has got, attendance, and what the family and the school "
        f"said. {NOT_READ_AT_HOME}",
        max_length=4000,
    )
    outcome = forms.ChoiceField(
        label="What does the review decide?",
        choices=list(rule.OUTCOMES.items()),
        widget=forms.RadioSelect,
    )
    next_on = DayField(label="When is the next review?", called="The next review")

    def held(self) -> act.Held:
        """The review that this form tells."""
        names = ("held_on", "outcome", "reason", "child_view", "next_on")
        return act.Held(**{name: self.cleaned_data[name] for name in names})


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Record a review of this placement, beside what it has to look at."""
    placement = sought(request, placement_id)
    today = now().today
    latest = due(request.sight.child.authority_id, "review", today)
    before = last_review(placement_id)
    form = ReviewForm(request.POST or None, initial={"held_on": today, "next_on": latest})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.hold(
                deed=deed, placement_id=placement_id, seen=carried(request).seen, held=form.held()
            ),
        )
        if key:
            next_on = day(form.cleaned_data["next_on"])
            messages.success(request, f"The review is recorded. The next is due by {next_on}")
            return redirect("placement", child_id, placement_id)
    since = before.held_on if before else placement.starts_on or today
    return show_step(
        request,
        "hold_review",
        "review/hold.html",
        form,
        placement,
        latest=latest,
        before=before,
        outcomes=rule.OUTCOMES,
        hours=hours(placement_id, (since, today))[0],
    )
