"""How lessons become the mark of a half-day."""

from datetime import UTC, date, datetime, time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath import authority
from towpath.authority.clock import BECAUSE, PROVIDERS
from towpath.rules.calendar import Hours
from towpath.rules.lesson import MODES, OUTCOMES
from towpath.rules.referral import LEGAL_BASIS
from towpath.rules.session import Route, Taught, because, halves, mark

ROUTES = authority.load(authority.find("surrey")).routes
AT_HOME = Taught("delivered", "face_to_face", "s19", "independent", "illness")
NOT_THERE = Taught("did_not_attend", "face_to_face", "s19", "independent", "illness")
CANCELLED = Taught("cancelled", "face_to_face", "s19", "independent", "illness")
lessons = st.builds(
    Taught,
    *(
        st.sampled_from(tuple(known))
        for known in (OUTCOMES, MODES, LEGAL_BASIS, PROVIDERS, BECAUSE)
    ),
)


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ([AT_HOME], "K"),
        ([AT_HOME, NOT_THERE], "K"),
        ([NOT_THERE, AT_HOME], "K"),
        ([CANCELLED, NOT_THERE], "N"),
        ([CANCELLED], "I"),
    ],
)
def test_of_several_lessons_the_one_whose_route_comes_first_decides(held: list[Taught], code: str):
    assert mark(held, ROUTES).code == code


def test_every_lesson_that_can_be_has_a_mark_with_words_and_a_source():
    for of in product(OUTCOMES, MODES, LEGAL_BASIS, PROVIDERS, BECAUSE):
        route = mark([Taught(*of)], ROUTES)
        assert route.words
        assert route.source


@given(st.lists(lessons, min_size=1, max_size=4))
def test_the_order_in_which_lessons_are_told_makes_no_difference(held: list[Taught]):
    assert mark(held, ROUTES) == mark(reversed(held), ROUTES)


@given(lessons)
def test_only_a_lesson_that_was_taught_counts_as_attended(lesson: Taught):
    if mark([lesson], ROUTES).code in {"B", "D", "K"}:
        assert lesson.outcome == "delivered"


@given(lessons)
def test_teaching_at_home_for_the_school_by_screen_is_never_attendance(lesson: Taught):
    by_school = lesson.legal_basis in {"s29a", "s100", "school_arranged"}
    unit = lesson.provider in {"pru", "medical_pru"}
    if by_school and lesson.mode == "online" and not unit:
        assert mark([lesson], ROUTES).code not in {"B", "K", "D"}


def test_where_no_route_fits_it_is_said():
    with pytest.raises(LookupError, match="no route"):
        mark([NOT_THERE], (Route("only", "K", "taught", "a source", ("delivered",)),))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"permanently_excluded_on": "2026-09-25", "unable_to_attend": "illness"}, "exclusion"),
        ({"permanently_excluded_on": None, "unable_to_attend": "illness"}, "illness"),
        ({"unable_to_attend": "illness"}, "illness"),
        ({"unable_to_attend": "other"}, "other"),
        ({}, "other"),
    ],
)
def test_why_the_child_is_out_of_school_is_exclusion_before_illness(facts: dict, why: str):
    assert because(facts) == why


SCHOOL_DAY = Hours(time(8, 30), time(16), "the tests")
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)


@pytest.mark.parametrize(
    ("begins", "minutes", "touched"),
    [
        ("09:00", 60, [(MONDAY, "am")]),
        ("11:00", 60, [(MONDAY, "am")]),  # it ends at noon
        ("11:00", 61, [(MONDAY, "am"), (MONDAY, "pm")]),
        ("12:00", 60, [(MONDAY, "pm")]),
        ("07:30", 60, []),  # it ends as the school day begins
        ("07:30", 61, [(MONDAY, "am")]),
        ("15:30", 60, [(MONDAY, "pm")]),
        ("16:00", 60, []),
        ("00:34", 60, []),
        ("23:30", 60, []),
        ("21:00", 720, [(TUESDAY, "am")]),
    ],
)
def test_a_lesson_belongs_to_every_half_day_it_takes_part_of(begins, minutes, touched):
    at = datetime.fromisoformat(f"2026-10-12T{begins}+01:00")
    found = halves(at, minutes, SCHOOL_DAY)
    assert found == halves(at.astimezone(UTC), minutes, SCHOOL_DAY) == touched
