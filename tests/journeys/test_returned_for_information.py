"""Returned for information: the officer asks for what decides, and no date moves meanwhile."""

import pytest

import deeds
from journeys.conftest import SignsIn
from people import AP_OFFICER, PARENT, SENCO
from watches import Watch

pytestmark = pytest.mark.browser

DECIDED_BY = "21 October 2026"
HERE = "Does the pupil live in the council"


def test_an_officer_asks_for_one_fact_and_accepts_by_the_date_there_was(
    someone: SignsIn, watch: Watch
):
    deeds.send(pathway="a2e", facts={})
    dana = someone(AP_OFFICER)
    dana.follows("Robin Dunmore").follows("Referral to").sees(DECIDED_BY).follows("Decide")
    dana.chooses("Return for information: nothing stops meanwhile")
    asked = dana.page.get_by_role("group", name="What do you ask for?").get_by_role("checkbox")
    assert asked.count() > 1
    for box in asked.all():
        box.uncheck()
    dana.writes("Why?", "We cannot tell whether he lives in the county")
    dana.chooses("Not yet known: the next date below is when it will be")
    dana.presses("Record the decision").is_told("Choose the reason that comes nearest")
    dana.selects("facts that decide the outcome are not known", "Reason for returning it")
    dana.presses("Record the decision").is_told("Choose what you are asking for")
    dana.page.get_by_role("checkbox", name=HERE).check()
    dana.presses("Record the decision").sees("The decision is recorded")
    dana.sees("Returned for information").sees(DECIDED_BY)

    someone(PARENT).sees(DECIDED_BY).sees("Nothing stops while that is answered")

    watch.moves_to(deeds.TOMORROW)
    priya = someone(SENCO)
    priya.sees("returned for information").follows("Robin Dunmore").follows("Referral to")
    priya.follows("Answer what was asked").sees(f"the council’s date stays {DECIDED_BY}")
    priya.sees(HERE)
    assert priya.page.get_by_role("main").get_by_role("group").count() == 1
    priya.presses("Send the answers").is_told("Choose an answer, or that you do not know")
    priya.chooses("Yes").presses("Send the answers").sees("Your answers are sent")
    priya.sees(DECIDED_BY)

    dana.goes_to("/").sees("Decide on the referral")
    dana.follows("Robin Dunmore", of="Open referrals").follows("Referral to")
    dana.sees("Sent, and waits for a decision").sees(DECIDED_BY).follows("Decide")
    dana.chooses("Accept: a place is found next")
    dana.selects("the criteria are met", "Reason for accepting")
    dana.writes("Why?", "Ill since June, and he lives here")
    dana.chooses("Yes, the council owes this child education now")
    dana.presses("Record the decision").is_told("the criteria cannot be judged yet")
    dana.selects("accepted while information is still awaited", "Reason for accepting")
    dana.presses("Record the decision").sees("The decision is recorded")
    dana.sees("Pass Robin Dunmore to Access to Education")
