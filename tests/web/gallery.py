"""Every part of the kit on one page, and how a test reads a page."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.test import RequestFactory
from lxml import html

from towpath.web.field import (
    AnswerField,
    DayField,
    MinutesField,
    PostcodeField,
    ReasonField,
    UpnField,
)
from towpath.web.form import Change, Form
from towpath.web.frame import Frame, Link
from towpath.web.jinja import environment

TODAY = date(2026, 10, 14)
AT = datetime(2026, 10, 14, 14, 10, tzinfo=UTC)
CHANGE = Change("Sam Okoro, broker", "The start day was moved to 2 November 2026.", AT)
FRAME = Frame(
    council="Brackenshire County Council",
    made_up=True,
    links=(Link("Caseload", "/caseload", here=True), Link("Guide", "/guide")),
    who="Ines Calder, AP officer",
    sign_out="/sign-out",
    footer=(Link("Accessibility", "/accessibility"), Link("Privacy", "/privacy")),
)


class Referral(Form):
    """One of each kind of field."""

    called = forms.CharField(label="Name", max_length=60)
    born = DayField(label="Date of birth", when="past", today=lambda: TODAY)
    upn = UpnField(label="Unique pupil number", help_text="On the register", required=False)
    postcode = PostcodeField(label="Postcode")
    email = forms.EmailField(label="Email address")
    year = forms.IntegerField(label="Year group", min_value=0, max_value=13)
    hours = MinutesField(label="Planned hours a week", at_most=25 * 60)
    plan = AnswerField(label="Does the child have an EHC plan?")
    reason = forms.ChoiceField(
        label="Main reason", widget=forms.RadioSelect, choices=[("px", "Excluded"), ("il", "Ill")]
    )
    school = forms.ChoiceField(label="School of roll", choices=[("", ""), ("1", "Holm Lane")])
    needs = forms.MultipleChoiceField(
        label="Needs", widget=forms.CheckboxSelectMultiple, choices=[("a", "Art"), ("m", "Maths")]
    )
    told = forms.BooleanField(label="The parent has been told")
    why = ReasonField(label="Why now", max_length=500)
    papers = forms.FileField(label="Papers", required=False)
    code = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)


FULL = {
    "called": "Robin Marsh",
    "born-day": "3",
    "born-month": "Sept",
    "born-year": "2014",
    "upn": "j936 999 024 001",
    "postcode": "gu11aa",
    "email": "robin@example.org",
    "year": "7",
    "hours-hours": "5",
    "hours-minutes": "30",
    "plan": "unknown",
    "reason": "il",
    "school": "1",
    "needs": ["a", "m"],
    "told": "on",
    "why": "Waiting for the consultant’s letter",
}


def filled(**changed: str) -> Referral:
    return Referral({**FULL, **{key.replace("__", "-"): value for key, value in changed.items()}})


def asked(frame: Frame | None = FRAME, post: Mapping[str, str] | None = None) -> HttpRequest:
    request = RequestFactory().post("/", post) if post is not None else RequestFactory().get("/")
    if frame:
        request.frame = frame
    return request


def draw(words: str, **context: Any) -> html.HtmlElement:
    """A bit of a page, as a browser would read it."""
    source = '{% import "kit.html" as kit %}' + words
    drawn = environment().from_string(source).render(request=asked(), **context)
    return html.fromstring(f"<div>{drawn}</div>")


def whole(words: str, request: HttpRequest | None = None, **context: Any) -> html.HtmlElement:
    source = '{% extends "layout.html" %}{% import "kit.html" as kit %}' + words
    drawn = environment().from_string(source).render(request=request or asked(), **context)
    return html.document_fromstring(drawn)


def text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


GALLERY = """
{% block title %}The kit{% endblock %}
{% block identity %}{{ kit.identity("Robin Marsh", ["Year 7", "Holm Lane School"]) }}{% endblock %}
{% block before %}{{ kit.back("/", "Caseload") }}{% endblock %}
{% block content %}
<h1 class="govuk-heading-l">The parts of a page</h1>
{{ kit.sub_navigation(links, "Robin Marsh") }}
{{ kit.stage([{"name": "Referred", "day": today}, {"name": "Decided", "day": none},
              {"name": "Provider found", "day": none}, {"name": "Taught", "day": none}],
             {"who": "Ines Calder", "does": "decides which pathway fits", "by": today}) }}
{{ kit.person_line("Ines Calder", "AP officer", "01632 960001", "ines.calder@example.org") }}
{{ kit.facts([{"name": "Date of birth", "value": today|day, "href": "/"},
              {"name": "School of roll", "value": none, "href": "/"},
              {"name": "Hours a week", "value": 330|minutes}]) }}
<p class="govuk-body">{{ kit.answer(true) }} {{ kit.answer(false) }} {{ kit.answer(none) }}</p>
{{ kit.timeline([
  {"title": "Referral accepted", "who": "Ines Calder, AP officer", "at": at, "tag": "Decision",
   "lines": ["The consultant’s letter says that Robin cannot be in school.", "Review in 6 weeks."]},
  {"title": "Referred", "who": "Sam Okoro, SENCO", "at": at}]) }}
{{ kit.table("Hours by week", ["Week", "Arranged", "Offered", "Attended", "Why not attended"],
             [["5 October", "5 hours", "5 hours", "3 hours 30 minutes", "Hospital visit"],
              ["12 October", "5 hours", "4 hours", "4 hours", "The tutor was ill"]],
             numeric=[1, 2, 3]) }}
{{ kit.pagination(5, 9) }}
{% call kit.form(request, seen=3, change=change, files=true) %}
{% for name in form.fields %}{{ field(form, name) }}{% endfor %}
{{ kit.submit("Save and continue", cancel="/") }}
{% endcall %}
{% endblock %}
"""


def gallery() -> html.HtmlElement:
    """Every part on one page, its form wrong in every way it can be."""
    wrong = Referral(
        {
            "born-day": "31",
            "born-month": "2",
            "born-year": "2014",
            "why": ".",
            "hours-minutes": "90",
        }
    )
    links = [Link("Overview", "/", here=True), Link("Referral", "/"), Link("Reviews", "/")]
    return whole(GALLERY, form=wrong, change=CHANGE, today=TODAY, at=AT, links=links)
