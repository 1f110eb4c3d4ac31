"""Passed to LIFE, waiting with something meanwhile, through its own steps, and a place offered."""

import pytest

import deeds
import scenes
from journeys.conftest import PHONE, SignsIn
from people import AP_OFFICER, LIFE_LEAD, PARENT, behind_the_walls
from towpath.records import models as kept
from towpath.records.cast import LIFE
from towpath.records.models import Child

pytestmark = pytest.mark.browser


def test_a_young_person_goes_through_lifes_steps_to_a_place(someone: SignsIn):
    referral = scenes.robin_is_referred(pathway="life", state="accepted")
    with behind_the_walls():
        Child.objects.filter(pk=scenes.ROBIN).update(date_of_birth=deeds.date(2010, 3, 2))
        kept.Referral.objects.filter(pk=referral).update(legal_basis="s42")

    dana = someone(AP_OFFICER).follows("Robin Dunmore").follows("Referral to Leaping into Future")
    dana.follows(f"Pass to {LIFE}").chooses("Setting named on the EHC plan")
    dana.writes("What else must they know", "Likes to know the day before")
    dana.presses("Pass to the service").sees(f"Passed to {LIFE}")

    joy = someone(LIFE_LEAD).sees("Nobody has said how many places there are")
    joy.follows(LIFE).follows("Say how many places there are")
    joy.writes("How many children", "lots").presses("Save the places")
    joy.is_told("Places must be a number, like 24")
    joy.writes("How many children", "8").writes("Whose word is this?", "My return of this week")
    joy.writes("Why is it this many?", "Two groups of four").presses("Save the places")
    joy.sees("0 of 8 places in use, 8 free").follows("Robin Dunmore")

    joy.follows("Put on the waiting list").chooses("No place in a group of the right age or need")
    joy.writes("What exactly is missing?", "The Tuesday group is full until half-term")
    joy.writes("What is provided for the child meanwhile?", "n/a").presses("Save")
    joy.is_told("“n/a” tells the next reader nothing")
    joy.writes("What is provided for the child meanwhile?", "A tutor at home on two mornings")
    joy.dates("When do you look at this again?", deeds.IN_A_MONTH)
    joy.presses("Save").sees("Place in the list")

    carol = someone(PARENT, PHONE).sees("A tutor at home on two mornings").sees("Interview: next")

    for step in ("Interview", "Funding agreed", "Home visit"):
        joy.follows(f"Record {step}")
        joy.chooses("Done").writes("What came of it?", "Robin came, and wants to try")
        joy.dates("By when is the next step?", deeds.IN_A_MONTH)
        if step == "Funding agreed":
            joy.presses("Record").is_told("Say who pays")
            joy.chooses("The council").chooses("They pay the service themselves")
            joy.writes("On what basis?", "By the place, each half term")
        joy.presses("Record").sees(f"Recorded: {step}")
    carol.goes_to(f"/child/{scenes.ROBIN}/stage").sees("Home visit: done on 14 October 2026")
    carol.sees("Offer of a place: next").does_not_see("each half term")

    joy.follows("Accept the placement").dates("What is the first day?", deeds.TOMORROW)
    joy.chooses("Nobody can be named yet").presses("Accept").sees("the first day is 15 October")
    carol.goes_to(f"/child/{scenes.ROBIN}/stage").sees(f"{LIFE} starts to teach Robin")
    dana.goes_to(f"/child/{scenes.ROBIN}/").sees("Place accepted by the provider")
    dana.sees("Home visit: done, 14 October 2026, Joy Penhale").follows("Services").sees(LIFE)
