"""What the council owes a child: looked at again in time, and never closed without an outcome."""

from datetime import date

import pytest

from deeds import (
    HALF_TERM_ENDS,
    TOMORROW,
    YESTERDAY,
    an_accepted_referral,
    as_it_is,
    decide,
    review_duty,
    send,
    the_duty,
)
from people import (
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    Member,
    as_,
    clock,
)
from race import in_threads
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.rules.reason import Reason


@pytest.fixture
def owed():
    """The key of what the council owes Robin."""
    an_accepted_referral()
    return the_duty().pk


def test_it_is_looked_at_again_and_the_next_time_is_set(owed):
    review_duty(owed, "partly", reason="Five hours a week since Monday", next_on=date(2026, 11, 2))
    duty = the_duty()
    assert (duty.answer, duty.reason, duty.next_review_on, duty.owner_id) == (
        "partly",
        "Five hours a week since Monday",
        date(2026, 11, 2),
        AP_OFFICER.id,
    )
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="review_duty")
    assert (event.reason_code, event.owner_id, event.next_on) == (
        "partly",
        AP_OFFICER.id,
        date(2026, 11, 2),
    )


def test_when_nothing_is_owed_any_more_it_is_closed_with_the_outcome(owed):
    review_duty(owed, "not_owed", reason="Full time at Larkwood since Monday", next_on=None)
    duty = as_it_is(kept.Duty, owed)
    assert (duty.closed_at, duty.outcome, duty.next_review_on) == (
        clock().now,
        "Full time at Larkwood since Monday",
        None,
    )


def test_what_was_closed_is_not_opened_again_but_a_new_one_is(owed):
    review_duty(owed, "not_owed", next_on=None)
    with pytest.raises(Refused, match="opens a new one"):
        review_duty(owed)
    why = Reason("interim", "The clinic's letter is still awaited, and he has no lessons")
    decide(send(pathway="a2e"), reason=why)
    assert the_duty().pk != owed


@pytest.mark.parametrize("member", [AP_OFFICER, OTHER_OFFICER, HEAD_OF_SERVICE])
def test_officers_review_it(owed, member: Member):
    assert review_duty(owed, by=member) == owed


@pytest.mark.parametrize("member", [SENCO, PARENT, BROKER], ids=lambda m: m.part)
def test_others_who_see_it_are_told_who_does(owed, member: Member):
    with pytest.raises(NotAllowed, match="AP officer, head of service"):
        review_duty(owed, by=member)


def test_a_provider_does_not_see_what_the_council_owes(owed):
    with pytest.raises(NotThere):
        review_duty(owed, by=PROVIDER_LEAD)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("answer", {"answer": "no"}),
        ("reason", {"reason": "."}),
        ("reason", {"answer": "not_owed", "reason": "as above", "next_on": None}),
        ("next_on", {"next_on": None}),
        ("next_on", {"next_on": TODAY}),
        ("next_on", {"next_on": YESTERDAY}),
        ("next_on", {"next_on": date(2026, 12, 19)}),
    ],
)
def test_a_review_that_lacks_something_is_refused_beside_it(owed, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        review_duty(owed, **said)
    assert refused.value.field == field
    assert the_duty().reason.startswith("Too ill to attend")


def test_the_end_of_the_next_half_term_is_soon_enough(owed):
    assert review_duty(owed, next_on=HALF_TERM_ENDS)


def test_a_decision_meanwhile_is_told_to_whoever_has_the_duty_open(owed):
    seen = the_duty().version
    decide(send(pathway="a2e"), "not_accept", by=OTHER_OFFICER, section_19="partly")
    with pytest.raises(Stale) as stale:
        review_duty(owed, seen=seen)
    assert [(c.by, c.verb) for c in stale.value.changes] == [("Sam Iqbal", "decide_referral")]


def test_two_officers_reviewing_at_once_leave_one_answer(county_of_its_own: str):
    an_accepted_referral()
    duty = the_duty()
    found = in_threads(
        lambda: review_duty(duty.pk, by=AP_OFFICER, seen=duty.version, next_on=TOMORROW),
        lambda: review_duty(duty.pk, "not_owed", by=OTHER_OFFICER, seen=duty.version, next_on=None),
    )
    assert sorted(type(each).__name__ for each in found) == ["Stale", "UUID"], found
    with as_(AP_OFFICER):
        assert kept.Event.objects.filter(verb="review_duty").count() == 1
