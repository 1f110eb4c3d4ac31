"""The pages of the guide, drawn from the texts that the council has published."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from towpath.authority import Authority
from towpath.records import models as kept
from towpath.records.policy import has_folder, published
from towpath.rules import page as rule
from towpath.rules.page import LANGUAGES, RIGHT_TO_LEFT, Page
from towpath.rules.pathway import Criterion, Version
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.frame import Frame, Link
from towpath.web.guide.body import draw
from towpath.web.wording import listed

SECONDS = 60  # that a page may be read from a store before asking whether it has changed

JOINS = (
    ("all_of", "All of these must be so"),
    ("any_of", "And at least one of these"),
    ("none_of", "It is not for"),
)
STANDING = {
    "needed": "Needed",
    "may_be_asked": "You may be asked for this",
    "never_blocks": "Never a reason to wait",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A council as its guide is opened: its policy, its name, and whether all of it is made up."""

    code: str
    authority: Authority
    name: str
    made_up: bool


def open_guide(code: str) -> Shown:
    """The published guide of a council. Raises Http404 where there is none."""
    row = kept.Authority.objects.filter(code=code).values_list("name", "made_up").first()
    if row is None:
        raise Http404("no such council")
    try:
        return Shown(code, published(code), *row)
    except LookupError:
        raise Http404("no such council") from None


def guide_frame(shown: Shown) -> Frame:
    """The head and foot of every page of the guide: the same for whoever reads it."""
    home = reverse("guide", args=[shown.code])
    return Frame(
        council=shown.name,
        home=home,
        links=(Link("Guide", home), Link("If nothing fits", f"{home}does-not-fit")),
        sign_in=reverse("home"),
        made_up=shown.made_up,
    )


def open_to_all(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Frame a view of the guide: anyone may read it, and a store may keep it.

    It is named by the policy's hash and the day, since what is overdue or stale depends on both.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def framed(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = open_guide(code)
        etag = f'"{edition(shown)}-{now().today:%Y%m%d}"'
        if (unchanged := get_conditional_response(request, etag=etag)) is not None:
            return unchanged
        request.frame = guide_frame(shown)  # type: ignore[attr-defined] # as the actor would set it
        response = view(request, shown, *args, **kwargs)
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return framed


def edition(shown: Shown) -> str:
    """A short name for all the texts of a guide as they stand."""
    from hashlib import sha256

    authority = shown.authority
    texts = [page.sha256 for page in authority.pages]
    texts += [variant.sha256 for page in authority.pages for variant in page.variants]
    texts += [pathway.sha256 for pathway in authority.pathways]
    return sha256("".join([authority.version, *texts]).encode()).hexdigest()[:20]


@login_not_required
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """The councils with a guide; straight to it where there is one."""
    rows = kept.Authority.objects.order_by("name").values_list("code", "name")
    found = [(code, name) for code, name in rows if has_folder(code)]
    if len(found) == 1:
        return redirect("guide", found[0][0])
    return render(request, "guide/councils.html", {"councils": found})


@open_to_all
def contents(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Every page, section by section."""
    pages = shown.authority.pages
    sections = [
        (
            section.title,
            [(page, address(shown.code, page)) for page in pages if page.section == section.id],
        )
        for section in shown.authority.guide.sections
    ]
    return _render(request, shown, "guide/contents.html", sections=sections)


@open_to_all
def page(request: HttpRequest, shown: Shown, name: str) -> HttpResponse:
    """One page; that of a pathway stands at the pathway's own address."""
    found = _find(shown, name)
    if found.pathway:
        return redirect("guide_pathway", shown.code, found.pathway)
    return _render(request, shown, "guide/page.html", **_page(shown, found))


@open_to_all
def pathway(request: HttpRequest, shown: Shown, name: str) -> HttpResponse:
    """A pathway: its page's own words, then what its policy says."""
    version = version_of(shown, name)
    return _render(
        request,
        shown,
        "guide/pathway.html",
        **_page(shown, _find(shown, name)),
        version=version,
        groups=groups(version),
        standing=STANDING,
        referrers=referrers(version),
        names={each.id: each.title for each in shown.authority.pages if each.pathway},
    )


@open_to_all
def variant(request: HttpRequest, shown: Shown, name: str, tongue: str) -> HttpResponse:
    """A page in Easy Read or another language."""
    found = _find(shown, name)
    try:
        chosen = found.variant(tongue)
    except KeyError:
        raise Http404("not in this language") from None
    return _render(
        request,
        shown,
        "guide/variant.html",
        page=found,
        variant=chosen,
        body=draw(shown.code, chosen.body),
        tongue=LANGUAGES[tongue],
        lang="en" if tongue == rule.EASY_READ else tongue,
        side="rtl" if tongue in RIGHT_TO_LEFT else "ltr",
        back=address(shown.code, found),
    )


def address(code: str, page: Page) -> str:
    """Where a page of the guide is."""
    if page.pathway:
        return reverse("guide_pathway", args=[code, page.pathway])
    return reverse("guide_page", args=[code, page.id])


def version_of(shown: Shown, name: str) -> Version:
    """The version of a pathway in force today. Raises Http404."""
    try:
        version = shown.authority.pathway(name).on(now().today)
    except KeyError:
        raise Http404("no such pathway") from None
    if version is None:
        raise Http404("not open yet")
    return version


def groups(version: Version) -> list[tuple[str, list[Criterion]]]:
    """The criteria under the words that join them, those with none left out."""
    found = [(words, [c for c in version.criteria if c.join == join]) for join, words in JOINS]
    found = [(words, criteria) for words, criteria in found if criteria]
    if found and found[0][0] == JOINS[1][1]:
        found[0] = ("At least one of these must be so", found[0][1])
    return found


def referrers(version: Version) -> str:
    """Who may refer, in words: "school or council"; empty where the policy names nobody."""
    labels = dict(FACTS["referrer"].labels)
    return listed([labels.get(who, who) for who in version.referral.who or ()], "or")


def _page(shown: Shown, page: Page) -> dict[str, Any]:
    today = now().today
    said = page.text
    if page.pathway:
        said += rule.words_of(version_of(shown, page.pathway))
    return {
        "page": page,
        "body": draw(shown.code, page.body),
        "overdue": page.review_due_on < today,
        "stale": [m for m in rule.stale(shown.authority.guide.marks, said, today) if m.reader],
        "variants": [(v, LANGUAGES[v.tongue]) for v in page.variants],
        "leaflets": [p for p in shown.authority.pages if p.pathway] if page.leaflets else [],
    }


def _find(shown: Shown, name: str) -> Page:
    try:
        return shown.authority.page(name)
    except KeyError:
        raise Http404("no such page") from None


def _render(request: HttpRequest, shown: Shown, template: str, **context: Any) -> HttpResponse:
    context |= {
        "code": shown.code,
        "guide": shown.authority.guide,
        "council": shown.authority.council,
    }
    return render(request, template, context)
