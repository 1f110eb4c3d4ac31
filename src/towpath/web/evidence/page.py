"""The files of a referral that has been sent: added, opened, checked again, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from towpath.actions import evidence as act
from towpath.records import models as kept
from towpath.records.policy import policy
from towpath.rules.evidence import EVIDENCE, OPENS
from towpath.web.attempt import attempt, show
from towpath.web.evidence.form import file_of, form_for
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.referral.read import find as find_referral
from towpath.web.request import Request

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
# What somebody sent us runs nowhere and is kept nowhere, whatever a browser makes of it.
SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def find(evidence_id: UUID, child_id: UUID) -> kept.Evidence:
    """The evidence, of this child. Raises Http404."""
    rows = kept.Evidence.objects.filter(pk=evidence_id, child_id=child_id)
    evidence = rows.select_related("referral", "added_by").first()
    if evidence is None:
        raise Http404("There is no such file that you can see")
    return evidence


@GET_POST
def add(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Add a file to a referral."""
    referral = find_referral(referral_id, child_id)
    form = form_for(request, referral.pathway)
    if form.is_bound and form.is_valid():
        name, content = file_of(form)
        key = attempt(
            request,
            form,
            lambda deed: act.add(
                deed=deed,
                referral_id=referral_id,
                paper=form.paper(),
                name=name,
                content=content,
            ),
        )
        if key:
            messages.success(request, "The file is with the referral")
            return redirect("referral", child_id, referral_id)
    form.remind()
    return show(
        request,
        "evidence/add.html",
        form,
        sight=request.sight,
        referral=referral,
        pathway=policy(referral.authority_id).pathway(referral.pathway),
    )


@require_safe
def file(request: Request, child_id: UUID, evidence_id: UUID) -> HttpResponse:
    """The file, byte for byte, to be kept or opened outside the browser and never inside."""
    evidence = find(evidence_id, child_id)
    if evidence.state not in OPENS:
        words = f"{evidence.name} cannot be opened: it is {EVIDENCE.words[evidence.state]}"
        messages.warning(request, words)
        return redirect("referral", child_id, evidence.referral_id)
    document = kept.Document.objects.get(evidence=evidence)
    named = content_disposition_header(True, document.name) or "attachment"
    return HttpResponse(
        bytes(document.content),
        content_type=document.media_type,
        headers={**SEALED, "Content-Disposition": named},
    )


class TakeBackForm(Form):
    """Why a file is taken back."""

    why = ReasonField(
        label="Why is it taken back?", help_text="Such as: it is another child’s", max_length=1000
    )


@GET_POST
def withdraw(request: Request, child_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Take a file back."""
    evidence = find(evidence_id, child_id)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        seen = carried(request).seen
        key = attempt(
            request,
            form,
            lambda deed: act.withdraw(
                deed=deed, evidence_id=evidence_id, seen=seen, **form.cleaned_data
            ),
        )
        if key:
            messages.success(request, "The file is taken back")
            return redirect("referral", child_id, evidence.referral_id)
        evidence.refresh_from_db()
    return show(request, "evidence/withdraw.html", form, sight=request.sight, evidence=evidence)


@require_POST
def check_again(request: Request, child_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Have a file checked that still waits."""
    evidence = find(evidence_id, child_id)
    form = Form(request.POST)
    form.is_valid()
    if attempt(request, form, lambda deed: act.check_again(deed=deed, evidence_id=evidence_id)):
        messages.success(request, "The file will be checked as soon as the scanner answers")
    for words in form.non_field_errors():
        messages.warning(request, str(words))
    return redirect("referral", child_id, evidence.referral_id)
