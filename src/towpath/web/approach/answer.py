"""What was asked, read by those who answer it; answered, or noted and kept open."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from towpath.actions import approach as act
from towpath.records import models as kept
from towpath.records.approach import notes_of
from towpath.records.policy import policy
from towpath.rules import approach as rule
from towpath.rules import referral as referring
from towpath.web.approach.ask import GET_POST
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.request import Request


def find(approach_id: UUID, child_id: UUID) -> kept.Approach:
    """What was asked, about this child. Raises Http404."""
    rows = kept.Approach.objects.select_related("owner", "answered_by", "school", "referral")
    approach = rows.filter(pk=approach_id, child_id=child_id).first()
    if approach is None:
        raise Http404
    return approach


@require_safe
def page(request: Request, child_id: UUID, approach_id: UUID) -> HttpResponse:
    """What was asked, by whom, whose it is and by when; and what was said since."""
    approach, sight = find(approach_id, child_id), request.sight
    names = {p.id: p.name for p in policy(approach.authority_id).pathways}
    is_open = approach.state in rule.OPEN
    may = is_open and rule.may_answer(approach.kind, sight.duties)
    context = {
        "sight": sight,
        "approach": approach,
        "state": rule.APPROACH.words[approach.state],
        "outcome": outcome_of(approach),
        "pathway": names.get(approach.pathway, "The council’s officers"),
        "next": rule.NEXT[approach.kind] if is_open else "Nothing: it is answered",
        "notes": [
            {"title": "Note", "who": by, "at": at, "lines": [words]}
            for words, by, at in notes_of(approach_id)
        ],
        "answers": may and sight.may("answer_approach"),
        "refers": is_open and approach.kind != "correction" and sight.may("send_referral"),
    }
    return render(request, "approach/page.html", context)


def outcome_of(approach: kept.Approach) -> str:
    """How it ended, in words; "" while it is open or became a referral."""
    return rule.OUTCOMES[approach.kind].get(approach.outcome, "")


class AnswerForm(Form):
    """How it ends, and why. A correction that is agreed says how the part now should read."""

    def __init__(self, *args: Any, approach: kept.Approach, **kw: Any) -> None:
        super().__init__(*args, **kw)
        codes = rule.OUTCOMES[approach.kind].items()
        choices = [(code, words[0].upper() + words[1:]) for code, words in codes]
        self.fields["outcome"] = forms.ChoiceField(
            label="What is the answer?", choices=choices, widget=forms.RadioSelect
        )
        if self.puts_right(approach):
            self.fields["became"] = forms.CharField(
                label="If it is agreed, how it now should read",
                required=False,
                max_length=4000,
                widget=forms.Textarea,
                initial=approach.hoped_for,
                help_text="It is changed in the referral. What it said before is kept.",
            )
        if self.puts_right(approach) and approach.about == "parent_view":
            self.fields["view"] = forms.ChoiceField(
                label="If it is agreed, what they think",
                required=False,
                choices=[("", "Choose"), *rule.VIEWS.items()],
            )
        self.fields["words"] = ReasonField(
            label="Why?", max_length=4000, help_text="Whoever asked reads this."
        )

    @staticmethod
    def puts_right(approach: kept.Approach) -> bool:
        """Whether an agreed correction changes a part of a live referral."""
        live = approach.referral is not None and approach.referral.state in referring.OPEN
        return approach.kind == "correction" and approach.about != "other" and live


@GET_POST
def answer(request: Request, child_id: UUID, approach_id: UUID) -> HttpResponse:
    """Answer it: it is then closed, and whoever asked reads the answer."""
    approach = find(approach_id, child_id)
    form = AnswerForm(request.POST or None, approach=approach)
    if form.is_valid():
        answered = act.Answer(**form.cleaned_data)
        key = attempt(
            request,
            form,
            lambda deed: act.answer(
                deed=deed, approach_id=approach_id, seen=carried(request).seen, answer=answered
            ),
        )
        if key:
            messages.success(request, "The answer is recorded. Whoever asked can read it")
            return redirect("approach", child_id, approach_id)
        approach.refresh_from_db()
    return _show(request, form, approach, "Answer", "Record the answer")


class NoteForm(Form):
    """What was said or done, and by when the next thing is."""

    words = ReasonField(label="What was said or done?", max_length=4000)
    next_on = DayField(label="When is the next step due?", called="Next date", when="future")


@GET_POST
def note(request: Request, child_id: UUID, approach_id: UUID) -> HttpResponse:
    """Write a note, and keep it open with a new next date."""
    approach = find(approach_id, child_id)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.note(
                deed=deed, approach_id=approach_id, seen=carried(request).seen, **said
            ),
        )
        if key:
            messages.success(request, "The note is kept, and the next step is yours")
            return redirect("approach", child_id, approach_id)
        approach.refresh_from_db()
    return _show(request, form, approach, "Add a note", "Save the note")


def _show(
    request: Request, form: Form, approach: kept.Approach, title: str, button: str
) -> HttpResponse:
    return show(
        request,
        "approach/answer.html",
        form,
        sight=request.sight,
        approach=approach,
        title=title,
        button=button,
        closed=approach.state not in rule.OPEN,
    )
