"""Handing over: one case, or all that somebody owns."""

from typing import Any, cast
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import owner as act
from towpath.actions.action import Deed, Refused
from towpath.records.desk import officers
from towpath.records.owner import Held, held, next_owners, owners_named
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.person import show_form
from towpath.web.post import RUNS, run
from towpath.web.request import Request
from towpath.web.wording import counted


class HandOverForm(Form):
    """To whom, and why."""

    to = forms.ChoiceField(label="Who takes it on?")
    reason = ReasonField(
        label="Why?", help_text="And what they should know that is not on the record yet."
    )

    def __init__(self, *args: object, takers: list[tuple[UUID, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in takers]
        cast(forms.ChoiceField, self.fields["to"]).choices = [("", "Choose"), *named]


class CaseForm(HandOverForm):
    """Whose of one case, to whom, and why."""

    owner = forms.ChoiceField(label="Whose work is handed over?", widget=forms.RadioSelect)
    field_order = ("owner", "to", "reason")

    def __init__(self, *args: object, owners: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in owners]
        cast(forms.ChoiceField, self.fields["owner"]).choices = named


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, child_id: UUID) -> HttpResponse:
    """Hand over what somebody owns of this child."""
    child = request.sight.child
    own = owners_named(child)
    keys = [key for key, _ in own]
    mine = request.reader.person_id
    first = mine if mine in keys else next(iter(keys), None)
    form = CaseForm(
        request.POST or None, owners=own, takers=officers(child), initial={"owner": str(first)}
    )

    def do(deed: Deed) -> UUID:
        said = form.cleaned_data
        return act.hand_over(
            deed=deed,
            child_id=child_id,
            seen=carried(request).seen,
            from_id=UUID(said["owner"]),
            to_id=UUID(said["to"]),
            reason=said["reason"],
        )

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, "The case is handed over")
        return redirect("people", child_id)
    return show_form(
        request,
        form,
        title=f"Hand over {child.name}’s case",
        submit="Hand over",
        before=("Referrals, placements, reviews of what is owed and steps go with their dates.",),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_all(request: Request, post_id: UUID) -> HttpResponse:
    """Hand over all that the holder of a post owns, case by case, each with its own Event."""
    post = run(request, "hand_over", post_id)
    if post.person_id != request.reader.person_id and not request.reader.holds(RUNS):
        raise PermissionDenied(who.may(frozenset(), "end_post").reason)
    cases = held(post.person_id)
    takers = next_owners(post.authority_id, post.person_id)
    form = HandOverForm(request.POST or None, takers=takers)
    if form.is_valid():
        stayed = _each(request, form, post.person_id, cases)
        if not cases:
            return redirect("team")  # the form sent twice: all of it has gone
        gone = counted(len(cases) - len(stayed), "case")
        messages.success(request, f"{gone} handed over")
        if not stayed:
            return redirect("team")
        messages.warning(request, f"{counted(len(stayed), 'case')} not handed over: {stayed[0]}")
        return redirect("hand_over_all", post_id)
    context = {"name": post.person.name, "cases": cases, "today": now().today}
    return show(request, "person/hand_over.html", form, **context)


def _each(request: Request, form: HandOverForm, from_id: UUID, cases: list[Held]) -> list[str]:
    """Hand over case by case: why those that stay were refused.

    Each is a deed of its own, numbered from the form's number, so that the form sent twice does
    nothing twice. In one order of children, so that two such forms never wait for each other.
    """
    said, once, stayed = form.cleaned_data, carried(request).once, []
    for case in sorted(cases, key=lambda case: case.child_id):
        deed = Deed(request.reader.person_id, uuid5(once, str(case.child_id)), now())
        try:
            act.hand_over(
                deed=deed,
                child_id=case.child_id,
                seen=None,
                from_id=from_id,
                to_id=UUID(said["to"]),
                reason=said["reason"],
            )
        except Refused as refused:
            stayed.append(refused.reason)
    return stayed
