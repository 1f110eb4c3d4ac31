"""Deciding on a referral: what every decision has, what stays owed, and one decision of two."""

from datetime import date
from uuid import uuid4

import pytest

import scenes
from deeds import (
    FAR_OFF,
    HALF_TERM_ENDS,
    TOMORROW,
    YESTERDAY,
    an_accepted_referral,
    answer,
    as_it_is,
    decide,
    decision,
    offer,
    send,
    the_duty,
    the_finding,
)
from people import (
    AP_OFFICER,
    BROKER,
    FINANCE_OFFICER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    Member,
    as_,
    behind_the_walls,
    clock,
)
from race import in_threads
from towpath.actions import referral as act
from towpath.actions.action import Deed, NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY
from towpath.records.policy import policy
from towpath.rules.reason import Reason

# Deciding


def test_a_decision_keeps_its_reason_the_verdict_and_the_policy_it_was_made_by():
    made = as_it_is(kept.Decision, decide(send()))
    assert (made.outcome, made.reason_code, made.decided_by_id) == (
        "accept",
        "criteria_met",
        AP_OFFICER.id,
    )
    assert made.policy_sha256 == policy(AUTHORITY).pathway("independent").sha256
    shown = the_finding(made.pk)
    assert shown.facts == {"unable_to_attend": "illness", "referrer": "school"}
    verdict = shown.verdict
    assert (verdict["pathway"], verdict["outcome"]) == ("independent", "eligible")
    assert {"unable-to-attend", "home-education"} <= {r["criterion"] for r in verdict["reasons"]}


def test_an_accepted_referral_waits_for_a_place_until_the_date_that_was_given():
    referral_id = send()
    decide(referral_id, owner_id=BROKER.id, next_on=TOMORROW)
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.owner_id, referral.next_on) == (
        "accepted",
        BROKER.id,
        TOMORROW,
    )
    assert referral.next_step == "Offer a place to a provider"


@pytest.mark.parametrize("member", [AP_OFFICER, OTHER_OFFICER, HEAD_OF_SERVICE])
def test_an_officer_decides(member: Member):
    assert as_it_is(kept.Decision, decide(send(), by=member)).decided_by_id == member.id


@pytest.mark.parametrize("member", [SENCO, SOCIAL_WORKER, BROKER, PARENT], ids=lambda m: m.part)
def test_nobody_else_who_sees_the_referral_does(member: Member):
    with pytest.raises(NotAllowed, match="AP officer, head of service"):
        decide(send(), by=member)


def test_to_a_provider_there_is_no_referral_to_decide():
    referral_id = an_accepted_referral()
    offer(referral_id)
    with pytest.raises(NotThere):
        decide(referral_id, by=PROVIDER_LEAD)


@pytest.mark.parametrize(
    ("field", "outcome", "said"),
    [
        ("outcome", "shelve", {}),
        ("reason_code", "accept", {"reason": Reason("health", "Too ill to attend")}),
        ("reason_code", "accept", {"reason": Reason("", "Too ill to attend")}),
        ("reason", "accept", {"reason": Reason("criteria_met", ".")}),
        ("reason", "not_accept", {"reason": Reason("criteria_not_met", " ")}),
        ("section_19", "accept", {"section_19": ""}),
        ("section_19", "accept", {"section_19": "perhaps"}),
        ("next_on", "accept", {"next_on": YESTERDAY}),
        ("next_on", "accept", {"next_on": FAR_OFF}),
        ("owner", "accept", {"owner_id": STRANGER.id}),
        ("owner", "accept", {"owner_id": PARENT.id}),
        ("owner", "accept", {"owner_id": uuid4()}),
        ("owner", "accept", {"owner_id": SENCO.id}),
        ("owner", "accept", {"owner_id": FINANCE_OFFICER.id}),
        ("missing", "return_for_information", {"missing": ()}),
        ("missing", "return_for_information", {"missing": ("shoe_size",)}),
    ],
)
def test_a_decision_without_what_every_decision_has_is_refused(
    field: str, outcome: str, said: dict[str, object]
):
    referral_id = send()
    with pytest.raises(Refused) as refused:
        decide(referral_id, outcome, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Referral, referral_id).state == "sent"
    assert the_duty() is None


HOME_EDUCATED = {"unable_to_attend": "illness", "electively_home_educated": True}


@pytest.mark.parametrize(
    ("said", "outcome", "code", "words"),
    [
        (HOME_EDUCATED, "accept", "criteria_met", "criteria are not all met"),
        ({}, "accept", "criteria_met", "cannot be judged yet"),
        ({}, "not_accept", "criteria_not_met", "cannot be judged yet"),
        ({"unable_to_attend": "illness"}, "not_accept", "criteria_not_met", "criteria are met"),
    ],
)
def test_a_reason_that_triage_contradicts_is_refused(
    said: dict[str, object], outcome: str, code: str, words: str
):
    referral_id = send(facts=said)
    with pytest.raises(Refused, match=words) as refused:
        decide(referral_id, outcome, reason=Reason(code, "The panel looked at it on Monday"))
    assert refused.value.field == "reason_code"
    assert as_it_is(kept.Referral, referral_id).state == "sent"


def test_an_officer_may_decide_otherwise_than_triage_and_says_so():
    referral_id = send(facts=HOME_EDUCATED)
    why = Reason("exceptional", "The family is to move within the week and has no other school")
    assert as_it_is(kept.Decision, decide(referral_id, reason=why)).reason_code == "exceptional"


def test_an_officer_whose_post_has_ended_cannot_own_what_is_next():
    with behind_the_walls():
        kept.Post.objects.filter(person_id=OTHER_OFFICER.id).update(
            period=("2020-09-01", "2026-10-14")
        )
    with pytest.raises(Refused, match="in post today") as refused:
        decide(send(), owner_id=OTHER_OFFICER.id)
    assert refused.value.field == "owner"


def test_an_officer_to_whom_the_record_is_closed_cannot_own_it():
    referral_id = send()
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    with pytest.raises(Refused, match="can see this child"):
        decide(referral_id, owner_id=OTHER_OFFICER.id)


def test_a_next_date_is_at_the_latest_the_end_of_the_next_half_term():
    referral_id = send()
    with pytest.raises(Refused, match="by 18 December 2026"):
        decide(referral_id, next_on=date(2026, 12, 19))
    assert decide(referral_id, next_on=HALF_TERM_ENDS)


def test_a_decided_referral_is_not_decided_again():
    referral_id = an_accepted_referral()
    with pytest.raises(Refused, match="accepted, and a place is being arranged"):
        decide(referral_id, "not_accept")


def test_the_second_officer_is_told_what_changed_and_by_whom():
    referral_id = send()
    seen = as_it_is(kept.Referral, referral_id).version
    decide(referral_id, by=AP_OFFICER)
    with pytest.raises(Stale) as stale:
        decide(referral_id, "not_accept", by=OTHER_OFFICER, seen=seen)
    (change,) = stale.value.changes
    assert (change.by, change.verb, change.at) == (
        "Dana Whitlock",
        "decide_referral",
        clock().now,
    )


def test_two_officers_deciding_at_once_make_one_decision(county_of_its_own: str):
    referral_id = send()
    seen = as_it_is(kept.Referral, referral_id).version
    found = in_threads(
        lambda: decide(referral_id, "accept", by=AP_OFFICER, seen=seen),
        lambda: decide(referral_id, "not_accept", by=OTHER_OFFICER, seen=seen),
    )
    assert sorted(type(each).__name__ for each in found) == ["Stale", "UUID"], found
    with as_(AP_OFFICER):
        assert kept.Decision.objects.count() == 1
        assert kept.Event.objects.filter(verb="decide_referral").count() == 1
        assert kept.Duty.objects.count() == 1


def test_one_decision_sent_twice_from_two_windows_is_one_decision(county_of_its_own: str):
    referral_id, once = send(), uuid4()

    def press():
        with as_(AP_OFFICER):
            return act.decide(
                deed=Deed(AP_OFFICER.id, once, clock()),
                referral_id=referral_id,
                seen=1,
                decision=decision(),
            )

    first, second = in_threads(press, press)
    assert first == second
    assert as_it_is(kept.Decision, first).referral_id == referral_id


# Section 19


@pytest.mark.parametrize("outcome", ["accept", "not_accept", "signpost", "return_for_information"])
@pytest.mark.parametrize("answer_", ["owed", "partly", "not_yet_known"])
def test_whatever_is_decided_what_is_owed_stays_open_with_an_owner_and_a_date(
    outcome: str, answer_: str
):
    decide(send(), outcome, section_19=answer_, owner_id=OTHER_OFFICER.id, next_on=TOMORROW)
    duty = the_duty()
    assert (duty.answer, duty.owner_id, duty.next_review_on) == (
        answer_,
        OTHER_OFFICER.id,
        TOMORROW,
    )


@pytest.mark.parametrize("outcome", ["accept", "not_accept"])
def test_nothing_is_opened_where_nothing_is_owed(outcome: str):
    decide(send(), outcome, section_19="not_owed")
    assert the_duty() is None


def test_a_later_decision_that_nothing_is_owed_closes_the_duty_with_its_reason():
    referral_id = send()
    decide(referral_id, "return_for_information", section_19="owed")
    duty = the_duty()
    answer(referral_id)
    why = Reason("school_can_meet_need", "Back full time since Monday")
    decide(referral_id, "not_accept", section_19="not_owed", reason=why)
    duty = as_it_is(kept.Duty, duty.pk)
    assert (duty.closed_at, duty.outcome) == (clock().now, "Back full time since Monday")


def test_one_child_has_one_duty_however_many_referrals():
    decide(send(), section_19="partly")
    decide(send(pathway="a2e"), "not_accept", section_19="owed")
    assert the_duty().answer == "owed"
    with as_(AP_OFFICER):
        assert kept.Duty.objects.count() == 1
