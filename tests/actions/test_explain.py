"""An empty reason, explained since: by an owner or a head of service, beside what was written."""

from uuid import UUID

import pytest

from deeds import an_accepted_referral, explain
from people import (
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    SENCO,
    Member,
    as_,
    clock,
)
from race import in_threads
from scenes import a_decision_without_a_reason, robins_record_is_restricted
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.records.decision import unexplained

WORDS = "The clinic had written that he cannot attend before half term"


@pytest.fixture
def unsaid() -> UUID:
    """A decision of Dana Whitlock's whose reason says nothing."""
    a_decision_without_a_reason(an_accepted_referral())
    return the_decision().pk


def the_decision() -> kept.Decision:
    with as_(AP_OFFICER):
        return kept.Decision.objects.get()


@pytest.mark.parametrize("member", [AP_OFFICER, HEAD_OF_SERVICE], ids=lambda m: m.part)
def test_who_owns_it_or_a_head_of_service_explains_it_and_the_reason_stays(
    unsaid: UUID, member: Member
):
    explain(unsaid, by=member)
    with as_(AP_OFFICER):
        since = kept.Explanation.objects.get(decision_id=unsaid)
        event = kept.Event.objects.get(verb="explain_decision")
        assert unexplained() == []
    assert (since.words, since.said_by_id, since.said_at) == (WORDS, member.id, clock().now)
    assert (event.about_id, event.reason, event.owner_id) == (since.pk, WORDS, AP_OFFICER.id)
    assert the_decision().reason == "As discussed."


def test_until_then_it_is_counted(unsaid: UUID):
    with as_(HEAD_OF_SERVICE):
        (found,) = unexplained()
    assert (found.decision_id, found.owners) == (unsaid, {AP_OFFICER.id})


@pytest.mark.parametrize("member", [OTHER_OFFICER, BROKER], ids=lambda m: m.part)
def test_another_officer_does_not(unsaid: UUID, member: Member):
    with pytest.raises(NotAllowed, match="who owns the decision"):
        explain(unsaid, by=member)


@pytest.mark.parametrize("member", [SENCO, PARENT], ids=lambda m: m.part)
def test_nor_does_who_reads_it(unsaid: UUID, member: Member):
    with pytest.raises(NotAllowed, match="head of service"):
        explain(unsaid, by=member)


def test_to_whom_the_record_is_closed_it_is_not_there(unsaid: UUID):
    robins_record_is_restricted(AP_OFFICER.id)
    with pytest.raises(NotThere):
        explain(unsaid, by=HEAD_OF_SERVICE)


def test_an_explanation_says_something_too(unsaid: UUID):
    with pytest.raises(Refused) as refused:
        explain(unsaid, words="As discussed.")
    assert refused.value.field == "words"


def test_a_reason_that_says_something_needs_none():
    an_accepted_referral()
    with pytest.raises(Refused, match="nothing is to be added"):
        explain(the_decision().pk)


def test_it_is_explained_once_even_by_two_at_once(county_of_its_own: str):
    a_decision_without_a_reason(an_accepted_referral())
    key = the_decision().pk
    found = in_threads(lambda: explain(key), lambda: explain(key, by=HEAD_OF_SERVICE))
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found
    with pytest.raises(Refused, match="has been explained since"):
        explain(key)
