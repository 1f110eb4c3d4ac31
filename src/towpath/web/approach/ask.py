"""Asking: a family for help, or that something be put right; a school for advice."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import approach as act
from towpath.records import models as kept
from towpath.records.approach import approaches
from towpath.records.policy import policy
from towpath.records.stage import what_was_said
from towpath.rules import approach as rule
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form
from towpath.web.request import Request
from towpath.web.stage import told_to_family, voice_of

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class HelpForm(Form):
    """Two plain questions, answered in one's own words."""

    def __init__(self, *args: Any, child: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["words"] = ReasonField(
            label="What is happening?",
            max_length=4000,
            help_text="In your own words: why "
            f"{'you are' if child == 'you' else f'{child} is'} not in school, or not all the time, "
            "and since when.",
        )
        self.fields["hoped_for"] = forms.CharField(
            label="What would help?", required=False, max_length=2000, widget=forms.Textarea
        )


@GET_POST
def ask_for_help(request: Request, child_id: UUID) -> HttpResponse:
    """Ask the school to refer; or the council, where there is no school."""
    voice = voice_of(request.sight)
    form = HelpForm(request.POST or None, child=voice.child)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request, form, lambda deed: act.ask_for_help(deed=deed, child_id=child_id, **said)
        )
        if key:
            messages.success(request, "You have asked. Below is who answers, and by when")
            return redirect("stage", child_id)
    return show(request, "approach/help.html", form, sight=request.sight, voice=voice)


@require_safe
def said(request: Request, child_id: UUID) -> HttpResponse:
    """What was said of the child in each referral, as far as the family may read it."""
    context = {
        "sight": request.sight,
        "voice": voice_of(request.sight),
        "referrals": what_was_said(child_id),
        "pathways": {p.id: p.name for p in policy(request.sight.child.authority_id).pathways},
        "views": rule.VIEWS,
        "asked": [told_to_family(one) for one in approaches(child_id) if one.kind == "correction"],
    }
    return render(request, "approach/said.html", context)


class WrongForm(Form):
    """What is wrong, and what is right."""

    about = forms.ChoiceField(
        label="What is wrong?", choices=list(rule.DISPUTED.items()), widget=forms.RadioSelect
    )
    words = ReasonField(label="Say what is wrong with it", max_length=2000)
    right = ReasonField(label="What is right?", max_length=4000)


@GET_POST
def say_wrong(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Say that something is wrong. It is kept beside what was said, whatever the answer."""
    if not kept.Referral.objects.filter(pk=referral_id, child_id=child_id).exists():
        raise Http404
    about = request.GET.get("about", "")
    form = WrongForm(request.POST or None, initial={"about": about})
    if form.is_valid():
        answers = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.say_wrong(deed=deed, referral_id=referral_id, **answers),
        )
        if key:
            messages.success(request, "What you said is kept. Below is who answers, and by when")
            return redirect("said", child_id)
    return show(request, "approach/wrong.html", form, sight=request.sight)


class AdviceForm(Form):
    """What a school wants to know, and of whom."""

    pathway = forms.ChoiceField(
        label="Whom do you ask?", required=False, widget=forms.RadioSelect, choices=()
    )
    words = ReasonField(
        label="What would you like advice about?",
        max_length=4000,
        help_text="What you see, and what has been tried. The parents can ask to read it.",
    )
    hoped_for = forms.CharField(
        label="What would help you most?", required=False, max_length=2000, widget=forms.Textarea
    )


@GET_POST
def ask_advice(request: Request, child_id: UUID) -> HttpResponse:
    """Ask for advice about a pupil, before any referral."""
    form = AdviceForm(request.POST or None, initial={"pathway": ""})
    choices = [("", "The council’s officers"), *_outreach(request)]
    form.fields["pathway"].choices = choices  # type: ignore[attr-defined] # a choice field
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request, form, lambda deed: act.ask_advice(deed=deed, child_id=child_id, **said)
        )
        if key:
            messages.success(request, "You have asked. Below is who answers, and by when")
            return redirect("approach", child_id, key)
    return show(request, "approach/advice.html", form, sight=request.sight)


def _outreach(request: Request) -> list[tuple[str, str]]:
    """The pathways that advise a school and offer no place."""
    pathways = policy(request.sight.child.authority_id).pathways
    versions = ((p, p.on(now().today)) for p in pathways)
    return [(p.id, p.name) for p, version in versions if version and version.gives == "advice"]
