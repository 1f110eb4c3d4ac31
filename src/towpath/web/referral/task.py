"""The task list of a referral being written: what is done, what is not, what cannot start yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from towpath.records.evidence import files_of
from towpath.records.known import known_facts
from towpath.records.policy import policy
from towpath.records.referral import referrer
from towpath.rules.referral import DRAFT_DAYS
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.referral import draft as drafting
from towpath.web.referral.account import FORMS, TITLES
from towpath.web.referral.draft import of_draft
from towpath.web.request import Request
from towpath.web.wording import counted

DONE, BEGUN, NOT_BEGUN, CANNOT = "Completed", "Incomplete", "Not started", "Cannot start yet"
AS_THEY_LIKE = "Optional"


@dataclass(frozen=True, slots=True)
class Task:
    """One part of the referral; `href` is "" where it cannot start yet."""

    title: str
    status: str
    href: str
    hint: str = ""


@require_safe
@of_draft
def tasks(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """Every part, in the order that a referrer would take; each can be left and come back to."""
    draft = drafting.find(draft_id, child_id)
    found = list(_tasks(request, draft))
    whole = all(task.status in {DONE, AS_THEY_LIKE} for task in found)
    check = reverse("refer_check", args=[child_id, draft_id])
    found.append(
        Task("Check your answers and send", NOT_BEGUN if whole else CANNOT, check if whole else "")
    )
    return render(
        request,
        "referral/tasks.html",
        {
            "sight": request.sight,
            "draft": draft,
            "pathway": policy(request.sight.child.authority_id).pathway(draft.pathway),
            "tasks": found,
            "done": sum(task.status == DONE for task in found),
            "until": now().today + timedelta(days=DRAFT_DAYS),
        },
    )


def _tasks(request: Request, draft: drafting.Draft) -> Iterator[Task]:
    """The parts that are answered; others stand before the check as they come to be asked."""
    yield _questions(request, draft)
    here = [draft.child_id, draft.key]
    for part, form in FORMS.items():
        done = form.base_fields.keys() <= draft.account.keys()
        yield Task(TITLES[part], DONE if done else NOT_BEGUN, reverse(f"refer_{part}", args=here))
    files = files_of(draft.key, request.sight.child.authority_id, draft.pathway)
    words = f"{counted(len(files), 'file')} added" if files else "None is needed to send"
    status = DONE if files else AS_THEY_LIKE
    yield Task("Letters and reports", status, reverse("refer_evidence", args=here), words)


def _questions(request: Request, draft: drafting.Draft) -> Task:
    """What the pathway asks: only what can change its answer, so a few."""
    child = request.sight.child
    who = referrer(request.sight.duties, draft.child_id, request.reader.person_id)
    open_still = drafting.next_question(draft, drafting.verdict(draft, child, who, now()))
    here = [draft.child_id, draft.key]
    said = [name for name in FACTS if name in draft.facts or name in draft.unknown]
    if open_still:
        fresh = not draft.unknown and draft.facts.items() <= known_facts(child).items()
        status, href = NOT_BEGUN if fresh else BEGUN, reverse("refer_next", args=here)
    elif draft.told or not said:
        status, href = DONE, reverse("refer_check", args=here) if draft.told else ""
    else:
        status, href = DONE, reverse("refer_question", args=[*here, said[0]])
    hint = "Some answers stand as the record has them" if known_facts(child) else ""
    return Task("What the pathway asks", status, href, hint)
