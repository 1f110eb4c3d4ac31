"""What a family or a school asks: whose it is, by when, how it ends, and that it is never lost."""

from datetime import date

import pytest

import scenes
from deeds import TOMORROW, amend, as_it_is, ask_for_help, say_wrong, send, version, withdraw
from people import (
    AP_OFFICER,
    HEAD_TEACHER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TODAY,
    YOUNG_PERSON,
    Member,
    as_,
    behind_the_walls,
    deed,
)
from race import in_threads
from towpath.actions import approach as act
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.actions.owner import hand_over
from towpath.records import models as kept
from towpath.records.approach import to_answer
from towpath.records.cast import key

FIVE_WORKING_DAYS, TEN_WORKING_DAYS = date(2026, 10, 21), date(2026, 10, 28)
OFFICERS = {AP_OFFICER.id, OTHER_OFFICER.id}
RIGHT = "He has been in for two mornings since June"


def answer(approach_id, by: Member = SENCO, seen: int | None = None, **said):
    whole = {"outcome": "school_support", "words": "We begin with a shorter day on Monday", **said}
    with as_(by):
        return act.answer(
            deed=deed(by),
            approach_id=approach_id,
            seen=seen or version(kept.Approach, approach_id),
            answer=act.Answer(**whole),
        )


def note(approach_id, by: Member = SENCO, next_on: date = TOMORROW, words: str = "Rang the mother"):
    with as_(by):
        return act.note(
            deed=deed(by),
            approach_id=approach_id,
            seen=version(kept.Approach, approach_id),
            words=words,
            next_on=next_on,
        )


def ask_advice(by: Member = SENCO, **said):
    whole = {"pathway": "", "words": "What helps at the gate?", "hoped_for": "", **said}
    with as_(by):
        return act.ask_advice(deed=deed(by), child_id=ROBIN, **whole)


# A family asks


@pytest.mark.parametrize("member", [PARENT, YOUNG_PERSON], ids=lambda m: m.part)
def test_what_a_family_asks_is_the_sencos_at_once_with_a_date(member: Member):
    asked = as_it_is(kept.Approach, ask_for_help(member))
    assert (asked.owner_id, asked.next_on) == (SENCO.id, FIVE_WORKING_DAYS)
    with as_(AP_OFFICER):
        event = kept.Event.objects.get()
    assert (event.owner_id, event.next_on) == (SENCO.id, FIVE_WORKING_DAYS)


def test_where_the_school_has_no_senco_its_head_teacher_answers():
    with behind_the_walls():
        kept.Post.objects.filter(pk=key("post", "senco")).update(period=(None, TODAY))
    assert as_it_is(kept.Approach, ask_for_help()).owner_id == HEAD_TEACHER.id


def test_of_a_child_with_no_school_it_goes_to_the_councils_officer():
    with behind_the_walls():
        kept.Enrolment.objects.update(period=(date(2020, 9, 1), TODAY))
    assert as_it_is(kept.Approach, ask_for_help()).owner_id in OFFICERS


def test_of_a_restricted_record_it_goes_to_somebody_of_the_circle():
    scenes.robins_record_is_restricted(AP_OFFICER.id, PARENT.id)
    assert as_it_is(kept.Approach, ask_for_help()).owner_id == AP_OFFICER.id


@pytest.mark.parametrize("member", [SENCO, AP_OFFICER], ids=lambda m: m.part)
def test_those_who_work_with_the_family_do_not_ask_in_its_name(member: Member):
    with pytest.raises(NotAllowed):
        ask_for_help(member)


@pytest.mark.parametrize("member", [STRANGER, SECOND_PARENT], ids=lambda m: m.part)
def test_those_who_may_not_see_the_child_cannot_ask(member: Member):
    with pytest.raises(Refused):
        ask_for_help(member)


def test_a_parent_kept_from_the_whereabouts_is_sent_to_the_council_and_learns_no_school():
    with behind_the_walls():
        kept.CourtBar.objects.update(scope="whereabouts")
    with pytest.raises(NotAllowed, match="write to the council"):
        ask_for_help(SECOND_PARENT)


def test_asked_twice_it_is_one_request():
    ask_for_help()
    with pytest.raises(Refused, match="asked already"):
        ask_for_help()
    ask_for_help(YOUNG_PERSON)  # has words of their own


@pytest.mark.parametrize("typed", ["", ".", "n/a"])
def test_an_empty_request_is_told_where(typed: str):
    with pytest.raises(Refused) as refused:
        ask_for_help(words=typed)
    assert refused.value.field == "words"


def test_completed_as_a_referral_it_carries_the_request_and_ends_it():
    asked = ask_for_help()
    referral_id = send(approach_id=asked)
    row = as_it_is(kept.Approach, asked)
    assert (row.state, row.outcome, row.referral_id, row.next_on) == (
        "referred",
        "referred",
        referral_id,
        None,
    )


def test_told_why_not_the_family_reads_it_and_may_ask_again():
    asked = ask_for_help()
    answer(asked)
    with as_(PARENT):
        row = kept.Approach.objects.get()
    assert (row.outcome, row.answer, row.next_on) == (
        "school_support",
        "We begin with a shorter day on Monday",
        None,
    )
    assert ask_for_help()


def test_not_answered_by_its_date_the_officer_sees_it_and_not_before():
    ask_for_help()
    with as_(AP_OFFICER):
        assert to_answer(AP_OFFICER.id) == []
    with as_(AP_OFFICER, date(2026, 10, 22)):
        (late,) = to_answer(AP_OFFICER.id)
    assert (late.owner, late.next_on) == (SENCO.name, FIVE_WORKING_DAYS)


def test_an_officer_answers_what_the_school_did_not():
    assert answer(ask_for_help(), by=AP_OFFICER)


@pytest.mark.parametrize("member", [SOCIAL_WORKER, PARENT], ids=lambda m: m.part)
def test_others_do_not_answer(member: Member):
    with pytest.raises(NotAllowed):
        answer(ask_for_help(), by=member)


def test_another_schools_senco_finds_nothing_to_answer():
    with pytest.raises(NotThere):
        answer(ask_for_help(), by=OTHER_SENCO)


def test_one_parents_words_are_not_the_others():
    ask_for_help()
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(date(2025, 3, 3), date(2025, 3, 4)))
    for member in (SECOND_PARENT, YOUNG_PERSON):
        with as_(member):
            assert not kept.Approach.objects.exists()


def test_what_is_answered_is_not_answered_again_and_a_stale_page_is_told():
    asked = ask_for_help()
    answer(asked)
    with pytest.raises(Stale):
        answer(asked, by=AP_OFFICER, seen=1)
    with pytest.raises(Refused):
        answer(asked, by=AP_OFFICER)
    with pytest.raises(Refused, match="answered"):
        note(asked)


@pytest.mark.usefixtures("county_of_its_own")
def test_refused_by_one_and_referred_by_another_at_once_it_has_one_end():
    asked = ask_for_help()
    results = in_threads(
        lambda: answer(asked, seen=1), lambda: send(by=AP_OFFICER, approach_id=asked)
    )
    row = as_it_is(kept.Approach, asked)
    answered = not isinstance(results[0], Refused)
    assert row.state == ("answered" if answered else "referred")
    assert not isinstance(results[1], Exception)  # the referral stands either way


def test_it_is_handed_over_with_all_else_and_never_to_nobody():
    asked = ask_for_help()
    with as_(AP_OFFICER):
        hand_over(
            deed=deed(AP_OFFICER),
            child_id=ROBIN,
            seen=None,
            from_id=SENCO.id,
            to_id=AP_OFFICER.id,
            reason="The school is closed this week",
        )
    assert as_it_is(kept.Approach, asked).owner_id == AP_OFFICER.id


# Something is wrong


def test_what_a_family_says_is_wrong_is_kept_with_what_was_said():
    referral_id = send()
    row = as_it_is(kept.Approach, say_wrong(referral_id))
    assert row.quoted == "Has not been able to come in since June"
    assert (row.hoped_for, row.referral_id) == (RIGHT, referral_id)
    assert row.owner_id == as_it_is(kept.Referral, referral_id).owner_id
    assert row.next_on == TEN_WORKING_DAYS


def test_agreed_it_is_amended_and_the_referrals_date_stays():
    referral_id = send()
    before = as_it_is(kept.Referral, referral_id)
    answer(say_wrong(referral_id), outcome="agreed", became=RIGHT, words="The register says so")
    after = as_it_is(kept.Referral, referral_id)
    assert (after.about, after.next_on) == (RIGHT, before.next_on)
    with as_(AP_OFFICER):
        change = kept.Amendment.objects.get()
    assert (change.was, change.reason) == (before.about, "The register says so")


def test_not_agreed_their_words_stay_and_the_referral_too():
    referral_id = send()
    asked = say_wrong(referral_id)
    answer(asked, outcome="not_agreed", words="The register has no mark since June")
    row = as_it_is(kept.Approach, asked)
    assert (row.hoped_for, row.state) == (RIGHT, "answered")
    assert as_it_is(kept.Referral, referral_id).about == "Has not been able to come in since June"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("became", {"outcome": "agreed", "became": ""}),
        ("became", {"outcome": "agreed", "became": "Has not been able to come in since June"}),
        ("outcome", {"outcome": "school_support"}),
        ("words", {"outcome": "not_agreed", "words": "."}),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_is_kept(field: str, said: dict[str, str]):
    asked = say_wrong(send())
    with pytest.raises(Refused) as refused:
        answer(asked, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Approach, asked).state == "open"


@pytest.mark.parametrize(
    ("field", "said"),
    [("about", {"about": "risks"}), ("words", {"words": "."}), ("right", {"right": ""})],
)
def test_a_wrong_correction_is_told_where(field: str, said: dict[str, str]):
    with pytest.raises(Refused) as refused:
        say_wrong(send(), **said)
    assert refused.value.field == field


def test_of_a_referral_that_has_ended_their_words_are_kept_and_nothing_is_amended():
    referral_id = send()
    withdraw(referral_id)
    answer(say_wrong(referral_id), outcome="agreed", became=RIGHT, words="It was so")
    with as_(AP_OFFICER):
        assert not kept.Amendment.objects.exists()


def test_what_was_amended_meanwhile_is_still_quoted_as_it_was_read():
    referral_id = send()
    asked = say_wrong(referral_id)
    amend(referral_id, part="about", value="Comes in on two mornings")
    assert as_it_is(kept.Approach, asked).quoted == "Has not been able to come in since June"


# Advice


def test_advice_is_an_officers_with_a_date_before_any_referral():
    row = as_it_is(kept.Approach, ask_advice(pathway="autism-outreach"))
    assert row.owner_id in OFFICERS
    assert row.next_on == TEN_WORKING_DAYS
    with as_(AP_OFFICER):
        assert not kept.Referral.objects.exists()


def test_it_is_noted_answered_and_never_a_placement():
    asked = ask_advice()
    note(asked, by=AP_OFFICER, words="Rang the outreach team; they visit on Friday")
    assert as_it_is(kept.Approach, asked).next_on == TOMORROW
    answer(asked, by=AP_OFFICER, outcome="advised", words="A way in by the side door, at ten")
    with as_(SENCO):
        row = kept.Approach.objects.get()
        assert (row.state, row.outcome) == ("answered", "advised")
        assert not kept.Placement.objects.exists()


def test_a_school_does_not_advise_itself():
    with pytest.raises(NotAllowed):
        answer(ask_advice(), by=SENCO, outcome="advised")


def test_advice_becomes_a_referral():
    asked = ask_advice()
    send(approach_id=asked)
    assert as_it_is(kept.Approach, asked).state == "referred"


@pytest.mark.parametrize("next_on", [TODAY, date(2027, 6, 1)])
def test_a_note_has_a_near_date(next_on: date):
    with pytest.raises(Refused) as refused:
        note(ask_advice(), by=AP_OFFICER, next_on=next_on)
    assert refused.value.field == "next_on"


def test_nobody_asks_of_a_pathway_that_is_none():
    with pytest.raises(Refused):
        ask_advice(pathway="moon")
