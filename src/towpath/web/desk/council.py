"""The council's desk: the caseload by next date, and what is owed that must be looked at again."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records import desk as kept
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.request import Request

SOON = timedelta(days=7)


def desk(request: Request) -> HttpResponse:
    """Open referrals, those due first: the reader's own, or everyone's."""
    today = now().today
    everyone = request.GET.get("of") == "all"
    begins = request.GET.get("find", "").strip()
    number = _page(request.GET.get("page", ""))
    owner_id = None if everyone or begins else request.reader.person_id
    cases, more = kept.caseload(owner_id, number, begins)
    owed = (
        []
        if everyone or begins or number > 1
        else kept.duties(request.reader.person_id, today + SOON)
    )
    return render(
        request,
        "desk/council.html",
        {
            "cases": cases,
            "owed": owed,
            "today": today,
            "everyone": everyone,
            "begins": begins,
            "number": number,
            "more": more,
            "adds": request.reader.holds(who.MAY["add_child"]),
            "pathways": pathway_names(request),
        },
    )


def office(request: Request) -> HttpResponse:
    """For those whose work is with providers and money, not with children."""
    return render(request, "desk/office.html")


def pathway_names(request: Request) -> dict[str, str]:
    """The council's names for its pathways, by id."""
    from towpath.records.policy import policy

    return {p.id: p.name for p in policy(request.reader.authority_id).pathways}


def _page(text: str) -> int:
    return min(int(text), 10_000) if text.isdecimal() and int(text) > 0 else 1
