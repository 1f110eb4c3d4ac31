"""Panels: the meetings ahead, an agenda, a case before it, and each member's own view."""

from datetime import datetime, time
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import panel as act
from towpath.records import models as kept
from towpath.records import panel as reads
from towpath.records.policy import policy
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.wording import LONDON, moment
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.desk.council import pathway_names
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.lesson import TimeInput
from towpath.web.referral.read import find
from towpath.web.request import Request

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def panels(request: Request) -> HttpResponse:
    """The panels to come: all of the council's for an officer, one's own for anybody else."""
    plans = request.reader.holds(who.MAY["plan_panel"])
    instant = now().now
    mine = reads.panels_of(request.reader.person_id, instant)
    ahead = reads.panels(request.reader.authority_id, instant) if plans else mine
    if not (mine or request.reader.holds(rule.SIT)):
        raise PermissionDenied("This is for those who plan panels or sit on one.")
    return render(request, "panel/list.html", {"panels": ahead, "plans": plans})


class MeetingForm(Form):
    """A panel to be held."""

    name = forms.CharField(label="What is the panel called?", max_length=120)
    meets_on = DayField(label="Which day does it meet?", called="The day", when="today or future")
    at = forms.TimeField(
        label="At what time?",
        widget=TimeInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time it begins, like 14:30",
            "invalid": "Enter the time it begins, like 14:30",
        },
    )
    chair = forms.ChoiceField(label="Who chairs it?")
    members = forms.MultipleChoiceField(
        label="Who sits on it beside the chair?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, people: list[tuple[UUID, str, str]], **kw: object) -> None:
        super().__init__(*args, **kw)
        choices = [(str(key), f"{name}, {who.name(duty)}") for key, name, duty in people]
        for field in ("chair", "members"):
            self.fields[field].choices = choices  # type: ignore[attr-defined] # both are choices

    def meeting(self) -> rule.Meeting:
        """The panel that the form plans, by London's clocks."""
        said = self.cleaned_data
        begins: time = said["at"]
        return rule.Meeting(
            name=said["name"],
            meets_at=datetime.combine(said["meets_on"], begins, LONDON),
            chair_id=UUID(said["chair"]),
            members=tuple(UUID(key) for key in said["members"]),
        )


@GET_POST
def plan(request: Request) -> HttpResponse:
    """Plan a panel."""
    if not request.reader.holds(who.MAY["plan_panel"]):
        raise PermissionDenied(who.may(frozenset(), "plan_panel").reason)
    people = reads.who_may_sit(request.reader.authority_id)
    form = MeetingForm(request.POST or None, people=people)
    if form.is_valid():
        key = attempt(request, form, lambda deed: act.plan(deed=deed, meeting=form.meeting()))
        if key:
            messages.success(request, "The panel is planned")
            return redirect("panel", key)
    return show(request, "panel/plan.html", form)


@require_safe
def agenda(request: Request, panel_id: UUID) -> HttpResponse:
    """A panel's agenda, as far as the reader sees: those first whose decision is due first."""
    panel = kept.Panel.objects.select_related("chair").filter(pk=panel_id).first()
    person_id = request.reader.person_id
    sits = reads.sits_on(panel_id, person_id)
    if panel is None or not (sits or request.reader.holds(who.COUNTY)):
        raise Http404("There is no such panel that you can see")
    return render(
        request,
        "panel/agenda.html",
        {
            "panel": panel,
            "seats": panel.seats.select_related("person").order_by("person__name"),
            "items": reads.agenda(panel_id, person_id),
            "sits": sits,
            "recommends": rule.RECOMMENDS,
            "states": rule.ITEM.words,
            "pathways": pathway_names(request),
            "today": now().today,
        },
    )


@require_safe
def item(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """A case before a panel: why it is there, one's own view, and all of them once opened."""
    case = _case(request, item_id)
    me = request.reader.person_id
    voices = reads.voices(item_id)
    seated = reads.sits_on(case.panel_id, me)
    spoke = kept.PanelView.objects.filter(item=item_id, member=me).exists()
    chairs = me == case.chair_id
    return render(
        request,
        "panel/item.html",
        {
            "sight": request.sight,
            "case": case,
            "state": rule.ITEM.words[case.state],
            "pathway": policy(request.sight.child.authority_id).pathway(case.pathway).name,
            "voices": voices,
            "recommends": rule.RECOMMENDS,
            "aside": reads.aside(item_id),
            "heard": reads.heard(item_id),
            "may": {
                "speak": seated and not spoke and case.state == "listed",
                "aside": seated and case.state in rule.WAITING,
                "open": chairs and case.state == "listed",
                "off": request.sight.may("take_off_panel") and case.state in rule.WAITING,
                "decide": request.sight.may("decide_referral") and case.state == "opened",
            },
        },
    )


class PanelForm(Form):
    """Which panel, and why it should look at this case."""

    panel = forms.ChoiceField(label="Which panel?", widget=forms.RadioSelect)
    why = ReasonField(
        label="What should the panel look at?",
        help_text="Its members see the case until it is decided or taken off the agenda.",
    )

    def __init__(self, *args: object, panels: list[kept.Panel], **kw: object) -> None:
        super().__init__(*args, **kw)
        choices = [(str(p.pk), f"{p.name}, {moment(p.meets_at)}") for p in panels]
        self.fields["panel"].choices = choices  # type: ignore[attr-defined] # it is a choice field


@GET_POST
def list_for(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Put a referral on a panel's agenda."""
    referral = find(referral_id, child_id)
    ahead = reads.panels(request.sight.child.authority_id, now().now)
    form = PanelForm(request.POST or None, panels=ahead)
    if form.is_valid():
        said = form.cleaned_data
        key = attempt(
            request,
            form,
            lambda deed: act.list_for(
                deed=deed, referral_id=referral_id, panel_id=UUID(said["panel"]), why=said["why"]
            ),
        )
        if key:
            messages.success(request, "The case is on the agenda")
            return redirect("panel_item", child_id, key)
    return show(
        request, "panel/list_for.html", form, sight=request.sight, referral=referral, panels=ahead
    )


class ViewForm(Form):
    """One member's view."""

    recommends = forms.ChoiceField(
        label="What do you recommend?",
        choices=list(rule.RECOMMENDS.items()),
        widget=forms.RadioSelect,
    )
    reason = ReasonField(label="Why?", max_length=4000)


@GET_POST
def give_view(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """Give one's view: nobody else reads it until the chair opens them all."""
    case = _case(request, item_id)
    form = ViewForm(request.POST or None)
    if form.is_valid():
        view = rule.View(**form.cleaned_data)
        if attempt(
            request, form, lambda deed: act.give_view(deed=deed, item_id=item_id, view=view)
        ):
            messages.success(request, "Your view is kept. It is yours alone until all are opened")
            return redirect("panel_item", child_id, item_id)
    return show(request, "panel/view.html", form, sight=request.sight, case=case)


class InterestForm(Form):
    """An interest in the case."""

    interest = ReasonField(label="What is your interest in this case?", max_length=1000)


@GET_POST
def stand_aside(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """Declare an interest, and leave the case to the others."""
    case = _case(request, item_id)
    form = InterestForm(request.POST or None)
    if form.is_valid():
        interest = form.cleaned_data["interest"]
        if attempt(
            request,
            form,
            lambda deed: act.stand_aside(deed=deed, item_id=item_id, interest=interest),
        ):
            messages.success(request, "Your interest is recorded, and you have stood aside")
            return redirect("panel", case.panel_id)
    return show(request, "panel/aside.html", form, sight=request.sight, case=case)


class OpenForm(Form):
    """The views opened."""

    without = forms.CharField(
        label="If a member has given no view: why does the panel go on without?",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
    )


@GET_POST
def open_views(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """Open everybody's view at once."""
    case = _case(request, item_id)
    form = OpenForm(request.POST or None)
    if form.is_valid():
        said = {"seen": carried(request).seen, **form.cleaned_data}
        if attempt(request, form, lambda deed: act.open_views(deed=deed, item_id=item_id, **said)):
            messages.success(request, "The views are open")
            return redirect("panel_item", child_id, item_id)
    heard = reads.heard(item_id)
    return show(request, "panel/open.html", form, sight=request.sight, case=case, heard=heard)


class OffForm(Form):
    """Why the panel does not look at it after all."""

    reason = ReasonField(label="Why is it taken off the agenda?")


@GET_POST
def take_off(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """Take a case off the agenda."""
    case = _case(request, item_id)
    form = OffForm(request.POST or None)
    if form.is_valid():
        said = {"seen": carried(request).seen, **form.cleaned_data}
        if attempt(request, form, lambda deed: act.take_off(deed=deed, item_id=item_id, **said)):
            messages.success(request, "The case is off the agenda")
            return redirect("referral", child_id, case.referral_id)
    return show(request, "panel/off.html", form, sight=request.sight, case=case)


def _case(request: Request, item_id: UUID) -> reads.Before:
    case = reads.before_panel(request.sight.child.pk, item_id)
    if case is None:
        raise Http404("There is no such case before a panel that you can see")
    return case
