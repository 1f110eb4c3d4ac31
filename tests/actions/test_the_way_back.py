"""One child's whole way, by the people whose work it is: from referral to a return that held."""

from datetime import date, time

from deeds import (
    accept,
    as_it_is,
    check,
    decide,
    end,
    offer,
    plan_step,
    record_step,
    review,
    send,
    start,
    teach,
    the_duty,
)
from people import AP_OFFICER, BROKER, PARENT, PROVIDER_LEAD, ROBIN, SENCO, TODAY, TUTOR, as_
from towpath.records import models as kept
from towpath.rules.placement import Plan

PLAN = Plan(
    (("Read again for pleasure", "Reads nothing now"),), 600, date(2026, 12, 4), "own_school"
)
SENT = date(2026, 9, 28)
ACCEPTED = date(2026, 9, 30)
STARTED = date(2026, 10, 5)
REVIEWED = date(2026, 12, 4)
STEP = date(2027, 1, 8)
ENDED = date(2027, 1, 22)
CHECKED = date(2027, 3, 5)  # six weeks after the last day


def robin_goes_back_to_school() -> None:
    """Every step by the person whose work it is, with what holds after each."""
    referral_id = send(SENCO, SENT)
    assert as_it_is(kept.Referral, referral_id).next_on == date(2026, 10, 5)  # five working days

    decide(referral_id, by=AP_OFFICER, day=ACCEPTED, next_on=date(2026, 10, 2))
    owed = the_duty(ACCEPTED)
    assert (owed.answer, owed.owner_id, owed.next_review_on) == (
        "owed",
        AP_OFFICER.id,
        date(2026, 10, 2),
    )

    placement_id = offer(referral_id, by=BROKER, day=ACCEPTED)
    accept(placement_id, by=PROVIDER_LEAD, day=ACCEPTED, starts_on=STARTED)
    start(placement_id, by=PROVIDER_LEAD, day=STARTED, plan=PLAN)
    assert as_it_is(kept.Referral, referral_id).state == "placed"

    teach(placement_id, by=TUTOR, day=TODAY, at=time(9))
    with as_(SENCO):
        mark = kept.Session.objects.get(child_id=ROBIN, on=TODAY, half="am")
    assert mark.code == "K"

    review(placement_id, by=PROVIDER_LEAD, day=REVIEWED, outcome="step_back", next_on=STEP)
    step_id = plan_step(placement_id, by=PROVIDER_LEAD, day=REVIEWED, from_on=STEP)
    record_step(step_id, by=SENCO, day=STEP)

    end(placement_id, by=AP_OFFICER, day=ENDED)
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.next_on, placement.owner_id) == (
        "ended",
        CHECKED,
        AP_OFFICER.id,
    )

    check(placement_id, by=AP_OFFICER, day=CHECKED)
    assert as_it_is(kept.Placement, placement_id).state == "checked"
    assert as_it_is(kept.Referral, referral_id).state == "concluded"
    assert the_duty(CHECKED) is None


def test_from_the_referral_to_a_return_that_held():
    robin_goes_back_to_school()


def test_the_record_says_who_did_what_in_order_and_the_family_may_read_the_decision():
    robin_goes_back_to_school()
    with as_(AP_OFFICER, CHECKED):
        events = kept.Event.objects.order_by("at", "id").values_list("verb", "actor_id")
        assert [(verb, actor) for verb, actor in events] == [
            ("send_referral", SENCO.id),
            ("decide_referral", AP_OFFICER.id),
            ("offer_placement", BROKER.id),
            ("accept_placement", PROVIDER_LEAD.id),
            ("start_placement", PROVIDER_LEAD.id),
            ("record_lesson", TUTOR.id),
            ("hold_review", PROVIDER_LEAD.id),
            ("plan_return_step", PROVIDER_LEAD.id),
            ("record_return_step", SENCO.id),
            ("end_placement", AP_OFFICER.id),
            ("check_return", AP_OFFICER.id),
        ]
    with as_(PARENT, CHECKED):
        assert kept.Decision.objects.get().reason.startswith("Too ill to attend")
