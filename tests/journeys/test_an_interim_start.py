"""A child who cannot wait: taught before the plan, by an officer's name, and the plan in time."""

from datetime import date

import pytest

import deeds
from journeys.conftest import SignsIn
from people import AP_OFFICER, PROVIDER_LEAD, TUTOR
from watches import Watch

pytestmark = pytest.mark.browser

PLAN_DUE = "11 November 2026"  # ten school days after the first, over half term


def test_robin_is_taught_at_once_and_the_plan_follows_by_its_date(someone: SignsIn, watch: Watch):
    deeds.an_agreed_place()
    grace = someone(PROVIDER_LEAD)
    grace.follows("Robin Dunmore").does_not_see("Approve a start before the plan")

    dana = someone(AP_OFFICER)
    dana.follows("Robin Dunmore", of="Open referrals").follows("Placement with Kestrel")
    dana.follows("Approve a start before the plan")
    dana.sees("You approve it by name, Dana Whitlock").sees(PLAN_DUE)
    dana.writes("Why can the child not wait", "tbc").presses("Approve the start")
    dana.is_told("“tbc” tells the next reader nothing")
    dana.writes("Why can the child not wait", "At home since June; the meeting is in a fortnight")
    dana.presses("Approve the start").sees("its plan is still owed").sees(PLAN_DUE)
    dana.goes_to("/").follows("Robin Dunmore", of="Open referrals").sees(
        "Placement started before its plan"
    )
    dana.sees("by Dana Whitlock").sees(f"Next: Dana Whitlock, by {PLAN_DUE}")

    ben = someone(TUTOR)
    ben.follows("Robin Dunmore").sees(f"The plan is due by {PLAN_DUE}").follows("Record a lesson")
    ben.chooses("Delivered").chooses("No", of="Is this a safeguarding concern?")
    ben.presses("Record the lesson").sees("The lesson is recorded")

    watch.moves_to(date(2026, 11, 10))
    grace = someone(PROVIDER_LEAD)
    grace.sees("Complete the plan of the interim start").follows("Robin Dunmore")
    grace.follows("Complete the plan").sees(f"It is due by {PLAN_DUE}")
    grace.writes("First objective", "Reads for pleasure again")
    grace.writes("Where is the child now, for the first objective", "Reads nothing he need not")
    grace.page.get_by_label("Hours", exact=True).fill("10")
    grace.chooses("Back to their own school").presses("Complete the plan")
    grace.sees("The plan is complete").does_not_see("The plan is due by")
    grace.sees("Reads for pleasure again")
