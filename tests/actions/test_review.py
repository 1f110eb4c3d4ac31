"""Reviews of a placement: the child's view is in each, and the next is due before it closes."""

from datetime import date

import pytest

from deeds import (
    HALF_TERM_ENDS,
    PLAN,
    TOMORROW,
    YESTERDAY,
    a_started_place,
    an_agreed_place,
    as_it_is,
    complete_plan,
    review,
    start_interim,
)
from people import (
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    TUTOR,
    Member,
    as_,
)
from race import in_threads
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.rules import review as rule


@pytest.fixture
def place():
    """A placement that began last week."""
    return a_started_place(date(2026, 10, 7))


def test_a_review_keeps_what_was_found_what_the_child_said_and_when_it_was_due(place):
    held = as_it_is(kept.Review, review(place))
    assert (held.due_on, held.held_on, held.held_by_id) == (
        PLAN.first_review_on,
        TODAY,
        PROVIDER_LEAD.id,
    )
    with as_(AP_OFFICER):
        said = kept.ReviewAccount.objects.get(review=held)
    assert said.child_view == "Likes the mornings; wants to see friends"


@pytest.mark.parametrize("outcome", rule.OUTCOMES)
def test_what_is_next_follows_from_what_was_decided(place, outcome: str):
    review(place, outcome=outcome)
    placement = as_it_is(kept.Placement, place)
    referral = as_it_is(kept.Referral, placement.referral_id)
    assert placement.next_step == referral.next_step == rule.NEXT[outcome]
    assert placement.next_on == referral.next_on == date(2026, 12, 11)
    assert (placement.owner_id, placement.state) == (AP_OFFICER.id, "started")


@pytest.mark.parametrize("member", [PROVIDER_LEAD, OTHER_OFFICER, HEAD_OF_SERVICE])
def test_the_provider_and_the_council_hold_reviews(place, member: Member):
    assert review(place, by=member)


@pytest.mark.parametrize("member", [SENCO, TUTOR, BROKER, PARENT], ids=lambda m: m.part)
def test_others_who_come_to_the_review_do_not_record_it(place, member: Member):
    with pytest.raises(NotAllowed, match="provider's lead"):
        review(place, by=member)


def test_another_tutor_does_not_see_it(place):
    with pytest.raises(NotThere):
        review(place, by=OTHER_TUTOR)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("outcome", {"outcome": "fine"}),
        ("reason", {"reason": "."}),
        ("child_view", {"child_view": "n/a"}),
        ("held_on", {"held_on": TOMORROW}),
        ("held_on", {"held_on": date(2026, 10, 6)}),  # the day before the start
        ("next_on", {"next_on": TODAY}),
        ("next_on", {"next_on": YESTERDAY}),
        ("next_on", {"next_on": date(2026, 12, 19)}),
    ],
)
def test_a_review_that_lacks_something_is_refused_beside_it(place, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        review(place, **said)
    assert refused.value.field == field
    with as_(AP_OFFICER):
        assert not kept.Review.objects.exists()


def test_the_next_review_is_in_the_next_half_term_at_the_latest(place):
    assert review(place, next_on=HALF_TERM_ENDS)


def test_a_review_written_down_late_skips_no_half_term(place):
    november = date(2026, 11, 2)  # the first day after half term
    with pytest.raises(Refused, match="by 18 December 2026"):
        review(place, day=november, held_on=TODAY, next_on=date(2027, 1, 8))
    assert review(place, day=november, held_on=TODAY, next_on=HALF_TERM_ENDS)


def test_a_review_written_down_when_the_next_is_past_due_makes_the_next_due_today(place):
    january = date(2027, 1, 11)
    with pytest.raises(Refused, match="by 11 January 2027"):
        review(place, day=january, held_on=TODAY, next_on=date(2027, 1, 12))
    review(place, day=january, held_on=TODAY, next_on=january)
    assert as_it_is(kept.Placement, place, january).next_on == january


def test_nothing_is_reviewed_before_it_has_started():
    placement_id = an_agreed_place()
    with pytest.raises(Refused, match="has started, and not ended"):
        review(placement_id)


def test_an_interim_start_is_reviewed_once_it_has_its_plan_whose_date_stands_until_then():
    placement_id = start_interim(an_agreed_place(date(2026, 10, 7)), day=date(2026, 10, 7))
    due = as_it_is(kept.Placement, placement_id).next_on
    with pytest.raises(Refused, match="Complete the plan"):
        review(placement_id)
    assert as_it_is(kept.Placement, placement_id).next_on == due
    complete_plan(placement_id)
    assert review(placement_id)


def test_a_page_that_is_late_says_who_held_the_review(place):
    seen = as_it_is(kept.Placement, place).version
    review(place, by=PROVIDER_LEAD)
    with pytest.raises(Stale) as stale:
        review(place, by=AP_OFFICER, seen=seen)
    assert [(c.by, c.verb) for c in stale.value.changes] == [("Grace Holt", "hold_review")]


def test_the_officer_and_the_provider_at_once_hold_one_review(county_of_its_own: str):
    placement_id = a_started_place(date(2026, 10, 7))
    seen = as_it_is(kept.Placement, placement_id).version
    found = in_threads(
        lambda: review(placement_id, by=AP_OFFICER, seen=seen),
        lambda: review(placement_id, by=PROVIDER_LEAD, seen=seen),
    )
    assert sorted(type(each).__name__ for each in found) == ["Stale", "UUID"], found
    with as_(AP_OFFICER):
        assert kept.Review.objects.count() == 1
        assert kept.Event.objects.filter(verb="hold_review").count() == 1
