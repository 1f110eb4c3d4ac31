"""What is typed to find a child is read as a day, a number or a name."""

from datetime import date

import pytest

from towpath.rules.child import Sought, sought


@pytest.mark.parametrize(
    "typed", ["14/3/2012", "14.03.2012", "14 March 2012", " 14 mar 2012 ", "2012-03-14"]
)
def test_a_day_is_read_as_people_write_it(typed: str):
    assert sought(typed) == Sought(born=date(2012, 3, 14))


@pytest.mark.parametrize("typed", ["J936999024001", " j936 9990 24001 "])
def test_a_number_is_read_with_or_without_spaces(typed: str):
    assert sought(typed) == Sought(upn="J936999024001")


@pytest.mark.parametrize("typed", ["Robin", "Robin Dunmore", "31/2/2012", "14 Marigold 2012", "12"])
def test_anything_else_is_a_name(typed: str):
    assert sought(typed) == Sought(name=typed)
