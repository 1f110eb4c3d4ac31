"""Beginning a child's record: the least that is needed, each answer checked where it is typed."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import child as act
from towpath.rules import who
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, PostcodeField, UpnField
from towpath.web.form import Form
from towpath.web.request import Request

SEX = {"F": "Female", "M": "Male", "U": "Not known or not said"}


class ChildForm(Form):
    """A child whom no record here knows yet."""

    forename = forms.CharField(label="First name", max_length=80)
    surname = forms.CharField(label="Surname", max_length=80)
    date_of_birth = DayField(label="Date of birth", when="past")
    sex = forms.ChoiceField(
        label="Sex, as the school’s register has it",
        choices=list(SEX.items()),
        widget=forms.RadioSelect,
    )
    upn = UpnField(
        label="Unique pupil number (UPN)",
        required=False,
        help_text="13 characters. Leave it out if it is not known yet.",
    )
    lines = forms.CharField(
        label="Home address, without the postcode", required=False, max_length=300
    )
    postcode = PostcodeField(label="Postcode of home", required=False)
    parent = forms.CharField(
        label="Name of an adult with parental responsibility whom the child lives with",
        help_text="Such as a parent. Add anybody else, like a grandparent, afterwards.",
        required=False,
        max_length=120,
    )
    parent_phone = forms.CharField(label="Their telephone number", required=False, max_length=30)

    def newcomer(self) -> act.Newcomer:
        """What the form says."""
        said = self.cleaned_data
        return act.Newcomer(
            forename=said["forename"],
            surname=said["surname"],
            date_of_birth=said["date_of_birth"],
            sex=said["sex"],
            upn=said["upn"] or "",
            lines=said["lines"],
            postcode=said["postcode"] or "",
            parent=said["parent"],
            parent_phone=said["parent_phone"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a pupil to the reader's school, or a child for the council."""
    school_id = _school(request)
    form = ChildForm(request.POST or None)
    if form.is_valid():
        key = attempt(
            request,
            form,
            lambda deed: act.add(deed=deed, school_id=school_id, newcomer=form.newcomer()),
        )
        if key:
            messages.success(request, "The record is begun")
            return redirect("child", key)
    return show(request, "child/add.html", form)


def _school(request: Request) -> UUID | None:
    """The school the reader adds a pupil for; none for the council. 403 for anyone else."""
    duties = who.MAY["add_child"]
    if not request.reader.holds(duties):
        raise PermissionDenied(who.may(frozenset(), "add_child").reason)
    return request.reader.post(duties).school_id
