"""The way back: steps, an end that leaves nobody with nothing, and a check that the return held."""

from datetime import date, timedelta

import pytest

from deeds import (
    DAY,
    TOMORROW,
    YESTERDAY,
    a_started_place,
    accept,
    an_agreed_place,
    as_it_is,
    check,
    end,
    offer,
    plan_step,
    record_step,
    review_duty,
    send,
    start,
    the_duty,
    why_it_ended,
)
from people import (
    AP_OFFICER,
    HEAD_OF_SERVICE,
    HEAD_TEACHER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    TUTOR,
    Member,
    as_,
)
from race import in_threads
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.rules import reintegration as rule
from towpath.rules.reason import Reason

SIX_WEEKS_ON = TODAY + timedelta(weeks=6)
STOPPED = Reason("provider_stopped", "Kestrel Lane closed its morning group this week")


@pytest.fixture
def place():
    """A placement that began yesterday."""
    return a_started_place(YESTERDAY)


# Steps


def test_a_step_back_has_a_day_an_owner_and_an_outcome(place):
    step_id = plan_step(place)
    step = as_it_is(kept.ReturnStep, step_id)
    assert (step.outcome, step.from_on, step.owner_id) == ("planned", TOMORROW, AP_OFFICER.id)
    record_step(step_id, day=TOMORROW, outcome="not_done", words="Could not get out of the car")
    step = as_it_is(kept.ReturnStep, step_id)
    assert (step.outcome, step.outcome_words) == ("not_done", "Could not get out of the car")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("from_on", {"from_on": YESTERDAY - DAY}),
        ("words", {"words": "-"}),
        ("words", {"words": "Art " * 100}),
        ("minutes_in_school", {"minutes": -60}),
        ("minutes_in_school", {"minutes": 10_000}),
    ],
)
def test_a_step_that_cannot_be_is_refused(place, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        plan_step(place, **said)
    assert refused.value.field == field


def test_a_visit_of_no_school_hours_is_a_step(place):
    assert plan_step(place, words="Meets the form tutor at the gate", minutes=0)


@pytest.mark.parametrize(
    ("field", "said"),
    [("outcome", {"outcome": "planned"}), ("outcome", {"outcome": ""}), ("words", {"words": "ok"})],
)
def test_how_a_step_went_is_said_in_words(place, field: str, said: dict):
    step_id = plan_step(place)
    with pytest.raises(Refused) as refused:
        record_step(step_id, day=TOMORROW, **said)
    assert refused.value.field == field


def test_a_step_to_come_has_not_gone_any_way_yet(place):
    with pytest.raises(Refused, match="has not begun yet"):
        record_step(plan_step(place))


@pytest.mark.parametrize("member", [SENCO, HEAD_TEACHER, PROVIDER_LEAD, AP_OFFICER])
def test_the_school_says_how_a_step_went_as_do_those_who_planned_it(place, member: Member):
    assert record_step(plan_step(place, from_on=TODAY), by=member)


def test_the_school_does_not_plan_for_the_provider_nor_the_tutor_for_the_school(place):
    for member in (SENCO, TUTOR):
        with pytest.raises(NotAllowed):
            plan_step(place, by=member)
    with pytest.raises(NotThere):
        record_step(plan_step(place, from_on=TODAY), by=OTHER_SENCO)


def test_a_step_is_recorded_once_and_what_was_said_of_it_stays(place):
    step_id = plan_step(place, from_on=TODAY)
    record_step(step_id, outcome="not_done", words="Would not leave the car")
    with pytest.raises(Refused, match="recorded already"):
        record_step(step_id)
    assert as_it_is(kept.ReturnStep, step_id).outcome_words == "Would not leave the car"


def test_steps_are_planned_while_the_placement_runs(place):
    agreed = as_it_is(kept.Placement, place)
    end(agreed.pk)
    with pytest.raises(Refused, match="while the placement runs"):
        plan_step(place)


# The end


def test_an_end_has_a_reason_a_destination_and_a_day_on_which_the_return_is_checked(place):
    end(place)
    placement = as_it_is(kept.Placement, place)
    assert (placement.state, placement.ended_on, placement.destination) == (
        "ended",
        TODAY,
        "own_school",
    )
    assert (placement.next_on, placement.owner_id) == (SIX_WEEKS_ON, AP_OFFICER.id)
    referral = as_it_is(kept.Referral, placement.referral_id)
    assert (referral.state, referral.next_on) == ("placed", SIX_WEEKS_ON)
    assert placement.marks_until == date(2026, 10, 21)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reason_code", {"reason": Reason("done", "In school every day")}),
        ("reason", {"reason": Reason("returned", "n/a")}),
        ("destination", {"destination": "somewhere"}),
        ("destination", {"destination": ""}),
        ("ended_on", {"ended_on": TOMORROW}),
        ("ended_on", {"ended_on": YESTERDAY - DAY}),
    ],
)
def test_an_end_that_lacks_something_is_refused_beside_it(place, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        end(place, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Placement, place).state == "started"


@pytest.mark.parametrize("member", [PROVIDER_LEAD, SENCO, PARENT], ids=lambda m: m.part)
def test_only_the_council_ends_what_it_arranged(place, member: Member):
    with pytest.raises(NotAllowed, match="AP officer"):
        end(place, by=member)


def test_what_has_not_started_is_not_ended():
    with pytest.raises(Refused, match="This placement is agreed, and not yet started"):
        end(an_agreed_place())


def test_a_child_left_with_nothing_is_owed_education_from_that_moment(place):
    review_duty(the_duty().pk, "not_owed", next_on=None)
    end(place, reason=STOPPED, destination="none")
    duty = the_duty()
    assert (duty.answer, duty.owner_id, duty.next_review_on) == ("owed", AP_OFFICER.id, TODAY)
    assert duty.reason == (
        "The placement with Kestrel Lane Tuition ended on 14 October 2026:"
        " what is owed now is looked at again"
    )
    assert why_it_ended(place).reason == STOPPED.text


def test_a_child_left_with_nothing_is_offered_another_place_under_the_same_referral(place):
    end(place, reason=STOPPED, destination="none")
    referral_id = as_it_is(kept.Placement, place).referral_id
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.next_on, referral.next_step) == (
        "accepted",
        date(2026, 10, 16),
        "Offer a place to another provider",
    )
    second = start(accept(offer(referral_id)))
    assert as_it_is(kept.Placement, second).state == "started"


def test_the_check_of_the_first_place_does_not_conclude_the_referral_of_the_second(place):
    end(place, reason=STOPPED, destination="none")
    referral_id = as_it_is(kept.Placement, place).referral_id
    second = start(accept(offer(referral_id)))
    before = as_it_is(kept.Referral, referral_id)
    check(place, "no", day=SIX_WEEKS_ON, next_on=date(2026, 12, 1))
    after = as_it_is(kept.Referral, referral_id)
    assert (after.state, after.next_on) == ("placed", before.next_on)
    assert as_it_is(kept.Placement, second).state == "started"


def test_two_officers_ending_at_once_end_it_once(county_of_its_own: str):
    place = a_started_place(YESTERDAY)
    found = in_threads(lambda: end(place, by=AP_OFFICER), lambda: end(place, by=OTHER_OFFICER))
    refused = [each for each in found if isinstance(each, Refused)]
    assert (len(refused), found.count(place)) == (1, 1), found
    with as_(AP_OFFICER):
        assert kept.Event.objects.filter(verb="end_placement").count() == 1


# The check


@pytest.fixture
def returned(place):
    """A placement that ended today, with Robin back at Larkwood."""
    return end(place)


def test_the_return_is_checked_at_six_weeks_and_not_before(returned):
    with pytest.raises(Refused, match="too early"):
        check(returned, day=SIX_WEEKS_ON - DAY)
    check(returned, day=SIX_WEEKS_ON)
    assert as_it_is(kept.Placement, returned).state == "checked"


def test_a_return_that_held_concludes_the_referral_and_closes_what_was_owed(returned):
    check(returned, day=SIX_WEEKS_ON)
    placement = as_it_is(kept.Placement, returned)
    referral = as_it_is(kept.Referral, placement.referral_id)
    assert (placement.next_on, referral.state, referral.next_on) == (None, "concluded", None)
    assert the_duty() is None
    with as_(AP_OFFICER):
        assert kept.CheckAccount.objects.get().reason == "In every day since"
        assert kept.Duty.objects.get().outcome == (
            "On 25 November 2026 it was asked how things went after the placement with"
            " Kestrel Lane Tuition: nothing more is owed"
        )
        assert kept.ReturnCheck.objects.get().due_on == SIX_WEEKS_ON


@pytest.mark.parametrize(("sustained", "owed"), [("no", "owed"), ("in_part", "partly")])
@pytest.mark.parametrize("closed_meanwhile", [True, False])
def test_a_return_that_failed_opens_what_is_owed_again(
    returned, sustained: str, owed: str, closed_meanwhile: bool
):
    if closed_meanwhile:
        review_duty(the_duty().pk, "not_owed", next_on=None)
    again = SIX_WEEKS_ON + DAY
    check(returned, sustained, day=SIX_WEEKS_ON, reason="In on Tuesdays only", next_on=again)
    duty = the_duty()
    assert (duty.answer, duty.reason, duty.next_review_on, duty.owner_id) == (
        owed,
        "On 25 November 2026 it was asked how things went after the placement with"
        " Kestrel Lane Tuition: what is owed now is looked at again",
        again,
        AP_OFFICER.id,
    )


@pytest.mark.parametrize("destination", rule.DESTINATION)
def test_every_destination_has_its_own_check_with_its_own_words(place, destination: str):
    end(place, destination=destination)
    asked = rule.CHECKS[destination]
    assert as_it_is(kept.Placement, place).next_step == asked.step
    assert len(set(asked.answers)) == len(rule.SUSTAINED)


@pytest.mark.parametrize(
    ("destination", "sustained", "owed"),
    [
        ("new_mainstream", "no", "owed"),
        ("post_16", "no", "not_yet_known"),  # by age and plan, which somebody must look at
        ("post_16", "in_part", "not_yet_known"),
        ("moved_away", "no", "not_yet_known"),  # the duty is where the child lives, once known
        ("home_education", "in_part", "not_yet_known"),
        ("home_education", "no", "owed"),
        ("eotas", "in_part", "partly"),
        ("other_ap", "no", "owed"),
    ],
)
def test_what_has_not_held_is_somebodys_by_a_day_wherever_the_child_went(
    place, destination: str, sustained: str, owed: str
):
    end(place, destination=destination)
    again = SIX_WEEKS_ON + DAY
    check(place, sustained, day=SIX_WEEKS_ON, reason="Nobody there has seen him", next_on=again)
    duty = the_duty()
    assert (duty.answer, duty.next_review_on, duty.owner_id) == (owed, again, AP_OFFICER.id)
    with pytest.raises(Refused, match="was checked"):
        check(place, sustained, day=SIX_WEEKS_ON, next_on=again)


def test_after_a_failed_return_the_school_may_refer_again_at_once(returned):
    check(returned, "no", day=SIX_WEEKS_ON, next_on=SIX_WEEKS_ON + DAY)
    assert send(day=SIX_WEEKS_ON)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("sustained", {"sustained": "mostly"}),
        ("reason", {"reason": "."}),
        ("next_on", {"sustained": "no"}),
        ("next_on", {"sustained": "in_part", "next_on": SIX_WEEKS_ON}),
        ("next_on", {"sustained": "no", "next_on": date(2027, 7, 1)}),
    ],
)
def test_a_check_that_lacks_something_is_refused_beside_it(returned, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        check(returned, day=SIX_WEEKS_ON, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Placement, returned).state == "ended"


@pytest.mark.parametrize("member", [OTHER_OFFICER, HEAD_OF_SERVICE], ids=lambda m: m.part)
def test_officers_check(returned, member: Member):
    assert check(returned, by=member, day=SIX_WEEKS_ON)


@pytest.mark.parametrize("member", [SENCO, PARENT], ids=lambda m: m.part)
def test_the_school_is_asked_but_does_not_answer_for_the_council(returned, member: Member):
    with pytest.raises(NotAllowed, match="AP officer"):
        check(returned, by=member, day=SIX_WEEKS_ON)


def test_nothing_is_checked_before_it_has_ended(place):
    with pytest.raises(Refused):
        check(place, day=date(2026, 12, 7))


def test_a_return_is_checked_once(returned):
    check(returned, day=SIX_WEEKS_ON)
    with pytest.raises(Refused, match="was checked"):
        check(returned, day=SIX_WEEKS_ON)
