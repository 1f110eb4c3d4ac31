"""The head of service's desk: who is not being educated, what is late, and who owns it."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records.caseload import Load, loads
from towpath.records.decision import unexplained
from towpath.records.inbox import late
from towpath.web.actor import now
from towpath.web.desk import council
from towpath.web.desk.trouble import trouble
from towpath.web.publishing.desk import to_look_at
from towpath.web.request import Request

# The kinds that are counted, the gravest first, as the head of a column.
COUNTED = {
    "untaught": "Owed education, taught by nobody",
    "late": "Late",
    "overdue": "Reviews of what is owed, late",
    "soon": "Due this week",
    "undecided": "Not decided",
    "unplaced": "No place yet",
    "owed": "Education owed",
    "open": "All open",
}


def desk(request: Request) -> HttpResponse:
    """What everybody owns, counted; each count leads to those it counts."""
    if {"find", "of", "kind", "page"} & request.GET.keys():
        return council.desk(request)
    today = now().today
    each = loads(today)
    return render(
        request,
        "desk/head.html",
        {
            "counted": COUNTED,
            "loads": sorted(each, key=lambda load: -load.counts["late"]),
            "whole": _whole(each),
            "unexplained": len(unexplained()),
            "adds": council.adds(request),
            "pages_due": to_look_at(request),
            "concerns": council.concerns(request, request.reader.person_id),
            "at_services": late(None, today),
            "troubles": trouble(request),
            "today": today,
        },
    )


def _whole(each: list[Load]) -> Counter[str]:
    """All counts together."""
    whole: Counter[str] = Counter()
    for load in each:
        whole.update(load.counts)
    return whole
