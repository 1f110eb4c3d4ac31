"""The people round a child: their page, and the one shape of every form that changes it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from towpath.records import person as kept
from towpath.records.owner import owners_named
from towpath.rules import adult as rule
from towpath.web.attempt import show
from towpath.web.form import Form
from towpath.web.request import Request


@require_safe
def people(request: Request, child_id: UUID) -> HttpResponse:
    """The adults, who is involved, the school, and what closes the record, as the reader may."""
    return render(
        request,
        "person/people.html",
        {
            "sight": request.sight,
            "adults": kept.adults(child_id),
            "own_home": kept.own_home(child_id),
            "involved": kept.involved(child_id),
            "owners": [name for _, name in owners_named(request.sight.child)],
            "schools": kept.schools(child_id),
            "closed": kept.closed(child_id),
            "words": {
                "relationship": rule.RELATIONSHIPS,
                "scope": rule.BARRED_FROM,
                "restricted": rule.RESTRICTED_FOR,
            },
        },
    )


def show_form(
    request: Request,
    form: Form,
    *,
    title: str,
    submit: str,
    before: tuple[str, ...] = (),
    warning: bool = False,
) -> HttpResponse:
    """One form about the people of a child. `before`: what to know first, a paragraph each."""
    return show(
        request,
        "person/form.html",
        form,
        sight=request.sight,
        seen=request.sight.child.version,
        here=reverse("people", args=[request.sight.child.pk]),
        title=title,
        submit=submit,
        before=before,
        warning=warning,
    )
