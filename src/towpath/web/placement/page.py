"""A placement's own page: all that must be known before the first day, and what may be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from towpath.records.child import at_home
from towpath.records.concern import of_placement
from towpath.records.intake import funding_of, last_wait, own_steps, passages, position
from towpath.records.lesson import Hours, hours, last_lessons
from towpath.records.placement import Placed
from towpath.records.reintegration import steps
from towpath.records.review import last_review
from towpath.rules import concern, lesson, reintegration, review
from towpath.rules import placement as rule
from towpath.rules.intake import HOW, OUTCOMES, PAYERS, RECEIVING, WAIT
from towpath.rules.referral import LEGAL_BASIS
from towpath.rules.who import FAMILY
from towpath.web.actor import now
from towpath.web.placement.here import open_to, sought
from towpath.web.request import Request, Sight
from towpath.web.wording import short_day

DO = {
    "accept_placement": "Accept the placement",
    "decline_placement": "Decline",
    "wait_for_place": "Put on the waiting list",
    "take_intake": "Say who moves this on",
    "cancel_placement": "Take back the offer",
    "start_placement": "Record the start, with the plan",
    "start_interim": "Approve a start before the plan",
    "record_lesson": "Record a lesson",
    "raise_concern": "Raise a safeguarding concern",
    "complete_plan": "Complete the plan",
    "hold_review": "Hold a review",
    "plan_return_step": "Plan a step back to school",
    "change_tutor": "Change the tutor",
    "end_placement": "End the placement",
    "check_return": "Check how it stands",
}


# What a verb is called in a state where its usual words would mislead.
SAID = {("waiting", "wait_for_place"): "Look at the waiting again"}


@dataclass(frozen=True, slots=True)
class Button:
    """Something the reader may do now, and where."""

    words: str
    href: str


@require_safe
def placement(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """The placement, read: by a tutor at a gate, by a lead's inbox, by an officer with 140 cases.

    What comes next and the risks come before everything else. The brief and the telephone numbers
    are for those who work with the child. A family reads the rest: who teaches, towards what, how
    many hours.
    """
    found = sought(request, placement_id)
    works_with_child = bool(request.sight.duties - FAMILY)
    return render(
        request,
        "placement/page.html",
        {
            "sight": request.sight,
            "placement": found,
            "state": rule.PLACEMENT.words[found.state],
            "next_step": rule.NEXT_STEP.get(found.intended_next_step, ""),
            "basis": _basis(request.sight, found),
            "destination": reintegration.DESTINATION.get(found.destination, ""),
            "today": now().today,
            "works_with_child": works_with_child,
            "buttons": _buttons(request.sight, found),
            "to_ring": at_home(child_id) if works_with_child else [],
            "brief": found.brief,
            "weeks": _weeks(found, now().today),
            "lessons": last_lessons(placement_id),
            "last_review": last_review(placement_id),
            "steps": steps(placement_id),
            **_intake(request.sight, found),
            "concerns": of_placement(placement_id) if works_with_child else [],
            "concern_words": concern.CONCERN.words,
            "words": {
                "lesson": lesson.OUTCOMES,
                "cancelled_by": lesson.CANCELLED_BY,
                "review": review.OUTCOMES,
                "step": reintegration.STEP_OUTCOMES,
            },
        },
    )


@dataclass(frozen=True, slots=True)
class Basis:
    """Who arranged it, in words, and on what legal basis; where the reader may correct that."""

    by: str
    words: str
    correct: str


def _basis(sight: Sight, found: Placed) -> Basis:
    may = sight.may("correct_basis") and found.state not in rule.FALLEN_AWAY
    return Basis(
        rule.ARRANGED_BY[found.arranged_by],
        LEGAL_BASIS[found.legal_basis],
        reverse("correct_basis", args=[sight.child.pk, found.id]) if may else "",
    )


def _intake(sight: Sight, found: Placed) -> dict[str, object]:
    """How it stands at one of the council's own services, before a place is agreed and after."""
    if found.provider_kind not in RECEIVING:
        return {"passages": [], "wait": None}
    own = own_steps(sight.child.authority_id, found.pathway, now().today)
    waits = found.state == "waiting"
    works_there = not sight.duties <= FAMILY
    return {
        "passages": passages(own, found.id),
        "step_outcomes": OUTCOMES,
        "may_step": "record_intake_step" in open_to(found) and sight.may("record_intake_step"),
        "wait": last_wait(found.id) if waits else None,
        "wait_reasons": WAIT,
        "position": position(found.id, found.provider_id, found.waiting_since)
        if waits and sight.may("see_intake")
        else 0,
        "funding": funding_of(found.id) if works_there and own else None,
        "payers": PAYERS,
        "how": HOW,
    }


def _buttons(sight: Sight, found: Placed) -> list[Button]:
    return [
        Button(
            SAID.get((found.state, verb), DO[verb]), reverse(verb, args=[sight.child.pk, found.id])
        )
        for verb in open_to(found)
        if verb in DO and sight.may(verb)
    ]


def _weeks(found: Placed, today: date) -> list[tuple[str, Hours]]:
    """The hours of this week and the last, each by its name, as far as the child was placed."""
    monday = today - timedelta(days=today.weekday())
    begins, ends = found.starts_on or today, found.ended_on or date.max
    weeks = {}
    for words, first in (("This week", monday), ("Last week", monday - timedelta(7))):
        last = first + timedelta(6)
        if begins <= last and first <= ends:
            part = f", from {short_day(begins)}" if begins > first else ""
            weeks[words + part] = (max(first, begins), min(last, ends))
    return list(zip(weeks, hours(found.id, *weeks.values()), strict=True))
