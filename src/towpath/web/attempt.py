"""Trying what a form asks: one action and on, or the reason, where the person is looking."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from towpath.actions.action import Deed, NotThere, Refused, Stale
from towpath.web.actor import deed
from towpath.web.form import Change, Form
from towpath.web.request import Request
from towpath.web.verb import HAPPENED


def attempt(request: Request, form: Form, do: Callable[[Deed], UUID]) -> UUID | None:
    """Do it and give the key; or put the refusal on the form, with what was typed, and give None.

    The form must have been found valid.
    """
    try:
        return do(deed(request))
    except NotThere as gone:
        raise Http404(gone.reason) from None
    except Stale as stale:
        form.change = _change(stale)
        form.add_error(None, stale.reason)
    except Refused as refused:
        form.add_error(form.place(refused.field), refused.reason)
    return None


def show(request: Request, template: str, form: Form, **context: object) -> HttpResponse:
    """The page with its form: 200 when new, 409 when stale, 422 when something is to be mended."""
    status = (409 if form.change else 422) if form.is_bound else 200
    context |= {"form": form, "change": form.change}
    return render(request, template, context, status=status)


def _change(stale: Stale) -> Change:
    last = stale.changes[0]
    return Change(last.by, HAPPENED[last.verb], last.at)
