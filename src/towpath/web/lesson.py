"""A lesson, told from a telephone in the minute after it; told anew, or struck out, where that was
wrong."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import lesson as act
from towpath.records import lesson as kept
from towpath.records.lesson import Told
from towpath.records.policy import policy
from towpath.rules import lesson as rule
from towpath.rules.calendar import Hours
from towpath.rules.wording import LONDON
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from towpath.web.placement.here import options, show_step, sought
from towpath.web.request import Request, page_number


class TimeInput(forms.TimeInput):
    """A time of day, chosen by the telephone's own wheel."""

    input_type = "time"


class LessonForm(Form):
    """What happened, and when."""

    outcome = forms.ChoiceField(
        label="What happened?", choices=list(rule.OUTCOMES.items()), widget=forms.RadioSelect
    )
    cancelled_by = forms.ChoiceField(
        label="Who cancelled?",
        choices=options(rule.CANCELLED_BY),
        widget=forms.RadioSelect,
        required=False,
    )
    on = DayField(label="Which day?", called="The day")
    at = forms.TimeField(
        label="When did it begin?",
        widget=TimeInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time it began, like 14:30",
            "invalid": "Enter the time it began, like 14:30",
        },
    )
    minutes = forms.IntegerField(label="How many minutes?", min_value=1, max_value=720)
    mode = forms.ChoiceField(
        label="How?", choices=list(rule.MODES.items()), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="Anything to add?", widget=forms.Textarea, required=False, max_length=2000
    )

    # Asked for, and drawn, only where the action has questioned the hour.
    why_then = forms.CharField(
        label="Why was it outside the usual hours?",
        widget=forms.Textarea,
        required=False,
        max_length=1000,
    )

    @property
    def asks_why_then(self) -> bool:
        """Whether the hour has been questioned, or its reason given before."""
        return bool(self["why_then"].value() or self["why_then"].errors)

    def clean(self) -> dict[str, Any]:
        """What was opened is answered."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("outcome") == "cancelled" and said.get("cancelled_by") == "":
            self.add_error("cancelled_by", "Say who cancelled")
        return said

    def held(self) -> act.Held:
        """The lesson that this form tells."""
        names = ("on", "at", "minutes", "outcome", "cancelled_by", "mode", "note", "why_then")
        concern = self.cleaned_data.get("concern", "")
        return act.Held(**{name: self.cleaned_data[name] for name in names}, concern=concern)


class RecordForm(LessonForm):
    """A lesson told for the first time, and whether anyone need worry."""

    is_concern = forms.ChoiceField(
        label="Is this a safeguarding concern?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes if there is a safeguarding concern, or no"},
    )
    concern = ReasonField(label="What did you see or hear?", required=False, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """A concern once begun is never dropped in silence."""
        said = super().clean()
        if said.get("is_concern") == "yes" and said.get("concern") == "":
            self.add_error("concern", "Say what you saw or heard, in the child’s words if you can")
        if said.get("is_concern") == "no" and said.get("concern"):
            self.add_error(
                "is_concern", "You wrote of a concern: select yes, or empty the box beneath it"
            )
        return said


class CorrectForm(LessonForm):
    """A lesson told anew, and why."""

    reason = ReasonField(label="Why is it corrected?", max_length=1000)


class StrikeForm(Form):
    """Why a lesson that was recorded never happened."""

    reason = ReasonField(label="Why is it struck out?", max_length=1000)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """Record a lesson of this placement."""
    placement = sought(request, placement_id)
    last = next(iter(kept.last_lessons(placement_id, 1)), None)
    usual = policy(request.sight.child.authority_id).lesson_hours
    form = RecordForm(request.POST or None, initial=_as_usual(last, placement.ended_on, usual))
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.record(deed=deed, placement_id=placement_id, held=form.held()),
        )
        if key:
            done = "The lesson is recorded"
            if form.cleaned_data["concern"]:
                done += f", and {placement.owner} has your concern"
            messages.success(request, done)
            return redirect("placement", child_id, placement_id)
    return show_step(
        request,
        "record_lesson",
        "lesson/record.html",
        form,
        placement,
        last=last,
        outcomes=rule.OUTCOMES,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, child_id: UUID, lesson_id: UUID) -> HttpResponse:
    """Tell a lesson anew that was told wrongly: for as long as one sees it."""
    told = _sought(child_id, lesson_id)
    form = CorrectForm(request.POST or None, initial=_as_told(told))
    if form.is_valid():
        held, reason = form.held(), form.cleaned_data["reason"]
        key = attempt(
            request,
            form,
            lambda deed: act.correct(deed=deed, lesson_id=lesson_id, held=held, reason=reason),
        )
        if key:
            messages.success(request, "The lesson is corrected")
            return redirect("placement", child_id, told.placement_id)
    return _show(request, "lesson/correct.html", form, told)


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: Request, child_id: UUID, lesson_id: UUID) -> HttpResponse:
    """Strike out a lesson that never happened."""
    told = _sought(child_id, lesson_id)
    form = StrikeForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        key = attempt(
            request,
            form,
            lambda deed: act.strike(deed=deed, lesson_id=lesson_id, reason=reason),
        )
        if key:
            messages.success(request, "The lesson is struck out, and is no longer counted")
            return redirect("lessons", child_id, told.placement_id)
    return _show(request, "lesson/strike.html", form, told)


@require_safe
def lessons(request: Request, child_id: UUID, placement_id: UUID) -> HttpResponse:
    """All lessons of a placement, a page at a time, each with what may be done about it."""
    placement = sought(request, placement_id)
    number = page_number(request)
    found, last = kept.lessons(placement_id, number)
    return render(
        request,
        "lesson/list.html",
        {
            "sight": request.sight,
            "placement": placement,
            "lessons": found,
            "number": min(number, last),
            "last": last,
            "here": reverse("placement", args=[child_id, placement_id]),
            "words": {"lesson": rule.OUTCOMES, "cancelled_by": rule.CANCELLED_BY},
        },
    )


def _sought(child_id: UUID, lesson_id: UUID) -> Told:
    told = kept.told_lesson(child_id, lesson_id)
    if told is None:
        raise Http404("There is no such lesson that you can see")
    return told


def _show(request: Request, template: str, form: Form, told: Told) -> HttpResponse:
    """The page about one lesson; in place of its form, that it counts no more, where it does not.

    `here` is the way back, `list` where the lessons stand as they are now.
    """
    keys = [request.sight.child.pk, told.placement_id]
    gone = "struck out" if told.struck_at else "corrected" if told.corrected else ""
    return show(
        request,
        template,
        form,
        sight=request.sight,
        told=told,
        outcomes=rule.OUTCOMES,
        closed="",
        gone=gone and f"This lesson has been {gone} since you opened the list.",
        here=reverse("placement", args=keys),
        list=reverse("lessons", args=keys),
    )


def _as_told(told: Told) -> dict[str, object]:
    began = told.starts_at.astimezone(LONDON)
    alike = ("outcome", "cancelled_by", "minutes", "mode", "note", "why_then")
    return {
        "on": began.date(),
        "at": f"{began:%H:%M}",
        **{name: getattr(told, name) for name in alike},
    }


def _as_usual(last: Told | None, ended_on: date | None, usual: Hours) -> dict[str, object]:
    """What a lesson just over most likely was: the hour until now, held as the last one was.

    Nobody has just taught at night: a lesson told then was earlier, and its time is asked for.
    """
    began = (now().now - timedelta(hours=1)).astimezone(LONDON)
    return {
        "on": min(began.date(), ended_on or began.date()),
        "at": f"{began:%H:%M}" if usual.hold(began, 60) else "",
        "minutes": 60,
        "mode": last.mode if last else "face_to_face",
    }
