"""The page of the cast: one button each, in the demonstration alone.

It can never open beside real data: it needs the demonstration's switch, and every authority in the
database to be made up. Otherwise the page is not there, and a session that one of its buttons
opened is nobody's.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from towpath.records import models as kept
from towpath.records.cast import BY_PART, CAST, Member
from towpath.rules import who
from towpath.web.request import Request

BACKEND = "towpath.web.cast.Button"


class Button(BaseBackend):
    """Whose session it is that a button of this page opened. Proves nothing, so lets nobody in."""

    def get_user(self, user_id: int) -> kept.User | None:
        """The login, as long as the demonstration is one. One query, on every page of it."""
        if not settings.DEMO:
            return None
        return kept.User.objects.filter(~Exists(_real()), pk=user_id, is_active=True).first()


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the cast, under one heading."""

    heading: str
    members: tuple[Member, ...]


GROUPS = (
    Group("At a school", tuple(m for m in CAST if m.duty in who.SCHOOL)),
    Group("At the council", tuple(m for m in CAST if m.duty in who.COUNCIL | who.INVOLVED)),
    Group("Teaching", tuple(m for m in CAST if m.duty in who.PROVIDER)),
    Group("In the family", tuple(m for m in CAST if m.family)),
)


@login_not_required
@require_safe
def cast(request: Request) -> HttpResponse:
    """Everyone one may be, with what they come to do."""
    _only_in_the_demonstration()
    return render(request, "cast.html", {"groups": GROUPS})


@login_not_required
@require_POST
def be(request: Request, part: str) -> HttpResponse:
    """Sign in as one of the cast."""
    _only_in_the_demonstration()
    if part not in BY_PART:
        raise Http404
    user = get_object_or_404(kept.User, email=BY_PART[part].email)
    login(request, user, backend=BACKEND)
    return redirect("home")


def _only_in_the_demonstration() -> None:
    if not settings.DEMO or _real().exists() or not kept.Authority.objects.exists():
        raise Http404


def _real() -> QuerySet[kept.Authority]:
    return kept.Authority.objects.filter(made_up=False)
