"""Deciding a referral: an outcome, a reason, an owner, a next date, and what the council owes."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from towpath.actions import referral as act
from towpath.records import models as kept
from towpath.records.desk import officers
from towpath.records.intake import receiver
from towpath.records.panel import waiting_item
from towpath.records.policy import due, policy
from towpath.rules import decision as rule
from towpath.rules.criterion import tests_of
from towpath.rules.enquiry import Verdict
from towpath.rules.reason import Reason
from towpath.rules.referral import KNOWN, REFERRAL, UNDECIDED
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.referral.draft import GET_POST
from towpath.web.referral.ground import show_ground
from towpath.web.referral.read import doubts_of, find, verdict_of
from towpath.web.request import Request

WORDS = {
    "accept": "Accept: a place is found next",
    "return_for_information": "Return for information: nothing stops meanwhile",
    "signpost": "Signpost to another service",
    "not_accept": "Do not accept",
}


class DecisionForm(Form):
    """What every decision must have. The reasons to choose from belong to the outcome."""

    outcome = forms.ChoiceField(
        label="What do you decide?", choices=list(WORDS.items()), widget=forms.RadioSelect
    )
    reason_code_accept = forms.ChoiceField(label="Reason", required=False, choices=())
    reason_code_return_for_information = forms.ChoiceField(
        label="Reason", required=False, choices=()
    )
    reason_code_signpost = forms.ChoiceField(label="Reason", required=False, choices=())
    reason_code_not_accept = forms.ChoiceField(label="Reason", required=False, choices=())
    missing = forms.MultipleChoiceField(
        label="What do you ask for?", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = ReasonField(
        label="Why?",
        help_text="The family and the school will read it. Say what weighed, and what did not.",
        max_length=4000,
    )
    section_19 = forms.ChoiceField(
        label="Does the council owe this child education now?",
        choices=list(rule.SECTION_19.items()),
        widget=forms.RadioSelect,
        help_text="Section 19 of the Education Act 1996. Asked at every decision, whatever it is.",
    )
    owner = forms.ChoiceField(label="Who owns the next step?")
    next_on = DayField(
        label="By when is the next step due?", when="today or future", called="Next date"
    )

    def __init__(
        self, *args: object, people: list[tuple[UUID, str]], missing: list[str], **kw: object
    ) -> None:
        super().__init__(*args, **kw)
        for outcome, reasons in rule.REASONS.items():
            self._choose(f"reason_code_{outcome}", [("", "Choose a reason"), *reasons.items()])
        self._choose("owner", [(str(key), name) for key, name in people])
        self._choose("missing", [(name, FACTS[name].question) for name in missing])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined] # each named here is a choice field

    def clean(self) -> dict[str, object]:
        """The reason belongs to the outcome: its code is asked for once that is known."""
        given: dict[str, object] = super().clean() or {}
        outcome = given.get("outcome")
        if outcome and not given.get(f"reason_code_{outcome}"):
            self.add_error(f"reason_code_{outcome}", "Choose the reason that comes nearest")
        return given

    def place(self, field: str) -> str | None:
        """A refused reason belongs beside the list of the outcome that was chosen."""
        if field == "reason_code":
            field = f"reason_code_{self.cleaned_data['outcome']}"
        return super().place(field)

    def decision(self) -> rule.Decision:
        """The decision this form says."""
        said = self.cleaned_data
        outcome = said["outcome"]
        return rule.Decision(
            outcome=outcome,
            reason=Reason(said[f"reason_code_{outcome}"], said["reason"]),
            section_19=said["section_19"],
            owner_id=UUID(said["owner"]),
            next_on=said["next_on"],
            missing=tuple(said["missing"]) if outcome == "return_for_information" else (),
        )


@GET_POST
def decide(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Decide, beside what triage shows."""
    referral = find(referral_id, child_id)
    if request.method == "GET" and referral.state not in UNDECIDED:
        messages.info(request, f"This referral is {REFERRAL.words[referral.state]}: see below.")
        return redirect("referral", child_id, referral_id)
    panel = waiting_item(referral_id)
    if request.method == "GET" and panel and panel.state == "listed":
        return render(request, "panel/unheard.html", {"sight": request.sight, "panel": panel})
    verdict = verdict_of(request, referral)
    form = _form(request, referral, verdict)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.decide(
                deed=deed,
                referral_id=referral_id,
                seen=carried(request).seen,
                decision=form.decision(),
            ),
        )
        if key:
            messages.success(request, "The decision is recorded")
            accepted = form.cleaned_data["outcome"] == "accept"
            # Where one service of the council's own receives the pathway, it is passed on at once.
            on = accepted and receiver(referral.authority_id, referral.pathway)
            return redirect("offer_placement" if on else "referral", child_id, referral_id)
        referral.refresh_from_db()
    return show(
        request,
        "referral/decide.html",
        form,
        sight=request.sight,
        referral=referral,
        verdict=verdict,
        doubts=doubts_of(request, referral),
        shown=show_ground(request, referral),
        reader_id=request.reader.person_id,
        pathway=policy(referral.authority_id).pathway(referral.pathway),
    )


def _form(request: Request, referral: kept.Referral, verdict: Verdict) -> DecisionForm:
    """The form as the officer opens it: their own next step, by the policy's own date."""
    return DecisionForm(
        request.POST or None,
        people=officers(request.sight.child),
        missing=_askable(referral, verdict),
        initial={
            "owner": str(request.reader.person_id),
            "next_on": due(referral.authority_id, "first_decision", now().today),
            "missing": list(verdict.missing),
        },
    )


def _askable(referral: kept.Referral, verdict: Verdict) -> list[str]:
    """What may be asked for: what could change the answer, then all else that the pathway asks;
    anything, where it asks nothing."""
    version = policy(referral.authority_id).pathway(referral.pathway).on(now().today)
    criteria = version.criteria if version else ()
    asked = {test.fact for criterion in criteria for test in tests_of(criterion.condition)}
    may_be = [name for name in FACTS if name in asked or not asked]
    every = dict.fromkeys((*verdict.missing, *verdict.child_missing, *may_be))
    return [name for name in every if name not in KNOWN]
