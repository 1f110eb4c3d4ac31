"""School days, working days and calendar days of the county's years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath import authority
from towpath.rules.calendar import NotCoveredError

CALENDAR = authority.load(authority.find("surrey")).almanac.calendar
held = st.dates(date(2023, 9, 1), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("day", "school", "working"),
    [
        (date(2026, 10, 14), True, True),
        (date(2026, 10, 17), False, False),  # a Saturday
        (date(2026, 10, 22), False, True),  # half term
        (date(2026, 8, 12), False, True),  # the summer
        (date(2026, 5, 4), False, False),  # the early May bank holiday, in term
        (date(2026, 12, 25), False, False),
        (date(2025, 4, 18), False, False),  # Good Friday
    ],
)
def test_three_kinds_of_day(day, school, working):
    assert CALENDAR.is_school_day(day) is school
    assert CALENDAR.is_working_day(day) is working


@pytest.mark.parametrize("year", CALENDAR.years, ids=lambda year: year.name)
def test_the_county_list_has_about_195_days_a_year(year):
    days = sum(CALENDAR.is_school_day(day) for day in year.span.days())
    assert 190 <= days <= 196


def test_ten_school_days_jump_over_half_term():
    # 14 October 2026 is a Wednesday; the two weeks from the 19th are half term.
    assert CALENDAR.school_days_after(date(2026, 10, 14), 2) == date(2026, 10, 16)
    assert CALENDAR.school_days_after(date(2026, 10, 14), 3) == date(2026, 11, 2)
    assert CALENDAR.working_days_after(date(2026, 10, 14), 3) == date(2026, 10, 19)
    assert CALENDAR.after("calendar days", date(2026, 10, 14), 3) == date(2026, 10, 17)


def test_the_day_itself_is_not_counted():
    assert CALENDAR.count_school_days(date(2026, 10, 14), date(2026, 10, 14)) == 0
    assert CALENDAR.count_school_days(date(2026, 10, 13), date(2026, 10, 14)) == 1
    assert CALENDAR.count_school_days(date(2026, 10, 15), date(2026, 10, 14)) == 0


@given(held, st.integers(1, 30))
def test_counting_on_and_counting_up_agree(day, n):
    for unit in ("school days", "working days", "calendar days"):
        end = CALENDAR.after(unit, day, n)
        assert CALENDAR.count(unit, day, end) == n
        assert CALENDAR.count(unit, day, end - timedelta(days=1)) == n - 1


@given(st.dates(date(2023, 12, 1), date(2027, 7, 1)), st.integers(1, 30))
def test_counting_back_finds_the_last_day_from_which_so_many_have_passed(day, n):
    for unit in ("school days", "working days", "calendar days"):
        start = CALENDAR.before(unit, day, n)
        assert CALENDAR.count(unit, start, day) >= n
        assert CALENDAR.count(unit, start + timedelta(days=1), day) < n


@pytest.mark.parametrize("day", [date(2023, 8, 31), date(2027, 9, 1)])
def test_a_year_that_is_not_held_is_said_and_not_guessed(day):
    with pytest.raises(NotCoveredError, match="1 September 2023 to 31 August 2027"):
        CALENDAR.is_school_day(day)


def test_a_deadline_past_the_last_year_is_said_and_not_guessed():
    with pytest.raises(NotCoveredError, match="30 school days after 14 July 2027 runs past"):
        CALENDAR.school_days_after(date(2027, 7, 14), 30)


def test_nothing_is_counted_from_none():
    with pytest.raises(ValueError, match="the first one after a day is 1"):
        CALENDAR.school_days_after(date(2026, 10, 14), 0)
