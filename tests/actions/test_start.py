"""Starting a placement: with the whole plan, or before it with an approver and a date."""

from dataclasses import replace
from datetime import date

import pytest

from deeds import (
    LONG_AGO,
    PLAN,
    TOMORROW,
    YESTERDAY,
    an_accepted_referral,
    an_agreed_place,
    as_it_is,
    complete_plan,
    decide,
    offer,
    send,
    start,
    start_interim,
    the_duty,
    version,
)
from people import (
    AP_OFFICER,
    OTHER_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
    clock,
    deed,
)
from towpath.actions import placement as act
from towpath.actions.action import NotAllowed, Refused, Stale
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY, key
from towpath.rules.placement import Plan

# Starting


def test_a_placement_starts_with_the_whole_plan():
    placement_id = start(an_agreed_place())
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.starts_on, placement.plan_completed_on) == (
        "started",
        TODAY,
        TODAY,
    )
    assert (placement.planned_minutes, placement.intended_next_step) == (600, "own_school")
    assert (placement.next_on, placement.next_step) == (
        PLAN.first_review_on,
        "Hold the first review",
    )
    referral = as_it_is(kept.Referral, placement.referral_id)
    assert (referral.state, referral.next_on) == ("placed", PLAN.first_review_on)
    with as_(PARENT):
        objective = kept.Objective.objects.get()
    assert (objective.words, objective.baseline) == PLAN.objectives[0]


BAD_PLANS = [
    ("objective_1", {"objectives": ()}),
    ("objective_1", {"objectives": ((".", "Reads nothing now"),)}),
    ("baseline_1", {"objectives": (("Read again for pleasure", ""),)}),
    ("baseline_2", {"objectives": (*PLAN.objectives, ("Swim a length", "tbc"))}),
    ("objective_1", {"objectives": (("Read " * 90, "Reads nothing now"),)}),
    ("planned_minutes", {"planned_minutes": 0}),
    ("planned_minutes", {"planned_minutes": -60}),
    ("planned_minutes", {"planned_minutes": 60_000}),
    ("first_review_on", {"first_review_on": TODAY}),
    ("first_review_on", {"first_review_on": YESTERDAY}),
    ("first_review_on", {"first_review_on": date(2026, 12, 19)}),
    ("next_step", {"next_step": "the moon"}),
]


@pytest.mark.parametrize(("field", "wrong"), BAD_PLANS)
def test_a_plan_that_lacks_something_is_refused_beside_it(field: str, wrong: dict[str, object]):
    placement_id = an_agreed_place()
    with pytest.raises(Refused) as refused:
        start(placement_id, plan=replace(PLAN, **wrong))
    assert refused.value.field == field
    assert as_it_is(kept.Placement, placement_id).state == "agreed"


@pytest.mark.parametrize(
    ("starts_on", "why"), [(TOMORROW, "this day is to come"), (LONG_AGO, "before the child was")]
)
def test_a_start_is_recorded_when_it_has_been(starts_on: date, why: str):
    placement_id = an_agreed_place()
    for do in (start, start_interim):
        with pytest.raises(Refused, match=why) as refused:
            do(placement_id, starts_on=starts_on)
        assert refused.value.field == "starts_on"


def test_nothing_starts_before_the_provider_has_agreed():
    placement_id = offer(an_accepted_referral())
    with pytest.raises(Refused, match="offered to the provider, so that cannot be done now"):
        start(placement_id)


def test_the_tutor_does_not_start_the_placement():
    with pytest.raises(NotAllowed, match="provider's lead"):
        start(an_agreed_place(), by=TUTOR)


def test_a_late_page_says_what_changed():
    placement_id = an_agreed_place()
    start_interim(placement_id)
    with as_(PROVIDER_LEAD), pytest.raises(Stale) as stale:
        act.start(
            deed=deed(PROVIDER_LEAD),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id) - 1,
            starts_on=TODAY,
            plan=PLAN,
        )
    assert [change.verb for change in stale.value.changes] == ["start_interim"]


# An interim start


def test_an_interim_start_has_an_approver_and_a_plan_due_in_ten_school_days():
    placement_id = start_interim(an_agreed_place())
    placement = as_it_is(kept.Placement, placement_id)
    assert placement.interim_approved_by_id == AP_OFFICER.id
    # The two weeks from 19 October are half term: two days before it, eight after.
    assert placement.plan_due_on == placement.next_on == date(2026, 11, 11)
    assert placement.next_step == "Complete the plan of the interim start"
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="start_interim")
    assert (event.actor_id, event.next_on) == (AP_OFFICER.id, date(2026, 11, 11))


def test_the_plan_of_an_interim_start_is_counted_from_the_start_and_not_from_its_recording():
    place = an_agreed_place(YESTERDAY)
    placement = as_it_is(kept.Placement, start_interim(place, starts_on=YESTERDAY))
    assert placement.plan_due_on == date(2026, 11, 10)


@pytest.mark.parametrize("member", [PROVIDER_LEAD], ids=lambda m: m.part)
def test_a_provider_does_not_approve_its_own_interim_start(member: Member):
    with pytest.raises(NotAllowed, match="AP officer"):
        start_interim(an_agreed_place(), by=member)


def test_an_interim_start_says_why():
    with pytest.raises(Refused) as refused:
        start_interim(an_agreed_place(), reason=".")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("member", [PROVIDER_LEAD, OTHER_OFFICER], ids=lambda m: m.part)
def test_the_plan_follows_and_the_review_is_next(member: Member):
    placement_id = start_interim(an_agreed_place())
    complete_plan(placement_id, by=member, day=TOMORROW)
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.plan_completed_on, placement.next_on) == (TOMORROW, PLAN.first_review_on)


def test_a_plan_is_completed_once():
    placement_id = start_interim(an_agreed_place())
    complete_plan(placement_id)
    with pytest.raises(Refused, match="already complete"):
        complete_plan(placement_id)


def test_a_plan_that_comes_very_late_is_taken_and_its_review_is_due_at_once():
    placement_id = start_interim(an_agreed_place())
    late = date(2027, 1, 11)
    with pytest.raises(Refused, match="by 11 January 2027"):
        complete_plan(placement_id, day=late, plan=replace(PLAN, first_review_on=date(2027, 2, 1)))
    with pytest.raises(Refused, match="today or later"):
        complete_plan(placement_id, day=late)
    complete_plan(placement_id, day=late, plan=replace(PLAN, first_review_on=late))
    assert as_it_is(kept.Placement, placement_id, late).next_on == late


def test_the_education_owed_stays_open_while_the_child_is_taught():
    start(an_agreed_place())
    assert the_duty().answer == "owed"


@pytest.mark.parametrize(
    ("basis", "arranged_by"),
    [
        ("s19", "council"),
        ("s29a", "school"),
        ("s100", "school"),
        ("s61", "council"),
        ("s42", "council"),
        ("school_arranged", "school"),
    ],
)
def test_the_council_says_on_what_basis_whatever_the_referrer_had_said(
    basis: str, arranged_by: str
):
    referral_id = send(legal_basis="s29a" if basis == "s19" else "s19")
    decide(referral_id, section_19="not_owed")
    placement = as_it_is(kept.Placement, offer(referral_id, legal_basis=basis))
    assert (placement.legal_basis, placement.arranged_by) == (basis, arranged_by)


def test_a_new_provider_of_the_pathway_is_offered_like_any_other():
    with behind_the_walls():
        kept.Provider.objects.create(
            id=key("provider", "new"),
            authority_id=AUTHORITY,
            name="A new provider",
            kind="independent",
            pathways=["arts", "independent"],
            approved=True,
            made_up=True,
        )
    placement = as_it_is(kept.Placement, offer(an_accepted_referral(), to="new"))
    assert (placement.setting_type, placement.offered_at) == ("OTH", clock().now)


def test_hours_and_objectives_of_a_plan_are_a_plan_of_their_own():
    plan = Plan(
        (("Read", "Reads nothing now"), ("Swim", "Will not get in")), 1500, TOMORROW, "special"
    )
    placement_id = start(an_agreed_place(), plan=plan)
    with as_(TUTOR):
        assert kept.Objective.objects.count() == 2
        assert kept.Placement.objects.get(pk=placement_id).planned_minutes == 1500
