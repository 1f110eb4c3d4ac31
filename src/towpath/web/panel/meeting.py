"""The meeting itself: the panels to come, one's agenda; planned, changed, called off."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import panel as act
from towpath.records import models as kept
from towpath.records import panel as reads
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.wording import LONDON, as_day
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.desk.council import pathway_names
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.panel.seating import ChangeForm, MeetingForm, as_it_stands, seating
from towpath.web.request import Request
from towpath.web.verb import HAPPENED

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def panels(request: Request) -> HttpResponse:
    """The panels to come: all of the council's for an officer, one's own for anybody else."""
    reader = request.reader
    plans = reader.holds(who.MAY["plan_panel"])
    today = datetime.combine(now().today, time.min, LONDON)
    found = (
        reads.panels(today, of=reader.authority_id)
        if plans
        else reads.panels(today, among=reader.person_id)
    )
    if not (found or reader.holds(rule.SIT)):
        raise PermissionDenied("This is for those who plan panels or sit on one.")
    return render(
        request,
        "panel/list.html",
        {
            "ahead": [panel for panel in found if panel.meets_at >= today],
            "met": [panel for panel in found if panel.meets_at < today],
            "plans": plans,
            "states": rule.PANEL.words,
        },
    )


@GET_POST
def plan(request: Request) -> HttpResponse:
    """Plan a panel."""
    _check_runs(request, "plan_panel")
    form = seating(request, MeetingForm)
    if form.is_valid():
        key = attempt(request, form, lambda deed: act.plan(deed=deed, meeting=form.meeting()))
        if key:
            messages.success(request, "The panel is planned")
            return redirect("panel", key)
    return show(request, "panel/plan.html", form)


@require_safe
def agenda(request: Request, panel_id: UUID) -> HttpResponse:
    """A panel's agenda, as far as the reader sees: those first whose decision is due first."""
    panel = kept.Panel.objects.select_related("chair", "called_off_by").filter(pk=panel_id).first()
    person_id, county = request.reader.person_id, request.reader.holds(who.COUNTY)
    seats = reads.seated(panel) if panel else []
    sits = any(one.id == person_id for one in seats)
    if panel is None or not (sits or county):
        raise Http404("There is no such panel that you can see")
    items = reads.agenda(panel_id, person_id)
    return render(
        request,
        "panel/agenda.html",
        {
            "panel": panel,
            "meets_on": as_day(panel.meets_at),
            "runs": request.reader.holds(who.MAY["change_panel"]) and panel.state == "planned",
            "seats": seats,
            "items": [one for one in items if one.state not in rule.OFF],
            "off": [one for one in items if one.state in rule.OFF],
            "sits": sits,
            "recommends": rule.RECOMMENDS,
            "states": rule.ITEM.words,
            "pathways": pathway_names(request),
            "today": now().today,
            "history": _history(panel_id) if county else [],
        },
    )


def _history(panel_id: UUID) -> list[dict[str, object]]:
    """What was done about a panel, for the page of those who see the whole county."""
    return [
        {
            "title": HAPPENED[event.verb],
            "who": event.actor.name,
            "at": event.at,
            "lines": [event.reason] if event.reason else [],
        }
        for event in reads.history(panel_id)
    ]


@GET_POST
def change(request: Request, panel_id: UUID) -> HttpResponse:
    """Change when a panel meets, who sits on it, who chairs it, what it is called."""
    panel = _planned(request, "change_panel", panel_id)
    members = reads.seated(panel)
    form = seating(request, ChangeForm, as_it_stands(panel, members))
    if form.is_valid():
        said = {"seen": carried(request).seen, "reason": form.cleaned_data["reason"]}
        meeting = form.meeting()
        if attempt(
            request,
            form,
            lambda deed: act.change(deed=deed, panel_id=panel_id, meeting=meeting, **said),
        ):
            messages.success(request, "The panel is changed")
            return redirect("panel", panel_id)
    gone = [one.name for one in members if not one.posts]
    return show(request, "panel/plan.html", form, panel=panel, gone=gone)


class CallOffForm(Form):
    """Why a panel is not held."""

    reason = ReasonField(
        label="Why is it called off?",
        help_text="Its members read it, and it stands in the record of each case.",
    )


@GET_POST
def call_off(request: Request, panel_id: UUID) -> HttpResponse:
    """Call a panel off: its cases are their owners' again."""
    panel = _planned(request, "call_off_panel", panel_id)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        said = {"seen": carried(request).seen, "reason": form.cleaned_data["reason"]}
        if attempt(request, form, lambda deed: act.call_off(deed=deed, panel_id=panel_id, **said)):
            messages.success(request, "The panel is called off")
            return redirect("panel", panel_id)
    items = reads.agenda(panel_id, request.reader.person_id)
    return show(
        request,
        "panel/call_off.html",
        form,
        panel=panel,
        waiting=[one for one in items if one.state == "listed"],
        opened=[one for one in items if one.state == "opened"],
    )


def _check_runs(request: Request, verb: str) -> None:
    if not request.reader.holds(who.MAY[verb]):
        raise PermissionDenied(who.may(frozenset(), verb).reason)


def _planned(request: Request, verb: str, panel_id: UUID) -> kept.Panel:
    """The panel of the reader's own council, for who may do this. Raises Http404."""
    _check_runs(request, verb)
    council = request.reader.authority_id
    panel = kept.Panel.objects.filter(pk=panel_id, authority=council).first()
    if panel is None:
        raise Http404("There is no such panel that you can see")
    return panel
