"""The files of a referral that is still being written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from towpath.actions import draft as drafts
from towpath.records.evidence import files_of
from towpath.records.policy import policy
from towpath.rules.wrong import Wrong
from towpath.web.actor import now
from towpath.web.attempt import show
from towpath.web.evidence.form import EvidenceForm, file_of, form_for
from towpath.web.referral import draft as drafting
from towpath.web.referral.draft import of_draft
from towpath.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def add(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """Add a file to a draft. Nothing has to be added: a referral is sent without any."""
    draft = drafting.find(draft_id, child_id)
    form = form_for(request, draft.pathway)
    if form.is_bound and form.is_valid() and _keep(request, draft_id, form):
        messages.success(request, "The file is with your draft. You can add another")
        return redirect("refer_evidence", child_id, draft_id)
    form.remind()
    authority_id = request.sight.child.authority_id
    return show(
        request,
        "evidence/draft.html",
        form,
        sight=request.sight,
        draft=draft,
        held=files_of(draft_id, authority_id, draft.pathway),
        pathway=policy(authority_id).pathway(draft.pathway),
    )


def _keep(request: Request, draft_id: UUID, form: EvidenceForm) -> bool:
    name, content = file_of(form)
    try:
        drafts.add_file(
            draft_id=draft_id,
            authority_id=request.sight.child.authority_id,
            paper=form.paper(),
            name=name,
            content=content,
            clock=now(),
        )
    except Wrong as wrong:
        form.add_error(form.place(wrong.field), wrong.words)
        return False
    return True


@require_POST
@of_draft
def remove(request: Request, child_id: UUID, draft_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file out of a draft."""
    drafting.find(draft_id, child_id)
    drafts.remove_file(draft_id=draft_id, file_id=file_id)
    messages.success(request, "The file is taken out of your draft")
    return redirect("refer_evidence", child_id, draft_id)
