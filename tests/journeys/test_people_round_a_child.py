"""The people round a child: a court's order kept, a case handed over, the former owner gone."""

from collections.abc import Callable
from datetime import date

import pytest

import deeds
from journeys.conftest import Visitor
from people import (
    AP_OFFICER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    ROBIN,
    SECOND_PARENT,
    Member,
)

pytestmark = pytest.mark.browser


def test_a_father_is_kept_away_and_the_officer_who_leaves_leaves_nothing_behind(
    someone: Callable[[Member], Visitor],
):
    deeds.an_accepted_referral()
    neil = someone(SECOND_PARENT)
    neil.sees("no child here that you can see")

    dana = someone(AP_OFFICER)
    dana.goes_to(f"/child/{ROBIN}/").follows("People round Robin")
    dana.follows("Lift the order").writes("Why?", "Discharged by consent on 9 October")
    dana.presses("Lift the order").sees("The order is lifted")
    neil.goes_to("/").sees("Where things stand")

    dana.page.get_by_role("link", name="Keep a court’s order (Neil Dunmore)").click()
    dana.finds_the_page_in_order()
    dana.presses("Keep the order").sees("There is a problem")
    dana.chooses("Everything about the child")
    dana.writes("Which order?", "non-molestation order of 13 October 2026, case 26/1234")
    dana.writes("How do we know?", "We have seen the sealed order")
    dana.dates("Until when", date(2027, 10, 12))
    dana.presses("Keep the order").sees("The order against Neil Dunmore is kept")
    neil.goes_to("/").does_not_see("Robin")

    dana.follows("Add an adult").writes("Full name", "Ada Dunmore").chooses("Carer")
    dana.presses("Add the adult").sees("Ada Dunmore, carer")
    dana.follows("Name who is involved").follows("Cancel")

    ruth = someone(HEAD_OF_SERVICE)
    ruth.follows("Your team").follows("End the post of Dana Whitlock").sees(
        "still has 1 child with something open"
    )
    ruth.follows("Hand over all that Dana Whitlock owns")
    ruth.page.get_by_label("Who takes it on?").select_option("Sam Iqbal")
    ruth.writes("Why?", "Dana leaves on Friday").presses("Hand over all of it")
    ruth.sees("1 case handed over")
    ruth.follows("Name cover for Sam Iqbal").follows("Cancel")
    ruth.follows("End the post of Dana Whitlock").writes("Why?", "Leaves the council")
    ruth.presses("End the post").sees("no longer holds the post")

    someone(OTHER_OFFICER).sees("Robin Dunmore")
