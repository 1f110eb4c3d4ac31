"""A child's page: what is open, and one timeline of everything the reader may see."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.paper.chronology import Chronology, Line
from towpath.paper.chronology import chronology as draw
from towpath.records.session import marks
from towpath.records.timeline import Entry, open_work, past_referrals, school_name, timeline
from towpath.web.actor import now
from towpath.web.request import Request
from towpath.web.verb import HAPPENED


@require_safe
def child(request: Request, child_id: UUID) -> HttpResponse:
    """What is open, what the reader may do from here, and what has happened."""
    return render(
        request,
        "child/timeline.html",
        {
            "sight": request.sight,
            "school": school_name(child_id),
            "work": open_work(child_id),
            "past": past_referrals(request.sight.child),
            "marks": marks(child_id),
            "today": now().today,
            "entries": [
                {
                    "title": HAPPENED[entry.verb],
                    "who": entry.who,
                    "at": entry.at,
                    "lines": [line for line in (entry.words, entry.reason, _next(entry)) if line],
                }
                for entry in timeline(child_id)
            ],
        },
    )


@require_safe
def chronology(request: Request, child_id: UUID) -> HttpResponse:
    """The same on paper, oldest first: what an Ombudsman asks for.

    Paper is handed on, and a concern is for few: it is left out, and the paper says so.
    """
    sight = request.sight
    facts = Chronology(
        council=request.reader.council,
        made_up=request.reader.made_up,
        name=sight.child.name,
        born=sight.child.date_of_birth,
        upn=sight.child.upn or "",
        school=school_name(child_id),
        drawn_at=now().now.replace(microsecond=0),
        drawn_by=request.reader.title,
        states=(
            *(
                (work.what, work.says)
                for work in open_work(child_id)
                if work.route != "answer_concern"
            ),
            ("Left out", "Safeguarding concerns, if there are any: they are kept apart"),
        ),
        entries=tuple(
            Line(e.at, HAPPENED[e.verb], e.who, e.reason, e.words, e.owner, e.next_on)
            for e in timeline(child_id)
            if e.verb not in ("raise_concern", "answer_concern")
        ),
    )
    name = f"chronology-{child_id}.pdf"
    return HttpResponse(
        draw(facts),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _next(entry: Entry) -> str:
    if entry.next_on is None:
        return ""
    by = f"{entry.next_on.day} {entry.next_on:%B %Y}"
    return f"Next: {entry.owner}, by {by}" if entry.owner else f"Next: by {by}"
