"""A change of one text: written, checked as it is sent, and then read by a second person."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import proposal as act
from towpath.actions.action import Deed
from towpath.authority import Fault
from towpath.records import models as kept
from towpath.records import policy
from towpath.rules import who
from towpath.rules.difference import difference, new_version
from towpath.rules.enquiry import Outcome
from towpath.rules.proposal import KINDS, OPEN
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form
from towpath.web.guide.body import draw
from towpath.web.publishing.desk import admit, duties
from towpath.web.request import Request
from towpath.web.verb import HAPPENED

ANSWERS: dict[Outcome, str] = {
    "eligible": "fits",
    "not_eligible": "does not fit",
    "needs_information": "depends on what is not known",
}
DO = {
    "count_effect": "Count the referrals that would come out differently",
    "check_policy": "I have read it and it is right",
    "publish_policy": "Publish it",
    "turn_down_policy": "Turn it down",
}


class ChangeForm(Form):
    """The whole text, and why."""

    text = forms.CharField(label="The text", max_length=60_000, widget=forms.Textarea, strip=False)
    why = ReasonField(label="What changes, and why")

    def clean_text(self) -> str:
        """As the folder keeps it: a line feed at each line's end."""
        lines = str(self.cleaned_data["text"]).replace("\r\n", "\n").rstrip()
        return f"{lines}\n"


class StepForm(Form):
    """What is done with the change now, and the reason."""

    do = forms.ChoiceField(label="What do you do?", widget=forms.RadioSelect)
    reason = ReasonField(label="Why")

    def __init__(self, *args: Any, steps: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["do"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [(step, DO[step]) for step in steps]


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, kind: str, name: str) -> HttpResponse:
    """Edit a text and propose it; every fault is listed beside it by line, with its mend."""
    admit(request, "propose_policy")
    council = request.reader.authority_id
    if kind not in KINDS or not (text := policy.text_now(council, kind, name)):
        raise Http404("nothing of that name is published")
    form = ChangeForm(request.POST or None, initial={"text": text})
    found: tuple[Fault, ...] = ()
    if form.is_valid():
        said = form.cleaned_data

        def do(deed: Deed) -> UUID:
            return act.propose(deed=deed, authority_id=council, kind=kind, name=name, **said)

        text = said["text"]
        if key := attempt(request, form, do):
            messages.success(request, "The change waits for a second person")
            return redirect("proposal", key)
        found = policy.faults(council, kind, name, text)
    return show(request, "publishing/change.html", form, kind=kind, name=name, faults=found)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Request, proposal_id: UUID) -> HttpResponse:
    """A change with its difference, its effect and its history; and what may be done with it."""
    admit(request, "propose_policy")
    rows = kept.Proposal.objects.select_related("proposed_by", "checked_by")
    found = rows.filter(pk=proposal_id).first()
    if found is None:
        raise Http404("no such change")
    steps = _steps(request, found)
    form = StepForm(request.POST or None, steps=steps)
    if form.is_valid() and attempt(request, form, lambda deed: _do(deed, found.pk, request, form)):
        return redirect("proposal", proposal_id)
    return show(request, "publishing/proposal.html", form, steps=steps, **_read(request, found))


def _do(deed: Deed, proposal_id: UUID, request: Request, form: StepForm) -> UUID:
    step, reason = form.cleaned_data["do"], form.cleaned_data["reason"]
    seen = int(request.POST["seen"])
    if step == "count_effect":
        return act.count(deed=deed, proposal_id=proposal_id, seen=seen)
    verb = {
        "check_policy": act.check,
        "publish_policy": act.publish,
        "turn_down_policy": act.turn_down,
    }[step]
    return verb(deed=deed, proposal_id=proposal_id, seen=seen, reason=reason)


def _steps(request: Request, proposal: kept.Proposal) -> list[str]:
    """What is open to this reader now, in order."""
    if proposal.state not in OPEN:
        return []
    own = proposal.proposed_by_id == request.reader.person_id
    fits = {
        "count_effect": proposal.kind == "pathway",
        "check_policy": proposal.state == "waiting" and not own,
        "publish_policy": proposal.state == "checked",
        "turn_down_policy": True,
    }
    return [step for step in DO if fits[step] and who.may(duties(request), step).yes]


def _read(request: Request, proposal: kept.Proposal) -> dict[str, Any]:
    council = proposal.authority_id
    before = kept.PublishedPolicy.objects.filter(
        authority_id=council, kind=proposal.kind, name=proposal.name, sha256=proposal.based_on
    ).first()
    before_text = before.text if before else ""
    if not before and proposal.state in OPEN:
        before_text = policy.text_now(council, proposal.kind, proposal.name)
    versions = new_version(before_text, proposal.text) if proposal.kind == "pathway" else None
    effect = proposal.effects.order_by("-counted_at", "-id").first()
    return {
        "proposal": proposal,
        "is_version": versions is not None,
        "lines": difference(*(versions or (before_text, proposal.text))),
        "preview": _preview(proposal, policy.policy(council).council.id),
        "effect": effect,
        "turned": _turned(effect) if effect else [],
        "answers": ANSWERS,
        "happened": HAPPENED,
        "events": proposal.events.select_related("actor").order_by("at", "id"),
    }


def _preview(proposal: kept.Proposal, code: str) -> object:
    """A page as it would read; nothing for other texts."""
    if proposal.kind != "page":
        return ""
    return draw(code, proposal.text.split("\n+++\n", 1)[-1])


def _turned(effect: kept.Effect) -> list[kept.Turned]:
    """Those of the turned referrals whose child the reader sees, the live ones first."""
    rows = kept.Turned.objects.filter(effect=effect).select_related("child")
    return list(rows.order_by("-live", "child__surname", "child__forename", "id")[:200])
