"""A review recorded: beside what it looks at, with the child's own view, and the next date."""

from datetime import date, timedelta

import pytest
from django.test import Client

import deeds
from people import AP_OFFICER, BROKER, TODAY, as_
from towpath.records import models as kept
from web.walk import (
    address,
    day_typed,
    errors,
    form_on,
    signed_in,
    started,
    started_before_its_plan,
    words,
)

A_MONTH_ON = date(2026, 11, 11)
SAID = {
    "child_view": "Likes Ben; wants art back",
    "reason": "Reads two chapters a week now, and came to nine of ten lessons",
    "outcome": "continue",
}


@pytest.fixture(autouse=True)
def _a_month_on(watch) -> None:
    watch.moves_to(A_MONTH_ON)


@pytest.fixture
def dana() -> Client:
    return signed_in(AP_OFFICER)


def reviews() -> list[kept.Review]:
    with as_(AP_OFFICER):
        return list(kept.Review.objects.select_related("account").order_by("id"))


def test_a_review_is_recorded_and_the_next_one_stands(dana: Client):
    placement_id = started()
    page = dana.get(address("hold_review", placement_id))
    assert "At the start: Reads nothing at the moment" in words(page)
    assert "No later than" in words(page)
    form = form_on(page)
    assert (form["held_on-day"], form["held_on-month"]) == ("11", "11")
    answer = dana.post(address("hold_review", placement_id), form | SAID)
    (held,) = reviews()
    assert (held.held_on, held.account.child_view, held.outcome) == (
        A_MONTH_ON,
        "Likes Ben; wants art back",
        "continue",
    )
    said = words(dana.get(answer.headers["Location"]))
    assert f"The next is due by {held.next_on.day} {held.next_on:%B %Y}" in said
    assert "Likes Ben; wants art back" in said


@pytest.mark.parametrize("nothing", ["", ".", "n/a", "none given"])
def test_the_childs_view_is_never_empty(dana: Client, nothing: str):
    placement_id = started()
    form = form_on(dana.get(address("hold_review", placement_id))) | SAID
    answer = dana.post(address("hold_review", placement_id), form | {"child_view": nothing})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_child_view"]
    assert form_on(answer)["reason"].strip() == SAID["reason"]
    assert reviews() == []


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("held_on", A_MONTH_ON + timedelta(1)),
        ("held_on", TODAY - timedelta(1)),
        ("next_on", A_MONTH_ON),
        ("next_on", date(2027, 7, 1)),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_its_boxes(dana: Client, field: str, day: date):
    placement_id = started()
    form = form_on(dana.get(address("hold_review", placement_id))) | SAID | day_typed(field, day)
    answer = dana.post(address("hold_review", placement_id), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == [f"#id_{field}-day"]


def test_a_review_sent_twice_is_one_review(dana: Client):
    placement_id = started()
    form = form_on(dana.get(address("hold_review", placement_id))) | SAID
    dana.post(address("hold_review", placement_id), form)
    assert dana.post(address("hold_review", placement_id), form).status_code == 302
    assert len(reviews()) == 1


def test_a_plan_completed_meanwhile_is_shown_before_the_review_is_kept(dana: Client):
    placement_id = started_before_its_plan()
    form = form_on(dana.get(address("hold_review", placement_id))) | SAID
    deeds.complete_plan(placement_id, day=A_MONTH_ON)
    answer = dana.post(address("hold_review", placement_id), form)
    assert answer.status_code == 409
    assert "Grace Holt" in words(answer)
    assert form_on(answer)["child_view"].strip() == SAID["child_view"]
    assert reviews() == []
    assert dana.post(address("hold_review", placement_id), form_on(answer)).status_code == 302
    assert len(reviews()) == 1


def test_what_the_last_review_said_stands_beside_the_next(dana: Client):
    placement_id = started()
    deeds.review(
        placement_id,
        day=A_MONTH_ON - timedelta(7),
        outcome="step_back",
        reason="Ready for one morning a week",
        child_view="Wants to try, with Ben at the gate",
    )
    page = words(dana.get(address("hold_review", placement_id)))
    assert "Last review, 4 November 2026" in page
    assert "Begin the steps back to school. Ready for one morning a week" in page
    assert "Wants to try, with Ben at the gate" in page


def test_a_broker_does_not_review():
    assert signed_in(BROKER).get(address("hold_review", started())).status_code == 403


def test_the_page_asks_no_more_than_it_must(dana: Client, django_assert_max_num_queries):
    placement_id = started()
    dana.get(address("hold_review", placement_id))
    with django_assert_max_num_queries(16):  # the placement, its last review, its hours
        dana.get(address("hold_review", placement_id))
