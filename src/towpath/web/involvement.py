"""Naming who is involved with a child, and ending it."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import involvement as act
from towpath.actions.action import Deed
from towpath.records.person import TEAMS, involvable, involved
from towpath.web.actor import now
from towpath.web.adult import WhyForm
from towpath.web.attempt import attempt
from towpath.web.field import DayField
from towpath.web.form import Form, carried
from towpath.web.person import show_form
from towpath.web.request import Request


class InvolvementForm(Form):
    """Who, in which team, since when."""

    post = forms.ChoiceField(label="Who is involved?")
    team = forms.ChoiceField(
        label="Which team, for a social worker?",
        choices=[("", "Not a social worker"), *TEAMS.items()],
        required=False,
    )
    since = DayField(label="Since when?", called="The day", when="today or past")

    def __init__(self, *args: object, authority_id: UUID, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), words) for key, words in involvable(authority_id)]
        cast(forms.ChoiceField, self.fields["post"]).choices = [("", "Choose"), *named]


@require_http_methods(["GET", "HEAD", "POST"])
def involve(request: Request, child_id: UUID) -> HttpResponse:
    """Name somebody as involved."""
    form = InvolvementForm(
        request.POST or None,
        authority_id=request.sight.child.authority_id,
        initial={"since": now().today},
    )

    def do(deed: Deed) -> UUID:
        said = form.cleaned_data
        return act.involve(
            deed=deed,
            child_id=child_id,
            seen=carried(request).seen,
            post_id=UUID(said["post"]),
            team=said["team"],
            since=said["since"],
        )

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, "They are named, and see the case from now")
        return redirect("people", child_id)
    return show_form(
        request,
        form,
        title="Name who is involved",
        submit="Name them",
        before=(
            f"They then read {request.sight.child.forename}’s case and may refer. Somebody who is "
            "not in the list needs a post first.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, child_id: UUID, involvement_id: UUID) -> HttpResponse:
    """End somebody's involvement."""
    one = next((each for each in involved(child_id) if each.id == involvement_id), None)
    if one is None:
        raise Http404("There is nobody of this kind that you can see")
    form = WhyForm(request.POST or None)

    def do(deed: Deed) -> UUID:
        return act.end(
            deed=deed,
            child_id=child_id,
            involvement_id=involvement_id,
            seen=carried(request).seen,
            reason=form.cleaned_data["reason"],
        )

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, f"{one.name} is no longer involved")
        return redirect("people", child_id)
    return show_form(
        request,
        form,
        title=f"{one.name} is no longer involved",
        submit="End the involvement",
        before=(f"From today {one.name} no longer sees the case as {one.duty}.",),
        warning=True,
    )
