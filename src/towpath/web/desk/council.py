"""The council's desk: the caseload by next date, and what is owed that must be looked at again."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from towpath.records import caseload as kept
from towpath.records.approach import to_answer
from towpath.records.concern import ToAct, to_act
from towpath.records.decision import unexplained
from towpath.records.desk import find
from towpath.records.inbox import late
from towpath.records.letter import unsent
from towpath.records.owner import covered
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.desk.trouble import trouble
from towpath.web.publishing.desk import to_look_at
from towpath.web.request import Request, page_number

# The kinds of case and of duty that a list may be cut down to, as its heading says it.
CASES = {
    "open": "Open referrals",
    "late": "Referrals past their date",
    "soon": "Referrals due in the next seven days",
    "undecided": "Referrals not decided yet",
    "unplaced": "Referrals accepted, with no place yet",
}
DUTIES = {
    "due": "What the council owes: look at these again",
    "owed": "Children whom the council owes education",
    "untaught": "Children owed education whom nobody teaches today",
    "overdue": "What the council owes: reviews past their date",
}
UNEXPLAINED = "unexplained"


def desk(request: Request) -> HttpResponse:
    """Open referrals, those due first: the reader's own, another's, or everyone's. Or the children
    found. `of` is an owner's key, or "all"; `kind` cuts the list down."""
    if typed := request.GET.get("find", "").strip():
        context = {"begins": typed, "found": find(typed), "adds": adds(request)}
        return render(request, "desk/found.html", context)
    if request.GET.get("kind") == UNEXPLAINED:
        return _unexplained(request)
    today, number = now().today, page_number(request)
    of, kind = request.GET.get("of", ""), request.GET.get("kind", "open")
    owner_id = _owner(request, of)
    own = owner_id == request.reader.person_id
    covers = covered(request.reader.person_id)
    context = {
        "today": today,
        "of": of,
        "own": own,
        "kind": kind,
        "number": number,
        "adds": adds(request),
        "covers": [one for one in covers if one[0] != owner_id],
        "stands_in_for": next((name for key, name in covers if key == owner_id), ""),
        "pathways": pathway_names(request),
    }
    if kind in DUTIES:
        owed, more = kept.duties(owner_id, today, kind, number)
        context |= {"heading": DUTIES[kind], "owed": owed, "more": more}
        return render(request, "desk/owed.html", context)
    if kind not in CASES:
        raise Http404("There is no such list")
    cases, more = kept.caseload(owner_id, today, kind, number)
    first = (own or context["stands_in_for"]) and kind == "open" and number == 1
    owed, owed_more = kept.duties(owner_id, today, "due") if first else ([], False)
    context |= {"heading": CASES[kind], "cases": cases, "more": more}
    context |= {"owed": owed, "owed_more": owed_more}
    context |= {"concerns": concerns(request, owner_id) if kind == "open" and number == 1 else []}
    context |= {"at_services": late(owner_id, today) if kind == "open" and number == 1 else []}
    context |= {"asked": to_answer(owner_id) if first else []}
    context |= {"pages_due": to_look_at(request) if first else 0}
    context |= {"letters": unsent(owner_id) if first and owner_id else []}
    context |= {"troubles": trouble(request) if own and first else []}
    return render(request, "desk/council.html", context)


def _unexplained(request: Request) -> HttpResponse:
    """Everyone's decisions whose reason says nothing, and whom to ask."""
    number = page_number(request)
    found = unexplained()
    start = (number - 1) * kept.PAGE
    heads = request.reader.holds(frozenset({"head_of_service"}))
    decisions = found[start : start + kept.PAGE]
    context = {
        "decisions": decisions,
        "mine": [one for one in decisions if heads or request.reader.person_id in one.owners],
        "of": "all",
        "kind": UNEXPLAINED,
        "number": number,
        "more": len(found) > start + kept.PAGE,
    }
    return render(request, "desk/unexplained.html", context)


def office(request: Request) -> HttpResponse:
    """For those whose work is with providers and money, not with children."""
    return render(request, "desk/office.html", {"pages_due": to_look_at(request)})


def pathway_names(request: Request) -> dict[str, str]:
    """The council's names for its pathways, by id."""
    from towpath.records.policy import policy

    return {p.id: p.name for p in policy(request.reader.authority_id).pathways}


def concerns(request: Request, owner_id: UUID | None) -> list[ToAct]:
    """The owner's open concerns and all that are past their date; or (None) everyone's."""
    if not request.reader.holds(who.MAY["answer_concern"]):
        return []
    return to_act(owner_id)


def adds(request: Request) -> bool:
    """Whether the reader may begin a child's record."""
    return request.reader.holds(who.MAY["add_child"])


def _owner(request: Request, of: str) -> UUID | None:
    """Whose list it is; None is everyone's. Raises Http404."""
    if of in ("", "me"):
        return request.reader.person_id
    try:
        return None if of == "all" else UUID(of)
    except ValueError:
        raise Http404("There is no such person") from None
