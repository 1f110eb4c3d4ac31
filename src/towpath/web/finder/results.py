"""What may fit, what does not and why, and what it depends on; and the same to take along."""

from datetime import UTC, datetime, time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.paper.finder import Asked, Pathway, Summary
from towpath.paper.finder import summary as draw
from towpath.rules import who
from towpath.web.finder import owed
from towpath.web.finder.found import TITLES, Shown, doubts, shown, told
from towpath.web.finder.visit import Visit, visit
from towpath.web.frame import frame
from towpath.web.request import Request

ANSWERS = {True: "Met", False: "Not met", None: "Not known"}


@login_not_required
@require_safe
def results(request: Request, council: str) -> HttpResponse:
    """Every pathway, those that may fit first."""
    return _page(request, "finder/results.html", visit(request, council))


@login_not_required
@require_safe
def summary(request: Request, council: str) -> HttpResponse:
    """The answers and what was found on one page, to print or to show."""
    return _page(request, "finder/summary.html", visit(request, council))


@login_not_required
@require_safe
def paper(request: HttpRequest, council: str) -> HttpResponse:
    """The summary as a PDF, made as it is asked for."""
    here = visit(request, council)
    found = here.finder.find(here.said)
    groups = _groups(shown(found, here))
    facts = Summary(
        council=here.authority.council.name,
        made_up=frame(request).made_up,
        drawn_at=datetime.combine(here.day, time(12), UTC),
        told=tuple((answer.question, answer.answer) for answer in told(here)),
        doubts=doubts(found, here),
        groups=tuple((title, tuple(map(_on_paper, pathways))) for title, pathways in groups),
        owed=(
            (owed.OWED, (owed.WHY,)),
            (owed.HOW, owed.STEPS),
            (owed.HOME, (owed.CHOICE,)),
        ),
    )
    return HttpResponse(
        draw(facts),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="what-may-fit.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _page(request: Request, template: str, here: Visit) -> HttpResponse:
    found = here.finder.find(here.said)
    pathways = shown(found, here)
    page = render(
        request,
        template,
        {
            "here": here,
            "groups": _groups(pathways),
            "fits": any(pathway.asks and pathway.result == "may_fit" for pathway in pathways),
            "told": told(here),
            "doubts": doubts(found, here),
            "unread": list(here.wrong.values()),
            "further": found.next,
            "owed": owed,
            "refers": _refers(request),
        },
    )
    page["Cache-Control"] = "no-store"
    return page


def _groups(pathways: tuple[Shown, ...]) -> list[tuple[str, list[Shown]]]:
    return [
        (title, [pathway for pathway in pathways if pathway.result == result])
        for result, title in TITLES.items()
    ]


def _refers(request: Request) -> bool:
    """Whether the reader is signed in and holds a post that may refer."""
    return request.user.is_authenticated and request.reader.holds(who.MAY["send_referral"])


def _on_paper(pathway: Shown) -> Pathway:
    return Pathway(
        name=pathway.name,
        next=pathway.next,
        referral=pathway.referral,
        criteria=tuple(
            Asked(" ".join(filter(None, (c.words, c.note))), c.how, ANSWERS[c.met])
            for c in pathway.criteria
        ),
        depends=tuple(depends.about for depends in pathway.depends),
        evidence=pathway.evidence,
    )
