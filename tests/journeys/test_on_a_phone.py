"""On a telephone of 360 pixels, where every page is found to end at the screen's edge."""

import pytest

import deeds
from journeys.conftest import PHONE, SignsIn, Way
from people import PARENT, TUTOR

pytestmark = pytest.mark.browser


@pytest.fixture
def way() -> Way:
    return PHONE


def test_a_tutor_records_a_lesson_at_the_gate_and_a_parent_reads_of_it(someone: SignsIn):
    deeds.a_started_place()
    ben = someone(TUTOR)
    ben.sees("Taught now").follows("Robin Dunmore").sees("Calm mornings").sees("07700 900123")
    ben.follows("Record a lesson").chooses("Cancelled").presses("Record the lesson")
    ben.is_told("Say who cancelled").is_told("Select yes if there is a safeguarding concern, or no")
    ben.chooses("Delivered").chooses("Yes", of="Is this a safeguarding concern?")
    ben.writes("What did you see or hear?", "He said that he had not eaten since yesterday")
    ben.presses("Record the lesson")
    ben.sees("The lesson is recorded, and Dana Whitlock has your concern")
    ben.sees("14 October 2026 at 9:00am, 1 hour")

    carol = someone(PARENT)
    carol.sees("Where things stand").sees("Being taught").sees("Kestrel Lane Tuition")
    carol.sees("01632 960200").does_not_see("eaten")
