"""A referral's page: what was said and by whom, what the policy answers, what was decided."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.records import models as kept
from towpath.records.amendment import amendments, last_decided, looked_before
from towpath.records.approach import approaches
from towpath.records.decision import explained
from towpath.records.intake import receiver
from towpath.records.letter import letters_about
from towpath.records.panel import waiting_item
from towpath.records.policy import gives_advice, policy, verdict_on
from towpath.records.referral import facts_said, risks_said
from towpath.rules import amendment as amending
from towpath.rules import decision as deciding
from towpath.rules.enquiry import Verdict
from towpath.rules.referral import (
    INFORMED,
    KNOWN,
    LEGAL_BASIS,
    OPEN,
    PARENT_VIEW,
    REFERRAL,
    UNDECIDED,
)
from towpath.web.actor import now
from towpath.web.referral.explain import may_explain
from towpath.web.referral.ground import show_ground
from towpath.web.referral.question import quarrels
from towpath.web.request import Request
from towpath.web.wording import listed


def find(referral_id: UUID, child_id: UUID) -> kept.Referral:
    """The referral, of this child. Raises Http404."""
    rows = kept.Referral.objects.select_related("school", "owner", "referred_by")
    referral = rows.filter(pk=referral_id, child_id=child_id).first()
    if referral is None:
        raise Http404
    return referral


@require_safe
def page(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """The referral, read."""
    referral = find(referral_id, child_id)
    pathway = policy(referral.authority_id).pathway(referral.pathway)
    panel = waiting_item(referral_id)
    changed = amendments(referral_id)
    decisions = list(
        kept.Decision.objects.filter(referral=referral)
        .select_related("decided_by", "owner", "referral", "explanation__said_by")
        .order_by("-decided_at")
    )
    return render(
        request,
        "referral/page.html",
        {
            "sight": request.sight,
            "referral": referral,
            "pathway": pathway,
            "state": REFERRAL.words[referral.state],
            "is_open": referral.state in OPEN,
            "parent_view": PARENT_VIEW.get(referral.parent_view, ""),
            "informed_how": INFORMED.get(referral.informed_how, ""),
            "basis": LEGAL_BASIS[referral.legal_basis],
            "shown": show_ground(request, referral),
            "reader_id": request.reader.person_id,
            "risks": risks_said(referral_id),
            "verdict": verdict_of(request, referral),
            "doubts": doubts_of(request, referral),
            "panel": panel,
            "fixed": KNOWN,
            "changes": changes_of(changed),
            "asked": approaches(child_id, referral_id),
            "since": _since(request, referral, changed),
            "decisions": _decisions(decisions),
            "to_explain": _unexplained(request, decisions),
            "letters": letters_about(child_id, referral_id),
            "opens_letters": request.sight.may("see_letter"),
            "may": (may := _may(request, referral, panel)),
            "receiver": receiver(referral.authority_id, referral.pathway) if may["offer"] else "",
        },
    )


def verdict_of(request: Request, referral: kept.Referral) -> Verdict:
    """What the pathway answers today, on all that has been said."""
    facts = facts_said(referral.pk)
    return verdict_on(request.sight.child, referral.pathway, facts, now().today)


def doubts_of(request: Request, referral: kept.Referral) -> list[str]:
    """What in all that has been said does not fit together."""
    return quarrels(request.sight.child, facts_said(referral.pk), now().today)


def may_amend(request: Request, referral: kept.Referral) -> bool:
    """Whether links to amend belong on the reader's page."""
    sight, person_id = request.sight, request.reader.person_id
    may = sight.may("amend_referral") and referral.state in OPEN
    return may and amending.may_amend(sight.duties, person_id, referral.referred_by_id)


def changes_of(rows: list[kept.Amendment]) -> list[dict[str, Any]]:
    """Every amendment as a page tells it: what was, what is, and why."""
    return [
        {
            "title": row.what,
            "who": row.amended_by.name,
            "at": row.amended_at,
            "lines": [f"Was: {row.was or 'not said'}", f"Is: {row.became}", f"Why: {row.reason}"],
        }
        for row in rows
    ]


def _since(request: Request, referral: kept.Referral, rows: list[kept.Amendment]) -> list[str]:
    """What the reader must know of what others changed: since they looked, since the decision."""
    me = request.reader.person_id
    others = [row for row in rows if row.amended_by_id != me]
    if not others:
        return []
    looked = looked_before(me, referral.child_id)
    decided = last_decided(referral.pk)
    found = []
    for since, when in ((looked, "you last looked"), (decided, "the decision")):
        names = list(dict.fromkeys(row.what for row in others if since and row.amended_at > since))
        if names:
            found.append(f"Changed since {when}: {listed([f'“{name}”' for name in names])}")
    return found


def _decisions(rows: list[kept.Decision]) -> list[dict[str, Any]]:
    return [
        {
            "title": deciding.OUTCOMES[row.outcome].capitalize(),
            "who": row.decided_by.name,
            "at": row.decided_at,
            "lines": [
                line
                for line in (
                    row.reason,
                    explained(row) or deciding.unsaid(row.reason),
                    deciding.SECTION_19[row.section_19],
                    f"Next: {row.owner.name}, by {row.next_on.day} {row.next_on:%B %Y}",
                )
                if line
            ],
        }
        for row in rows
    ]


def _unexplained(request: Request, rows: list[kept.Decision]) -> list[kept.Decision]:
    """Those whose reason says nothing still, and which the reader may explain."""
    return [
        row
        for row in rows
        if deciding.unsaid(row.reason) and not explained(row) and may_explain(request, row)
    ]


def _may(
    request: Request, referral: kept.Referral, panel: kept.PanelItem | None
) -> dict[str, bool]:
    """The buttons: what the reader may do, and the referral's state allows.

    While a panel has yet to be heard nobody decides: the case is taken off its agenda first.
    """
    sight, state = request.sight, referral.state
    advises = gives_advice(referral, now().today)
    unheard = panel is not None and panel.state == "listed"
    return {
        "decide": sight.may("decide_referral") and state in UNDECIDED and not unheard,
        "decide_without": sight.may("take_off_panel") and unheard,
        "panel": sight.may("list_for_panel") and state in UNDECIDED and panel is None,
        "answer": sight.may("answer_referral") and state == "returned",
        "amend": may_amend(request, referral),
        "withdraw": sight.may("withdraw_referral") and "withdraw" in REFERRAL.moves[state],
        "letters": sight.may("draft_letters"),
        "add": sight.may("add_evidence") and state in OPEN,
        "offer": sight.may("offer_placement") and state == "accepted" and not advises,
        "conclude": sight.may("conclude_referral") and state == "accepted" and advises,
    }
