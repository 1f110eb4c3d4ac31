"""Case notes: a call logged in twenty seconds."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import note as act
from towpath.rules.note import KINDS
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form
from towpath.web.request import Request

AGO = {"0": "Just now", "60": "Within the last hour", "240": "Earlier today"}


class NoteForm(Form):
    """The least that makes a record: what kind, with whom, what was said."""

    kind = forms.ChoiceField(
        label="What is it?", choices=list(KINDS.items()), initial="call", widget=forms.RadioSelect
    )
    with_whom = forms.CharField(label="With whom", required=False, max_length=120)
    words = ReasonField(label="What was said or found", max_length=4000)
    ago = forms.ChoiceField(
        label="When was it?", choices=list(AGO.items()), initial="0", widget=forms.RadioSelect
    )


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
                happened_at=deed.clock.now - timedelta(minutes=int(said["ago"])),
            ),
        )
        if key:
            messages.success(request, "The note is kept")
            return redirect("child", child_id)
    return show(request, "child/note.html", form, sight=request.sight)
