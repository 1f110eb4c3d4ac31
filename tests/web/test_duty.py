"""What the council owes, looked at again on its page."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    OTHER_OFFICER,
    PARENT,
    SENCO,
    STRANGER,
    TODAY,
    Member,
    as_,
    behind_the_walls,
)
from scenes import NOON, OF_ROBIN
from towpath.records import models as kept
from web.walk import address, day_typed, errors, form_on, signed_in, words

LATEST = date(2026, 12, 18)
WORDS = "Tuition of ten hours stands; his consultant asks for no more yet"


@pytest.fixture
def dana() -> Client:
    return signed_in(AP_OFFICER)


@pytest.fixture
def duty() -> UUID:
    """Robin is owed education, and Dana Whitlock owns it."""
    with behind_the_walls():
        return kept.Duty.objects.create(
            **OF_ROBIN,
            answer="owed",
            reason="Not in school since June",
            owner_id=AP_OFFICER.id,
            opened_at=NOON,
            next_review_on=TODAY,
        ).pk


def the_duty() -> kept.Duty:
    with as_(AP_OFFICER):
        return kept.Duty.objects.get()


def test_a_duty_is_kept_under_review_with_the_latest_day_already_in_its_boxes(
    dana: Client, duty: UUID
):
    page = dana.get(address("review_duty", duty))
    assert "Not in school since June" in words(page)
    assert "No later than 18 December 2026" in words(page)
    form = form_on(page)
    assert "answer" not in form
    answer = dana.post(address("review_duty", duty), form | {"answer": "partly", "reason": WORDS})
    assert answer.headers["Location"] == address("child")
    now = the_duty()
    assert (now.answer, now.reason, now.next_review_on) == ("partly", WORDS, LATEST)


def test_a_duty_that_is_no_longer_owed_is_closed_with_its_outcome(dana: Client, duty: UUID):
    form = form_on(dana.get(address("review_duty", duty)))
    form |= {"answer": "not_owed", "reason": "In his own school full time since Monday"}
    dana.post(address("review_duty", duty), form)
    assert the_duty().closed_at is not None
    page = dana.get(address("review_duty", duty))
    assert "Closed on 14 October 2026: In his own school full time since Monday" in words(page)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"answer": ""}, "#id_answer"),
        ({"reason": "as before"}, "#id_reason"),
        (day_typed("next_on", TODAY), "#id_next_on-day"),
        (day_typed("next_on", LATEST + timedelta(1)), "#id_next_on-day"),
        ({"next_on-day": "", "next_on-month": "", "next_on-year": ""}, "#id_next_on-day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_review_without_its_answer_reason_or_next_day_is_refused_there(
    dana: Client, duty: UUID, changed: dict[str, str], where: str
):
    form = form_on(dana.get(address("review_duty", duty))) | {"answer": "owed", "reason": WORDS}
    answer = dana.post(address("review_duty", duty), form | changed)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    assert the_duty().version == 1


def test_a_duty_reviewed_meanwhile_shows_by_whom_and_keeps_what_was_typed(dana: Client, duty: UUID):
    form = form_on(dana.get(address("review_duty", duty))) | {"answer": "owed", "reason": WORDS}
    deeds.review_duty(duty, "partly", by=OTHER_OFFICER)
    answer = dana.post(address("review_duty", duty), form)
    assert answer.status_code == 409
    assert "Sam Iqbal" in words(answer)
    assert form_on(answer)["reason"].strip() == WORDS
    assert dana.post(address("review_duty", duty), form_on(answer)).status_code == 302
    assert the_duty().reason == WORDS


def test_a_review_sent_twice_is_one_review(dana: Client, duty: UUID):
    form = form_on(dana.get(address("review_duty", duty))) | {"answer": "owed", "reason": WORDS}
    for _ in range(2):
        assert dana.post(address("review_duty", duty), form).status_code == 302
    assert the_duty().version == 2


@pytest.mark.parametrize(
    ("member", "status"),
    [(AP_OFFICER, 200), (BROKER, 403), (SENCO, 403), (PARENT, 403), (STRANGER, 404)],
    ids=lambda value: getattr(value, "part", str(value)),
)
def test_an_officer_answers_for_what_is_owed(member: Member, status: int, duty: UUID):
    assert signed_in(member).get(address("review_duty", duty)).status_code == status


def test_a_duty_that_is_not_there_is_not_found(dana: Client):
    assert dana.get(address("review_duty", uuid4())).status_code == 404


def test_the_page_asks_no_more_than_it_must(
    dana: Client, duty: UUID, django_assert_max_num_queries
):
    dana.get(address("review_duty", duty))
    with django_assert_max_num_queries(14):
        dana.get(address("review_duty", duty))
