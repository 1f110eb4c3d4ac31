"""A receiving service: its inbox, its own steps, its waiting list and its places."""

from datetime import date

import pytest
from django.db import connection

import deeds
import scenes
from deeds import (
    IN_A_MONTH,
    TOMORROW,
    YESTERDAY,
    accept,
    as_it_is,
    decline,
    lifes_own_steps,
    own_step,
    set_capacity,
    take_on,
    wait,
    withdraw,
)
from people import (
    A2E_LEAD,
    AP_OFFICER,
    FINANCE_OFFICER,
    HEAD_OF_SERVICE,
    LIFE_LEAD,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    TODAY,
    Member,
    as_,
    behind_the_walls,
)
from race import in_threads
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.records.cast import A2E, KESTREL, LIFE, key
from towpath.records.inbox import inbox, intakes, late, queue
from towpath.rules.reason import Reason

AT_LIFE = [key("provider", LIFE)]
TOO_LATE = date(2026, 12, 21)  # past the half term in which what is owed is looked at again


def the_referral():
    with as_(AP_OFFICER):
        return kept.Referral.objects.get(child_id=ROBIN)


def the_last_event():
    with as_(AP_OFFICER):
        return kept.Event.objects.filter(child_id=ROBIN).order_by("-at", "-id").first()


# Passed to a service


def test_a_child_passed_to_a_service_has_its_lead_and_a_day_to_answer_by():
    referral = scenes.robin_is_referred(pathway="a2e", state="accepted")
    placement = as_it_is(kept.Placement, deeds.offer(referral, to=A2E))
    assert (placement.held_by_id, placement.pathway) == (A2E_LEAD.id, "a2e")
    assert placement.next_on == date(2026, 10, 19)


def test_an_independent_provider_has_none_of_this():
    place = deeds.offer(deeds.an_accepted_referral())
    assert as_it_is(kept.Placement, place).held_by_id is None
    for member in (PROVIDER_LEAD, LIFE_LEAD, PARENT):
        with pytest.raises((NotAllowed, NotThere)):
            wait(place, by=member)
    with pytest.raises(Refused, match="Only the council's own services"):
        own_step(place, by=AP_OFFICER)


def test_the_inbox_is_the_oldest_first_and_of_ones_own_service_alone():
    scenes.robin_is_passed_to_life()
    scenes.another_child_at_life("Mia", offered_at=scenes.NOON.replace(day=1), next_on=YESTERDAY)
    with as_(LIFE_LEAD):
        assert [one.child for one in inbox(AT_LIFE)] == ["Mia Castell", "Robin Dunmore"]
        assert {(one.held_by, one.owner) for one in inbox(AT_LIFE)} == {
            ("Joy Penhale", "Dana Whitlock")
        }
    with as_(A2E_LEAD), connection.cursor() as cursor:
        cursor.execute("select count(*) from records_placement")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from records_child")
        assert cursor.fetchone() == (0,)
    with as_(AP_OFFICER):
        assert [one.child for one in late(AP_OFFICER.id, TODAY)] == ["Mia Castell"]
        assert late(HEAD_OF_SERVICE.id, TODAY) == []


def test_somebody_of_the_service_takes_it_on_and_nobody_else_can_be_named():
    place = scenes.robin_is_passed_to_life(held_by_id=None)
    take_on(place)
    assert as_it_is(kept.Placement, place).held_by_id == LIFE_LEAD.id
    with pytest.raises(Refused, match="theirs already"):
        take_on(place)
    with pytest.raises(Refused, match="who leads this service"):
        take_on(place, person=A2E_LEAD)


# Its own steps


def test_lifes_steps_follow_the_policy_and_each_moves_the_date_on():
    place = scenes.robin_is_passed_to_life()
    with pytest.raises(Refused, match="Before this comes: Interview, Funding agreed"):
        own_step(place, "home-visit")
    own_step(place, "interview", next_on=date(2026, 10, 20))
    placement = as_it_is(kept.Placement, place)
    assert (placement.next_step, placement.next_on) == ("Funding agreed", date(2026, 10, 20))
    assert (the_referral().next_step, the_referral().next_on) == (
        "Funding agreed",
        date(2026, 10, 20),
    )
    own_step(place, "funding")
    with pytest.raises(Refused, match="Before a place is offered comes: Home visit"):
        accept(place, by=LIFE_LEAD, tutor=None)
    own_step(place, "home-visit")
    assert as_it_is(kept.Placement, place).next_step == "Offer of a place"
    accept(place, by=LIFE_LEAD, tutor=None, starts_on=TOMORROW)
    assert as_it_is(kept.Placement, place).state == "agreed"


def test_a_step_has_a_day_a_person_and_words_and_leaves_one_event():
    place = scenes.robin_is_passed_to_life()
    step = own_step(place, done_by_id=AP_OFFICER.id, on=YESTERDAY)
    row, event = as_it_is(kept.IntakeStep, step), the_last_event()
    assert (row.name, row.on, row.done_by_id) == ("Interview", YESTERDAY, AP_OFFICER.id)
    assert (event.verb, event.about_id) == ("record_intake_step", step)
    assert (event.owner_id, event.next_on) == (AP_OFFICER.id, IN_A_MONTH)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"outcome": "well"}, "outcome", "Say how it went"),
        ({"on": TOMORROW}, "on", "this day is to come"),
        ({"on": date(2026, 10, 4)}, "on", "before the child was referred"),
        ({"done_by_id": PROVIDER_LEAD.id}, "done_by", "somebody of the service"),
        ({"words": " n/a "}, "words", "is no record"),
        ({"next_on": YESTERDAY}, "next_on", "today or later"),
        ({"next_on": TOO_LATE}, "next_on", "by 18 December 2026"),
        ({"step": "graduation"}, "", "no such step"),
        ({"step": "offer"}, "", "no such step"),
        ({"step": "funding", "funding": None}, "payer", "Say who pays"),
        (
            {"step": "funding", "funding": deeds.Funding("aunt", "direct", "Monthly, by hand")},
            "payer",
            "Say who pays",
        ),
        (
            {"step": "funding", "funding": deeds.Funding("school", "later", "Monthly, by hand")},
            "how",
            "how they pay",
        ),
        (
            {"step": "funding", "funding": deeds.Funding("school", "direct", ".")},
            "basis",
            "is no record",
        ),
    ],
)
def test_a_step_told_wrongly_is_refused_where_it_is_mended(said, field: str, words: str):
    place = scenes.robin_is_passed_to_life()
    with pytest.raises(Refused, match=words) as refused:
        own_step(place, **said)
    assert refused.value.field == field


def test_what_a_step_came_to_can_be_told_again_and_the_later_stands():
    place = scenes.robin_is_passed_to_life()
    own_step(place, "interview", outcome="not_done", words="Nobody was at home at ten")
    assert as_it_is(kept.Placement, place).next_step == "Interview"
    own_step(place, "interview")
    assert as_it_is(kept.Placement, place).next_step == "Funding agreed"


def test_who_pays_is_kept_and_is_not_for_the_family():
    referral = scenes.robin_is_referred(pathway="life", state="accepted")
    with behind_the_walls():
        place = scenes.a_place_is_asked_for(ROBIN, referral).pk
    own_step(place, "funding")
    sees = {}
    for member in (LIFE_LEAD, AP_OFFICER, PARENT, A2E_LEAD, FINANCE_OFFICER):
        with as_(member), connection.cursor() as cursor:
            cursor.execute("select payer, how from records_funding")
            sees[member.part] = cursor.fetchall()
    paid = [("school", "recharged")]
    assert sees == {
        "life_lead": paid,
        "ap_officer": paid,
        "parent": [],
        "a2e_lead": [],
        "finance_officer": [],
    }


def test_the_online_schools_steps_are_roll_and_funding_in_any_order():
    place = scenes.robin_is_passed_to_life(pathway="online-school")
    with pytest.raises(Refused, match="On the roll of the referring school, Funding by"):
        accept(place, by=LIFE_LEAD, tutor=None)
    own_step(place, "funding")
    own_step(place, "roll", outcome="not_needed", words="Looked after, and on no roll")
    accept(place, by=LIFE_LEAD, tutor=None)


# The waiting list


def test_a_child_on_the_waiting_list_has_a_place_in_it_something_meanwhile_and_a_date():
    scenes.another_child_at_life("Mia", state="waiting", waiting_since=scenes.NOON)
    place = scenes.robin_is_passed_to_life()
    wait(place)
    for member in (LIFE_LEAD, AP_OFFICER):
        with as_(member):
            listed = [(one.child, one.position) for one in queue(AT_LIFE)]
            assert listed == [("Mia Castell", 1), ("Robin Dunmore", 2)]
            robin = queue(AT_LIFE)[1]
    assert (robin.meanwhile, robin.next_on) == (
        "Two mornings a week with a tutor at home",
        IN_A_MONTH,
    )
    assert the_referral().next_on == IN_A_MONTH
    assert (the_last_event().reason_code, the_last_event().owner_id) == ("no_place", AP_OFFICER.id)


def test_looked_at_again_a_child_keeps_their_place_in_the_list():
    place = scenes.robin_is_passed_to_life()
    wait(place, day=YESTERDAY)
    since = as_it_is(kept.Placement, place).waiting_since
    scenes.another_child_at_life("Mia", state="waiting", waiting_since=scenes.NOON.replace(day=14))
    wait(place, meanwhile="Online lessons every morning since Monday")
    assert as_it_is(kept.Placement, place).waiting_since == since
    with as_(LIFE_LEAD):
        assert queue(AT_LIFE)[0].meanwhile == "Online lessons every morning since Monday"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"meanwhile": "none"}, "meanwhile"),
        ({"meanwhile": ""}, "meanwhile"),
        ({"reason": Reason("no_place", ".")}, "reason"),
        ({"reason": Reason("because", "Nobody leaves")}, "reason_code"),
        ({"look_on": YESTERDAY}, "look_on"),
        ({"look_on": TOO_LATE}, "look_on"),
    ],
)
def test_a_child_is_never_just_waiting(said, field: str):
    place = scenes.robin_is_passed_to_life()
    with pytest.raises(Refused) as refused:
        wait(place, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Placement, place).state == "offered"


def test_a_child_who_waits_can_be_taken_declined_or_withdrawn():
    place = scenes.robin_is_passed_to_life(pathway="hope")
    wait(place)
    accept(place, by=LIFE_LEAD, tutor=None)
    assert as_it_is(kept.Placement, place).state == "agreed"


@pytest.mark.parametrize("code", ["funding", "own_step", "no_capacity"])
def test_a_no_is_coded_says_why_and_goes_back_to_the_officer_with_a_date(code: str):
    place = scenes.robin_is_passed_to_life()
    wait(place)
    with pytest.raises(Refused, match="is no record"):
        decline(place, by=LIFE_LEAD, reason=Reason(code, "-"))
    decline(place, by=LIFE_LEAD, reason=Reason(code, "The panel did not agree the money"))
    referral = the_referral()
    assert (referral.state, referral.owner_id) == ("accepted", AP_OFFICER.id)
    assert referral.next_on == date(2026, 10, 16)
    assert referral.next_step == "The service said no: read why, and find another way"
    with as_(LIFE_LEAD):
        assert not kept.Child.objects.exists()


def test_an_independent_provider_gives_none_of_a_services_reasons():
    place = deeds.offer(deeds.an_accepted_referral())
    with pytest.raises(Refused, match="comes nearest"):
        decline(place, reason=Reason("funding", "The panel did not agree the money"))


def test_a_withdrawn_referral_takes_the_child_off_the_list():
    place = scenes.robin_is_passed_to_life()
    wait(place)
    withdraw(the_referral().pk, by=AP_OFFICER)
    assert as_it_is(kept.Placement, place).state == "cancelled"
    with as_(LIFE_LEAD):
        assert queue(AT_LIFE) == []


# Places


def test_places_are_dated_with_whose_word_and_why_and_the_later_stands():
    set_capacity()
    with pytest.raises(Refused, match="Somebody has set the places since"):
        set_capacity(places=6)
    set_capacity(places=6, seen=1, from_on=TOMORROW)
    for day, places in ((TODAY, 8), (TOMORROW, 6)):
        with as_(LIFE_LEAD, day):
            assert intakes(scenes.AUTHORITY, day, AT_LIFE)[0].room.places == places


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"places": -1}, "places"),
        ({"places": 2001}, "places"),
        ({"from_on": YESTERDAY}, "from_on"),
        ({"from_on": date(2028, 1, 1)}, "from_on"),
        ({"source": "n/a"}, "source"),
        ({"reason": ""}, "reason"),
    ],
)
def test_places_said_wrongly_are_refused_where_they_are_mended(said, field: str):
    with pytest.raises(Refused) as refused:
        set_capacity(**said)
    assert refused.value.field == field


def test_who_may_say_how_many_places_there_are():
    set_capacity(by=HEAD_OF_SERVICE)
    for member in (A2E_LEAD, AP_OFFICER, PROVIDER_LEAD, PARENT):
        with pytest.raises(NotAllowed):
            set_capacity(by=member, seen=1)
    with pytest.raises(NotThere):
        set_capacity(by=HEAD_OF_SERVICE, at=KESTREL)


def test_over_its_places_a_service_takes_nobody_without_a_word():
    scenes.life_has_places(1)
    scenes.another_child_at_life("Mia", state="agreed", starts_on=TODAY)
    place = scenes.robin_is_passed_to_life()
    lifes_own_steps(place)
    with pytest.raises(Refused, match="The one place is in use") as refused:
        accept(place, by=LIFE_LEAD, tutor=None)
    assert refused.value.field == "why"
    accept(place, by=LIFE_LEAD, tutor=None, why="A tribunal’s order of Monday names LIFE")
    event = the_last_event()
    assert (event.reason_code, event.reason) == (
        "over_places",
        "A tribunal’s order of Monday names LIFE",
    )


def test_nobody_is_passed_over_without_a_word():
    scenes.another_child_at_life("Mia", state="waiting", waiting_since=scenes.NOON)
    place = scenes.robin_is_passed_to_life(offered_at=scenes.NOON.replace(day=6))
    lifes_own_steps(place)
    with pytest.raises(Refused, match="1 child has waited longer"):
        accept(place, by=LIFE_LEAD, tutor=None)
    accept(place, by=LIFE_LEAD, tutor=None, why="Mia’s family asked to wait until January")
    assert the_last_event().reason_code == "out_of_turn"


def test_the_last_place_goes_to_one_of_two(county_of_its_own: str):
    scenes.life_has_places(1)
    robin = scenes.robin_is_passed_to_life(pathway="hope")
    mia = scenes.another_child_at_life("Mia", pathway="hope")

    def give(place):
        return lambda: accept(place, by=LIFE_LEAD, tutor=None)

    found = in_threads(give(robin), give(mia))
    refused = [one for one in found if isinstance(one, Refused)]
    assert len(refused) == 1, found
    assert "The one place is in use" in str(refused[0])
    with as_(AP_OFFICER):
        assert kept.Placement.objects.filter(state="agreed").count() == 1


@pytest.mark.parametrize("member", [A2E_LEAD, PROVIDER_LEAD, PARENT], ids=lambda m: m.part)
def test_nobody_else_answers_for_the_service(member: Member):
    place = scenes.robin_is_passed_to_life()
    for do in (wait, own_step, take_on):
        with pytest.raises((NotAllowed, NotThere)):
            do(place, by=member)
