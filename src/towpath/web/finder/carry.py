"""Carrying the finder's answers into a referral: a child of the reader's, and then a draft.

The answers become what the referrer says of this child, and stand on the draft's own check page
before anything is sent.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from towpath.records import desk as kept
from towpath.records.policy import policy
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.finder.found import TITLES, Told, told
from towpath.web.finder.visit import CARRIED, FIND, Visit, visit
from towpath.web.referral import draft as drafting
from towpath.web.request import Request


@require_safe
def refer(request: Request, council: str) -> HttpResponse:
    """Which child the answers are about: found by name, among those the reader sees."""
    if not request.reader.holds(who.MAY["send_referral"]):
        raise PermissionDenied(
            "Your post does not make referrals. Save or print the summary, and take it to the "
            "child’s school."
        )
    here = visit(request, council)
    begins = request.GET.get(FIND, "").strip()[:100]
    return render(
        request,
        "finder/refer.html",
        {
            "here": here,
            "told": told(here),
            "begins": begins,
            "carried": here.pairs,
            "children": [_match(found, here) for found in kept.find(begins)] if begins else [],
        },
    )


@dataclass(frozen=True, slots=True)
class Match:
    """A child that was found. `href` begins the referral; "" where the answers are about a child
    of another age."""

    name: str
    upn: str
    href: str


def _match(found: kept.Found, here: Visit) -> Match:
    fits = here.finder.could_be(here.said, found.born)
    begin = reverse("send_referral", args=[found.child_id])
    return Match(found.name, found.upn, begin + here.query(finder=here.code) if fits else "")


@dataclass(frozen=True, slots=True)
class Brought:
    """What the finder brings to a referral: the answers as they were told, those of them that are
    facts, and what was found of each pathway, in words."""

    told: tuple[Told, ...]
    facts: dict[str, object]
    found: dict[str, str]

    def fill(self, draft_id: UUID, child_id: UUID) -> None:
        """Write the facts into a draft, where it has none: what it has was said of this child."""
        draft = drafting.find(draft_id, child_id)
        unknown = tuple(name for name in draft.unknown if name not in self.facts)
        replace(draft, facts={**self.facts, **draft.facts}, unknown=unknown).keep(now())


def brought(request: Request) -> Brought | None:
    """What the address of a referral brings from the finder of the child's own council; None where
    it brings nothing, or answers about a child of another age."""
    child = request.sight.child
    code = request.GET.get(CARRIED, "")
    if code != policy(child.authority_id).council.id:
        return None
    here = visit(request, code)
    if not here.said or not here.finder.could_be(here.said, child.date_of_birth):
        return None
    facts = here.finder.facts(here.said)
    return Brought(
        told(here),
        {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()},
        {f.pathway: TITLES[f.result] for f in here.finder.find(here.said).findings},
    )
