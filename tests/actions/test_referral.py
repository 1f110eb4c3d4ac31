"""Referrals: sent, answered, withdrawn; who may, what is refused, and what is not lost."""

from datetime import date

import pytest

import scenes
from deeds import (
    TOMORROW,
    accept,
    an_accepted_referral,
    an_agreed_place,
    answer,
    as_it_is,
    decide,
    offer,
    send,
    start,
    the_duty,
    the_finding,
    version,
    withdraw,
)
from people import (
    AP_OFFICER,
    ATTENDANCE_LEAD,
    BROKER,
    FINANCE_OFFICER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    Member,
    as_,
    behind_the_walls,
    deed,
)
from race import in_threads
from towpath.actions import referral as act
from towpath.actions.action import Deed, NotAllowed, NotThere, Refused
from towpath.project.county.cast import since
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY
from towpath.rules.reason import Reason

FIRST_DECISION = date(2026, 10, 21)  # five working days after TODAY


# Sending


def test_a_referral_has_an_owner_and_a_next_date_from_the_moment_it_is_sent():
    referral = as_it_is(kept.Referral, send())
    assert referral.state == "sent"
    assert referral.owner_id in {AP_OFFICER.id, OTHER_OFFICER.id}
    assert (referral.next_on, referral.next_step) == (FIRST_DECISION, "Decide on the referral")
    assert (referral.referred_by_id, referral.referrer) == (SENCO.id, "school")


def test_what_the_referrer_said_is_kept_with_who_said_it_and_who_they_are():
    referral_id = send(SOCIAL_WORKER)
    with as_(AP_OFFICER):
        said = kept.Fact.objects.filter(referral_id=referral_id)
        facts = dict(said.values_list("name", "value"))
        assert {fact.said_by_id for fact in said} == {SOCIAL_WORKER.id}
    assert facts == {
        "unable_to_attend": "illness",
        "referrer": "social_worker",
        "referrer_team": "child_in_need",
    }


@pytest.mark.parametrize("typed", [".", "n/a", "None"])
def test_what_a_referrer_need_not_say_and_says_nothing_in_is_kept_empty(typed: str):
    referral = as_it_is(kept.Referral, send(hoped_for=typed, parent_view_text=typed))
    assert (referral.hoped_for, referral.parent_view_text) == ("", "")
    said = as_it_is(kept.Referral, send(pathway="arts", hoped_for=" Back in school "))
    assert said.hoped_for == "Back in school"


def test_a_team_the_social_worker_has_left_is_not_said():
    with behind_the_walls():
        kept.Involvement.objects.filter(person_id=SOCIAL_WORKER.id).update(
            period=("2020-09-01", "2026-01-01")
        )
        kept.Involvement.objects.create(
            authority_id=AUTHORITY,
            child_id=ROBIN,
            person_id=SOCIAL_WORKER.id,
            duty="social_worker",
            team="looked_after",
            period=since(date(2026, 1, 1)),
        )
    referral_id = send(SOCIAL_WORKER)
    with as_(AP_OFFICER):
        team = kept.Fact.objects.get(referral_id=referral_id, name="referrer_team")
    assert team.value == "looked_after"


def test_the_officer_with_the_lightest_caseload_owns_it():
    scenes.robin_is_referred(pathway="a2e")  # Dana Whitlock's
    assert as_it_is(kept.Referral, send()).owner_id == OTHER_OFFICER.id


def test_an_officer_outside_the_circle_of_a_restricted_record_is_not_made_its_owner():
    scenes.robin_is_referred(pathway="a2e")
    scenes.robins_record_is_restricted(SENCO.id, AP_OFFICER.id)
    assert as_it_is(kept.Referral, send()).owner_id == AP_OFFICER.id


def test_where_no_officer_could_own_it_the_sender_is_told_and_not_left_to_hope():
    scenes.robins_record_is_restricted(SENCO.id)
    with pytest.raises(Refused, match="nobody could own the referral"):
        send()


@pytest.mark.parametrize("member", [SENCO, SOCIAL_WORKER, AP_OFFICER], ids=lambda m: m.part)
def test_those_who_know_the_child_may_refer(member: Member):
    assert send(member)


@pytest.mark.parametrize("member", [PARENT, ATTENDANCE_LEAD, BROKER], ids=lambda m: m.part)
def test_others_are_told_who_may(member: Member):
    with pytest.raises(NotAllowed, match="SENCO"):
        send(member)


@pytest.mark.parametrize("member", [STRANGER, OTHER_SENCO, PROVIDER_LEAD, FINANCE_OFFICER])
def test_to_those_who_cannot_see_the_child_there_is_nobody_to_refer(member: Member):
    with pytest.raises(NotThere):
        send(member)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("pathway", {"pathway": "moon"}),
        ("legal_basis", {"legal_basis": "s99"}),
        ("parent_view", {"parent_view": "shrugs"}),
        ("about", {"about": "."}),
        ("risks", {"risks": "n/a"}),
        ("unable_to_attend", {"facts": {"unable_to_attend": "poorly"}}),
        ("permanently_excluded_on", {"facts": {"permanently_excluded_on": "2026-02-31"}}),
        ("no_such_fact", {"facts": {"no_such_fact": True}}),
        ("referrer", {"facts": {"referrer": "social_worker"}}),
        ("date_of_birth", {"facts": {"date_of_birth": "2015-01-01"}}),
    ],
)
def test_what_is_wrong_is_refused_where_it_is_mended_and_nothing_is_kept(
    field: str, said: dict[str, object]
):
    with pytest.raises(Refused) as refused:
        send(**said)
    assert refused.value.field == field
    assert refused.value.reason
    with as_(AP_OFFICER):
        assert not kept.Referral.objects.exists()
        assert not kept.Event.objects.exists()


def test_who_may_refer_by_the_policy_is_said_in_the_policys_words():
    with pytest.raises(Refused, match=r"The policy says: .*Social Workers") as refused:
        send(SENCO, pathway="hope")
    assert refused.value.field == "pathway"


def test_a_second_referral_to_the_same_pathway_follows_the_first():
    send()
    with pytest.raises(Refused, match="already has a live referral"):
        send(SOCIAL_WORKER)


def test_another_pathway_may_be_asked_for_at_the_same_time():
    assert send() != send(pathway="a2e")


def test_the_same_form_sent_twice_is_one_referral():
    by = deed(SENCO)
    asked = act.Asked(
        *("independent", {}, "s19", "At home since June", "", "agrees", ""),
        risks="None known; the mother was asked",
    )
    with as_(SENCO):
        first = act.send(deed=by, child_id=ROBIN, asked=asked)
        again = act.send(deed=Deed(by.actor_id, by.once, by.clock), child_id=ROBIN, asked=asked)
        assert first == again
        assert kept.Referral.objects.count() == 1


def test_the_school_and_the_social_worker_sending_at_once_make_one_referral(county_of_its_own: str):
    found = in_threads(lambda: send(SENCO), lambda: send(SOCIAL_WORKER))
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found
    with as_(AP_OFFICER):
        assert kept.Referral.objects.count() == kept.Event.objects.count() == 1


def test_a_day_beyond_the_calendar_is_said_and_does_not_break_the_page():
    with pytest.raises(Refused, match="add the year"):
        decide(scenes.robin_is_referred(), day=date(2027, 8, 30), next_on=date(2027, 8, 31))


# Returned for information


def test_asking_for_more_stops_no_clock():
    referral_id = send()
    decide(referral_id, "return_for_information", next_on=TOMORROW)
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.next_on) == ("returned", FIRST_DECISION)
    assert referral.asked_for == ["on_school_roll"]
    with as_(SENCO):
        event = kept.Event.objects.get(verb="decide_referral")
    assert event.next_on == FIRST_DECISION


def test_asking_for_more_cannot_hide_that_the_date_has_passed():
    referral_id = send()
    late = date(2026, 11, 5)
    decide(referral_id, "return_for_information", day=late, next_on=date(2026, 11, 12))
    assert as_it_is(kept.Referral, referral_id, late).next_on == FIRST_DECISION


def test_the_answer_brings_it_back_with_the_date_it_had():
    referral_id = send()
    decide(referral_id, "return_for_information", next_on=TOMORROW)
    answer(referral_id, day=TOMORROW)
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.next_on, referral.asked_for) == ("sent", FIRST_DECISION, [])
    assert referral.next_step == "Decide on the referral"


def test_a_correction_is_a_later_fact_and_the_first_is_still_there():
    referral_id = send()
    decide(referral_id, "return_for_information", missing=("unable_to_attend",))
    answer(referral_id, facts={"unable_to_attend": "other"}, day=TOMORROW)
    made = decide(referral_id, day=TOMORROW)
    assert the_finding(made).facts["unable_to_attend"] == "other"
    with as_(AP_OFFICER):
        assert kept.Fact.objects.filter(name="unable_to_attend").count() == 2


def test_what_nobody_knows_is_an_answer_and_is_kept_as_one():
    referral_id = send()
    decide(referral_id, "return_for_information", missing=("ehc_plan",))
    answer(referral_id, facts={}, unknown=("ehc_plan",), day=TOMORROW)
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.asked_for) == ("sent", [])
    with as_(AP_OFFICER):
        assert kept.Fact.objects.get(name="ehc_plan").source == "unknown"


def test_an_officer_need_not_wait_for_the_answer():
    referral_id = send()
    decide(referral_id, "return_for_information")
    why = Reason("interim", "He cannot wait for the school's answer")
    decide(referral_id, "accept", reason=why)
    assert as_it_is(kept.Referral, referral_id).state == "accepted"


def test_an_answer_to_nothing_that_was_asked_is_refused():
    with pytest.raises(Refused, match="sent, and waits for a decision"):
        answer(send())


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("", {}),
        ("on_school_roll", {"on_school_roll": "maybe"}),
        ("referrer", {"referrer": "social_worker"}),
    ],
)
def test_an_answer_that_answers_nothing_is_refused(field: str, facts: dict[str, object]):
    referral_id = send()
    decide(referral_id, "return_for_information")
    with pytest.raises(Refused) as refused:
        answer(referral_id, facts=facts)
    assert refused.value.field == field


def test_a_parent_sees_what_was_asked_and_the_school_answers():
    referral_id = send()
    decide(referral_id, "return_for_information")
    with pytest.raises(NotAllowed, match="SENCO"):
        answer(referral_id, by=PARENT)
    assert answer(referral_id, by=SENCO) == referral_id


# Withdrawing


def test_a_withdrawn_referral_leaves_what_is_owed_open():
    referral_id = an_accepted_referral()
    duty = the_duty()
    withdraw(referral_id)
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.next_on) == ("withdrawn", None)
    assert the_duty() == duty
    assert the_duty().answer == "owed"


def test_a_referral_withdrawn_before_anybody_decided_leaves_the_question_open():
    referral_id = send()
    owner_id = as_it_is(kept.Referral, referral_id).owner_id
    withdraw(referral_id)
    duty = the_duty()
    assert (duty.answer, duty.owner_id, duty.next_review_on) == (
        "not_yet_known",
        owner_id,
        FIRST_DECISION,
    )
    assert duty.reason == (
        "The referral was withdrawn on 14 October 2026, before anybody decided:"
        " whether the council owes education is still to be decided"
    )


def test_where_it_was_decided_that_nothing_is_owed_withdrawing_opens_nothing():
    referral_id = send()
    decide(referral_id, section_19="not_owed")
    withdraw(referral_id)
    assert the_duty() is None


def test_withdrawing_cancels_the_offer_so_that_no_provider_waits_for_a_child_who_will_not_come():
    referral_id = an_accepted_referral()
    placement_id = offer(referral_id)
    withdraw(referral_id)
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.next_on) == ("cancelled", None)
    with pytest.raises(NotThere):
        accept(placement_id)


def test_a_child_who_is_taught_is_not_withdrawn_but_the_placement_ended():
    placement_id = start(an_agreed_place())
    referral_id = as_it_is(kept.Placement, placement_id).referral_id
    with pytest.raises(Refused, match="This referral is placed"):
        withdraw(referral_id)


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("reason", Reason("moved", ".")),
        ("reason_code", Reason("", "The family has moved to Kent")),
        ("reason_code", Reason("bored", "The family has moved to Kent")),
    ],
)
def test_withdrawing_has_a_reason(field: str, reason: Reason):
    referral_id = send()
    with pytest.raises(Refused) as refused:
        withdraw(referral_id, reason=reason)
    assert refused.value.field == field


def test_a_parent_does_not_withdraw_what_the_school_sent():
    with pytest.raises(NotAllowed, match="SENCO"):
        withdraw(send(), by=PARENT)


def test_every_deed_moves_the_page_on_by_one():
    referral_id = send()
    decide(referral_id)
    placement_id = offer(referral_id)
    accept(placement_id)
    start(placement_id)
    with as_(AP_OFFICER):
        assert version(kept.Placement, placement_id) == 3
        assert version(kept.Referral, referral_id) == 5


# Advice, and no place


GIVEN = Reason("advised", "Two visits; the school has a plan for the gate")


def conclude(referral_id, by: Member = AP_OFFICER, seen: int | None = None, reason=GIVEN):
    with as_(by):
        return act.conclude(
            deed=deed(by),
            referral_id=referral_id,
            seen=seen or version(kept.Referral, referral_id),
            reason=reason,
        )


def an_accepted_outreach():
    referral_id = send(pathway="autism-outreach")
    decide(referral_id, reason=Reason("interim", "The plan is awaited"), section_19="not_owed")
    return referral_id


def test_a_pathway_that_gives_advice_waits_for_no_place_and_is_concluded_with_a_reason():
    referral_id = an_accepted_outreach()
    assert "advice" in as_it_is(kept.Referral, referral_id).next_step
    with pytest.raises(Refused, match="no place"):
        offer(referral_id)
    conclude(referral_id)
    ended = as_it_is(kept.Referral, referral_id)
    assert (ended.state, ended.next_on, ended.next_step) == ("concluded", None, "")
    with as_(AP_OFFICER):
        assert kept.Event.objects.get(verb="conclude_referral").reason == GIVEN.text


def test_one_that_gives_a_place_is_not_concluded_so():
    with pytest.raises(Refused, match="gives a place"):
        conclude(an_accepted_referral())


@pytest.mark.parametrize(
    ("field", "reason"),
    [("reason_code", Reason("moon", "Advice given")), ("reason", Reason("advised", "."))],
)
def test_a_conclusion_says_how_and_why(field: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        conclude(an_accepted_outreach(), reason=reason)
    assert refused.value.field == field


def test_a_school_does_not_conclude_it():
    with pytest.raises(NotAllowed):
        conclude(an_accepted_outreach(), by=SENCO)
