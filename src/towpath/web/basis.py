"""Correcting the legal basis of a placement, by the council, without offering it again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import basis as act
from towpath.rules.referral import BASIS_MEANS, LEGAL_BASIS
from towpath.web.attempt import attempt
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request


class BasisForm(Form):
    """What it should have been, and how that is known."""

    legal_basis = forms.ChoiceField(
        label="Who arranges the education, and on what basis?",
        choices=options(LEGAL_BASIS),
        widget=forms.RadioSelect,
        error_messages={"required": "Select who arranges the education, and on what basis"},
    )
    reason = ReasonField(label="Why is it corrected?", max_length=2000)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Correct the legal basis of this placement."""
    placement = sought(request, placement_id)
    form = BasisForm(request.POST or None, initial={"legal_basis": placement.legal_basis})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.correct(
                deed=deed,
                placement_id=placement_id,
                seen=carried(request).seen,
                legal_basis=form.cleaned_data["legal_basis"],
                reason=form.cleaned_data["reason"],
            ),
        )
        if key:
            messages.success(
                request, "The legal basis is corrected, and the register’s marks follow"
            )
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "correct_basis",
        "placement/basis.html",
        form,
        placement,
        now=LEGAL_BASIS[placement.legal_basis],
        basis_means=BASIS_MEANS,
    )
