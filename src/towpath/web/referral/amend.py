"""Amending a referral after it was sent: one part at a time, with the reason; and its risks, all
versions of them."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from towpath.actions import amendment as act
from towpath.records import models as kept
from towpath.records.policy import policy
from towpath.records.referral import facts_said, risks_ever, risks_said
from towpath.rules import amendment as rule
from towpath.rules.criterion import tests_of
from towpath.rules.referral import KNOWN, OPEN, PARENT_VIEW
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.referral.draft import GET_POST
from towpath.web.referral.question import answer_of, check, form_for
from towpath.web.referral.read import find, may_amend
from towpath.web.request import Request

HINTS = {
    "about": "Write the whole account as it now should read.",
    "hoped_for": "Write it as it now should read.",
    "risks": "To the child or others, all that is known now. If there is none, say whom you asked.",
    "parent_view": "In their own words, if they have said more.",
}


def _why() -> ReasonField:
    return ReasonField(
        label="Why is it changed?",
        max_length=2000,
        help_text="Say how you know. What was said before is kept beside it.",
    )


class TextForm(Form):
    """A free text as it now should read, and why."""

    def __init__(self, *args: object, part: str, **kw: object) -> None:
        super().__init__(*args, **kw)
        if part == "parent_view":
            self.fields["view"] = forms.ChoiceField(
                label="What does the parent, or the young person, think now?",
                choices=list(PARENT_VIEW.items()),
                widget=forms.RadioSelect,
            )
            self.fields["value"] = forms.CharField(
                label="In their own words", required=False, max_length=2000, widget=forms.Textarea
            )
        else:
            self.fields["value"] = ReasonField(label=rule.PARTS[part], max_length=4000)
        self.fields["value"].help_text = HINTS[part]
        self.fields["why"] = _why()


@GET_POST
def amend(request: Request, child_id: UUID, referral_id: UUID, part: str) -> HttpResponse:
    """Amend the account, the risks, or what the family thinks."""
    referral = _amendable(request, referral_id, child_id)
    if part not in rule.PARTS or part == "fact":
        raise Http404
    form = TextForm(request.POST or None, part=part, initial=_initial(referral, part))
    if form.is_valid():
        said = form.cleaned_data
        amended = rule.Amended(part, said["value"], view=said.get("view", ""))
        if _do(request, form, referral, amended):
            return redirect("referral", child_id, referral_id)
    return _show(request, form, referral, f"Change: {rule.PARTS[part]}")


@GET_POST
def amend_fact(request: Request, child_id: UUID, referral_id: UUID, name: str) -> HttpResponse:
    """Correct one fact, or say one that was never said."""
    referral = _amendable(request, referral_id, child_id)
    if name not in FACTS or name in KNOWN:
        raise Http404
    form = form_for(name, request.POST or None, facts_said(referral_id), False)
    form.fields["why"] = _why()
    if form.is_bound and check(name, form):
        known, value = answer_of(name, form)
        if _do(request, form, referral, rule.Amended("fact", value, fact=name, known=known)):
            return redirect("referral", child_id, referral_id)
    return _show(request, form, referral, "Change what was said", FACTS[name].kind == "event")


@require_safe
def add_fact(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """What the pathway asks, or else anything at all, that nobody has said yet."""
    referral = _amendable(request, referral_id, child_id)
    version = policy(referral.authority_id).pathway(referral.pathway).on(now().today)
    criteria = version.criteria if version else ()
    asked = {test.fact for criterion in criteria for test in tests_of(criterion.condition)}
    said = facts_said(referral_id)
    names = [name for name in FACTS if name not in said and name not in KNOWN]
    context = {
        "sight": request.sight,
        "referral": referral,
        "asked": [(name, FACTS[name].question) for name in names if name in asked],
        "others": [(name, FACTS[name].question) for name in names if name not in asked],
    }
    return render(request, "referral/add_fact.html", context)


@require_safe
def risks(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Every version of the risks, for those who may read them."""
    referral = find(referral_id, child_id)
    entries = [
        {"title": "Known risks", "who": row.said_by.name, "at": row.said_at, "lines": [row.words]}
        for row in risks_ever(referral_id)
    ]
    for number, entry in enumerate(entries):
        entry["tag"] = "Now" if number == 0 else "Earlier"
    context = {
        "sight": request.sight,
        "referral": referral,
        "entries": entries,
        "amends": may_amend(request, referral),
    }
    return render(request, "referral/risks.html", context)


def _amendable(request: Request, referral_id: UUID, child_id: UUID) -> kept.Referral:
    """The referral, if the reader is one who may amend it. Raises Http404, PermissionDenied."""
    referral = find(referral_id, child_id)
    if not rule.may_amend(request.sight.duties, request.reader.person_id, referral.referred_by_id):
        raise PermissionDenied(rule.WHO_AMENDS)
    return referral


def _initial(referral: kept.Referral, part: str) -> dict[str, object]:
    if part == "parent_view":
        return {"view": referral.parent_view, "value": referral.parent_view_text}
    return {"value": risks_said(referral.pk) if part == "risks" else getattr(referral, part)}


def _do(request: Request, form: Form, referral: kept.Referral, amended: rule.Amended) -> bool:
    key = attempt(
        request,
        form,
        lambda deed: act.amend(
            deed=deed,
            referral_id=referral.pk,
            seen=carried(request).seen,
            amended=amended,
            reason=form.cleaned_data["why"],
        ),
    )
    if key:
        messages.success(request, "The referral is changed. What it said before is kept below")
    referral.refresh_from_db()
    return bool(key)


def _show(
    request: Request, form: Form, referral: kept.Referral, title: str, dated: bool = False
) -> HttpResponse:
    return show(
        request,
        "referral/amend.html",
        form,
        sight=request.sight,
        referral=referral,
        title=title,
        dated=dated,
        closed=referral.state not in OPEN,
    )
