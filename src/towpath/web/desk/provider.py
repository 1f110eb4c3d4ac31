"""A provider's or receiving service's desk: offers to answer, and the children taught."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records import desk as kept
from towpath.records.inbox import Intake, inbox, intakes, queue
from towpath.records.lesson import late
from towpath.rules.who import PROVIDER_LEAD
from towpath.web.actor import now
from towpath.web.intake.place import led
from towpath.web.request import Request


def desk(request: Request) -> HttpResponse:
    """Offers that wait for an answer, then the children, those due first."""
    places, services = kept.places(), led(request)
    return render(
        request,
        "desk/provider.html",
        {
            "intakes": _intakes(request, services),
            "inbox": inbox(services) if services else [],
            "queue": queue(services) if services else [],
            "offered": [place for place in places if place.state == "offered"],
            "agreed": [place for place in places if place.state == "agreed"],
            "started": [place for place in places if place.state == "started"],
            "late": late(),
            "leads": request.reader.holds(PROVIDER_LEAD),
            "today": now().today,
        },
    )


def _intakes(request: Request, services: list[UUID]) -> list[Intake]:
    """The services that the reader leads, each with its room."""
    if not services:
        return []
    return intakes(request.reader.authority_id, now().today, services)
