"""The page of the cast: one button each, in the demonstration alone.

It can never open beside real data: it needs the demonstration's switch, and every authority in the
database to be made up. Otherwise the page is not there.
"""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from towpath.records import models as kept
from towpath.records.cast import BY_PART, CAST
from towpath.web.request import Request

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@login_not_required
@require_safe
def cast(request: Request) -> HttpResponse:
    """Everyone one may be, with what they come to do."""
    _only_in_the_demonstration()
    return render(request, "cast.html", {"cast": CAST})


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
    real = kept.Authority.objects.filter(made_up=False).exists()
    if not settings.DEMO or real or not kept.Authority.objects.exists():
        raise Http404
