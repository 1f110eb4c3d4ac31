"""A family's page: how far, who acts next, by when, and what happens until then."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.records import stage as kept
from towpath.records.letter import letters_about
from towpath.records.policy import policy
from towpath.rules.decision import OUTCOMES, SECTION_19
from towpath.web.request import Request

UNTIL_THEN = {
    "sent": "Until then the school keeps {child} on its roll and should send work. If no "
    "education is in place, tell the person below: the council’s duty waits for no decision.",
    "returned": "More was asked for, and nothing waits for it: the date above stays.",
    "accepted": "Until a place starts the school keeps {child} on its roll and should send work.",
    "placed": "Lessons go on as planned until then. If one does not happen, tell the person below.",
}


@require_safe
def stage(request: Request, child_id: UUID) -> HttpResponse:
    """Every referral of this child, the latest first, in words for a family."""
    names = {p.id: p.name for p in policy(request.sight.child.authority_id).pathways}
    owed = kept.owed(child_id)
    child = "you" if "young_person" in request.sight.duties else request.sight.child.forename
    return render(
        request,
        "family/stage.html",
        {
            "sight": request.sight,
            "ways": [_way(way, names, child) for way in kept.stages(child_id)],
            "letters": [line for line in letters_about(child_id) if line.state == "sent"],
            "owed": SECTION_19[owed[0]] if owed else "",
            "owed_why": owed[1] if owed else "",
            "owed_by": owed[3] if owed else "",
            "owed_on": owed[2] if owed else None,
        },
    )


def _way(way: kept.Stage, names: dict[str, str], child: str) -> dict[str, Any]:
    steps = [
        {"name": "Asked for", "day": way.sent_on},
        {"name": "Deciding", "day": None if way.state in ("sent", "returned") else way.decided_on},
    ]
    if way.state not in ("not_accepted", "signposted", "withdrawn"):
        steps += [
            {"name": "Finding a place", "day": way.started_on},
            {"name": "Being taught", "day": way.ended_on},
            {"name": "Checking the return", "day": way.ended_on if way.checked else None},
        ]
    return {
        "way": way,
        "pathway": names.get(way.pathway, way.pathway),
        "steps": steps,
        "next": None
        if way.is_ended
        else {"who": way.next_step, "does": f"({way.owner})", "by": way.next_on},
        "until": UNTIL_THEN.get(way.state, "").format(child=child),
        "decisions": [
            {
                "title": OUTCOMES[each.outcome].capitalize(),
                "at": each.at,
                "lines": [each.reason, SECTION_19[each.section_19]],
            }
            for each in way.decisions
        ],
        "refused": way.state in ("not_accepted", "signposted"),
    }
