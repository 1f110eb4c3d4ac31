"""A restricted record: who may open it, and who owns what is next within it."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import restriction as act
from towpath.actions.action import Deed
from towpath.records.desk import officers
from towpath.records.owner import owners_of
from towpath.records.person import Closed, closed, eligible
from towpath.rules.adult import RESTRICTED_FOR
from towpath.rules.reason import Reason
from towpath.web.adult import WhyForm
from towpath.web.attempt import attempt
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.person import show_form
from towpath.web.placement.here import options
from towpath.web.request import Request


class CircleForm(Form):
    """Who may open the record, who takes what the others own, and why."""

    circle = forms.MultipleChoiceField(
        label="Who may open this record?",
        help_text="Nobody else finds the child here, not even family: tick everyone who must.",
        widget=forms.CheckboxSelectMultiple,
    )
    owner = forms.ChoiceField(
        label="Who takes what is open from those who are not ticked?",
        required=False,
        help_text="Only needed where somebody not ticked owns a next step.",
    )
    reason = ReasonField(label="Why?", help_text="Everyone in the circle reads this.")

    def __init__(self, *args: object, request: Request, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        child = request.sight.child
        named = cast(forms.MultipleChoiceField, self.fields["circle"])
        named.choices = [(str(key), words) for key, words in eligible(child)]
        within = [(str(key), name) for key, name in officers(child)]
        owner = cast(forms.ChoiceField, self.fields["owner"])
        owner.choices = [("", "Nobody: each keeps their own"), *within]

    def said(self) -> act.Circle:
        """The circle that this form says."""
        owner = self.cleaned_data["owner"]
        people = frozenset(map(UUID, self.cleaned_data["circle"]))
        return act.Circle(people, UUID(owner) if owner else None)


class RestrictForm(CircleForm):
    """A circle, and for which reason of the list."""

    reason_code = forms.ChoiceField(
        label="What is it about?", choices=options(RESTRICTED_FOR), widget=forms.RadioSelect
    )
    field_order = ("reason_code", "reason", "circle", "owner")


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: Request, child_id: UUID) -> HttpResponse:
    """Close this record to all but a named circle."""
    child = request.sight.child
    # Whoever owns what is open is ticked, and the reader, who must not lock themself out unasked.
    ticked = owners_of(child) | {request.reader.person_id}
    initial = {"circle": sorted(map(str, ticked))}
    form = RestrictForm(request.POST or None, request=request, initial=initial)

    def do(deed: Deed) -> UUID:
        said = form.cleaned_data
        return act.restrict(
            deed=deed,
            child_id=child_id,
            seen=carried(request).seen,
            reason=Reason(said["reason_code"], said["reason"]),
            circle=form.said(),
        )

    if form.is_valid() and attempt(request, form, do):
        return _done(request, form, "The record is restricted")
    return show_form(
        request,
        form,
        title=f"Restrict {child.name}’s record",
        submit="Restrict the record",
        before=(
            "From that moment only the people you tick can open it. Everybody else, at the "
            "council, at school, at a provider or at home, finds no such child.",
        ),
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, child_id: UUID) -> HttpResponse:
    """Add people to the circle, or take them out of it."""
    restriction = _closed(child_id)
    initial = {"circle": [str(key) for key, _ in restriction.circle]}
    form = CircleForm(request.POST or None, request=request, initial=initial)

    def do(deed: Deed) -> UUID:
        return act.change(
            deed=deed,
            child_id=child_id,
            seen=carried(request).seen,
            reason=form.cleaned_data["reason"],
            circle=form.said(),
        )

    if form.is_valid() and attempt(request, form, do):
        return _done(request, form, "The circle is changed")
    return show_form(
        request,
        form,
        title="Who may open this restricted record",
        submit="Keep this circle",
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: Request, child_id: UUID) -> HttpResponse:
    """Open the record again."""
    _closed(child_id)
    form = WhyForm(request.POST or None)

    def do(deed: Deed) -> UUID:
        return act.lift(
            deed=deed,
            child_id=child_id,
            seen=carried(request).seen,
            reason=form.cleaned_data["reason"],
        )

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, "The record is open again")
        return redirect("people", child_id)
    return show_form(
        request,
        form,
        title="Lift the restriction",
        submit="Open the record",
        before=(
            "From that moment everyone whose work or family this child is can open the record. A "
            "court’s orders stand.",
        ),
        warning=True,
    )


def _closed(child_id: UUID) -> Closed:
    found = closed(child_id)
    if found is None:
        raise Http404("This record is not restricted")
    return found


def _done(request: Request, form: CircleForm, said: str) -> HttpResponse:
    """Back to the people; or home, for someone who has left themself out."""
    messages.success(request, said)
    if request.reader.person_id in form.said().people:
        return redirect("people", request.sight.child.pk)
    return redirect("home")
