"""A family's desk, and that of people whose children are named to them one by one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from towpath.records import desk as kept
from towpath.records.concern import to_act
from towpath.rules.who import INVOLVED, SAFEGUARDING
from towpath.web.actor import now
from towpath.web.desk.trouble import trouble
from towpath.web.request import Request


def desk(request: Request) -> HttpResponse:
    """The children the reader sees. A parent of one child goes straight to that child's page."""
    children = kept.children()
    works = request.reader.holds(INVOLVED)
    if len(children) == 1 and not works:
        return redirect("stage", children[0].pk)
    route = "child" if works else "stage"
    concerns = to_act() if request.reader.holds(SAFEGUARDING) else []
    return render(
        request,
        "desk/family.html",
        {
            "children": children,
            "route": route,
            "concerns": concerns,
            "troubles": trouble(request) if works else [],
            "today": now().today,
        },
    )
