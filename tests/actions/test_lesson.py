"""Lessons: what a tutor says of an hour, the mark that follows, and a concern that is owned."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from deeds import (
    TOMORROW,
    YESTERDAY,
    a_started_place,
    an_agreed_place,
    as_it_is,
    complete_plan,
    correct,
    end,
    plan_step,
    record_step,
    review,
    strike,
    teach,
)
from people import (
    A2E_LEAD,
    AP_OFFICER,
    CAST,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    Member,
    as_,
    behind_the_walls,
    clock,
)
from race import in_threads
from scenes import robin_is_placed, robin_is_placed_by
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY, PRU, key
from towpath.records.lesson import hours, last_lessons, lessons
from towpath.rules.reason import Reason

HALF_TERM = date(2026, 10, 20)


def the_mark(on: date = TODAY, half: str = "am", by: Member = SENCO) -> str:
    """The code the school of roll finds for that half-day; nothing where there is none."""
    with as_(by):
        codes = kept.Session.objects.filter(child_id=ROBIN, on=on, half=half)
        return codes.values_list("code", flat=True).first() or ""


def test_a_lesson_is_kept_as_the_tutor_tells_it():
    lesson = as_it_is(kept.Lesson, teach(robin_is_placed(), note="Read two pages aloud"))
    assert (lesson.tutor_id, lesson.minutes, lesson.outcome) == (TUTOR.id, 60, "delivered")
    # Nine in the morning in Surrey is eight by Greenwich until the clocks change.
    assert lesson.starts_at == datetime(2026, 10, 14, 8, tzinfo=UTC)
    assert lesson.note == "Read two pages aloud"


@pytest.mark.parametrize("typed", [".", "n/a", "None"])
def test_a_note_that_says_nothing_is_no_note(typed: str):
    assert as_it_is(kept.Lesson, teach(robin_is_placed(), note=typed)).note == ""


def test_the_lead_may_record_for_the_tutor():
    assert teach(robin_is_placed(), by=PROVIDER_LEAD)


@pytest.mark.parametrize("member", [SENCO, PARENT, AP_OFFICER], ids=lambda m: m.part)
def test_who_was_not_in_the_room_does_not_record_it(member: Member):
    with pytest.raises(NotAllowed, match="tutor"):
        teach(robin_is_placed(), by=member)


@pytest.mark.parametrize("member", [OTHER_TUTOR, A2E_LEAD, SECOND_PARENT], ids=lambda m: m.part)
def test_to_others_the_placement_is_not_there(member: Member):
    with pytest.raises(NotThere):
        teach(robin_is_placed(), by=member)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("on", {"on": TOMORROW}),
        ("on", {"on": date(2026, 9, 4)}),  # the placement began on the 7th
        ("at", {"at": time(11)}),  # it is ten o'clock
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": -30}),
        ("minutes", {"minutes": 721}),
        ("outcome", {"outcome": "went well"}),
        ("cancelled_by", {"outcome": "cancelled"}),
        ("cancelled_by", {"outcome": "cancelled", "cancelled_by": "the weather"}),
        ("mode", {"mode": "by post"}),
        ("concern", {"concern": "."}),
        ("concern", {"concern": " "}),
    ],
)
def test_a_lesson_that_cannot_have_been_is_refused(field: str, said: dict[str, object]):
    placement_id = robin_is_placed()
    with pytest.raises(Refused) as refused:
        teach(placement_id, **said)
    assert refused.value.field == field
    assert the_mark() == ""


def test_a_lesson_is_recorded_once():
    placement_id = robin_is_placed()
    teach(placement_id)
    with pytest.raises(Refused, match="already recorded") as refused:
        teach(placement_id, outcome="did_not_attend")
    assert refused.value.field == "at"


def test_the_tutor_and_the_lead_at_once_record_it_once(county_of_its_own: str):
    placement_id = robin_is_placed()
    found = in_threads(
        lambda: teach(placement_id, by=TUTOR), lambda: teach(placement_id, by=PROVIDER_LEAD)
    )
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found
    assert the_mark() == "K"


# Lessons of one child that overlap


def taught_elsewhere_too() -> UUID:
    """Robin also goes to the pupil referral unit, by another placement."""
    placement_id = robin_is_placed()
    with behind_the_walls():
        there = kept.Placement.objects.get(pk=placement_id)
        there.pk, there._state.adding = uuid4(), True
        there.provider_id, there.tutor_id = key("provider", PRU), None
        there.save()
    return there.pk


@pytest.mark.parametrize(
    ("at", "minutes"), [(time(8, 30), 31), (time(9, 59), 60), (time(8, 30), 120), (time(9, 20), 10)]
)
def test_a_lesson_that_overlaps_another_by_a_minute_is_refused_and_names_it(at: time, minutes: int):
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY)
    with pytest.raises(Refused) as refused:
        teach(placement_id, on=YESTERDAY, at=at, minutes=minutes)
    assert refused.value.field == "at"
    assert "13 October 2026 at 9:00am, 60 minutes" in refused.value.reason
    assert "Change the time or the length" in refused.value.reason
    assert "correct it or strike it out first" in refused.value.reason
    assert the_hours(placement_id, YESTERDAY) == (60, 60)


@pytest.mark.parametrize(("at", "minutes"), [(time(8), 60), (time(10), 60)])
def test_lessons_that_only_meet_both_count(at: time, minutes: int):
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY)
    teach(placement_id, on=YESTERDAY, at=at, minutes=minutes)
    assert the_hours(placement_id, YESTERDAY) == (120, 120)


def test_a_lesson_past_midnight_is_found_from_the_next_day():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(23), minutes=120, why_then="A night on call")
    with pytest.raises(Refused, match="already recorded"):
        teach(placement_id, at=time(0, 34), minutes=30, why_then="A night on call")


def test_of_another_providers_lesson_a_tutor_hears_only_that_the_hour_is_told_of():
    teach(taught_elsewhere_too(), by=PRU_HEAD, note="Fell asleep")
    with as_(AP_OFFICER):
        here = kept.Placement.objects.get(tutor_id=TUTOR.id).pk
    with pytest.raises(Refused) as refused:
        teach(here, at=time(9, 30), minutes=20)
    assert refused.value.field == "at"
    assert refused.value.reason == (
        "This hour is already told of. Change the time or the length if it is wrong; "
        "if it is right, ask Dana Whitlock at the council"
    )


def test_an_officer_is_told_with_whom_the_other_lesson_was():
    teach(taught_elsewhere_too(), by=PRU_HEAD, minutes=30)
    with as_(AP_OFFICER):
        here = kept.Placement.objects.get(tutor_id=TUTOR.id).pk
    lesson_id = teach(here, at=time(9, 30), minutes=30)
    with pytest.raises(Refused, match=f"with {PRU}: 14 October 2026 at 9:00am, 30 minutes"):
        correct(lesson_id, by=AP_OFFICER)


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_a_lesson_cancelled_leaves_the_hour_to_another_provider(cancelled_first: bool):
    there = taught_elsewhere_too()
    with as_(AP_OFFICER):
        here = kept.Placement.objects.get(tutor_id=TUTOR.id).pk
    told = [lambda: teach(there, by=PRU_HEAD, **CANCELLED), lambda: teach(here)]
    for tell in told if cancelled_first else reversed(told):
        tell()
    assert the_mark() == "K"


def test_two_tutors_of_one_hour_at_once_and_one_of_them_counts(county_of_its_own: str):
    there = taught_elsewhere_too()
    with as_(AP_OFFICER):
        here = kept.Placement.objects.get(tutor_id=TUTOR.id).pk
    found = in_threads(
        lambda: teach(here, at=time(9, 15), minutes=30), lambda: teach(there, by=PRU_HEAD)
    )
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found
    with as_(AP_OFFICER):
        assert kept.Lesson.objects.count() == 1


def test_a_correction_may_not_overlap_another_lesson_but_may_its_own_first_telling():
    placement_id = robin_is_placed()
    lesson_id = teach(placement_id, on=YESTERDAY)
    teach(placement_id, on=YESTERDAY, at=time(11))
    with pytest.raises(Refused, match="13 October 2026 at 11:00am"):
        correct(lesson_id, on=YESTERDAY, minutes=121)
    correct(lesson_id, on=YESTERDAY, at=time(9, 30))
    assert the_hours(placement_id, YESTERDAY) == (120, 120)


# Hours at night


@pytest.mark.parametrize(
    ("at", "minutes"), [(time(0, 34), 60), (time(7, 59), 30), (time(18, 30), 31), (time(22), 60)]
)
def test_a_lesson_outside_the_usual_hours_is_kept_once_its_teller_says_why(at: time, minutes: int):
    placement_id = robin_is_placed()
    with pytest.raises(Refused, match="outside the usual hours of lessons, 8:00am to 7:00pm") as no:
        teach(placement_id, on=YESTERDAY, at=at, minutes=minutes)
    assert no.value.field == "why_then"
    with pytest.raises(Refused, match="a few words"):
        teach(placement_id, on=YESTERDAY, at=at, minutes=minutes, why_then="n/a")
    said = "His mother asked for the evening"
    lesson_id = teach(placement_id, on=YESTERDAY, at=at, minutes=minutes, why_then=said)
    assert as_it_is(kept.Lesson, lesson_id).why_then == said


def test_a_lesson_at_night_marks_no_half_day():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(0, 34), why_then="He could not sleep")
    teach(placement_id, on=YESTERDAY, at=time(16), why_then="")
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("", "")


def test_a_mark_that_an_hour_at_night_once_gave_goes_with_its_correction():
    placement_id = robin_is_placed()
    lesson_id = teach(placement_id, on=YESTERDAY, at=time(0, 34), why_then="He could not sleep")
    with behind_the_walls():
        kept.Session.objects.create(
            authority_id=AUTHORITY, child_id=ROBIN, on=YESTERDAY, half="am", code="K", why="taught"
        )
    correct(lesson_id, on=YESTERDAY, at=time(12, 34))
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("", "K")


def test_of_a_lesson_within_the_usual_hours_nothing_is_kept_of_why_then():
    lesson_id = teach(robin_is_placed(), why_then="In case you ask")
    assert as_it_is(kept.Lesson, lesson_id).why_then == ""


def test_before_the_start_there_is_nothing_to_record():
    with pytest.raises(Refused, match="once the placement has started"):
        teach(an_agreed_place())


# The last lessons of a placement that has ended

LAST_TOLD = date(2026, 10, 21)  # five working days after the end was recorded


@pytest.mark.parametrize("member", [TUTOR, PROVIDER_LEAD], ids=lambda m: m.part)
@pytest.mark.parametrize("day", [TODAY, LAST_TOLD])
def test_for_a_week_after_the_end_its_last_lessons_may_still_be_told(member: Member, day: date):
    placement_id = end(robin_is_placed(), ended_on=YESTERDAY)
    lesson = as_it_is(kept.Lesson, teach(placement_id, by=member, day=day, on=YESTERDAY))
    assert lesson.placement_id == placement_id
    assert the_mark(YESTERDAY) == "K"


def test_then_the_provider_does_not_see_it_any_more():
    placement_id = end(robin_is_placed())
    with pytest.raises(NotThere):
        teach(placement_id, day=LAST_TOLD + timedelta(1), on=YESTERDAY)


def test_a_lesson_after_the_last_day_was_not_of_the_placement():
    placement_id = end(robin_is_placed(), ended_on=YESTERDAY)
    with pytest.raises(Refused, match="ended on 13 October 2026") as refused:
        teach(placement_id, on=TODAY)
    assert refused.value.field == "on"


def test_a_safeguarding_decision_takes_the_child_out_of_sight_at_once():
    placement_id = end(robin_is_placed(), reason=Reason("safeguarding", "Police advice of today"))
    with pytest.raises(NotThere):
        teach(placement_id, on=YESTERDAY)


def test_nothing_else_is_open_to_the_provider_after_the_end():
    place = a_started_place(YESTERDAY)
    step_id = plan_step(place, from_on=TODAY)
    end(place)
    for do in (
        lambda: review(place),
        lambda: plan_step(place, by=PROVIDER_LEAD),
        lambda: record_step(step_id, by=PROVIDER_LEAD),
        lambda: complete_plan(place),
    ):
        with pytest.raises(Refused):
            do()


def test_a_lesson_not_cancelled_names_nobody_who_cancelled():
    lesson = as_it_is(kept.Lesson, teach(robin_is_placed(), cancelled_by="family"))
    assert lesson.cancelled_by == ""


# The register's half-day

COUNCIL, SCHOOL = {"legal_basis": "s19"}, {"legal_basis": "s29a"}
ONLINE, ABSENT = {"mode": "online"}, {"outcome": "did_not_attend"}
CANCELLED = {"outcome": "cancelled", "cancelled_by": "tutor"}
EXCLUDED = {"said": {"permanently_excluded_on": "2026-09-25", "unable_to_attend": "illness"}}
TOO_ILL = {"said": {"unable_to_attend": "illness"}}


@pytest.mark.parametrize(
    ("code", "placed", "lesson"),
    [
        ("K", COUNCIL, {}),
        ("K", COUNCIL, ONLINE),
        ("K", {"legal_basis": "s42"}, {}),
        ("K", {"legal_basis": "s61"}, {}),
        ("B", SCHOOL, {}),
        ("B", {"legal_basis": "s100"}, {}),
        ("N", SCHOOL, ONLINE),  # taught at home for the school is an absence
        ("D", {"provider": PRU}, {}),
        ("D", {"provider": PRU, **SCHOOL}, {}),
        ("N", COUNCIL, ABSENT),
        ("N", {"provider": PRU}, ABSENT),
        ("E", EXCLUDED, CANCELLED),
        ("I", TOO_ILL, CANCELLED),
        ("N", {}, CANCELLED),
        ("N", EXCLUDED, ABSENT),
    ],
)
def test_the_mark_follows_from_who_arranged_it_and_how_it_went(
    code: str, placed: dict[str, object], lesson: dict[str, object]
):
    teach(
        robin_is_placed_by(**placed), by=TUTOR if "provider" not in placed else PRU_HEAD, **lesson
    )
    assert the_mark() == code


PRU_HEAD = next(member for member in CAST if member.part == "pru_head")


@pytest.mark.parametrize("taught_first", [True, False])
def test_taught_for_part_of_a_half_day_is_taught(taught_first: bool):
    placement_id = robin_is_placed()
    hours = [{"at": time(9)}, {"at": time(11), **ABSENT}]
    for said in hours if taught_first else reversed(hours):
        teach(placement_id, on=YESTERDAY, **said)
    assert the_mark(YESTERDAY) == "K"


def test_morning_and_afternoon_are_two_marks_divided_at_noon_in_surrey():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(11))
    teach(placement_id, on=YESTERDAY, at=time(12, 0), **ABSENT)
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("K", "N")


def test_a_lesson_across_noon_marks_both_half_days():
    teach(robin_is_placed(), on=YESTERDAY, at=time(11, 30))
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("K", "K")


def test_of_a_morning_lesson_that_ran_past_noon_the_afternoon_was_taught():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(11, 30))
    teach(placement_id, on=YESTERDAY, at=time(14), **ABSENT)
    assert the_mark(YESTERDAY, "pm") == "K"


def test_the_mark_says_why_in_the_words_of_the_regulations():
    teach(robin_is_placed())
    with as_(SENCO):
        why = kept.Session.objects.get(child_id=ROBIN).why
    assert why == "attending education provision arranged by the local authority"


@pytest.mark.parametrize("on", [HALF_TERM, date(2026, 10, 24)], ids=["half term", "a Saturday"])
def test_a_lesson_when_no_school_meets_is_kept_and_marks_nothing(on: date):
    placement_id = robin_is_placed()
    lesson = as_it_is(kept.Lesson, teach(placement_id, day=date(2026, 11, 2), on=on))
    assert lesson.outcome == "delivered"
    assert the_mark(on) == ""


def test_the_clocks_go_back_and_nine_is_still_nine():
    lesson = as_it_is(
        kept.Lesson,
        teach(robin_is_placed(), day=date(2026, 11, 3), on=date(2026, 11, 2), at=time(9)),
    )
    assert lesson.starts_at == datetime(2026, 11, 2, 9, tzinfo=UTC)


# A lesson told wrongly


def the_hours(placement_id: UUID, on: date = TODAY) -> tuple[int, int]:
    """Minutes offered and attended on a day."""
    with as_(AP_OFFICER):
        (found,) = hours(placement_id, (on, on))
    return found.offered, found.attended


def test_a_corrected_lesson_stands_in_place_of_the_first_which_is_kept():
    placement_id = robin_is_placed()
    first_id = teach(placement_id)
    second = as_it_is(kept.Lesson, correct(first_id, **ABSENT))
    first = as_it_is(kept.Lesson, first_id)
    assert (first.outcome, first.superseded_by_id) == ("delivered", second.pk)
    assert (second.outcome, second.superseded_by_id) == ("did_not_attend", None)
    assert the_hours(placement_id) == (60, 0)
    assert the_mark() == "N"
    with as_(AP_OFFICER):
        assert [told.id for told in last_lessons(placement_id)] == [second.pk]


def test_why_it_was_corrected_and_by_whom_is_kept_and_the_lesson_stays_its_tutors():
    lesson_id = correct(teach(robin_is_placed()), by=AP_OFFICER, minutes=45, reason="Left early")
    assert as_it_is(kept.Lesson, lesson_id).tutor_id == TUTOR.id
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="correct_lesson")
    assert (event.actor_id, event.about_id) == (AP_OFFICER.id, lesson_id)
    assert event.reason == "Left early"


def test_a_lesson_told_of_the_wrong_day_leaves_no_mark_behind_it():
    placement_id = robin_is_placed()
    correct(teach(placement_id), on=YESTERDAY)
    assert (the_mark(TODAY), the_mark(YESTERDAY)) == ("", "K")
    with as_(SENCO):
        why = kept.Session.objects.get(child_id=ROBIN, on=TODAY).why
    assert why == "a lesson was recorded here by mistake: none is left"
    teach(placement_id, **ABSENT)
    assert the_mark(TODAY) == "N"


def test_another_lesson_of_that_half_day_still_marks_it():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(11), **ABSENT)
    correct(teach(placement_id, on=YESTERDAY), on=YESTERDAY, at=time(14))
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("N", "K")


def test_a_lesson_made_shorter_leaves_the_afternoon():
    lesson_id = teach(robin_is_placed(), on=YESTERDAY, at=time(11, 30))
    correct(lesson_id, on=YESTERDAY, at=time(11, 30), minutes=30)
    assert (the_mark(YESTERDAY, "am"), the_mark(YESTERDAY, "pm")) == ("K", "")


def test_a_correction_can_itself_be_corrected_and_what_was_first_told_cannot():
    first_id = teach(robin_is_placed())
    second_id = correct(first_id, minutes=45)
    with pytest.raises(Refused, match="has been corrected since"):
        correct(first_id, minutes=30)
    correct(second_id, minutes=60)
    assert the_mark() == "K"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("", {}),  # nothing is changed
        ("on", {"on": TOMORROW}),
        ("at", {"at": time(8)}),  # another lesson's
        ("minutes", {"minutes": 0}),
        ("cancelled_by", {"outcome": "cancelled"}),
        ("reason", {"minutes": 45, "reason": "n/a"}),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_the_first_stands(
    field: str, said: dict[str, Any]
):
    placement_id = robin_is_placed()
    teach(placement_id, at=time(8), minutes=30)
    lesson_id = teach(placement_id)
    with pytest.raises(Refused) as refused:
        correct(lesson_id, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Lesson, lesson_id).superseded_by_id is None


def test_two_who_correct_it_at_once_correct_it_once(county_of_its_own: str):
    lesson_id = teach(robin_is_placed())
    found = in_threads(
        lambda: correct(lesson_id, by=TUTOR, minutes=45),
        lambda: correct(lesson_id, by=AP_OFFICER, minutes=30),
    )
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found


def test_a_concern_stays_with_the_lesson_as_it_was_first_told():
    first_id = teach(robin_is_placed(), concern="Said he had not eaten since Wednesday")
    correct(first_id, minutes=45)
    with as_(AP_OFFICER):
        assert kept.Concern.objects.get().lesson_id == first_id


@pytest.mark.parametrize("member", [SENCO, PARENT], ids=lambda m: m.part)
def test_who_reads_a_lesson_may_not_therefore_correct_it(member: Member):
    with pytest.raises(NotAllowed, match="tutor"):
        correct(teach(robin_is_placed()), by=member, minutes=45)


def test_after_the_last_day_for_lessons_only_an_officer_corrects_them():
    placement_id = robin_is_placed()
    lesson_id = teach(placement_id, on=YESTERDAY)
    end(placement_id)
    lesson_id = correct(lesson_id, day=LAST_TOLD, on=YESTERDAY, minutes=45)
    later = LAST_TOLD + timedelta(1)
    with pytest.raises(NotThere):
        correct(lesson_id, day=later, on=YESTERDAY)
    assert correct(lesson_id, by=AP_OFFICER, day=later, on=YESTERDAY)


# A lesson that never happened


def test_a_lesson_struck_out_is_kept_and_counts_no_more_and_leaves_no_mark():
    placement_id = robin_is_placed()
    lesson_id = strike(teach(placement_id), by=AP_OFFICER, reason="It was Remi’s lesson")
    lesson = as_it_is(kept.Lesson, lesson_id)
    assert (lesson.struck_by_id, lesson.struck_at) == (AP_OFFICER.id, clock().now)
    assert lesson.struck_reason == "It was Remi’s lesson"
    assert the_hours(placement_id) == (0, 0)
    assert the_mark() == ""
    with as_(AP_OFFICER):
        assert last_lessons(placement_id) == []
        (listed,), last = lessons(placement_id, 1)
        event = kept.Event.objects.get(verb="strike_lesson")
    assert (listed.id, listed.struck_by, last) == (lesson_id, "Dana Whitlock", 1)
    assert (event.about_id, event.reason) == (lesson_id, "It was Remi’s lesson")


def test_the_other_lesson_of_that_half_day_still_marks_it_once_one_is_struck_out():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY, at=time(11), **ABSENT)
    strike(teach(placement_id, on=YESTERDAY))
    assert the_mark(YESTERDAY) == "N"


def test_the_hour_of_a_lesson_struck_out_is_free_again():
    placement_id = robin_is_placed()
    strike(teach(placement_id))
    teach(placement_id, **ABSENT)
    assert the_mark() == "N"


def test_what_is_struck_out_or_corrected_away_is_neither_corrected_nor_struck_out():
    placement_id = robin_is_placed()
    first_id = teach(placement_id)
    second_id = correct(first_id, minutes=45)
    with pytest.raises(Refused, match="has been corrected since"):
        strike(first_id)
    strike(second_id)
    for again in (lambda: strike(second_id), lambda: correct(second_id, minutes=30)):
        with pytest.raises(Refused, match="has been struck out since"):
            again()


def test_striking_out_wants_a_reason_and_someone_who_may():
    lesson_id = teach(robin_is_placed())
    with pytest.raises(Refused) as refused:
        strike(lesson_id, reason="n/a")
    assert refused.value.field == "reason"
    for member in (SENCO, PARENT):
        with pytest.raises(NotAllowed, match="tutor"):
            strike(lesson_id, by=member)
    with pytest.raises(NotThere):
        strike(lesson_id, by=OTHER_TUTOR)
    assert the_mark() == "K"


def test_corrected_and_struck_out_at_once_it_is_one_of_them(county_of_its_own: str):
    lesson_id = teach(robin_is_placed())
    found = in_threads(
        lambda: correct(lesson_id, by=TUTOR, minutes=45), lambda: strike(lesson_id, by=AP_OFFICER)
    )
    assert sorted(type(each).__name__ for each in found) == ["Refused", "UUID"], found


# A concern


def test_a_concern_has_an_owner_and_must_be_acted_on_by_the_next_working_day():
    friday = date(2026, 11, 6)
    teach(
        robin_is_placed(), day=friday, at=time(8), concern="Said he had not eaten since Wednesday"
    )
    with as_(AP_OFFICER, friday):
        concern = kept.Concern.objects.get()
    assert (concern.owner_id, concern.next_on) == (AP_OFFICER.id, date(2026, 11, 9))
    assert (concern.raised_by_id, concern.raised_at) == (TUTOR.id, clock(friday).now)


def test_a_concern_is_seen_by_those_who_act_and_by_who_raised_it_and_by_nobody_else():
    teach(robin_is_placed(), concern="Said he had not eaten since Wednesday")
    seen_by = set()
    for member in CAST:
        with as_(member):
            if kept.Concern.objects.exists():
                seen_by.add(member.part)
    county = {"ap_officer", "other_officer", "broker", "head_of_service", "data_officer"}
    assert seen_by == county | {"tutor", "safeguarding_lead", "social_worker"}


def test_the_lesson_itself_does_not_give_the_concern_away():
    teach(robin_is_placed(), concern="Said he had not eaten since Wednesday")
    for member in (PARENT, YOUNG_PERSON, SENCO):
        with as_(member):
            assert kept.Lesson.objects.get().note == ""
            assert "eaten" not in str(list(kept.Event.objects.values()))


def test_no_concern_is_no_record():
    teach(robin_is_placed())
    with as_(AP_OFFICER):
        assert not kept.Concern.objects.exists()
