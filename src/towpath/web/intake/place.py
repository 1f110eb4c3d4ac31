"""The council's own services: what each has room for, who waits there, and how many places."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import intake as act
from towpath.records import inbox as kept
from towpath.rules import who
from towpath.rules.intake import LONGEST_SOURCE
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.request import Request


class PlacesForm(Form):
    """How many children at once, from when, on whose word and why."""

    places = forms.IntegerField(
        label="How many children can be taken at once?",
        min_value=0,
        max_value=act.MOST_PLACES,
        error_messages={
            "required": "Enter how many children can be taken at once",
            "invalid": "Places must be a number, like 24",
            "min_value": "Places must be 0 or more",
            "max_value": f"Places must be {act.MOST_PLACES:,} or fewer",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    from_on = DayField(label="From which day?", called="The first day", when="today or future")
    source = ReasonField(
        label="Whose word is this?",
        help_text="Such as: the head’s letter of 1 September, or the building’s plan",
        max_length=LONGEST_SOURCE,
    )
    reason = ReasonField(label="Why is it this many?", max_length=2000)

    def said(self) -> act.Places:
        """The places that this form says."""
        said = self.cleaned_data
        return act.Places(said["places"], said["from_on"], said["source"], said["reason"])


@require_safe
def services(request: Request) -> HttpResponse:
    """Every service of the council, for those who see the whole county; a lead has their own."""
    own = _own(request)
    found = kept.intakes(request.reader.authority_id, now().today, own)
    if own is not None and len(found) == 1:
        return redirect("intake", found[0].provider_id)
    return render(request, "intake/list.html", {"intakes": found})


@require_safe
def intake(request: Request, provider_id: UUID) -> HttpResponse:
    """One service: its places, its inbox and its waiting list."""
    found = _find(request, provider_id)
    return render(
        request,
        "intake/page.html",
        {
            "intake": found,
            "inbox": kept.inbox([provider_id]),
            "queue": kept.queue([provider_id]),
            "capacities": kept.capacities(provider_id),
            "sets": _sets(request, provider_id),
            "today": now().today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_capacity(request: Request, provider_id: UUID) -> HttpResponse:
    """Say how many children the service takes at once."""
    found = _find(request, provider_id)
    if not _sets(request, provider_id):
        raise PermissionDenied(who.may(_duties(request), "set_capacity").reason)
    said = kept.capacities(provider_id)
    form = PlacesForm(request.POST or None, initial={"from_on": now().today})
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.set_capacity(
                deed=deed, provider_id=provider_id, seen=carried(request).seen, places=form.said()
            ),
        )
        if key:
            messages.success(request, f"{found.name} has {form.cleaned_data['places']} places")
            return redirect("intake", provider_id)
    return show(
        request, "intake/capacity.html", form, intake=found, last=said[0] if said else None,
        times=len(said),
    )  # fmt: skip


def _find(request: Request, provider_id: UUID) -> kept.Intake:
    own = _own(request)
    if own is not None and provider_id not in own:
        raise Http404("There is no such service of yours")
    found = kept.intakes(request.reader.authority_id, now().today, [provider_id])
    if not found:
        raise Http404("There is no such service")
    return found[0]


def _own(request: Request) -> list[UUID] | None:
    """The services the reader leads; None for those who see every one. Raises PermissionDenied."""
    answer = who.may(_duties(request), "see_intake")
    if not answer.yes:
        raise PermissionDenied(answer.reason)
    return None if request.reader.holds(who.COUNTY) else led(request)


def led(request: Request) -> list[UUID]:
    """The services that the reader leads."""
    posts = request.reader.posts
    return [p.provider_id for p in posts if p.provider_id and p.duty in who.RECEIVING_LEAD]


def _sets(request: Request, provider_id: UUID) -> bool:
    """Whether the reader may say how many places this service has."""
    council = who.MAY["set_capacity"] - who.RECEIVING_LEAD
    return request.reader.holds(council) or provider_id in led(request)


def _duties(request: Request) -> frozenset[str]:
    return frozenset(post.duty for post in request.reader.posts)
