"""Case notes: a call logged in twenty seconds."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import note as act
from towpath.records.child import at_home
from towpath.rules.note import KINDS, WITH_NOBODY
from towpath.rules.wording import LONDON
from towpath.web import wording
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from towpath.web.lesson import TimeInput
from towpath.web.request import Request

EARLIER = "earlier"
AGO = {"0": "Just now", "60": "Within the last hour", EARLIER: "Earlier, at a day and time I give"}


class NoteForm(Form):
    """The least that makes a record: what kind, with whom, what was said, when."""

    kind = forms.ChoiceField(
        label="What is it?", choices=list(KINDS.items()), initial="call", widget=forms.RadioSelect
    )
    with_whom = forms.CharField(label="With whom", required=False, max_length=120)
    words = ReasonField(label="What was said or found", max_length=4000)
    ago = forms.ChoiceField(
        label="When was it?", choices=list(AGO.items()), initial="0", widget=forms.RadioSelect
    )
    on = DayField(
        label="Day",
        called="The day",
        when="today or past",
        initial=wording.today,
        required=False,
    )
    happened_at = forms.TimeField(
        label="Time",
        widget=TimeInput(attrs={"class": "govuk-input--width-5"}),
        required=False,
        error_messages={"invalid": "Enter the time it was, like 14:30"},
    )

    def clean(self) -> dict[str, Any]:
        """All but a note of one's own is with somebody; and what was earlier has its day and time.

        What did not happen just now is not read from the boxes that open for it.
        """
        said: dict[str, Any] = super().clean() or {}
        if said.get("kind") not in (None, *WITH_NOBODY) and not said.get("with_whom"):
            self.add_error("with_whom", "Enter with whom it was")
        if said.get("ago") != EARLIER:
            for name in ("on", "happened_at"):
                self.errors.pop(name, None)
            return said
        if "on" in said and not said["on"]:
            self.add_error("on", "Enter the day it was")
        if "happened_at" in said and said["happened_at"] is None:
            self.add_error("happened_at", "Enter the time it was, like 14:30")
        return said

    def when(self, now: datetime) -> datetime:
        """The instant that this form gives, if it is sent now."""
        said = self.cleaned_data
        if said["ago"] == EARLIER:
            return datetime.combine(said["on"], said["happened_at"], LONDON)
        return now - timedelta(minutes=int(said["ago"]))


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, child_id: UUID) -> HttpResponse:
    """Write a note on this child's record."""
    form = NoteForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.write(
                deed=deed,
                child_id=child_id,
                kind=said["kind"],
                with_whom=said["with_whom"],
                words=said["words"],
                happened_at=form.when(deed.clock.now),
            ),
        )
        if key:
            messages.success(request, "The note is kept")
            return redirect("child", child_id)
    people = [f"{adult.name}, {adult.relationship}" for adult in at_home(child_id)]
    return show(request, "child/note.html", form, sight=request.sight, people=people)
