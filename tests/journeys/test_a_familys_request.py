"""A parent asks, the school refers in their words, amends; the officer sees what changed."""

import pytest

from deeds import TOMORROW
from journeys.conftest import PHONE, SignsIn
from people import AP_OFFICER, OTHER_OFFICER, PARENT, SENCO, TODAY
from watches import Watch

pytestmark = pytest.mark.browser


def test_a_mother_asks_and_is_heard_from_the_request_to_the_officers_desk(
    someone: SignsIn, watch: Watch
):
    carol = someone(PARENT, PHONE)
    carol.follows("Ask the school to refer Robin").presses("Ask for help")
    carol.is_told("What is happening? Answer in a few words")
    carol.writes("What is happening?", "He has not gone in since June and nobody rings")
    carol.presses("Ask for help").sees("Priya Raman, by 21 October 2026")

    priya = someone(SENCO)
    priya.sees("Asked, and waiting for an answer")
    priya.follows("Robin Dunmore", of="Asked, and waiting for an answer")
    priya.sees("He has not gone in since June and nobody rings").follows("Refer Robin")
    priya.chooses("Independent alternative provision").presses("Continue")
    while "/question/" in priya.page.url:
        priya.chooses("I do not know").presses("Save and continue")
    priya.follows("Your account")
    priya.writes("What is happening for this pupil", "Not one full day since June")
    priya.page.get_by_label("Section 19 of the Education Act 1996").check()
    priya.presses("Save and continue").follows("Known risks")
    priya.writes("What are the known risks", "None known; his mother was asked")
    priya.presses("Save and continue").follows("The family’s view")
    priya.sees_in("What have they said?", "He has not gone in since June and nobody rings")
    priya.presses("Save and continue").follows("Check your answers and send")
    priya.presses("Send the referral").sees("The referral is sent")
    priya.sees("They asked for it themselves".lower())

    officers = [someone(one) for one in (AP_OFFICER, OTHER_OFFICER)]
    (dana,) = (one for one in officers if "Robin Dunmore" in one.page.inner_text("body"))
    dana.follows("Robin Dunmore").follows("Referral to")

    watch.moves_to(TODAY, hour=12)
    priya.follows("Change known risks").writes("Known risks", "Leaves when shouted at")
    priya.presses("Save the change").is_told("Why is it changed? Say why in a few words")
    priya.writes("Why is it changed?", "His mother rang and said so")
    priya.presses("Save the change").sees("What was changed after it was sent")
    priya.follows("Every version of the risks").sees("None known; his mother was asked")

    watch.moves_to(TOMORROW)
    dana.goes_to("/").sees("Changed since you last looked")
    dana.follows("Robin Dunmore").follows("Referral to")
    dana.sees("Changed since you last looked: “Known risks”").sees("Leaves when shouted at")

    carol.goes_to("/").sees("Became a referral").does_not_see("Leaves when shouted at")
    carol.follows("What was said of Robin").follows("This is wrong")
    carol.chooses("What is happening").writes("Say what is wrong", "He went twice in July")
    carol.writes("What is right?", "Two mornings in July, and none since").presses("Send")
    carol.sees("What you said is wrong").sees(f"{dana.member.name}, by")
