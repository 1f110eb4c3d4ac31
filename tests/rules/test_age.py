"""Birthdays, compulsory school age and year groups, on the days where they turn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath import authority
from towpath.rules.age import age_on, birthday_of

LAW = authority.load(authority.find("surrey")).almanac.school_age
births = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 10, 15), date(2026, 10, 14), 15),
        (date(2010, 10, 14), date(2026, 10, 14), 16),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2027, 1, 1), date(2026, 10, 14), -1),
    ],
)
def test_an_age_is_reached_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


@given(births, st.integers(0, 30))
def test_the_birthday_is_the_first_day_of_that_age(born, age):
    birthday = birthday_of(born, age)
    assert age_on(born, birthday) == age
    assert age_on(born, birthday - timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(2021, 3, 31), date(2026, 3, 31)),  # five on the prescribed day itself
        (date(2021, 4, 1), date(2026, 8, 31)),
        (date(2021, 8, 31), date(2026, 8, 31)),
        (date(2021, 9, 1), date(2026, 12, 31)),
        (date(2021, 12, 31), date(2026, 12, 31)),
        (date(2022, 1, 1), date(2027, 3, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_it_begins_on_the_prescribed_day_on_or_after_the_fifth_birthday(born, first):
    assert LAW.first_day(born) == first
    assert LAW.is_compulsory(born, first)
    assert not LAW.is_compulsory(born, first - timedelta(days=1))


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),  # the oldest in its year
        (date(2010, 8, 31), date(2026, 6, 26)),  # the youngest
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2008, 1, 1), date(2024, 6, 28)),
        (date(2007, 3, 1), date(2023, 6, 30)),  # the thirtieth is a Friday
    ],
)
def test_it_ends_with_the_last_friday_in_june_of_the_year_of_sixteen(born, last):
    assert LAW.last_day(born) == last
    assert LAW.is_compulsory(born, last)
    assert not LAW.is_compulsory(born, last + timedelta(days=1))


@given(births)
def test_the_leaving_date_is_always_a_friday_in_the_last_week_of_june(born):
    last = LAW.last_day(born)
    assert (last.weekday(), last.month) == (4, 6)
    assert (last + timedelta(days=7)).month == 7
    assert age_on(born, last) in {15, 16}


@pytest.mark.parametrize(
    ("born", "day", "year"),
    [
        (date(2020, 8, 31), date(2025, 9, 1), 1),
        (date(2020, 9, 1), date(2025, 9, 1), 0),
        (date(2020, 9, 1), date(2026, 8, 31), 0),
        (date(2011, 9, 1), date(2026, 10, 14), 10),
        (date(2011, 8, 31), date(2026, 10, 14), 11),
        (date(2009, 3, 1), date(2026, 10, 14), 13),
    ],
)
def test_the_year_group_goes_by_the_age_before_the_first_of_september(born, day, year):
    assert LAW.year_group(born, day) == year
