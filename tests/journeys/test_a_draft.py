"""A referral begun on one day and sent on another; not to know is an answer."""

import pytest

from deeds import TOMORROW
from journeys.conftest import SignsIn, Visitor
from people import SENCO
from watches import Watch

pytestmark = pytest.mark.browser

KNOWN = ("Yes, because of illness, physical or mental", "Yes")
UNKNOWN = "I do not know"


def answers(priya: Visitor, *known: str) -> str:
    """Answer the question that is open, with the first of these it has, or not to know."""
    question = priya.page.locator("h1").inner_text()
    offered = [answer for answer in known if priya.page.get_by_label(answer, exact=True).count()]
    priya.chooses([*offered, UNKNOWN][0]).presses("Save and continue")
    return question


def test_a_referral_is_left_and_found_where_it_was_left(someone: SignsIn, watch: Watch):
    priya = someone(SENCO)
    priya.follows("Refer Robin Dunmore").chooses("Access to Education (A2E)").presses("Continue")
    first = answers(priya, *KNOWN)
    second = answers(priya)
    third = priya.page.locator("h1").inner_text()

    watch.moves_to(TOMORROW)
    priya = someone(SENCO)
    priya.sees("Referrals you have begun").sees("saved 14 October 2026")
    priya.follows("Robin Dunmore, Access to Education").sees("Cannot start yet")
    priya.follows("What the pathway asks").sees(third)
    asked = []
    while "/question/" in priya.page.url:
        asked.append(answers(priya))
    assert not {first, second} & set(asked)
    priya.sees("You have completed 1 of 5 parts")
    priya.follows("Your account")
    priya.writes("What is happening for this pupil", "Not one full day since June")
    priya.page.get_by_label("Section 19 of the Education Act 1996").check()
    priya.presses("Save and continue").follows("Known risks")
    priya.writes("What are the known risks", "None known; his mother was asked")
    priya.presses("Save and continue").follows("The family’s view")
    priya.chooses("The parent or young person objects").presses("Save and continue")
    priya.is_told("Say why they object, in their own words")
    priya.chooses("The parent or young person agrees").dates("When were they told of it?", TOMORROW)
    priya.selects("By telephone", "How were they told?").presses("Save and continue")
    priya.sees("You have completed 4 of 5 parts").follows("Check your answers and send")

    row = priya.page.locator(".govuk-summary-list__row", has_text=second)
    assert "Not known" in row.inner_text()
    row.get_by_role("link").click()
    assert priya.page.get_by_label(UNKNOWN).is_checked()
    answers(priya, *KNOWN)
    priya.follows("Check your answers and send")
    priya.sees("Check your answers")
    assert "Not known" not in row.inner_text()
    check = priya.page.url
    priya.presses("Send the referral").sees("The referral is sent").sees("22 October 2026")
    priya.goes_to("/").does_not_see("Referrals you have begun")
    priya.page.goto(check)
    priya.sees("That draft has been sent or thrown away")
