"""A case before a panel: put there, each member's own view, opened, taken off."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from towpath.actions import panel as act
from towpath.records import models as kept
from towpath.records import panel as reads
from towpath.records.policy import policy
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.wording import as_day, moment
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import ReasonField
from towpath.web.form import Form, carried
from towpath.web.panel.meeting import GET_POST
from towpath.web.referral.read import find
from towpath.web.request import Request
from towpath.web.wording import listed


@require_safe
def item(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """A case before a panel: why it is there, one's own view, and all of them once opened."""
    case = _case(request, item_id)
    heard = reads.heard(item_id)
    return render(
        request,
        "panel/item.html",
        {
            "sight": request.sight,
            "case": case,
            "state": rule.ITEM.words[case.state],
            "off_because": reads.off_because(case),
            "pathway": policy(request.sight.child.authority_id).pathway(case.pathway).name,
            "voices": reads.voices(item_id),
            "recommends": rule.RECOMMENDS,
            "aside": reads.aside(item_id),
            "heard": heard,
            "may": _may(request, case, spoken=bool(heard)),
        },
    )


def _may(request: Request, case: reads.Before, *, spoken: bool) -> dict[str, bool]:
    """The buttons: what the reader may do, and how far the case has come."""
    sight, me = request.sight, request.reader.person_id
    seated = reads.sits_on(case.panel_id, me)
    unheard, waits = case.state == "listed", case.state in rule.WAITING
    officer = bool(sight.duties & who.OFFICERS)
    return {
        "speak": seated and unheard and reads.own_view(case.id, me) is None,
        "aside": seated and waits,
        "open": unheard
        and spoken
        and reads.opens(case.referral_id, case.chair_id, me, officer=officer),
        "off": waits and sight.may("take_off_panel"),
        "decide": case.state == "opened" and sight.may("decide_referral"),
    }


class PanelForm(Form):
    """Which panel, and why it should look at this case."""

    panel = forms.ChoiceField(label="Which panel?", widget=forms.RadioSelect)
    why = ReasonField(
        label="What should the panel look at?",
        help_text="Its members see the case until it is decided or taken off the agenda.",
    )

    def __init__(self, *args: object, panels: list[kept.Panel], **kw: object) -> None:
        super().__init__(*args, **kw)
        choices = [(str(panel.pk), f"{panel.name}, {moment(panel.meets_at)}") for panel in panels]
        self.fields["panel"].choices = choices  # type: ignore[attr-defined] # it is a choice field


@GET_POST
def list_for(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Put a referral on a panel's agenda."""
    referral = find(referral_id, child_id)
    ahead = reads.planned(referral.authority_id, now().now)
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
    late = "After the day by which a decision is due: the decision does not wait for it"
    return show(
        request,
        "panel/list_for.html",
        form,
        sight=request.sight,
        referral=referral,
        panels=ahead,
        planners=[who.name(duty) for duty in sorted(who.MAY["plan_panel"])],
        hints={
            str(panel.pk): late
            for panel in ahead
            if referral.next_on and as_day(panel.meets_at) > referral.next_on
        },
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
    """Give one's view: nobody else reads it until the chair opens them all. Once given, read it."""
    case = _case(request, item_id)
    form = ViewForm(request.POST or None)
    if form.is_valid():
        view = rule.View(**form.cleaned_data)
        if attempt(
            request, form, lambda deed: act.give_view(deed=deed, item_id=item_id, view=view)
        ):
            messages.success(request, "Your view is kept. It is yours alone until all are opened")
            return redirect("panel_item", child_id, item_id)
    return show(
        request,
        "panel/view.html",
        form,
        sight=request.sight,
        case=case,
        given=reads.own_view(item_id, request.reader.person_id),
        recommends=rule.RECOMMENDS,
    )


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
    return show(
        request, "panel/aside.html", form, sight=request.sight, case=case, off=_no_longer(case)
    )


class OpenForm(Form):
    """The views opened; where members are silent, why the panel goes on without them."""

    def __init__(self, *args: object, silent: tuple[str, ...], **kw: object) -> None:
        super().__init__(*args, **kw)
        if silent:
            label = f"Why does the panel go on without {listed(silent)}?"
            self.fields["without"] = ReasonField(label=label, max_length=1000)


@GET_POST
def open_views(request: Request, child_id: UUID, item_id: UUID) -> HttpResponse:
    """Open everybody's view at once."""
    case = _case(request, item_id)
    silent = reads.silent(item_id)
    form = OpenForm(request.POST or None, silent=silent)
    if form.is_valid():
        said = {"seen": carried(request).seen, "without": form.cleaned_data.get("without", "")}
        if attempt(request, form, lambda deed: act.open_views(deed=deed, item_id=item_id, **said)):
            messages.success(request, "The views are open")
            return redirect("panel_item", child_id, item_id)
    return show(
        request,
        "panel/open.html",
        form,
        sight=request.sight,
        case=case,
        heard=reads.heard(item_id),
        silent=silent,
        state=rule.ITEM.words[case.state],
    )


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
            messages.success(request, "The case is off the agenda: decide on it by its own date")
            return redirect("referral", child_id, case.referral_id)
    return show(
        request, "panel/off.html", form, sight=request.sight, case=case, off=_no_longer(case)
    )


def _case(request: Request, item_id: UUID) -> reads.Before:
    case = reads.before_panel(request.sight.child.pk, item_id)
    if case is None:
        raise Http404("There is no such case before a panel that you can see")
    return case


def _no_longer(case: reads.Before) -> str:
    """Where a case stands that is before the panel no more; empty while it is."""
    return "" if case.state in rule.WAITING else rule.ITEM.words[case.state]
