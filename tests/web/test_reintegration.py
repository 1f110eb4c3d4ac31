"""The way back: steps planned and told, a placement ended, and the return checked."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
)
from towpath.records import models as kept
from web.walk import (
    LAST_DAY,
    SIX_WEEKS_ON,
    address,
    buttons,
    day_typed,
    ended,
    errors,
    form_on,
    read,
    signed_in,
    started,
    words,
)

STEP = {
    "words": "Art on Fridays, with a key adult at the gate",
    "minutes_in_school-hours": "1",
    "minutes_in_school-minutes": "30",
}
END = {
    "destination": "own_school",
    "reason_code": "returned",
    "reason": "Back in lessons with his friends since Monday",
}
CHECK = {"sustained": "yes", "reason": "In every day; his form tutor and his mother say so"}


@pytest.fixture
def dana() -> Client:
    return signed_in(AP_OFFICER)


def the_placement() -> kept.Placement:
    with as_(AP_OFFICER):
        return kept.Placement.objects.get()


def duties() -> list[kept.Duty]:
    with as_(AP_OFFICER):
        return list(kept.Duty.objects.all())


def a_step(from_on: date = TODAY) -> UUID:
    """One step of a started placement."""
    return deeds.plan_step(started(), from_on=from_on)


# Steps


def test_a_step_is_planned_and_shown_with_its_hours(dana: Client):
    placement_id = started()
    form = form_on(dana.get(address("plan_return_step", placement_id))) | STEP
    form |= day_typed("from_on", date(2026, 11, 6))
    answer = dana.post(address("plan_return_step", placement_id), form)
    said = words(dana.get(answer.headers["Location"]))
    assert "From 6 November 2026: Art on Fridays, with a key adult at the gate" in said
    assert "1 hour 30 minutes a week · Planned" in said


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"words": "tbc"}, "#id_words"),
        ({"minutes_in_school-minutes": "75"}, "#id_minutes_in_school-minutes"),
        (day_typed("from_on", TODAY - timedelta(1)), "#id_from_on-day"),
        (day_typed("from_on", date(2062, 11, 6)), "#id_from_on-day"),
        ({"from_on-month": "13"}, "#id_from_on-month"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_step_that_cannot_be_is_refused_there(dana: Client, changed: dict[str, str], where: str):
    placement_id = started()
    form = form_on(dana.get(address("plan_return_step", placement_id))) | STEP
    form |= day_typed("from_on", date(2026, 11, 6)) | changed
    answer = dana.post(address("plan_return_step", placement_id), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    shown = form_on(answer)
    assert {name: shown[name].strip() for name in changed} == changed


def test_a_senco_says_how_a_step_in_her_school_went():
    priya, step_id = signed_in(SENCO), a_step()
    placement_page = priya.get(address("placement", the_placement().pk))
    assert "Record how it went" in words(placement_page)
    form = form_on(priya.get(address("record_return_step", step_id)))
    form |= {"outcome": "done", "words": "Stayed for all of it, and asked for next week’s"}
    answer = priya.post(address("record_return_step", step_id), form)
    said = words(priya.get(answer.headers["Location"]))
    assert "Done Stayed for all of it" in said
    assert "Record how it went" not in said


def test_a_step_that_is_to_come_is_not_asked_about_and_not_recorded(dana: Client):
    step_id = a_step(TODAY + timedelta(7))
    assert "Record how it went" not in words(dana.get(address("placement", the_placement().pk)))
    form = form_on(dana.get(address("record_return_step", step_id)))
    form |= {"outcome": "done", "words": "Went very well"}
    answer = dana.post(address("record_return_step", step_id), form)
    assert answer.status_code == 422
    assert "has not begun yet" in errors(answer)["#id_outcome"]


def test_how_a_step_went_needs_words(dana: Client):
    step_id = a_step()
    form = form_on(dana.get(address("record_return_step", step_id)))
    answer = dana.post(address("record_return_step", step_id), form | {"words": "ok"})
    assert answer.status_code == 422
    assert set(errors(answer)) == {"#id_outcome", "#id_words"}


def test_a_step_told_by_two_shows_the_second_what_the_first_said(dana: Client):
    step_id = a_step()
    form = form_on(dana.get(address("record_return_step", step_id)))
    deeds.record_step(step_id, by=PROVIDER_LEAD)
    form |= {"outcome": "not_done", "words": "I did not see him"}
    answer = dana.post(address("record_return_step", step_id), form)
    assert answer.status_code == 409
    assert "Grace Holt" in words(answer)
    assert form_on(answer)["words"].strip() == "I did not see him"


# The end


def test_the_end_page_says_first_what_follows(dana: Client):
    said = words(dana.get(address("end_placement", started())))
    assert "ended today, by 25 November 2026" in said
    assert "If Robin goes nowhere yet, what the council owes is open from today" in said


def test_a_placement_ends_and_its_return_is_to_be_checked_six_weeks_on(dana: Client, watch):
    placement_id = started()
    form = form_on(dana.get(address("end_placement", placement_id)))
    dana.post(address("end_placement", placement_id), form | END)
    made = the_placement()
    assert (made.state, made.destination, made.next_on) == (
        "ended",
        "own_school",
        TODAY + timedelta(weeks=6),
    )
    assert buttons(dana.get(address("placement", placement_id))) == ["Check how it stands"]
    ben = signed_in(TUTOR)
    assert ben.get(address("placement", placement_id)).status_code == 200
    watch.moves_to(TODAY + timedelta(8))
    assert ben.get(address("placement", placement_id)).status_code == 404


def test_a_placement_that_ends_with_nowhere_to_go_opens_the_duty_now(dana: Client):
    placement_id = started()
    form = form_on(dana.get(address("end_placement", placement_id))) | END
    form |= {"destination": "none", "reason_code": "provider_stopped"}
    dana.post(address("end_placement", placement_id), form)
    (duty,) = duties()
    assert (duty.answer, duty.owner_id, duty.next_review_on) == ("owed", AP_OFFICER.id, TODAY)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"reason": "n/a"}, "#id_reason"),
        ({"reason_code": ""}, "#id_reason_code"),
        ({"destination": ""}, "#id_destination"),
        (day_typed("ended_on", TODAY + timedelta(1)), "#id_ended_on-day"),
        (day_typed("ended_on", TODAY - timedelta(1)), "#id_ended_on-day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_end_without_why_when_or_where_is_refused_there(
    dana: Client, changed: dict[str, str], where: str
):
    placement_id = started()
    form = form_on(dana.get(address("end_placement", placement_id))) | END | changed
    answer = dana.post(address("end_placement", placement_id), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    assert the_placement().state == "started"


def test_an_end_sent_twice_is_one_end(dana: Client):
    placement_id = started()
    form = form_on(dana.get(address("end_placement", placement_id))) | END
    dana.post(address("end_placement", placement_id), form)
    assert dana.post(address("end_placement", placement_id), form).status_code == 302
    with as_(AP_OFFICER):
        assert kept.Event.objects.filter(verb="end_placement").count() == 1


# The check


@pytest.fixture
def six_weeks_on(watch) -> UUID:
    """Robin left Kestrel Lane six weeks ago."""
    watch.moves_to(SIX_WEEKS_ON)
    return ended()


def test_before_six_weeks_it_is_too_early_to_say_that_it_lasts(dana: Client, watch):
    placement_id = ended()
    watch.moves_to(SIX_WEEKS_ON - timedelta(1))
    page = dana.get(address("check_return", placement_id))
    assert "It is asked on 16 December 2026 whether it lasts" in words(page)
    early = dana.post(address("check_return", placement_id), form_on(page) | CHECK)
    assert "that is asked on 16 December 2026" in errors(early)["#id_sustained"]


def test_a_return_that_fails_is_told_on_the_day_it_fails(dana: Client, watch):
    placement_id = ended()
    watch.moves_to(SIX_WEEKS_ON - timedelta(21))
    page = dana.get(address("check_return", placement_id))
    failed = {"sustained": "no", "reason": "Has not been in since Monday; his mother rang"}
    again = day_typed("next_on", SIX_WEEKS_ON)
    answer = dana.post(address("check_return", placement_id), form_on(page) | failed | again)
    assert answer.status_code == 302
    with as_(AP_OFFICER):
        assert kept.Duty.objects.get(closed_at=None).next_review_on == SIX_WEEKS_ON


def test_a_return_that_has_held_closes_the_childs_way(dana: Client, six_weeks_on: UUID):
    page = dana.get(address("check_return", six_weeks_on))
    assert "Kestrel Lane Tuition on 4 November 2026. Next came: their own school" in words(page)
    dana.post(address("check_return", six_weeks_on), form_on(page) | CHECK)
    assert the_placement().state == "checked"
    with as_(AP_OFFICER):
        assert kept.Referral.objects.get().state == "concluded"
    (duty,) = duties()
    assert duty.outcome.endswith("nothing more is owed")
    with as_(AP_OFFICER):
        assert kept.CheckAccount.objects.get().reason == CHECK["reason"]


def test_a_return_that_has_not_held_needs_a_day_and_opens_what_is_owed(
    dana: Client, six_weeks_on: UUID
):
    form = form_on(dana.get(address("check_return", six_weeks_on)))
    form |= {"sustained": "no", "reason": "Has not been in since the second week"}
    answer = dana.post(address("check_return", six_weeks_on), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_next_on-day"]
    far = dana.post(
        address("check_return", six_weeks_on), form | day_typed("next_on", date(2062, 1, 8))
    )
    assert list(errors(far)) == ["#id_next_on-day"]
    dana.post(address("check_return", six_weeks_on), form | day_typed("next_on", date(2027, 1, 8)))
    (duty,) = duties()
    assert (duty.answer, duty.next_review_on) == ("owed", date(2027, 1, 8))


@pytest.mark.parametrize(
    ("destination", "asked", "no"),
    [
        ("own_school", "Has Robin’s return to school held?", "again not receiving"),
        ("post_16", "Is Robin still in the education or training", "never started or has left"),
        ("moved_away", "a school place where they now live?", "may be missing education"),
        ("home_education", "suitable education at home?", "the family wants a school place"),
        ("other_ap", "taught at the provision they went on to?", "has not begun or has stopped"),
    ],
)
def test_the_check_asks_what_fits_where_the_child_went_and_says_what_follows(
    dana: Client, watch, destination: str, asked: str, no: str
):
    placement_id = deeds.end(started(), day=LAST_DAY, destination=destination)
    watch.moves_to(SIX_WEEKS_ON)
    page = dana.get(address("check_return", placement_id))
    assert asked in read(page).findtext(".//h1")
    (radio,) = read(page).xpath("//input[@name='sustained'][@value='no']/..")
    assert no in radio.text_content()
    assert "Dana Whitlock" in radio.text_content()
    assert "Dana Whitlock’s name. No later than" in words(page)


# Doors


@pytest.mark.parametrize(
    ("member", "status"),
    [
        (AP_OFFICER, 200), (PROVIDER_LEAD, 200), (SENCO, 200), (TUTOR, 403), (BROKER, 403),
        (PARENT, 403), (STRANGER, 404),
    ],
    ids=lambda value: getattr(value, "part", str(value)),
)  # fmt: skip
def test_a_step_is_told_by_those_who_saw_it(member: Member, status: int):
    assert signed_in(member).get(address("record_return_step", a_step())).status_code == status


def test_the_pages_ask_no_more_than_they_must(dana: Client, django_assert_max_num_queries):
    step_id = a_step()
    placement_id = the_placement().pk
    for route, key in (
        ("plan_return_step", placement_id),
        ("record_return_step", step_id),
        ("end_placement", placement_id),
        ("check_return", placement_id),
    ):
        dana.get(address(route, key))
        with django_assert_max_num_queries(14):
            dana.get(address(route, key))
