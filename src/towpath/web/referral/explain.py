"""An empty reason once found, explained since by who owns the decision or a head of service."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from towpath.actions import decision as act
from towpath.records.decision import Decision, explained
from towpath.rules import decision as rule
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form
from towpath.web.request import Request


class ExplainForm(Form):
    """What the empty reason meant."""

    words = ReasonField(label="Why was it decided so?", max_length=4000)


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: Request, child_id: UUID, referral_id: UUID, decision_id: UUID) -> HttpResponse:
    """Explain this decision. What was written first stays beside it."""
    decision = (
        Decision.objects.filter(pk=decision_id, referral_id=referral_id, child_id=child_id)
        .select_related("referral", "decided_by", "explanation__said_by")
        .first()
    )
    if decision is None:
        raise Http404("There is no such decision that you can see")
    if not may_explain(request, decision):
        raise PermissionDenied(rule.WHO_EXPLAINS)
    form = ExplainForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        key = attempt(
            request, form, lambda deed: act.explain(deed=deed, decision_id=decision_id, words=words)
        )
        if key:
            messages.success(request, "The explanation stands beside the decision, in your name")
            return redirect("referral", child_id, referral_id)
    return show(
        request,
        "referral/explain.html",
        form,
        sight=request.sight,
        decision=decision,
        outcome=rule.OUTCOMES[decision.outcome],
        coded=rule.REASONS[decision.outcome][decision.reason_code],
        closed=explained(decision) or not rule.unsaid(decision.reason),
        here=reverse("referral", args=[child_id, referral_id]),
    )


def may_explain(request: Request, decision: Decision) -> bool:
    """Whether the reader may say what this decision's reason meant."""
    owners = {decision.owner_id, decision.referral.owner_id}
    sight, person_id = request.sight, request.reader.person_id
    return sight.may("explain_decision") and rule.may_explain(sight.duties, person_id, owners)
