"""Safeguarding concerns: owned from the first moment, answered by those who act, then closed."""

from datetime import date

import pytest

from deeds import (
    DAY,
    TOMORROW,
    a_started_place,
    an_agreed_place,
    answer_concern,
    as_it_is,
    end,
    offer,
    raise_concern,
    review,
    teach,
)
from deeds import an_accepted_referral as accepted
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    HEAD_OF_SERVICE,
    HEAD_TEACHER,
    OTHER_OFFICER,
    OTHER_SENCO,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    Member,
    as_,
    behind_the_walls,
)
from race import in_threads
from scenes import robin_is_placed, robins_record_is_restricted
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.records.concern import to_act
from towpath.records.timeline import timeline

SAFEGUARDING_LEAD = next(member for member in CAST if member.part == "safeguarding_lead")
WITHIN_A_WEEK = date(2026, 10, 21)


@pytest.fixture
def concern():
    """Ben Arkwright has raised a concern about Robin."""
    return raise_concern(robin_is_placed())


def the_concern(concern_id):
    return as_it_is(kept.Concern, concern_id)


# Raised


@pytest.mark.parametrize("member", [TUTOR, PROVIDER_LEAD], ids=lambda m: m.part)
def test_a_concern_needs_no_lesson_and_has_an_owner_and_a_date_at_once(member: Member):
    raised = the_concern(raise_concern(robin_is_placed(), by=member, done_so_far="Rang 999"))
    assert (raised.state, raised.owner_id, raised.next_on) == ("raised", AP_OFFICER.id, TOMORROW)
    assert (raised.raised_by_id, raised.lesson_id) == (member.id, None)
    assert raised.done_so_far == "Rang 999"


def test_a_concern_goes_to_an_officer_where_the_placements_owner_may_not_answer_it():
    place = robin_is_placed()
    with behind_the_walls():
        kept.Placement.objects.filter(pk=place).update(owner=BROKER.id)
    assert the_concern(raise_concern(place)).owner_id in {AP_OFFICER.id, OTHER_OFFICER.id}


def test_a_concern_may_be_raised_before_the_start_and_just_after_the_end():
    assert raise_concern(an_agreed_place())


def test_a_concern_may_be_raised_while_the_last_lessons_are_told():
    assert raise_concern(end(a_started_place()))


def test_of_a_child_who_is_only_offered_there_is_nothing_to_raise_yet():
    with pytest.raises(Refused, match="once the placement is agreed"):
        raise_concern(offer(accepted()), by=PROVIDER_LEAD)


@pytest.mark.parametrize("words", ["", ".", "n/a"])
def test_a_concern_says_something(words: str):
    with pytest.raises(Refused) as refused:
        raise_concern(robin_is_placed(), words=words)
    assert refused.value.field == "concern"


@pytest.mark.parametrize("member", [SENCO, PARENT, BROKER], ids=lambda m: m.part)
def test_it_is_the_providers_people_who_raise_it_here(member: Member):
    with pytest.raises(NotAllowed):
        raise_concern(robin_is_placed(), by=member)


# Answered


@pytest.mark.parametrize(
    "member",
    [AP_OFFICER, HEAD_OF_SERVICE, SAFEGUARDING_LEAD, SOCIAL_WORKER],
    ids=lambda m: m.part,
)
def test_whoever_takes_it_on_owns_it_by_a_day(concern, member: Member):
    answer_concern(concern, "taken", by=member, next_on=WITHIN_A_WEEK)
    taken = the_concern(concern)
    assert (taken.state, taken.owner_id, taken.next_on) == ("taken", member.id, WITHIN_A_WEEK)


def test_an_outcome_closes_it_with_a_coded_reason_and_text(concern):
    answer_concern(concern, "taken", by=SAFEGUARDING_LEAD, next_on=TOMORROW)
    answer_concern(concern, "social_care", by=SOCIAL_WORKER, words="They have accepted it")
    closed = the_concern(concern)
    assert (closed.state, closed.next_on, closed.owner_id) == ("closed", None, SOCIAL_WORKER.id)
    with as_(AP_OFFICER):
        answers = list(kept.ConcernAnswer.objects.order_by("id").values_list("code", "words"))
        event = kept.Event.objects.get(reason_code="social_care")
    assert answers[1] == ("social_care", "They have accepted it")
    assert (event.reason, event.owner_id, event.next_on) == (
        "They have accepted it",
        SOCIAL_WORKER.id,
        None,
    )


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("code", {"code": "later"}),
        ("code", {"code": ""}),
        ("words", {"words": "."}),
        ("next_on", {"code": "taken"}),
        ("next_on", {"code": "taken", "next_on": TODAY}),
        ("next_on", {"code": "taken", "next_on": WITHIN_A_WEEK + DAY}),
    ],
)
def test_an_answer_that_lacks_something_is_refused_beside_it(concern, field: str, said: dict):
    with pytest.raises(Refused) as refused:
        answer_concern(concern, **said)
    assert refused.value.field == field
    assert the_concern(concern).state == "raised"


def test_what_is_closed_is_not_answered_again(concern):
    answer_concern(concern)
    with pytest.raises(Refused, match="closed, with an outcome"):
        answer_concern(concern, "no_further_action")


@pytest.mark.parametrize("member", [TUTOR, BROKER], ids=lambda m: m.part)
def test_who_only_sees_it_does_not_answer_it(concern, member: Member):
    with pytest.raises((NotAllowed, NotThere)):
        answer_concern(concern, by=member)


@pytest.mark.parametrize(
    "member",
    [SENCO, HEAD_TEACHER, PARENT, YOUNG_PERSON, PROVIDER_LEAD, OTHER_TUTOR, OTHER_SENCO],
    ids=lambda m: m.part,
)
def test_to_everyone_else_it_is_not_there(concern, member: Member):
    with pytest.raises(NotThere):
        answer_concern(concern, by=member)
    with as_(member):
        assert to_act() == []


def test_in_a_restricted_record_it_is_for_the_circle_alone(concern):
    robins_record_is_restricted(SOCIAL_WORKER.id)
    for member in (TUTOR, SAFEGUARDING_LEAD, AP_OFFICER):
        with as_(member):
            assert not kept.Concern.objects.exists(), member.part
    assert answer_concern(concern, by=SOCIAL_WORKER)


def test_an_answer_from_a_stale_page_says_who_answered_first(concern):
    answer_concern(concern, "taken", by=SAFEGUARDING_LEAD, next_on=TOMORROW)
    with pytest.raises(Stale) as stale:
        answer_concern(concern, by=AP_OFFICER, seen=1)
    (change,) = stale.value.changes
    assert (change.by, change.verb) == (SAFEGUARDING_LEAD.name, "answer_concern")


def test_a_stale_page_about_anything_else_never_speaks_of_a_concern():
    place = a_started_place()
    answer_concern(raise_concern(place))
    with pytest.raises(Stale) as stale:
        review(place, by=PROVIDER_LEAD, seen=1)
    assert "concern" not in " ".join(change.verb for change in stale.value.changes)


def test_two_who_answer_at_once_answer_once(county_of_its_own: str):
    concern = raise_concern(robin_is_placed())
    found = in_threads(
        lambda: answer_concern(concern, by=AP_OFFICER, seen=1),
        lambda: answer_concern(concern, by=SAFEGUARDING_LEAD, seen=1),
    )
    assert sorted(type(each).__name__ for each in found) == ["Stale", "UUID"], found


# On a desk, and on the timeline


def test_it_is_on_the_desk_of_all_who_act_until_it_is_closed(concern):
    for member in (AP_OFFICER, SAFEGUARDING_LEAD, SOCIAL_WORKER):
        with as_(member):
            (found,) = to_act()
        assert (found.concern_id, found.next_on) == (concern, TOMORROW)
    answer_concern(concern)
    with as_(AP_OFFICER):
        assert to_act() == []


def test_past_its_date_it_is_on_every_officers_desk_and_not_only_its_owners(concern):
    with as_(HEAD_OF_SERVICE):
        assert to_act(HEAD_OF_SERVICE.id) == []
    with as_(HEAD_OF_SERVICE, TOMORROW + DAY):
        assert [found.concern_id for found in to_act(HEAD_OF_SERVICE.id)] == [concern]


def test_the_timeline_tells_it_to_those_who_act_and_to_nobody_else():
    place = robin_is_placed()
    teach(place, concern="Said he had not eaten since Wednesday")
    answer_concern(raise_concern(place))
    told = {}
    for member in (AP_OFFICER, SAFEGUARDING_LEAD, SOCIAL_WORKER, SENCO, HEAD_TEACHER):
        with as_(member):
            entries = timeline(kept.Placement.objects.get(pk=place).child_id)
        told[member.part] = [entry.words for entry in entries if "concern" in entry.verb]
    assert len(told["ap_officer"]) == 3
    assert "Said he had not eaten since Wednesday" in told["safeguarding_lead"]
    assert told["ap_officer"] == told["safeguarding_lead"] == told["social_worker"]
    assert told["senco"] == told["head_teacher"] == []
