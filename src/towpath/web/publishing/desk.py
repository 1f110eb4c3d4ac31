"""The desk of pages: every text with its dates, what waits, and what the public said."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.authority import Authority
from towpath.records import proposal as kept
from towpath.records.policy import policy
from towpath.records.proposal import Tally
from towpath.rules import page as rule
from towpath.rules import who
from towpath.rules.page import Page, StaleMark
from towpath.web.actor import now
from towpath.web.request import Request


@dataclass(frozen=True, slots=True)
class Row:
    """A page as its owner sees it."""

    page: Page
    owner: str
    mine: bool
    overdue: bool
    stale: tuple[StaleMark, ...]
    tally: Tally


def duties(request: Request) -> frozenset[str]:
    """The duties the reader holds today."""
    return frozenset(post.duty for post in request.reader.posts)


def admit(request: Request, verb: str) -> None:
    """Raise PermissionDenied, with the reason, for a reader who may not do the verb."""
    if not (answer := who.may(duties(request), verb)).yes:
        raise PermissionDenied(answer.reason)


def to_look_at(request: Request) -> int:
    """How many of the reader's own pages are overdue or stale; 0 for whoever keeps none."""
    if not request.reader.holds(who.EDITORS):
        return 0
    authority, mine = policy(request.reader.authority_id), duties(request)
    return sum(
        page.owner in mine and (page.review_due_on < now().today or bool(_marks(authority, page)))
        for page in authority.pages
    )


@require_safe
def pages(request: Request) -> HttpResponse:
    """Every page and pathway: those of the reader first, the overdue before the rest."""
    admit(request, "propose_policy")
    council = request.reader.authority_id
    authority, tallies = policy(council), kept.tallies(council)
    mine, today = duties(request), now().today
    rows = [_row(authority, page, mine, today, tallies) for page in authority.pages]
    rows.sort(key=lambda row: (not row.mine, row.page.review_due_on))
    return render(
        request,
        "publishing/desk.html",
        {
            "rows": rows,
            "waiting": kept.waiting(council),
            "titles": {page.id: page.title for page in authority.pages},
            "today": today,
            "code": authority.council.id,
        },
    )


@require_safe
def said(request: Request, name: str) -> HttpResponse:
    """What the public said of one page, with the replies that are wished for."""
    admit(request, "propose_policy")
    council = request.reader.authority_id
    try:
        page = policy(council).page(name)
    except KeyError:
        raise Http404("no such page") from None
    return render(
        request,
        "publishing/said.html",
        {
            "page": page,
            "tally": kept.tallies(council).get(name, Tally()),
            "said": kept.said_of(council, name),
        },
    )


def _row(
    authority: Authority, page: Page, mine: frozenset[str], today: date, tallies: dict[str, Tally]
) -> Row:
    return Row(
        page=page,
        owner=who.name(page.owner),
        mine=page.owner in mine,
        overdue=page.review_due_on < today,
        stale=_marks(authority, page),
        tally=tallies.get(page.id, Tally()),
    )


def _marks(authority: Authority, page: Page) -> tuple[StaleMark, ...]:
    """What has gone stale in a page or its pathway."""
    today, text = now().today, page.text
    if page.pathway and (version := authority.pathway(page.pathway).on(today)):
        text += rule.words_of(version)
    return rule.stale(authority.guide.marks, text, today)
