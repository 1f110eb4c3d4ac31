"""A child's page: one timeline of everything the reader may see."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.records.timeline import timeline
from towpath.web.request import Request
from towpath.web.verb import HAPPENED


@require_safe
def child(request: Request, child_id: UUID) -> HttpResponse:
    """The timeline, and what the reader may do from here."""
    entries = [
        {
            "title": HAPPENED[entry.verb],
            "who": entry.who,
            "at": entry.at,
            "lines": [line for line in (entry.words, entry.reason) if line],
        }
        for entry in timeline(child_id)
    ]
    return render(request, "child/timeline.html", {"sight": request.sight, "entries": entries})
