"""Answering what was asked for, and taking a referral back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from towpath.actions import referral as act
from towpath.rules.reason import Reason
from towpath.rules.referral import CONCLUDE, WITHDRAW
from towpath.rules.vocabulary import FACTS
from towpath.web.attempt import attempt, show
from towpath.web.field import NOT_READ_AT_HOME, ReasonField
from towpath.web.form import Form, carried
from towpath.web.referral.draft import GET_POST
from towpath.web.referral.question import answer_of, check, form_for
from towpath.web.referral.read import find
from towpath.web.request import Request


@GET_POST
def answer(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """The named questions and no others, on one page."""
    referral = find(referral_id, child_id)
    asked = [name for name in referral.asked_for if name in FACTS]
    forms_by_name = {name: _prefixed(request, name) for name in asked}
    form = Form(request.POST or None)
    if request.method == "POST":
        whole = [check(name, each) for name, each in forms_by_name.items()]
        if form.is_valid() and all(whole):
            answers = {name: answer_of(name, each) for name, each in forms_by_name.items()}
            facts = {name: value for name, (known, value) in answers.items() if known}
            unknown = tuple(name for name, (known, _) in answers.items() if not known)
            key = attempt(
                request,
                form,
                lambda deed: act.answer(
                    deed=deed,
                    referral_id=referral_id,
                    seen=carried(request).seen,
                    facts=facts,
                    unknown=unknown,
                ),
            )
            if key:
                messages.success(request, "Your answers are sent")
                return redirect("referral", child_id, referral_id)
            referral.refresh_from_db()
    return show(
        request,
        "referral/answer.html",
        form,
        sight=request.sight,
        referral=referral,
        questions=[
            (name, each, FACTS[name].kind == "event") for name, each in forms_by_name.items()
        ],
    )


def _prefixed(request: Request, name: str) -> Form:
    form = form_for(name, request.POST or None, {}, False)
    form.prefix = name
    return form


class ConcludeForm(Form):
    """How a referral for advice ends."""

    reason_code = forms.ChoiceField(
        label="How did it end?", choices=list(CONCLUDE.items()), widget=forms.RadioSelect
    )
    reason = ReasonField(label="What was advised, or why is no more needed?", max_length=2000)


@GET_POST
def conclude(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """End a referral to a pathway that gives advice and no place."""
    referral = find(referral_id, child_id)
    form = ConcludeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.conclude(
                deed=deed,
                referral_id=referral_id,
                seen=carried(request).seen,
                reason=Reason(said["reason_code"], said["reason"]),
            ),
        )
        if key:
            messages.success(request, "The referral is concluded")
            return redirect("referral", child_id, referral_id)
        referral.refresh_from_db()
    return show(request, "referral/conclude.html", form, sight=request.sight, referral=referral)


class WithdrawForm(Form):
    """Why a referral is taken back."""

    reason_code = forms.ChoiceField(
        label="Why is it withdrawn?", choices=list(WITHDRAW.items()), widget=forms.RadioSelect
    )
    reason = ReasonField(label="Say a little more", help_text=NOT_READ_AT_HOME, max_length=2000)


@GET_POST
def withdraw(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Take a referral back."""
    referral = find(referral_id, child_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.withdraw(
                deed=deed,
                referral_id=referral_id,
                seen=carried(request).seen,
                reason=Reason(said["reason_code"], said["reason"]),
            ),
        )
        if key:
            messages.success(request, "The referral is withdrawn")
            return redirect("referral", child_id, referral_id)
        referral.refresh_from_db()
    return show(request, "referral/withdraw.html", form, sight=request.sight, referral=referral)
