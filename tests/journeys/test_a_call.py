"""The smallest journey: an officer logs a call on a child's record."""

from collections.abc import Callable

import pytest

from journeys.conftest import Visitor
from people import AP_OFFICER, STRANGER, Member

pytestmark = pytest.mark.browser


def test_an_officer_logs_a_call_in_seconds_and_a_stranger_sees_nothing(
    someone: Callable[[Member], Visitor],
):
    dana = someone(AP_OFFICER)
    dana.writes("Find a child by name, date of birth or UPN", "dunm").presses("Find")
    dana.follows("Robin Dunmore").follows("Log a call or note")
    dana.presses("Keep the note").sees("There is a problem")
    dana.writes("With whom", "Carol Dunmore").writes("What was said", "Mornings are best")
    dana.presses("Keep the note").sees("The note is kept").sees("Mornings are best")

    una = someone(STRANGER)
    una.sees("no child here that you can see")
    una.page.goto(dana.page.url)
    una.sees("Page not found")
