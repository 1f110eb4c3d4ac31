"""The first page: for someone signed in, their desk; for anyone else, what this is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.records import models as kept
from towpath.web.request import Request


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """The children the reader may see, until their own desk is built."""
    if not request.user.is_authenticated:
        return render(request, "desk/welcome.html")
    children = list(kept.Child.objects.order_by("name_key")[:25])
    return render(request, "desk/home.html", {"children": children})
