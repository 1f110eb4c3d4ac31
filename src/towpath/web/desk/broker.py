"""The broker's desk: accepted, and waiting for a place or for a provider's answer."""

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records.caseload import waiting
from towpath.records.inbox import late
from towpath.web.actor import now
from towpath.web.desk import council
from towpath.web.desk.trouble import trouble
from towpath.web.request import Request, page_number


def desk(request: Request) -> HttpResponse:
    """Who has waited longest comes first."""
    if {"find", "of", "kind"} & request.GET.keys():
        return council.desk(request)
    number = page_number(request)
    cases, more = waiting(number)
    return render(
        request,
        "desk/broker.html",
        {
            "cases": cases,
            "more": more,
            "troubles": trouble(request),
            "number": number,
            "at_services": late(None, now().today) if number == 1 else [],
            "today": now().today,
            "adds": council.adds(request),
            "pathways": council.pathway_names(request),
        },
    )
