"""What goes wrong at a browser: pressed twice, decided meanwhile, a day that cannot be."""

from datetime import date

import pytest

import deeds
from journeys.conftest import NO_JAVASCRIPT, SignsIn, Visitor
from people import AP_OFFICER, OTHER_OFFICER, TUTOR

pytestmark = pytest.mark.browser

MINE, HIS = "Ill since June, and nothing else is in place", "The panel met early and agreed"


def accepts(officer: Visitor, why: str) -> Visitor:
    """Fill in the form of the decision, and leave it unsent."""
    officer.follows("Robin Dunmore").follows("Referral to").follows("Decide")
    officer.chooses("Accept: a place is found next")
    officer.selects("the criteria are met", "Reason for accepting").writes("Why?", why)
    return officer.chooses("Yes, the council owes this child education now")


@pytest.mark.parametrize("way", [{}, NO_JAVASCRIPT], ids=["javascript", "no-javascript"])
def test_a_note_pressed_twice_is_one_note(someone: SignsIn):
    deeds.send()
    dana = someone(AP_OFFICER).follows("Robin Dunmore").follows("Log a call or note")
    dana.writes("With whom", "His mother").writes("What was said", "Mornings are best")
    dana.page.get_by_role("button", name="Keep the note").dblclick()
    dana.page.get_by_role("heading", name="What has happened").wait_for()
    dana.goes_to("/").follows("Robin Dunmore")
    assert dana.page.get_by_text("Mornings are best").count() == 1


def test_an_officer_finds_it_decided_and_keeps_what_was_typed(someone: SignsIn):
    deeds.send()
    dana = accepts(someone(AP_OFFICER), MINE)
    sam = someone(OTHER_OFFICER).follows("Everyone’s cases")
    accepts(sam, HIS).presses("Record the decision").sees("The decision is recorded")

    dana.presses("Record the decision").sees("Someone changed this while you were working")
    dana.sees("Sam Iqbal, 14 October 2026 at 10:00am: Decision on the referral")
    dana.sees_in("Why?", MINE)
    assert dana.page.get_by_label("Accept: a place is found next").is_checked()
    dana.presses("Record the decision").sees("There is a problem").sees_in("Why?", MINE)
    dana.follows("Cancel").sees(HIS).does_not_see(MINE)


def test_a_tutor_is_refused_31_february_and_a_lesson_still_to_come(someone: SignsIn):
    deeds.a_started_place()
    ben = someone(TUTOR).follows("Robin Dunmore").follows("Record a lesson")
    ben.chooses("Delivered").chooses("No", of="Is this a safeguarding concern?")
    ben.writes("Anything to add?", "Read two chapters aloud")
    for part, typed in (("Day", "31"), ("Month", "2"), ("Year", "2026")):
        ben.page.get_by_role("group", name="Which day?").get_by_label(part).fill(typed)
    ben.presses("Record the lesson")
    ben.is_told("The day must be a real date: 31 February 2026 does not exist")
    ben.sees_in("Day", "31").sees_in("Anything to add?", "Read two chapters aloud")
    ben.dates("Which day?", date(2026, 10, 15)).presses("Record the lesson")
    ben.is_told("15 October 2026 has not come yet")
    ben.dates("Which day?", date(2026, 10, 14)).presses("Record the lesson")
    ben.sees("The lesson is recorded").sees("Read two chapters aloud")
