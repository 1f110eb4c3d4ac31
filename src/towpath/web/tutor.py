"""Changing who teaches, by the provider's lead."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import tutor as act
from towpath.records.provider import teachers
from towpath.rules import who
from towpath.web.attempt import attempt
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import show_step, sought
from towpath.web.request import Request


class TutorForm(Form):
    """Who teaches from now, and why."""

    tutor = forms.ChoiceField(label="Who teaches from now?", widget=forms.RadioSelect)
    reason = ReasonField(
        label="Why?", help_text="Say what the child was told, and how the two tutors hand over."
    )

    def __init__(self, *args: object, provider_id: UUID, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (str(one.id), f"{one.name}, {who.name(one.duty)}") for one in teachers(provider_id)
        ]
        cast(forms.ChoiceField, self.fields["tutor"]).choices = named


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Name another tutor for this placement."""
    placement = sought(request, placement_id)
    form = TutorForm(request.POST or None, provider_id=placement.provider_id)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.change(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                tutor_id=UUID(form.cleaned_data["tutor"]),
                reason=form.cleaned_data["reason"],
            ),
        )
        if key:
            messages.success(request, "The tutor is changed")
            return redirect("placement", child_id, placement_id)
    return show_step(request, "change_tutor", "person/tutor.html", form, placement)
