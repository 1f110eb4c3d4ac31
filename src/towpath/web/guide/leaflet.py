"""The leaflet of a pathway: the words of its page on paper."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from towpath.paper.leaflet import Leaflet, Part
from towpath.paper.leaflet import leaflet as draw_leaflet
from towpath.rules.page import Page
from towpath.rules.pathway import Version
from towpath.rules.wording import day
from towpath.web.guide.page import (
    STANDING,
    Shown,
    groups,
    open_to_all,
    referrers,
    version_of,
)
from towpath.web.wording import sentence

_draw = lru_cache(maxsize=64)(draw_leaflet)


@open_to_all
def leaflet(request: HttpRequest, shown: Shown, name: str) -> HttpResponse:
    """The leaflet as a PDF, dated from the rules it is drawn from: the same until they change."""
    version = version_of(shown, name)
    page, pathway = shown.authority.page(name), shown.authority.pathway(name)
    drawn = Leaflet(
        council=shown.name,
        made_up=shown.made_up,
        title=page.title,
        summary=page.summary,
        parts=(*_parts(page, version), _owed(shown)),
        source=page.source,
        edition=pathway.sha256[:8],
        drawn_at=datetime.combine(max(version.valid_from, page.reviewed_on), time(12), UTC),
    )
    response = HttpResponse(_draw(drawn), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.code}-{name}.pdf"'
    return response


def _parts(page: Page, version: Version) -> Iterator[Part]:
    about = tuple(block.words for block in page.blocks)
    yield Part("What it is", about)
    yield Part("What it offers", items=tuple(map(sentence, version.offer)))
    if version.no_criteria:
        yield Part("Who it is for", (version.no_criteria.words,))
    for words, criteria in groups(version):
        yield Part(
            f"Who it is for: {words.lower()}", items=tuple(sentence(c.words) for c in criteria)
        )
    who = f"A referral comes from: {referrers(version)}." if version.referral.who else ""
    always = "Parents, carers and young people can always ask the school or the council to refer."
    said = tuple(filter(None, (sentence(version.referral.words), who, always)))
    yield Part("Who can refer, and how", said)
    if version.evidence:
        sent = tuple(f"{STANDING[e.standing]}: {e.words}" for e in version.evidence)
        yield Part("What to send", items=sent)
    if version.steps:
        steps = tuple(sentence(step.words) for step in version.steps)
        yield Part("What happens then", items=steps, numbered=True)
    limits = (*version.limits, *version.funding, *version.attendance)
    if limits:
        bounds = tuple(sentence(clause.words) for clause in limits)
        yield Part("Limits, money and the register", items=bounds)
    yield Part("Since when", (f"These rules hold from {day(version.valid_from)}.",))


def _owed(shown: Shown) -> Part:
    owed = shown.authority.guide.still_owed
    return Part(owed.title, (owed.words, "How to ask:"), owed.how, numbered=True)
