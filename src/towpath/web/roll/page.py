"""Bring in your roll: choose the file, and say whether it holds everybody."""

import csv
import io
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.records import roll as kept
from towpath.rules import roll as rule
from towpath.web.actor import now
from towpath.web.attempt import show
from towpath.web.form import Form
from towpath.web.request import Request
from towpath.web.roll.choice import File, show_check
from towpath.web.roll.ctf import ctf, is_ctf
from towpath.web.roll.school import COUNCIL, schools
from towpath.web.roll.sheet import LARGEST, Sheet, Unreadable, sheet

WHOLE = {"yes": "Everybody on the roll", "no": "Some of the pupils"}


class RollForm(Form):
    """Which school’s roll, and the file."""

    school = forms.ChoiceField(label="Which school’s roll is it?")
    file = forms.FileField(label="The file (CSV or CTF)")
    whole = forms.ChoiceField(
        label="Who is in the file?",
        help_text="Only where it holds everybody are you asked about pupils who are missing from"
        " it. Nobody is taken off a roll without your word.",
        choices=list(WHOLE.items()),
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file small enough to be a roll."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            words = f"The file is larger than {LARGEST // 1024**2} MB, which no roll is: choose"
            raise forms.ValidationError(f"{words} the pupils’ basic details alone")
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: Request) -> HttpResponse:
    """Choose a file; then it is checked, and nothing is written yet."""
    offered = schools(request)
    form = RollForm(request.POST or None, request.FILES or None)
    choices = [(str(key), name) for key, name in offered]
    field: forms.ChoiceField = form.fields["school"]  # type: ignore[assignment] # it is one
    field.choices = choices if len(choices) == 1 else [("", "Choose a school"), *choices]
    if len(choices) == 1:
        field.required, field.widget = False, forms.HiddenInput()
    if form.is_valid():
        school_id = UUID(form.cleaned_data["school"] or choices[0][0])
        try:
            found = _read(form.cleaned_data["file"].read())
        except Unreadable as cannot:
            form.add_error("file", str(cannot))
        else:
            file = _file(request, found, school_id, dict(offered)[school_id], form)
            return show_check(request, file, dict(offered)[school_id], Form())
    council = request.reader.holds(COUNCIL)
    return show(
        request,
        "roll/begin.html",
        form,
        columns=list(rule.COLUMNS.values()),
        own=offered[0][1] if len(offered) == 1 else "",
        lately=kept.lately(request.reader.authority_id),
        council=council,
    )


@require_safe
def template(request: Request) -> HttpResponse:
    """The headings as a CSV file, to fill in."""
    schools(request)
    text = io.StringIO()
    csv.writer(text).writerow(column.heading for column in rule.COLUMNS.values())
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="roll.csv"'},
    )


@require_safe
def brought(request: Request, once: UUID) -> HttpResponse:
    """What came of a roll that the reader brought in."""
    schools(request)
    found = kept.brought(request.reader.person_id, once)
    if found is None:
        raise Http404("There is no roll of that number that you brought in")
    return render(request, "roll/brought.html", {"brought": found})


def _read(data: bytes) -> Sheet:
    return ctf(data) if is_ctf(data) else sheet(data)


def _file(request: Request, found: Sheet, school_id: UUID, school: str, form: RollForm) -> File:
    """The file's rows as pupils. A school it names is kept where it is another than this one."""
    rows = (rule.read(line, cells, now().today) for line, cells in found.rows)
    pupils, unread = rule.once_each(rows)
    another = found.school and rule.plain(found.school) != rule.plain(school)
    return File(
        request.reader.person_id,
        school_id,
        tuple(pupils),
        tuple(unread),
        form.cleaned_data["whole"] == "yes" and not found.part,
        found.school[:160] if another else "",
        found.ignored,
    )
