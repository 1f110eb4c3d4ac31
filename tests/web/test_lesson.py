"""Recording a lesson: from a telephone, in the minute after it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

import deeds
from people import (
    AP_OFFICER,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from web.walk import (
    address,
    day_typed,
    errors,
    form_on,
    read,
    signed_in,
    started,
    words,
)

GIVEN = {"outcome": "delivered", "is_concern": "no"}


@pytest.fixture(autouse=True)
def _three_in_the_afternoon(watch) -> None:
    watch.moves_to(TODAY, 14)


@pytest.fixture
def ben() -> Client:
    return signed_in(TUTOR)


@pytest.fixture
def lesson() -> str:
    """The address at which Robin's lessons are recorded."""
    return address("record_lesson", started())


def lessons() -> list[kept.Lesson]:
    with as_(AP_OFFICER):
        return list(kept.Lesson.objects.order_by("starts_at"))


def test_two_answers_record_an_hour_that_has_just_been(ben: Client, lesson: str):
    answer = ben.post(lesson, form_on(ben.get(lesson)) | GIVEN)
    assert answer.status_code == 302
    (held,) = lessons()
    assert (held.outcome, held.minutes, held.mode) == ("delivered", 60, "face_to_face")
    assert held.starts_at == datetime(2026, 10, 14, 13, tzinfo=UTC)
    assert "The lesson is recorded" in words(ben.get(answer.headers["Location"]))


def test_the_three_outcomes_come_first_and_none_is_chosen_beforehand(ben: Client, lesson: str):
    page = ben.get(lesson)
    assert "outcome" not in form_on(page)
    assert "is_concern" not in form_on(page)
    first = read(page).xpath("//main//fieldset")[0]
    assert first.xpath("./legend")[0].text_content().strip() == "What happened?"
    assert first.xpath(".//input[@name='outcome']/@value") == [
        "delivered",
        "did_not_attend",
        "cancelled",
    ]


def test_the_time_offered_is_that_of_london(ben: Client, lesson: str):
    form = form_on(ben.get(lesson))
    assert (form["at"], form["on-day"], form["minutes"]) == ("14:00", "14", "60")


def test_a_lesson_that_was_cancelled_says_by_whom(ben: Client, lesson: str):
    form = form_on(ben.get(lesson)) | GIVEN | {"outcome": "cancelled", "note": "Ill since Monday"}
    answer = ben.post(lesson, form)
    assert answer.status_code == 422
    assert errors(answer) == {"#id_cancelled_by": "Say who cancelled"}
    assert form_on(answer)["note"].strip() == "Ill since Monday"
    ben.post(lesson, form_on(answer) | {"cancelled_by": "family"})
    (held,) = lessons()
    assert (held.outcome, held.cancelled_by) == ("cancelled", "family")


@pytest.mark.parametrize("minutes", ["", "0", "721", "an hour", "-60"])
def test_a_length_that_cannot_be_is_refused_in_its_box(ben: Client, lesson: str, minutes: str):
    answer = ben.post(lesson, form_on(ben.get(lesson)) | GIVEN | {"minutes": minutes})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_minutes"]
    assert form_on(answer)["minutes"] == minutes
    assert lessons() == []


@pytest.mark.parametrize("at", ["", "25:00", "after lunch", "15:30"])
def test_a_time_that_cannot_be_or_has_not_come_is_refused(ben: Client, lesson: str, at: str):
    answer = ben.post(lesson, form_on(ben.get(lesson)) | GIVEN | {"at": at})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_at"]


@pytest.mark.parametrize("on", [TODAY + timedelta(1), TODAY - timedelta(1), date(1999, 1, 1)])
def test_a_day_to_come_or_before_the_first_is_refused(ben: Client, lesson: str, on: date):
    form = form_on(ben.get(lesson)) | GIVEN | day_typed("on", on) | {"at": "09:00"}
    answer = ben.post(lesson, form)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_on-day"]


def test_a_concern_goes_to_the_officer_and_the_tutor_is_told_to_whom(ben: Client, lesson: str):
    form = form_on(ben.get(lesson)) | GIVEN
    form |= {"is_concern": "yes", "concern": "Said there was no food at home since Sunday"}
    answer = ben.post(lesson, form)
    said = words(ben.get(answer.headers["Location"]))
    assert "Dana Whitlock has your concern" in said
    assert "no food at home" not in said
    with as_(AP_OFFICER):
        concern = kept.Concern.objects.get()
    assert (concern.owner_id, concern.next_on) == (AP_OFFICER.id, TODAY + timedelta(1))
    with as_(PARENT):
        assert not kept.Concern.objects.exists()


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, "#id_is_concern"),
        ({"is_concern": "yes"}, "#id_concern"),
        ({"is_concern": "yes", "concern": "n/a"}, "#id_concern"),
        ({"is_concern": "no", "concern": "A bruise on his arm"}, "#id_is_concern"),
    ],
)
def test_a_concern_is_always_asked_about_and_never_lost(
    ben: Client, lesson: str, given: dict[str, str], where: str
):
    form = form_on(ben.get(lesson)) | {"outcome": "delivered"} | given
    answer = ben.post(lesson, form)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    assert form_on(answer).get("concern", "").strip() == given.get("concern", "")


def test_a_lesson_sent_twice_is_one_lesson(ben: Client, lesson: str):
    form = form_on(ben.get(lesson)) | GIVEN
    assert ben.post(lesson, form).status_code == ben.post(lesson, form).status_code == 302
    assert len(lessons()) == 1


def test_a_second_lesson_at_the_same_time_is_refused_and_the_first_is_on_the_page(
    ben: Client, lesson: str
):
    ben.post(lesson, form_on(ben.get(lesson)) | GIVEN)
    page = ben.get(lesson)
    assert "The last one recorded: 14 October 2026 at 2:00pm, delivered." in words(page)
    answer = ben.post(lesson, form_on(page) | GIVEN)
    assert answer.status_code == 422
    assert "already recorded" in errors(answer)["#id_at"]


def test_the_way_it_was_held_last_is_offered_again(ben: Client, lesson: str):
    form = form_on(ben.get(lesson)) | GIVEN | {"mode": "online", "at": "09:00"}
    ben.post(lesson, form)
    assert form_on(ben.get(lesson))["mode"] == "online"


def test_a_lead_records_for_a_tutor_who_cannot(lesson: str):
    grace = signed_in(PROVIDER_LEAD)
    assert grace.post(lesson, form_on(grace.get(lesson)) | GIVEN).status_code == 302


def test_before_the_first_day_there_is_nothing_to_record(ben: Client):
    page = ben.get(address("record_lesson", deeds.an_agreed_place()))
    assert "This placement is agreed, and not yet started" in words(page)


# A lesson told wrongly


@pytest.fixture
def told(ben: Client, lesson: str) -> str:
    """The address at which the lesson of two o'clock is corrected, as its page links to it."""
    answer = ben.post(lesson, form_on(ben.get(lesson)) | GIVEN | {"note": "Read two pages"})
    page = read(ben.get(answer.headers["Location"]))
    (link,) = page.xpath("//main//a[starts-with(., 'Correct the lesson')]")
    assert link.text_content() == "Correct the lesson of 14 October 2026 at 2:00pm"
    return str(link.get("href"))


def test_a_lesson_is_corrected_from_what_was_told(ben: Client, told: str):
    form = form_on(ben.get(told))
    assert (form["at"], form["minutes"], form["outcome"]) == ("14:00", "60", "delivered")
    assert form["note"].strip() == "Read two pages"
    form |= {"outcome": "did_not_attend", "reason": "Pressed the wrong button"}
    answer = ben.post(told, form)
    assert answer.status_code == 302
    said = words(ben.get(answer.headers["Location"]))
    assert "The lesson is corrected" in said
    assert "Did not attend" in said
    assert "Delivered" not in said
    assert ben.post(told, form).status_code == 302  # sent twice, done once
    assert len(lessons()) == 2


def test_a_correction_says_why(ben: Client, told: str):
    answer = ben.post(told, form_on(ben.get(told)) | {"minutes": "45", "reason": "."})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_reason"]
    assert form_on(answer)["minutes"] == "45"


def test_of_a_lesson_corrected_since_the_page_leads_to_the_list(ben: Client, told: str):
    grace = signed_in(PROVIDER_LEAD)
    late = form_on(grace.get(told)) | {"minutes": "30", "reason": "It was half an hour"}
    ben.post(told, form_on(ben.get(told)) | {"minutes": "45", "reason": "It was shorter"})
    answer = grace.post(told, late)
    assert answer.status_code == 422
    assert "has been corrected since" in words(answer)
    page = ben.get(told)
    assert "has been corrected since" in words(page)
    assert "once" not in page.content.decode()


@pytest.mark.parametrize(
    ("member", "status"),
    [(AP_OFFICER, 200), (PROVIDER_LEAD, 200), (SENCO, 403), (PARENT, 403), (OTHER_TUTOR, 404)],
    ids=lambda value: getattr(value, "part", value),
)
def test_the_page_of_a_correction_opens_for_whom_it_is(told: str, member: Member, status: int):
    assert signed_in(member).get(told).status_code == status


def test_who_may_not_correct_finds_no_link(told: str):
    (held,) = lessons()
    page = signed_in(SENCO).get(address("placement", held.placement_id))
    assert not read(page).xpath("//main//a[starts-with(., 'Correct')]")
    assert not read(page).xpath("//main//a[starts-with(., 'Strike')]")


def test_the_page_asks_no_more_than_it_must(
    ben: Client, lesson: str, django_assert_max_num_queries
):
    ben.get(lesson)
    with django_assert_max_num_queries(15):  # one of them for the usual hours, as published
        ben.get(lesson)


@pytest.mark.parametrize(
    ("route", "most"), [("correct_lesson", 13), ("strike_lesson", 13), ("lessons", 15)]
)
def test_nor_do_the_pages_of_a_lesson_told(
    ben: Client, told: str, route: str, most: int, django_assert_max_num_queries
):
    (held,) = lessons()
    page = address(route, held.placement_id if route == "lessons" else held.pk)
    ben.get(page)
    with django_assert_max_num_queries(most):
        ben.get(page)


def test_a_lesson_that_overlaps_is_refused_beside_its_time(ben: Client, told: str, lesson: str):
    form = form_on(ben.get(lesson)) | GIVEN | {"at": "13:45", "minutes": "16", "note": "Maths"}
    answer = ben.post(lesson, form)
    assert answer.status_code == 422
    said = errors(answer)["#id_at"]
    assert "14 October 2026 at 2:00pm, 60 minutes" in said
    assert form_on(answer)["note"].strip() == "Maths"
    (link,) = read(answer).xpath("//main//a[.='All lessons of this placement']/@href")
    assert "Correct" in words(ben.get(link))


def test_an_hour_at_night_is_asked_about_where_the_tutor_is_looking(ben: Client, lesson: str):
    page = ben.get(lesson)
    assert "why_then" not in form_on(page)
    answer = ben.post(lesson, form_on(page) | GIVEN | {"at": "00:34"})
    assert answer.status_code == 422
    assert "12:34am for 60 minutes is outside the usual hours" in errors(answer)["#id_why_then"]
    form = form_on(answer) | {"why_then": "He rang, and we read until he slept"}
    answer = ben.post(lesson, form)
    assert answer.status_code == 302
    said = words(ben.get(answer.headers["Location"]))
    assert "Outside the usual hours: He rang, and we read until he slept" in said


def test_at_night_no_hour_is_offered_as_the_one_just_taught(ben: Client, lesson: str, watch):
    watch.moves_to(TODAY, 23)
    assert not form_on(ben.get(lesson)).get("at")


# All lessons of a placement


def taught_for_weeks() -> str:
    """The address of the list of a placement's 45 lessons."""
    placement_id = started()
    with behind_the_walls():
        placement = kept.Placement.objects.get(pk=placement_id)
        for days in range(1, 46):
            kept.Lesson.objects.create(
                authority_id=placement.authority_id,
                child_id=placement.child_id,
                placement=placement,
                tutor_id=TUTOR.id,
                starts_at=datetime(2026, 10, 14, 9, tzinfo=UTC) - timedelta(days),
                minutes=60,
                outcome="delivered",
            )
    return address("lessons", placement_id)


@pytest.mark.parametrize(("page", "count"), [("1", 20), ("2", 20), ("3", 5), ("9", 5), ("x", 20)])
def test_every_lesson_however_old_has_its_way_to_be_corrected(ben: Client, page: str, count: int):
    answer = ben.get(taught_for_weeks(), {"page": page})
    links = read(answer).xpath("//main//a[starts-with(., 'Correct the lesson')]/@href")
    assert len(links) == count
    assert ben.get(links[-1]).status_code == 200


def test_the_lessons_list_leads_from_the_placement_and_a_family_reads_it(told: str):
    (held,) = lessons()
    carol = signed_in(PARENT)
    page = carol.get(address("placement", held.placement_id))
    (link,) = read(page).xpath("//main//a[.='All lessons of this placement']/@href")
    said = words(carol.get(link))
    assert "14 October 2026 at 2:00pm" in said
    assert "Strike out" not in said


# A lesson that never happened


def test_a_lesson_is_struck_out_with_a_reason_and_stays_in_the_list(ben: Client, told: str):
    (held,) = lessons()
    page = ben.get(address("strike_lesson", held.pk))
    answer = ben.post(page.wsgi_request.path, form_on(page) | {"reason": "n/a"})
    assert list(errors(answer)) == ["#id_reason"]
    form = form_on(page) | {"reason": "It was Remi’s lesson"}
    answer = ben.post(page.wsgi_request.path, form)
    assert answer.headers["Location"] == address("lessons", held.placement_id)
    said = words(ben.get(answer.headers["Location"]))
    assert "is struck out, and is no longer counted" in said
    assert "Struck out by Ben Arkwright on 14 October 2026, and not counted: It was Remi’s" in said
    assert "None recorded yet" in words(ben.get(address("placement", held.placement_id)))
    for route in ("strike_lesson", "correct_lesson"):
        page = ben.get(address(route, held.pk))
        assert "has been struck out since" in words(page)
        assert "once" not in page.content.decode()


@pytest.mark.parametrize(
    ("member", "status"),
    [(AP_OFFICER, 200), (PROVIDER_LEAD, 200), (SENCO, 403), (PARENT, 403), (OTHER_TUTOR, 404)],
    ids=lambda value: getattr(value, "part", value),
)
def test_the_page_of_striking_out_opens_for_whom_it_is(told: str, member: Member, status: int):
    (held,) = lessons()
    assert signed_in(member).get(address("strike_lesson", held.pk)).status_code == status
