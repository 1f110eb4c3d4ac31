"""What a service does with a child passed to it: takes it on, steps through, or puts it to wait."""

from datetime import date
from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import intake as act
from towpath.records.intake import Passage, last_wait, lead_names, own_steps, passages
from towpath.records.intake import funding_of as funding_said
from towpath.records.placement import Placed
from towpath.records.policy import due, policy
from towpath.records.provider import teachers
from towpath.rules import intake as rule
from towpath.rules.reason import Reason
from towpath.web.actor import now
from towpath.web.attempt import attempt
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request


class TakeForm(Form):
    """Who at the service moves this child on."""

    person = forms.ChoiceField(label="Who moves this on?", widget=forms.RadioSelect)

    def __init__(self, *args: object, people: list[tuple[UUID, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in people]
        cast(forms.ChoiceField, self.fields["person"]).choices = named


class WaitForm(Form):
    """Why the child waits, what is provided meanwhile, and when to look again."""

    reason_code = forms.ChoiceField(
        label="Why is there no place yet?", choices=options(rule.WAIT), widget=forms.RadioSelect
    )
    reason = ReasonField(
        label="What exactly is missing?",
        help_text="The family reads this. Say what would have to change.",
        max_length=2000,
    )
    meanwhile = ReasonField(
        label="What is provided for the child meanwhile?",
        help_text="The family reads this. A child is never just waiting: say who teaches them and"
        " what, or who at the council was told that nobody does.",
        max_length=2000,
    )
    look_on = DayField(
        label="When do you look at this again?", called="The day", when="today or future"
    )

    def waiting(self) -> act.Waiting:
        """The waiting that this form says."""
        said = self.cleaned_data
        reason = Reason(said["reason_code"], said["reason"])
        return act.Waiting(reason, said["meanwhile"], said["look_on"])


class StepForm(Form):
    """How a step went, on which day, by whom; and by when the next is due."""

    outcome = forms.ChoiceField(
        label="How did it go?", choices=options(rule.OUTCOMES), widget=forms.RadioSelect
    )
    on = DayField(label="On which day?", called="The day", when="today or past")
    done_by = forms.ChoiceField(label="Who did it?")
    words = ReasonField(
        label="What came of it?",
        help_text="The family can read this. What is for professionals alone belongs in the brief"
        " or a concern.",
        max_length=2000,
    )
    payer = forms.ChoiceField(
        label="Who pays?", choices=options(rule.PAYERS), widget=forms.RadioSelect, required=False
    )
    how = forms.ChoiceField(
        label="How do they pay?",
        choices=options(rule.HOW),
        widget=forms.RadioSelect,
        required=False,
    )
    basis = ReasonField(
        label="On what basis?",
        help_text="Such as: by the lesson, at the published rate, invoiced each term",
        max_length=2000,
        required=False,
    )
    next_on = DayField(
        label="By when is the next step?", called="The next date", when="today or future"
    )

    def __init__(
        self, *args: object, people: list[tuple[UUID, str]], funds: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in people]
        cast(forms.ChoiceField, self.fields["done_by"]).choices = [("", "Choose"), *named]
        if not funds:
            for name in ("payer", "how", "basis"):
                del self.fields[name]

    def stepped(self, step_id: str) -> act.Stepped:
        """The step that this form says."""
        said = self.cleaned_data
        funding = (
            rule.Funding(said["payer"], said["how"], said["basis"]) if "payer" in said else None
        )
        return act.Stepped(
            step_id,
            said["outcome"],
            said["on"],
            UUID(said["done_by"]),
            said["words"],
            said["next_on"],
            funding,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Name who at the service moves this child on."""
    placement = sought(request, placement_id)
    people = lead_names(placement.provider_id)
    form = TakeForm(
        request.POST or None, people=people, initial={"person": str(request.reader.person_id)}
    )
    if form.is_valid():
        person_id = UUID(form.cleaned_data["person"])
        key = attempt(
            request,
            form,
            lambda deed: act.take(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                person_id=person_id,
            ),
        )
        if key:
            messages.success(request, f"{dict(people)[person_id]} moves this on")
            return redirect("placement", child_id, placement_id)
    alone = [name for _, name in people] == [placement.held_by]
    return show_step(request, "take_intake", "intake/take.html", form, placement, alone=alone)


@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Put the child on the waiting list, or say anew why they are on it."""
    placement = sought(request, placement_id)
    last = last_wait(placement_id)
    latest = _latest(request)
    begun: dict[str, object] = {}
    if last:
        begun |= {"reason_code": last.reason_code, "reason": last.reason}
        begun |= {"meanwhile": last.meanwhile}
    form = WaitForm(request.POST or None, initial=begun)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.wait(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                waiting=form.waiting(),
            ),
        )
        if key:
            messages.success(request, "The waiting list says so now, and so does the family’s page")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request, "wait_for_place", "intake/wait.html", form, placement, last=last, latest=latest
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record_step(request: Request, child_id: UUID, placement_id: UUID, step: str) -> HttpResponse:
    """Record one of the service's own steps."""
    placement = sought(request, placement_id)
    passage = _passage(request, placement, step)
    form = _step_form(request, placement, passage)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.record_step(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                stepped=form.stepped(step),
            ),
        )
        if key:
            messages.success(request, f"Recorded: {passage.name}")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "record_intake_step",
        "intake/step.html",
        form,
        placement,
        step=passage,
        funding_policy=_who_pays(request, placement),
        outcomes=rule.OUTCOMES,
        latest=_latest(request),
    )


def _passage(request: Request, placement: Placed, step_id: str) -> Passage:
    steps = own_steps(request.sight.child.authority_id, placement.pathway, now().today)
    for passage in passages(steps, placement.id):
        if passage.id == step_id and passage.recorded != "offer":
            return passage
    raise Http404("There is no such step of this service")


def _step_form(request: Request, placement: Placed, passage: Passage) -> StepForm:
    """The form as it opens: today, by the reader if they are of the service."""
    people = [(one.id, one.name) for one in teachers(placement.provider_id)]
    if placement.owner_id not in {key for key, _ in people}:
        people.append((placement.owner_id, f"{placement.owner}, the council’s officer"))
    begun: dict[str, object] = {"on": now().today}
    if request.reader.person_id in {key for key, _ in people}:
        begun["done_by"] = str(request.reader.person_id)
    funds = passage.recorded == "funding"
    if funds and (said := funding_said(placement.id)):
        begun |= {"payer": said.payer, "how": said.how, "basis": said.basis}
    return StepForm(request.POST or None, people=people, funds=funds, initial=begun)


def _who_pays(request: Request, placement: Placed) -> list[str]:
    """The policy's own words on who pays."""
    known = {each.id: each for each in policy(request.sight.child.authority_id).pathways}
    version = known[placement.pathway].on(now().today) if placement.pathway in known else None
    return [clause.words for clause in version.funding] if version else []


def _latest(request: Request) -> date:
    """The last day until which anybody may wait unseen."""
    return due(request.sight.child.authority_id, "duty_review", now().today)
