"""By when: the clocks of the county's policy, counted on its calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath import authority
from towpath.rules.calendar import NotCoveredError
from towpath.rules.due import Due, half_terms

COUNCIL = authority.load(authority.find("surrey"))
CALENDAR = COUNCIL.almanac.calendar
IN_TERM = date(2026, 10, 14)  # a Wednesday, three days before a half term of two weeks


def within(n: int, unit: str) -> Due:
    return Due("a_clock", "something is done", n, unit, "a source")


@pytest.mark.parametrize(
    ("due", "by"),
    [
        (within(5, "working days"), date(2026, 10, 21)),
        (within(5, "school days"), date(2026, 11, 4)),
        (within(10, "school days"), date(2026, 11, 11)),
        (within(42, "calendar days"), date(2026, 11, 25)),
        (within(1, "half terms"), date(2026, 12, 18)),
        (within(2, "half terms"), date(2027, 2, 12)),
    ],
    ids=lambda value: f"{value.within} {value.unit}" if isinstance(value, Due) else str(value),
)
def test_the_day_itself_is_not_counted_and_each_unit_counts_its_own_days(due: Due, by: date):
    assert due.by(IN_TERM, CALENDAR) == by


@pytest.mark.parametrize(
    ("day", "by"),
    [
        (date(2026, 9, 1), date(2026, 12, 18)),  # the first day of a half term
        (date(2026, 10, 16), date(2026, 12, 18)),  # its last
        (date(2026, 10, 22), date(2026, 12, 18)),  # half term: the next counts
        (date(2026, 11, 2), date(2027, 2, 12)),
        (date(2026, 12, 26), date(2027, 2, 12)),
        (date(2026, 8, 12), date(2026, 10, 16)),  # the summer, over the turn of the school year
        (date(2026, 7, 1), date(2026, 10, 16)),
        (date(2026, 10, 17), date(2026, 12, 18)),  # the Saturday after the last day
    ],
)
def test_a_half_term_runs_from_holiday_to_holiday(day: date, by: date):
    assert within(1, "half terms").by(day, CALENDAR) == by


def test_a_school_year_has_six_half_terms():
    spans = half_terms(CALENDAR)
    assert len(spans) == 6 * len(CALENDAR.years)
    assert [span.first for span in spans] == sorted(span.first for span in spans)
    for span in spans:
        assert CALENDAR.is_school_day(span.first)
        assert CALENDAR.is_school_day(span.last)


@given(st.dates(date(2023, 9, 1), date(2027, 3, 1)), st.sampled_from(sorted(COUNCIL.clocks)))
def test_every_clock_of_the_county_falls_due_after_its_day(day: date, clock: str):
    assert COUNCIL.clocks[clock].by(day, CALENDAR) > day


@given(st.dates(date(2023, 9, 1), date(2027, 3, 1)), st.integers(0, 30))
def test_what_begins_later_is_never_due_sooner(day: date, later: int):
    due = within(1, "half terms")
    assert due.by(day, CALENDAR) <= due.by(day + timedelta(days=later), CALENDAR)


@pytest.mark.parametrize("day", [date(2027, 6, 10), date(2027, 7, 28), date(2027, 8, 20)])
def test_a_half_term_that_is_not_held_is_said_and_not_guessed(day: date):
    with pytest.raises(NotCoveredError, match="half term"):
        within(1, "half terms").by(day, CALENDAR)
