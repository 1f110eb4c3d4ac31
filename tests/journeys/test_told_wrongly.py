"""What was told wrongly is mended: a lesson's hour, a lesson that never was, a basis, a reason; and
an offer half written outlives a look through the providers. axe reads every page on the way."""

import pytest

import deeds
import scenes
from journeys.conftest import NO_JAVASCRIPT, PHONE, SignsIn
from people import AP_OFFICER, BROKER, HEAD_OF_SERVICE, ROBIN, TUTOR

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", [{}, PHONE], ids=["desk", "phone"])
def test_a_lesson_is_corrected_and_another_struck_out(someone: SignsIn):
    deeds.teach(deeds.a_started_place(), minutes=30)
    ben = someone(TUTOR)
    ben.follows("Robin Dunmore").follows("Record a lesson")
    ben.chooses("Delivered").chooses("No", of="Is this a safeguarding concern?")
    ben.page.get_by_label("When did it begin?").fill("09:15")
    ben.page.get_by_label("How many minutes?").fill("30")
    ben.presses("Record the lesson")
    ben.is_told("This overlaps a lesson already recorded: 14 October 2026 at 9:00am, 30 minutes")
    ben.page.get_by_label("When did it begin?").fill("00:34")
    ben.presses("Record the lesson").is_told("12:34am for 30 minutes is outside the usual hours")
    ben.writes("Why was it outside the usual hours?", "He rang, and we read until he slept")
    ben.presses("Record the lesson").sees("He rang, and we read until he slept")

    ben.follows("All lessons of this placement")
    ben.follows("Correct the lesson of 14 October 2026 at 9:00am").sees("Correct a lesson")
    ben.page.get_by_label("How many minutes?").fill("45")
    ben.writes("Why is it corrected?", "It was three quarters of an hour")
    ben.presses("Correct the lesson").sees("The lesson is corrected").sees("45 minutes")

    ben.follows("Strike out the lesson of 14 October 2026 at 9:00am")
    ben.presses("Strike out the lesson").is_told("Say why")
    ben.writes("Why is it struck out?", "It was another child’s lesson")
    ben.presses("Strike out the lesson").sees("and is no longer counted")
    ben.sees("Struck out by Ben Arkwright on 14 October 2026")


def test_the_council_corrects_a_basis_and_explains_a_reason(someone: SignsIn):
    referral_id = deeds.an_accepted_referral()
    deeds.start_interim(deeds.accept(deeds.offer(referral_id)))
    scenes.a_decision_without_a_reason(referral_id)
    dana = someone(AP_OFFICER)
    dana.follows("Robin Dunmore", of="Open referrals").follows("Placement with Kestrel")
    dana.sees("Approved by Dana Whitlock").sees("The plan is due by").follows("Correct legal basis")
    dana.page.get_by_label("Section 29A of the Education Act 2002").check()
    dana.writes("Why is it corrected?", "The head’s letter of September directs him off site")
    dana.presses("Correct the legal basis").sees("The legal basis is corrected").sees("The school")

    ruth = someone(HEAD_OF_SERVICE)
    ruth.follows("1 decisions").follows("Explain the decision on Robin Dunmore")
    ruth.writes("Why was it decided so?", "Dana says the clinic had written the day before")
    ruth.presses("Record the explanation").sees("Explained since, by Ruth Adeyemi")


@pytest.mark.parametrize("way", [{}, PHONE, NO_JAVASCRIPT], ids=["desk", "phone", "no-javascript"])
def test_an_offer_half_written_outlives_a_look_through_the_providers(someone: SignsIn):
    referral_id = deeds.an_accepted_referral()
    lee = someone(BROKER).goes_to(f"/child/{ROBIN}/referral/{referral_id}/offer")
    lee.chooses("Kestrel Lane Tuition")
    lee.writes("What else must they know", "Calm mornings, and trains")
    lee.writes("Name", "nobody is called so").presses("Show these")
    lee.sees("Kestrel Lane Tuition, whom you have chosen, is listed first")
    lee.sees_in("What else must they know", "Calm mornings, and trains")
    lee.chooses("Mental health need").presses("Make the offer").sees("The offer is made")
