"""An offer, and its answer: the broker's page, and the receiving lead's two."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from towpath.actions import placement as act
from towpath.records.intake import own_steps, passages, room
from towpath.records.placement import Placed, Possible, Wanted, possible, wanted
from towpath.records.policy import due
from towpath.records.provider import Teacher, teachers
from towpath.rules import placement as rule
from towpath.rules.intake import RECEIVING, Room, declines
from towpath.rules.reason import Reason
from towpath.rules.referral import BASIS_MEANS, LEGAL_BASIS, REFERRAL
from towpath.rules.who import name
from towpath.rules.wording import day
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import NOT_READ_AT_HOME, DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.choice import KINDS, SHOW, answer, choose
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request

NOBODY = "nobody"


class OfferForm(Form):
    """To whom, on what basis and why it is commissioned, and what they must know."""

    provider = forms.ChoiceField(
        label="Who is asked to take the child?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who is asked to take the child"},
    )
    legal_basis = forms.ChoiceField(
        label="Who arranges the education, and on what basis?",
        choices=[(key, words[0].upper() + words[1:]) for key, words in LEGAL_BASIS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Select who arranges the education, and on what basis"},
    )
    census_reason = forms.ChoiceField(
        label="Why is the placement commissioned?",
        choices=options(rule.CENSUS_REASON),
        widget=forms.RadioSelect,
        error_messages={"required": "Select why the placement is commissioned"},
    )
    risks = ReasonField(label="What are the risks, and what keeps everyone safe?", max_length=2000)
    brief = ReasonField(label="What else must they know before the first day?", max_length=4000)

    def __init__(
        self, *args: Any, providers: list[Possible], shown: list[Possible], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(forms.ChoiceField, self.fields["provider"])
        chosen.choices = _named(each for each in providers if each.approved)
        # The page draws those that its filter leaves; one chosen under another still stands.
        chosen.widget.choices = _named(shown)

    def offer(self) -> act.Offer:
        """The offer that this form makes."""
        said = self.cleaned_data
        brief = rule.Brief(said["risks"], said["brief"])
        return act.Offer(UUID(said["provider"]), said["legal_basis"], said["census_reason"], brief)


class AcceptForm(Form):
    """From when, and who teaches."""

    starts_on = DayField(label="What is the first day?", called="The first day")
    tutor = forms.ChoiceField(label="Who will teach?", widget=forms.RadioSelect)
    why = ReasonField(
        label="Why this child now?",
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, people: list[Teacher], room: Room | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if room is None:
            del self.fields["why"]
        tutor = cast(forms.ChoiceField, self.fields["tutor"])
        named = [(str(person.id), person.name) for person in people]
        tutor.choices = [*named, (NOBODY, "Nobody can be named yet")]

    @property
    def tutor_id(self) -> UUID | None:
        """The one who will teach, if anybody could be named."""
        named = self.cleaned_data["tutor"]
        return None if named == NOBODY else UUID(named)


class DeclineForm(Form):
    """Why not: the reason that counts, and the words that help the next offer."""

    reason_code = forms.ChoiceField(
        label="Which reason comes nearest?",
        widget=forms.RadioSelect,
    )
    reason = ReasonField(
        label="What would have made it possible?",
        help_text=f"Say it plainly: it is how the next offer is made better. {NOT_READ_AT_HOME}",
        max_length=2000,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["reason_code"]).choices = options(declines(kind))


class CancelForm(Form):
    """Why the place falls away before it began."""

    reason_code = forms.ChoiceField(
        label="Which reason comes nearest?",
        choices=options(rule.CANCEL),
        widget=forms.RadioSelect,
    )
    reason = ReasonField(label="What happened?", help_text=NOT_READ_AT_HOME, max_length=2000)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Offer an accepted referral to a provider of its pathway.

    Looking through the list sends the form too, as far as it is filled in: nothing is offered, and
    what was typed comes back.
    """
    referral = wanted(child_id, referral_id)
    if referral is None:
        raise Http404("There is no such referral that you can see")
    authority_id = request.sight.child.authority_id
    providers = possible(authority_id, referral)
    choice = choose(request, providers)
    only = _only_receiver(providers)
    looks = SHOW in request.POST
    begun = _begun(referral, only) | (request.POST.dict() if looks else {})
    form = OfferForm(
        None if looks else request.POST or None,
        providers=providers,
        shown=choice.providers,
        initial=begun,
    )
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.offer(
                deed=deed, referral_id=referral_id, seen=carried(request).seen, offer=form.offer()
            ),
        )
        if key:
            words = "The offer is made, and waits for its answer"
            messages.success(request, f"Passed to {only.name}" if only else words)
            return redirect("placement", child_id, key)
    return show(
        request,
        "placement/offer.html",
        form,
        sight=request.sight,
        referral=referral,
        here=reverse("referral", args=[child_id, referral_id]),
        closed="" if referral.state == "accepted" else REFERRAL.words[referral.state],
        choice=choice,
        receiver=only.name if only else "",
        asked=[(provider.name, answer(provider)) for provider in choice.asked],
        kinds=KINDS,
        basis_means=BASIS_MEANS,
        answer_by=due(authority_id, "answer_to_offer", now().today),
    )


def _begun(referral: Wanted, only: Possible | None) -> dict[str, str | None]:
    """The form as it is first shown."""
    return {
        "provider": str(only.id) if only else None,
        "legal_basis": referral.legal_basis,
        "risks": referral.risks,
        "brief": _draft(referral),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Agree to take the child."""
    placement = sought(request, placement_id)
    people = teachers(placement.provider_id)
    has_room, before_offer = _room(request, placement)
    form = AcceptForm(request.POST or None, people=people, room=has_room)
    if form.is_valid():
        starts_on = form.cleaned_data["starts_on"]
        key = attempt(
            request,
            form,
            lambda deed: act.accept(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                starts_on=starts_on,
                tutor_id=form.tutor_id,
                why=form.cleaned_data.get("why", ""),
            ),
        )
        if key:
            messages.success(request, f"Agreed: the first day is {day(starts_on)}")
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "accept_placement",
        "placement/accept.html",
        form,
        placement,
        hints={str(person.id): name(person.duty) for person in people},
        room=has_room,
        before_offer=before_offer,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Say no. The provider sees the child no longer, so the way on is their own first page."""
    placement = sought(request, placement_id)
    form = DeclineForm(request.POST or None, kind=placement.provider_kind)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.decline(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                reason=Reason(said["reason_code"], said["reason"]),
            ),
        )
        if key:
            messages.success(request, "Declined. The council now looks for another provider")
            return redirect("home")
    return show_step(request, "decline_placement", "placement/decline.html", form, placement)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Take back an offer, or an agreed place that never began; the way on is the next offer."""
    placement = sought(request, placement_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.cancel(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                reason=Reason(said["reason_code"], said["reason"]),
            ),
        )
        if key:
            messages.success(request, f"Taken back: {placement.provider} no longer has this offer")
            return redirect("offer_placement", child_id, placement.referral_id)
    return show_step(request, "cancel_placement", "placement/cancel.html", form, placement)


def _room(request: Request, placement: Placed) -> tuple[Room | None, list[str]]:
    """What one of the council's own services has room for, and what it must still do first."""
    if placement.provider_kind not in RECEIVING:
        return None, []
    own = own_steps(request.sight.child.authority_id, placement.pathway, now().today)
    waits = [
        name
        for passage in passages(own, placement.id)
        if passage.recorded == "offer"
        for name in passage.waits_for
    ]
    return room(placement.provider_id, placement.waiting_since or placement.offered_at), waits


def _named(providers: Iterable[Possible]) -> list[tuple[str, str]]:
    return [(str(provider.id), provider.name) for provider in providers]


def _only_receiver(providers: list[Possible]) -> Possible | None:
    """The council's own service, where nobody else could be asked: it is chosen already."""
    able = [each for each in providers if each.approved]
    return able[0] if len(able) == 1 and able[0].kind in RECEIVING else None


def _draft(referral: Wanted) -> str:
    """The brief's beginnings, in the referrer's words, so that nobody types them again."""
    parts = (("", referral.about), ("Hoped for: ", referral.hoped_for))
    return "\n\n".join(f"{head}{words.strip()}" for head, words in parts if words.strip())
