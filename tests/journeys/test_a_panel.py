"""A panel, from its planning to the decision: people found, a day moved, views blind, then open."""

from datetime import timedelta

import pytest

import deeds
from journeys.conftest import NO_JAVASCRIPT, PHONE, SignsIn
from people import AP_OFFICER, HEAD_OF_SERVICE, PRU_HEAD, ROBIN, TODAY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "way", [{}, PHONE | NO_JAVASCRIPT], ids=["at a desk", "on a phone without JavaScript"]
)
def test_a_panel_is_planned_moved_heard_and_one_officer_decides(someone: SignsIn):
    referral_id = deeds.send()
    dana = someone(AP_OFFICER)
    dana.goes_to(f"/child/{ROBIN}/referral/{referral_id}/").follows("Ask a panel")
    dana.sees("No panel is planned").follows("Plan a panel")
    dana.writes("What is the panel called?", "Placement panel")
    dana.dates("Which day does it meet?", TODAY + timedelta(days=5))
    dana.writes("At what time?", "09:30").chooses("Ruth Adeyemi").chooses("Dana Whitlock")
    dana.writes("Find somebody from a school or service", "millbrook")
    dana.page.keyboard.press("Enter")  # as the button Find does
    dana.page.get_by_label("Colin Frost", exact=True).wait_for()
    dana.finds_the_page_in_order()
    dana.sees_in("What is the panel called?", "Placement panel").chooses("Colin Frost")
    dana.presses("Plan the panel").is_told("Choose who chairs it, one of those who sit")
    dana.selects("Ruth Adeyemi", "Who chairs it?").presses("Plan the panel")
    dana.sees("The panel is planned").sees("Millbrook Pupil Referral Unit")
    dana.follows("Change the panel").dates("Which day does it meet?", TODAY + timedelta(days=6))
    dana.presses("Change the panel").is_told("Why is it changed? Say why in a few words")
    dana.writes("Why is it changed?", "The room is taken on Monday").presses("Change the panel")
    dana.sees("Meets 20 October 2026 at 9:30am, not 19 October 2026 at 9:30am")

    dana.goes_to(f"/child/{ROBIN}/referral/{referral_id}/").follows("Ask a panel")
    dana.page.get_by_label("Placement panel").check()
    dana.writes("What should the panel look at?", "Whether he can be taught in a group")
    dana.presses("Put on the agenda").follows("Give your view").chooses("Accept")
    dana.writes("Why?", "He cannot attend, and the school has tried").presses("Keep my view")

    colin = someone(PRU_HEAD)
    colin.follows("Panels").follows("Placement panel").follows("Robin Dunmore")
    colin.does_not_see("the school has tried")
    colin.goes_to(f"/child/{ROBIN}/people/").sees("None that you can see").does_not_see("07700")
    colin.goes_to("/panels/").follows("Placement panel").follows("Robin Dunmore")
    colin.follows("Give your view").chooses("Do not accept")
    colin.writes("Why?", "The school’s own plan has only begun").presses("Keep my view")
    colin.does_not_see("the school has tried").sees("Your view")

    ruth = someone(HEAD_OF_SERVICE)
    ruth.goes_to(f"/child/{ROBIN}/referral/{referral_id}/decide")
    ruth.sees("Placement panel has not been heard yet")
    ruth.follows("Look at the case before the panel").follows("Open the views")
    ruth.presses("Open the views").is_told("Why does the panel go on without Ruth Adeyemi?")
    ruth.writes("Why does the panel go on", "I keep my view for the decision")
    ruth.presses("Open the views").sees("The views are open").sees("own plan has only begun")
    ruth.follows("Decide").chooses("Accept: a place is found next")
    ruth.page.get_by_label("Reason for accepting").select_option("criteria_met")
    ruth.writes("Why?", "The panel was divided; he has had no teaching since June")
    ruth.chooses("Yes, the council owes this child education now")
    ruth.presses("Record the decision").sees("The decision is recorded")
