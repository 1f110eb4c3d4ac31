"""What no criterion asks: the story and the hope, the risks, and what the family was told and
thinks. Three parts of a draft, each saved by itself."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from towpath.records.approach import Approach
from towpath.rules.referral import BASIS_MEANS, INFORMED, LEGAL_BASIS, PARENT_VIEW, check_view
from towpath.rules.wording import as_day, day
from towpath.rules.wrong import Wrong
from towpath.web.actor import now
from towpath.web.attempt import show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from towpath.web.referral import draft as drafting
from towpath.web.referral.draft import GET_POST, of_draft
from towpath.web.request import Request


class AccountForm(Form):
    """The story, the hope, and who would arrange it."""

    about = ReasonField(
        label="What is happening for this pupil?",
        help_text="What you have seen, since when, and what has been tried. "
        "Letters and reports have a place of their own.",
        max_length=4000,
    )
    hoped_for = forms.CharField(
        label="What would good look like in a term’s time?",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )
    legal_basis = forms.ChoiceField(
        label="Who would arrange the education, and on what basis?",
        choices=[(key, words[0].upper() + words[1:]) for key, words in LEGAL_BASIS.items()],
        widget=forms.RadioSelect,
    )


class RisksForm(Form):
    """What could harm the child or others."""

    risks = ReasonField(
        label="What are the known risks?",
        help_text="To the pupil or others. If you know of none, say whom you asked.",
        max_length=4000,
    )


class FamilyForm(Form):
    """What the family was told and thinks. No answer stops a referral."""

    parent_view = forms.ChoiceField(
        label="What does the parent, or the young person, think of this referral?",
        choices=list(PARENT_VIEW.items()),
        widget=forms.RadioSelect,
        help_text="Agreement is never needed for the council to owe education, or to keep a child "
        "safe.",
    )
    informed_on = DayField(
        label="When were they told of it?",
        called="The day they were told",
        when="today or past",
        required=False,
        help_text="Leave this empty if they have not been told yet.",
    )
    informed_how = forms.ChoiceField(
        label="How were they told?",
        required=False,
        choices=[("", "Not told yet"), *INFORMED.items()],
    )
    parent_view_text = forms.CharField(
        label="What have they said?",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="In their own words. If they object, why. If they have not been told yet, why "
        "not, and when they will be.",
    )

    def clean(self) -> dict[str, object]:
        """What the view asks for beside it."""
        said: dict[str, object] = super().clean() or {}
        if not self.errors:
            informed_on = said["informed_on"]
            try:
                check_view(
                    str(said["parent_view"]),
                    str(said["parent_view_text"]),
                    informed_on if isinstance(informed_on, date) else None,
                    str(said["informed_how"]),
                )
            except Wrong as wrong:
                self.add_error(wrong.field, wrong.words)
        return said


FORMS: dict[str, type[Form]] = {
    "account": AccountForm,
    "risks": RisksForm,
    "family": FamilyForm,
}
TITLES = {"account": "Your account", "risks": "Known risks", "family": "The family’s view"}
WORDS = {"parent_view": PARENT_VIEW, "legal_basis": LEGAL_BASIS, "informed_how": INFORMED}


@GET_POST
@of_draft
def account(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """The referrer's own account."""
    return _tell(request, child_id, draft_id, "account")


@GET_POST
@of_draft
def risks(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """The risks that are known, or of whom that was asked."""
    return _tell(request, child_id, draft_id, "risks")


@GET_POST
@of_draft
def family(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """When and how the family was told, and what they think."""
    return _tell(request, child_id, draft_id, "family")


def _tell(request: Request, child_id: UUID, draft_id: UUID, part: str) -> HttpResponse:
    draft = drafting.find(draft_id, child_id)
    names = FORMS[part].base_fields
    said = {name: _typed(name, value) for name, value in draft.account.items() if name in names}
    form = FORMS[part](request.POST or None, initial=said)
    if form.is_valid():
        told = {name: _kept(value) for name, value in form.cleaned_data.items()}
        replace(draft, account=draft.account | told).keep(now())
        return redirect("refer_tasks", child_id, draft_id)
    return show(
        request,
        "referral/account.html",
        form,
        sight=request.sight,
        draft=draft,
        title=TITLES[part],
        asked=("informed_on", "informed_how", "parent_view_text"),
        hints={"legal_basis": BASIS_MEANS},
    )


def fill_asked(asked: str, draft_id: UUID, child_id: UUID) -> None:
    """Carry what a family or a school had asked into a draft: the family's words, where they are
    theirs, and that it answers them."""
    try:
        key = UUID(asked)
    except ValueError:
        return
    open_ = Approach.objects.filter(pk=key, child_id=child_id, next_on__isnull=False)
    found = open_.filter(kind__in=("help", "advice")).first()
    if found is None:
        return
    draft = drafting.find(draft_id, child_id)
    told = {} if found.kind == "advice" else _as_they_said(found)
    replace(draft, account=told | draft.account, approach=str(key)).keep(now())


def _as_they_said(found: Approach) -> dict[str, str]:
    words = "\n\n".join(part for part in (found.words, found.hoped_for) if part)
    return {
        "parent_view": "agrees",
        "parent_view_text": words[:2000],
        "informed_on": as_day(found.asked_at).isoformat(),
        "informed_how": "asked_us",
    }


def rows(draft: drafting.Draft) -> list[tuple[str, str, str]]:
    """(question, answer, the page where it is changed) of everything told so far."""
    beside = [(drafting.BESIDE, draft.beside, "refer_account")] if draft.beside else []
    return beside + [
        (str(field.label), _says(name, draft.account[name]), f"refer_{part}")
        for part, form in FORMS.items()
        for name, field in form.base_fields.items()
        if draft.account.get(name)
    ]


def as_asked(draft: drafting.Draft) -> dict[str, Any]:
    """What is told in a draft, as the action takes it: with why it is wanted beside a live
    referral."""
    names = [name for form in FORMS.values() for name in form.base_fields]
    told = {name: _typed(name, draft.account.get(name, "")) for name in names}
    if draft.beside:
        told["about"] = f"{told['about']}\n\n{drafting.BESIDE} {draft.beside}"
    return told


def _says(name: str, value: str) -> str:
    if name == "informed_on":
        return day(date.fromisoformat(value))
    return WORDS.get(name, {}).get(value, value)


def _kept(value: object) -> str:
    """An answer as a draft keeps it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _typed(name: str, value: str) -> object:
    """An answer as its field has it."""
    if name == "informed_on":
        return date.fromisoformat(value) if value else None
    return value
