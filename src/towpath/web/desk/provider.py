"""A provider's or receiving service's desk: offers to answer, and the children taught."""

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records import desk as kept
from towpath.records.lesson import late
from towpath.rules.who import PROVIDER_LEAD
from towpath.web.actor import now
from towpath.web.request import Request


def desk(request: Request) -> HttpResponse:
    """Offers that wait for an answer, then the children, those due first."""
    places = kept.places()
    return render(
        request,
        "desk/provider.html",
        {
            "offered": [place for place in places if place.state == "offered"],
            "agreed": [place for place in places if place.state == "agreed"],
            "started": [place for place in places if place.state == "started"],
            "late": late(),
            "leads": request.reader.holds(PROVIDER_LEAD),
            "today": now().today,
        },
    )
