"""The whole way, in a browser: from a school's referral to a return that has held.

Robin Dunmore has not been in school since June. Each person does their part on their own pages, and
axe reads every page they reach.
"""

from datetime import date

import pytest

from journeys.conftest import NO_JAVASCRIPT, SignsIn
from people import (
    AP_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    SECOND_PARENT,
    SENCO,
    TODAY,
    TUTOR,
)
from watches import Watch

pytestmark = pytest.mark.browser

FIRST_DAY, REVIEW = date(2026, 11, 2), date(2026, 12, 9)
LAST_DAY, CHECK = date(2026, 12, 16), date(2027, 1, 27)


@pytest.mark.parametrize("way", [{}, NO_JAVASCRIPT], ids=["javascript", "no-javascript"])
def test_robin_is_referred_taught_and_stays_back_in_school(someone: SignsIn, watch: Watch):
    priya = someone(SENCO)
    priya.sees("Robin Dunmore").follows("Refer Robin Dunmore")
    priya.chooses("Independent alternative provision").presses("Continue")
    answers = {
        "Is the pupil unable to attend school?": "Yes, because of illness, physical or mental"
    }
    while "/question/" in priya.page.url:
        heading = priya.page.locator("h1").inner_text()
        priya.chooses(answers.get(heading, "I do not know")).presses("Save and continue")
    priya.follows("Your account").writes("What is happening for this pupil", ".")
    priya.presses("Save and continue").sees("There is a problem")
    priya.writes(
        "What is happening for this pupil", "Not one full day since June; panics at the gate"
    )
    priya.page.get_by_label("Section 19 of the Education Act 1996").check()
    priya.presses("Save and continue").follows("Known risks")
    priya.writes("What are the known risks", "None known; his mother was asked on Monday")
    priya.presses("Save and continue").follows("The family’s view")
    priya.chooses("The parent or young person agrees")
    priya.dates("When were they told of it?", TODAY)
    priya.selects("By telephone", "How were they told?").presses("Save and continue")
    priya.follows("Check your answers and send")
    priya.sees("Check your answers").presses("Send the referral").sees("The referral is sent")

    carol = someone(PARENT)
    carol.sees("Where things stand").sees("Dana Whitlock").sees(
        "Dana Whitlock, AP officer at the council, decides whether this is right for Robin"
    )
    carol.sees("21 October 2026").sees("01632 960200")
    someone(SECOND_PARENT).sees("no child here that you can see")

    dana = someone(AP_OFFICER)
    dana.sees("Your caseload").follows("Robin Dunmore").follows("Referral to")
    dana.follows("Decide").sees("In the policy’s words")
    dana.chooses("Accept: a place is found next").presses("Record the decision")
    dana.sees("There is a problem")
    dana.chooses("Accept: a place is found next")
    dana.page.get_by_label("Reason for accepting").select_option("criteria_met")
    dana.writes("Why?", "Too anxious to attend, and the school has tried what it can")
    dana.chooses("Yes, the council owes this child education now")
    dana.presses("Record the decision").sees("The decision is recorded")
    dana.follows("Offer a place to a provider").chooses("Kestrel Lane Tuition")
    dana.writes(
        "What else must they know", "Calm mornings, dogs welcome, no talk of school at first"
    )
    dana.chooses("Mental health need").presses("Make the offer")

    carol.goes_to("/").sees("Too anxious to attend").sees("has asked somebody to teach Robin")

    grace = someone(PROVIDER_LEAD)
    grace.sees("Offers to answer").follows("Robin Dunmore").sees("Calm mornings")
    grace.follows("Accept")
    grace.dates("What is the first day?", FIRST_DAY).chooses("Ben Arkwright").presses("Accept")

    watch.moves_to(FIRST_DAY, 15)
    grace = someone(PROVIDER_LEAD)
    grace.sees("Starting soon").follows("Robin Dunmore").follows("Record the start")
    grace.writes("First objective", "Reads for pleasure again")
    grace.writes("Where is the child now, for the first objective", "Reads nothing he need not")
    grace.page.get_by_label("Hours", exact=True).fill("10")
    grace.chooses("Back to their own school").presses("Record the start")

    ben = someone(TUTOR)
    ben.follows("Robin Dunmore").sees("Calm mornings").follows("Record a lesson")
    ben.chooses("Delivered").chooses("No", of="Is this a safeguarding concern?")
    ben.dates("Which day?", date(2026, 11, 3)).presses("Record the lesson")
    ben.sees("3 November 2026 has not come yet")
    ben.dates("Which day?", FIRST_DAY)
    ben.page.get_by_label("When did it begin?").fill("10:00")
    ben.presses("Record the lesson").sees("2 November 2026 at 10:00am")

    priya = someone(SENCO)
    priya.follows("Robin Dunmore").sees("education provision arranged by the local authority")

    watch.moves_to(REVIEW)
    dana = someone(AP_OFFICER)
    dana.sees("look at these again").sees("late").follows("Robin Dunmore")
    dana.chooses("In part: some education is in place, and the council owes the rest")
    dana.writes("Why?", "Ten hours a week are taught; the rest follows with the steps back")
    dana.presses("Record the review").sees("The review of what is owed is recorded")
    dana.follows("Placement with Kestrel").follows("Hold a review")
    dana.writes("What did the child say?", "I like Ben. I would come for art")
    dana.writes("What was found?", "Ten hours a week attended, reading daily")
    dana.chooses("Begin the steps back to school").presses("Record the review")
    dana.follows("Plan a step back").dates("From when?", REVIEW)
    dana.writes("What is the step?", "Art on Wednesday afternoons with Mrs Fenn")
    dana.page.get_by_label("Hours", exact=True).fill("2")
    dana.presses("Plan the step").follows("Record how it went")
    dana.chooses("Done").writes("How did it go?", "Came, stayed, and asked to come again")
    dana.presses("Record how it went")

    watch.moves_to(LAST_DAY)
    dana = someone(AP_OFFICER)
    dana.follows("Robin Dunmore").follows("Placement with Kestrel").follows("End the placement")
    dana.dates("When was the last day?", LAST_DAY).chooses("Returned to school as planned")
    dana.writes("Say why", "Back full time from January, with a key adult each morning")
    dana.chooses("Their own school").presses("End the placement").sees("27 January 2027")

    watch.moves_to(CHECK)
    dana = someone(AP_OFFICER)
    dana.sees("Check that the return has held").follows("Robin Dunmore")
    dana.follows("Placement with Kestrel").follows("Check how it stands")
    dana.chooses("Yes, the return has held")
    dana.writes("How do you know?", "In school every day since 5 January, says Priya Raman")
    dana.presses("Record the check")
    dana.goes_to("/").sees("No referral is open here")
    dana.goes_to("/?find=dunmore")

    carol = someone(PARENT)
    carol.sees("Checking the return").does_not_see("Next:").does_not_see("What the council owes")
