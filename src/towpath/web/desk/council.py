"""The council's desk: the caseload by next date, and what is owed that must be looked at again."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records import desk as kept
from towpath.records.letter import unsent
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.request import Request

SOON = timedelta(days=7)


def desk(request: Request) -> HttpResponse:
    """Open referrals, those due first: the reader's own, or everyone's. Or the children found."""
    if begins := request.GET.get("find", "").strip():
        context = {"begins": begins, "found": kept.find(begins), "adds": _adds(request)}
        return render(request, "desk/found.html", context)
    today = now().today
    everyone = request.GET.get("of") == "all"
    number = _page(request.GET.get("page", ""))
    owner_id = None if everyone else request.reader.person_id
    cases, more = kept.caseload(owner_id, number)
    owed = [] if everyone or number > 1 else kept.duties(request.reader.person_id, today + SOON)
    return render(
        request,
        "desk/council.html",
        {
            "cases": cases,
            "owed": owed,
            "letters": [] if everyone or number > 1 else unsent(request.reader.person_id),
            "today": today,
            "everyone": everyone,
            "number": number,
            "more": more,
            "adds": _adds(request),
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


def _adds(request: Request) -> bool:
    return request.reader.holds(who.MAY["add_child"])


def _page(text: str) -> int:
    return min(int(text), 10_000) if text.isdecimal() and int(text) > 0 else 1
