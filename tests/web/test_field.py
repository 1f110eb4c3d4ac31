"""What each field takes, what it says when it cannot, and how it looks on the page."""

from datetime import date

import pytest
from django import forms
from lxml import html

from towpath.web.component import error_summary, field
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from web.gallery import TODAY, Referral, filled, text


def says(form: Form, name: str) -> str:
    """The one message about a field."""
    assert not form.is_valid()
    (message,) = form.errors[name]
    return str(message)


# Fields: what they take and what they say


def test_a_whole_form_gives_what_the_rules_need() -> None:
    form = filled()
    form.is_valid()
    assert not form.errors
    given = form.cleaned_data
    assert given["born"] == date(2014, 9, 3)
    assert given["upn"] == "J936999024001"
    assert given["postcode"] == "GU1 1AA"
    assert given["hours"] == 330
    assert given["plan"] is None
    assert given["why"] == "Waiting for the consultant’s letter"


def test_an_empty_form_asks_for_each_thing_by_name() -> None:
    form = Referral({})
    assert says(form, "called") == "Enter name"
    assert says(form, "born") == "Enter date of birth"
    assert says(form, "hours") == "Enter planned hours a week"
    assert says(form, "reason") == "Select main reason"
    assert says(form, "plan") == (
        "Does the child have an EHC plan? Select yes, no or “I do not know”"
    )
    assert says(form, "why") == "Why now: Say why in a few words"
    assert says(form, "told") == "Tick the box: the parent has been told"
    assert "upn" not in form.errors


def test_a_form_may_say_its_own_words() -> None:
    class Own(Form):
        called = forms.CharField(error_messages={"required": "Tell us who this is about"})

    assert says(Own({}), "called") == "Tell us who this is about"


def test_a_per_cent_sign_in_a_label_is_only_a_sign() -> None:
    class Attendance(Form):
        rate = forms.IntegerField(label="Attendance %", max_value=100)

    assert says(Attendance({"rate": "101"}), "rate") == "Attendance % must be 100 or fewer"
    assert says(Attendance({}), "rate") == "Enter attendance %"


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("3", "", "2014", "Date of birth must include a month"),
        ("", "", "2014", "Date of birth must include a day and month"),
        ("31", "2", "2014", "Date of birth must be a real date: 31 February 2014 does not exist"),
        ("29", "feb", "2023", "Date of birth must be a real date: 29 February 2023 does not exist"),
        ("32", "1", "2014", "Date of birth must have a real day, from 1 to 31"),
        ("3", "13", "2014", "Date of birth must have a real month, like 10 or October"),
        ("3", "ma", "2014", "Date of birth must have a real month, like 10 or October"),
        ("3", "9", "14", "Date of birth must have a year of 4 numbers, like 2026"),
        ("٣", "9", "2014", "Date of birth must have a real day, from 1 to 31"),
        ("14", "10", "2026", "Date of birth must be in the past"),
    ],
)
def test_a_day_says_what_is_wrong_with_it(day: str, month: str, year: str, message: str) -> None:
    form = filled(born__day=day, born__month=month, born__year=year)
    assert says(form, "born") == message


@pytest.mark.parametrize("typed", ["2", "02", "feb", "Feb.", "FEBRUARY"])
def test_a_month_may_be_a_number_or_a_name(typed: str) -> None:
    form = filled(born__day="29", born__month=typed, born__year="2012")
    form.is_valid()
    assert form.cleaned_data["born"] == date(2012, 2, 29)


def test_days_are_held_within_bounds() -> None:
    class Start(Form):
        on = DayField(
            label="Start day",
            when="today or future",
            today=lambda: TODAY,
            latest=lambda: date(2026, 12, 18),
        )

    def typed(day: date) -> Start:
        return Start({"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)})

    assert typed(TODAY).is_valid()
    assert typed(date(2026, 12, 18)).is_valid()
    assert says(typed(date(2026, 10, 13)), "on") == "Start day must be today or in the future"
    assert says(typed(date(2026, 12, 19)), "on") == (
        "Start day must be the same as or before 18 December 2026"
    )


@pytest.mark.parametrize(
    ("hours", "minutes", "message"),
    [
        ("7.5", "", "must have hours in whole numbers: write 7.5 hours as 7 hours 30 minutes"),
        ("1", "90", "must have 59 minutes or fewer: write 90 minutes as 1 hour 30 minutes"),
        ("25", "1", "must be 25 hours or less"),
        ("-1", "", "must have hours in whole numbers: write 7.5 hours as 7 hours 30 minutes"),
    ],
)
def test_hours_are_whole_minutes(hours: str, minutes: str, message: str) -> None:
    form = filled(hours__hours=hours, hours__minutes=minutes)
    assert says(form, "hours") == f"Planned hours a week {message}"


def test_hours_without_minutes_are_hours() -> None:
    form = filled(hours__minutes="")
    assert form.is_valid()
    assert form.cleaned_data["hours"] == 300


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), ("unknown", None)])
def test_a_fact_may_be_left_unknown(answer: str, kept: bool | None) -> None:
    form = filled(plan=answer)
    assert form.is_valid()
    assert form.cleaned_data["plan"] is kept


def test_a_wrong_check_letter_is_never_given_away() -> None:
    message = says(filled(upn="A801200005001"), "upn")
    assert "Look at the pupil’s record" in message
    assert "B" not in message


def test_a_postcode_is_put_in_its_usual_form() -> None:
    form = filled(postcode=" kt22-7xx ")
    assert form.is_valid()
    assert form.cleaned_data["postcode"] == "KT22 7XX"
    assert says(filled(postcode="Guildford"), "postcode") == (
        "Enter a full UK postcode, like GU1 1AA"
    )


def test_a_reason_that_says_nothing_is_sent_back() -> None:
    assert says(filled(why="n/a"), "why") == (
        "Why now: Say why in a few words: “n/a” tells the next reader nothing"
    )


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Why?", "Why? Say why in a few words"),
        ("What happened?", "What happened? Answer in a few words"),
        ("First objective", "First objective: Say it in a few words"),
        ("Say a little more", "Say a little more"),
    ],
)
def test_a_text_left_out_is_asked_for_in_words_that_fit_its_label(label: str, asked: str) -> None:
    class One(Form):
        told = ReasonField(label=label)

    assert says(One({}), "told") == asked
    assert says(One({"told": "."}), "told") == f"{asked}: “.” tells the next reader nothing"


def test_a_new_line_counts_as_one_character() -> None:
    form = filled(why="ab\r\n" * 125 + "a" * 122)
    form.is_valid()
    assert len(form.cleaned_data["why"]) == 497


# Fields on the page


def test_every_field_is_drawn_with_a_label_that_leads_to_it() -> None:
    form = filled()
    for name in form.fields:
        drawn = html.fromstring(f"<div>{field(form, name)}</div>")
        boxes = drawn.xpath(".//input | .//textarea | .//select")
        assert boxes, name
        for box in boxes:
            assert drawn.xpath(f".//label[@for='{box.get('id')}']"), (name, box.get("id"))


def test_what_was_typed_is_still_there_when_it_is_wrong() -> None:
    form = filled(born__month="Smarch", why=".")
    drawn = html.fromstring(f"<div>{field(form, 'born')}{field(form, 'why')}</div>")
    assert drawn.xpath("//input[@name='born-month']/@value") == ["Smarch"]
    assert "govuk-input--error" in drawn.xpath("//input[@name='born-month']/@class")[0]
    assert "govuk-input--error" not in drawn.xpath("//input[@name='born-day']/@class")[0]
    assert drawn.xpath("//textarea")[0].text_content().strip() == "."


def test_what_is_kept_is_shown_before_anything_is_typed() -> None:
    form = Referral(initial={"born": date(2014, 9, 3), "hours": 330, "plan": False, "needs": ["m"]})
    drawn = html.fromstring(f"<div>{''.join(field(form, name) for name in form.fields)}</div>")
    assert drawn.xpath("//input[starts-with(@name, 'born')]/@value") == ["3", "9", "2014"]
    assert drawn.xpath("//input[starts-with(@name, 'hours')]/@value") == ["5", "30"]
    assert drawn.xpath("//input[@checked]/@value") == ["no", "m"]


def test_a_question_may_be_the_page_heading_with_hints_and_more_to_ask() -> None:
    form = Referral()
    more = field(form, "why")
    drawn = html.fromstring(
        field(form, "reason", heading=True, hints={"il": "Or waiting"}, reveal={"il": more})
    )
    assert text(drawn.xpath("//legend//h1")[0]) == "Main reason"
    assert text(drawn.xpath("//div[contains(@class, 'radios__hint')]")[0]) == "Or waiting"
    assert drawn.xpath("//div[contains(@class, 'radios__conditional')]//textarea[@name='why']")


def test_an_optional_field_says_so() -> None:
    assert "Unique pupil number (optional)" in field(Referral(), "upn")
    assert "(optional)" not in field(Referral(), "called")


def test_a_password_is_never_sent_back() -> None:
    assert "letmein" not in field(filled(code="letmein"), "code")


def test_the_summary_leads_to_each_box_that_is_wrong() -> None:
    form = filled(born__month="", needs="", why=".", plan="")
    drawn = html.fromstring(
        f"<div>{error_summary(form)}{''.join(field(form, f) for f in FIELDS)}</div>"
    )
    leads = drawn.xpath("//div[contains(@class, 'error-summary')]//a/@href")
    assert leads == ["#id_born-month", "#id_plan", "#id_needs", "#id_why"]
    for href in leads:
        assert drawn.xpath(f"//*[@id='{href[1:]}'][self::input or self::textarea]"), href


FIELDS = tuple(Referral.base_fields)


def test_a_right_form_has_no_summary() -> None:
    assert error_summary(filled()) == ""
    assert error_summary(Referral()) == ""
