"""The smallest journey: a call is logged on a child's record, in seconds."""

import pytest

from journeys.conftest import SignsIn
from people import AP_OFFICER, BROKER, STRANGER

pytestmark = pytest.mark.browser


def test_an_officer_logs_a_call_in_seconds_and_a_stranger_sees_nothing(someone: SignsIn):
    dana = someone(AP_OFFICER)
    dana.writes("Find a child by name, date of birth or UPN", "dunm").presses("Find")
    dana.follows("Robin Dunmore").follows("Log a call or note")
    dana.presses("Keep the note").is_told("Say it in a few words")
    dana.writes("With whom", "Carol Dunmore").writes("What was said", "Mornings are best")
    dana.presses("Keep the note").sees("The note is kept").sees("Mornings are best")

    una = someone(STRANGER)
    una.sees("no child here that you can see")
    una.page.goto(dana.page.url)
    una.sees("Page not found")


def test_a_broker_on_the_telephone_is_not_let_past_with_n_a(someone: SignsIn):
    lee = someone(BROKER)
    lee.writes("Find a child by name, date of birth or UPN", "dunmore").presses("Find")
    lee.follows("Robin Dunmore").follows("Log a call or note")
    lee.writes("With whom", "Grace Holt").chooses("Within the last hour")
    lee.writes("What was said", "n/a").presses("Keep the note")
    lee.is_told("“n/a” tells the next reader nothing")
    lee.sees_in("With whom", "Grace Holt").sees_in("What was said", "n/a")
    assert lee.page.get_by_label("Within the last hour").is_checked()
    lee.page.get_by_role("alert").get_by_role("link").click()
    lee.page.keyboard.press("Control+A")
    lee.page.keyboard.type("Can begin on Monday if the mornings suit")
    lee.presses("Keep the note").sees("by Lee Marsh").sees("with Grace Holt")
    lee.sees("Can begin on Monday if the mornings suit").sees("14 October 2026 at 9:00am")
