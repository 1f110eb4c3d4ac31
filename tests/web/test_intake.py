"""The pages of the council's own services, as their lead, the officer and the family read them."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

import deeds
import scenes
from people import (
    A2E_LEAD,
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    LIFE_LEAD,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    YOUNG_PERSON,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import A2E, LIFE, key
from web.walk import address, buttons, day_typed, errors, form_on, read, signed_in, words

AT_LIFE = key("provider", LIFE)


@pytest.fixture
def joy() -> Client:
    return signed_in(LIFE_LEAD)


@pytest.fixture
def place() -> UUID:
    return scenes.robin_is_passed_to_life()


# Passing a child on


def test_an_officer_passes_an_accepted_child_to_the_one_service_in_one_act():
    referral = scenes.robin_is_referred(pathway="a2e", state="accepted")
    dana = signed_in(AP_OFFICER)
    assert f"Pass to {A2E}" in buttons(dana.get(address("referral", referral)))
    page = dana.get(address("offer_placement", referral))
    typed = form_on(page)
    assert typed["provider"] == str(key("provider", A2E))
    assert "Has not been able to come in since June" in typed["brief"]
    sent = dana.post(
        address("offer_placement", referral), typed | {"census_reason": "mental_health"}
    )
    assert sent.status_code == 302
    said = words(signed_in(A2E_LEAD).get("/"))
    assert "To answer, the oldest first" in said
    assert "Robin Dunmore" in said


def test_a_decision_to_accept_leads_straight_to_the_one_service():
    dana = signed_in(AP_OFFICER)
    for pathway, code, leads_to in (
        ("a2e", "interim", "offer_placement"),
        ("independent", "criteria_met", "referral"),
    ):
        referral = deeds.send(pathway=pathway)
        page = dana.get(address("decide_referral", referral))
        decided = dana.post(
            address("decide_referral", referral),
            form_on(page)
            | {"outcome": "accept", "reason_code_accept": code, "section_19": "owed"}
            | {"reason": "Too ill to attend; the school has tried what it can"},
        )
        assert decided.headers["Location"] == address(leads_to, referral)


# The desk of the service's lead


def test_the_inbox_says_who_since_when_by_when_and_whose(joy: Client, place: UUID):
    scenes.life_has_places(8)
    said = words(joy.get("/"))
    assert "0 of 8 places in use, 8 free" in said
    row = "Robin Dunmore 5 October 2026"
    assert row in said
    assert "Joy Penhale Dana Whitlock" in said


def test_a_service_that_has_nobody_says_so(joy: Client):
    said = words(joy.get("/"))
    assert "Nobody waits for an answer" in said
    assert "Nobody has said how many places there are" in said


def test_an_independent_providers_desk_is_as_it_was():
    deeds.offer(deeds.an_accepted_referral())
    said = words(signed_in(PROVIDER_LEAD).get("/"))
    assert "Offers to answer" in said
    assert "waiting list" not in said


# A placement's page at the service


def test_the_page_offers_what_a_service_may_do_and_an_officer_not(joy: Client, place: UUID):
    assert buttons(joy.get(address("placement", place))) == [
        "Accept the placement",
        "Put on the waiting list",
        "Decline",
        "Say who moves this on",
    ]
    assert buttons(signed_in(AP_OFFICER).get(address("placement", place))) == [
        "Take back the offer"
    ]


def test_the_steps_stand_in_order_and_only_the_next_can_be_recorded(joy: Client, place: UUID):
    page = joy.get(address("placement", place))
    assert "Home visit: after Interview and Funding agreed" in words(page)
    links = [link.text_content().strip() for link in read(page).xpath("//main//ol//a")]
    assert links == ["Record Interview", "Record Funding agreed"]


def test_joy_records_the_interview_and_the_next_date_is_everyones(joy: Client, place: UUID):
    path = reverse("record_intake_step", args=[scenes.ROBIN, place, "interview"])
    page = joy.get(path)
    assert "if you are appropriate for LIFE we will offer you an interview" in words(page)
    typed = form_on(page)
    assert typed["done_by"] == str(LIFE_LEAD.id)
    sent = joy.post(
        path,
        typed
        | {"outcome": "done", "words": "Robin asked about the kitchen"}
        | day_typed("next_on", deeds.IN_A_MONTH),
    )
    assert sent.status_code == 302
    said = words(joy.get(address("placement", place)))
    assert "Interview: done, 14 October 2026, Joy Penhale" in said
    assert "Next: Funding agreed, by 16 November 2026" in said
    timeline = words(signed_in(AP_OFFICER).get(address("child")))
    assert "A step of the service’s own" in timeline
    assert "Interview: done, 14 October 2026, Joy Penhale" in timeline


def test_a_step_told_wrongly_says_what_where_and_how_to_mend(joy: Client, place: UUID):
    path = reverse("record_intake_step", args=[scenes.ROBIN, place, "funding"])
    typed = form_on(joy.get(path))
    wrong = joy.post(
        path,
        typed | {"outcome": "done", "words": "n/a"} | day_typed("on", deeds.TOMORROW),
    )
    assert wrong.status_code == 422
    assert errors(wrong) == {
        "#id_on-day": "The day must be today or in the past",
        "#id_words": "What came of it? Answer in a few words: “n/a” tells the next reader nothing",
        "#id_next_on-day": "Enter the next date",
    }
    typed |= day_typed("next_on", deeds.IN_A_MONTH)
    unpaid = joy.post(path, typed | {"outcome": "done", "words": "Agreed by the budget holder"})
    assert errors(unpaid) == {"#id_payer": "Say who pays"}
    unsaid = joy.post(
        path,
        typed
        | {"outcome": "done", "words": "Agreed by the budget holder"}
        | {"payer": "school", "how": "recharged", "basis": ""},
    )
    assert list(errors(unsaid)) == ["#id_basis"]


def test_who_pays_is_shown_to_professionals_and_not_to_the_family(joy: Client, place: UUID):
    deeds.own_step(place, "funding")
    paid = "the council pays first, and recharges them"
    assert paid in words(joy.get(address("placement", place)))
    assert paid in words(signed_in(AP_OFFICER).get(address("child")))
    assert paid not in words(signed_in(PARENT).get(address("placement", place)))
    assert "Who pays" not in words(signed_in(PARENT).get(address("placement", place)))


@pytest.mark.parametrize("step", ["offer", "graduation", "roll"])
def test_a_step_that_is_none_is_not_there(joy: Client, place: UUID, step: str):
    path = reverse("record_intake_step", args=[scenes.ROBIN, place, step])
    assert joy.get(path).status_code == 404


def test_accepting_too_soon_or_over_the_places_is_refused_where_it_is_mended(
    joy: Client, place: UUID
):
    path = address("accept_placement", place)
    page = joy.get(path)
    assert "Before a place is offered comes: Home visit" in words(page)
    typed = form_on(page) | {"tutor": "nobody"} | day_typed("starts_on", TODAY)
    early = joy.post(path, typed)
    assert "Before a place is offered comes: Home visit" in " ".join(errors(early).values())
    deeds.lifes_own_steps(place)
    scenes.life_has_places(1)
    scenes.another_child_at_life("Mia", state="started", **STARTED)
    page = joy.get(path)
    assert "Places in use: 1 of 1" in words(page)
    typed = form_on(page) | {"tutor": "nobody"} | day_typed("starts_on", TODAY)
    full = joy.post(path, typed)
    assert errors(full) == {
        "#id_why": "The one place is in use: say why this child is taken all the same,"
        " or put them on the waiting list"
    }
    taken = joy.post(path, typed | {"why": "A tribunal’s order of Monday names LIFE"})
    assert taken.status_code == 302


STARTED = {
    "starts_on": TODAY,
    "plan_completed_on": TODAY,
}


def test_a_lead_alone_is_told_that_there_is_nobody_else_and_an_absent_one_is_replaced(
    joy: Client, place: UUID
):
    path = address("take_intake", place)
    assert "Nobody else leads this service now" in words(joy.get(path))
    with behind_the_walls():
        kept.Placement.objects.filter(pk=place).update(held_by=None)
    taken = joy.post(path, form_on(joy.get(path)))
    assert taken.status_code == 302
    assert "Joy Penhale moves it on at the service" in words(joy.get(address("placement", place)))


# The waiting list


def test_joy_puts_robin_on_the_waiting_list_and_everyone_sees_what_happens_meanwhile(
    joy: Client, place: UUID
):
    scenes.another_child_at_life("Mia", state="waiting", waiting_since=scenes.NOON)
    path = address("wait_for_place", place)
    typed = form_on(joy.get(path))
    assert "look_on-day" in typed
    assert not typed["look_on-day"]  # nobody is put off to the last day that may be
    empty = joy.post(path, typed | {"reason_code": "no_place", "reason": "No", "meanwhile": "none"})
    assert list(errors(empty)) == ["#id_reason", "#id_meanwhile", "#id_look_on-day"]
    sent = joy.post(
        path,
        typed
        | {
            "reason_code": "no_place",
            "reason": "Nobody leaves before Christmas",
            "meanwhile": "Two mornings a week with a tutor at home",
        }
        | day_typed("look_on", deeds.IN_A_MONTH),
    )
    assert sent.status_code == 302
    for member in (LIFE_LEAD, AP_OFFICER):
        said = words(signed_in(member).get(address("placement", place)))
        assert "Place in the list 2" in said
        assert "Two mornings a week with a tutor at home" in said
    senco = words(signed_in(SENCO).get(address("placement", place)))
    assert "Two mornings a week" in senco
    assert "Place in the list" not in senco
    assert "Robin Dunmore 2 14 October 2026 Two mornings a week" in words(joy.get("/"))
    lee = words(signed_in(BROKER).get("/"))
    assert f"On the waiting list of {LIFE}" in lee


def test_the_family_reads_where_it_stands_in_plain_words(place: UUID):
    deeds.own_step(place, "interview")
    deeds.wait(place)
    carol, robin = signed_in(PARENT), signed_in(YOUNG_PERSON)
    said = words(carol.get(address("stage")))
    assert "Interview: done on 14 October 2026" in said
    assert "Funding agreed: next" in said
    assert "Home visit: after funding agreed" in said
    assert "What is provided while Robin waits Two mornings a week with a tutor at home" in said
    assert "Robin is on the service’s waiting list" in said
    assert "by 16 November 2026" in said
    assert "asked about the kitchen" not in said
    own = words(robin.get(address("stage")))
    assert "What is provided while you wait" in own
    assert "you are on the service’s waiting list" in own


# Places, and what the council sees


def test_joy_says_how_many_places_there_are_and_what_she_says_stays(joy: Client):
    path = reverse("set_capacity", args=[AT_LIFE])
    typed = form_on(joy.get(path))
    wrong = joy.post(path, typed | {"places": "lots", "source": ".", "reason": ""})
    assert errors(wrong) == {
        "#id_places": "Places must be a number, like 24",
        "#id_source": "Whose word is this? Answer in a few words:"
        " “.” tells the next reader nothing",
        "#id_reason": "Why is it this many? Say why in a few words",
    }
    right = {"places": "8", "source": "My return of this week", "reason": "Two groups of four"}
    assert joy.post(path, typed | right).status_code == 302
    again = joy.post(path, typed | right | {"places": "9", "once": str(key("another form"))})
    assert "Somebody has set the places since you opened this" in words(again)
    said = words(joy.get(reverse("intake", args=[AT_LIFE])))
    assert "14 October 2026 8 Two groups of four My return of this week Joy Penhale" in said


def test_the_council_sees_every_service_and_each_lead_their_own(joy: Client, place: UUID):
    scenes.life_has_places(8)
    dana = signed_in(AP_OFFICER)
    said = words(dana.get(reverse("services")))
    assert f"{LIFE} 8 0 1 0 Nobody waits 0" in said
    assert A2E in said
    assert joy.get(reverse("services")).headers["Location"] == reverse("intake", args=[AT_LIFE])
    other = reverse("intake", args=[key("provider", A2E)])
    assert joy.get(other).status_code == 404
    assert dana.get(other).status_code == 200
    assert dana.get(reverse("set_capacity", args=[AT_LIFE])).status_code == 403
    assert signed_in(PROVIDER_LEAD).get(reverse("services")).status_code == 403
    assert signed_in(PARENT).get(reverse("services")).status_code == 403


def test_what_waits_at_a_service_past_its_date_is_on_the_desks_of_those_who_answer_for_it():
    scenes.robin_is_passed_to_life(next_on=deeds.YESTERDAY)
    for member in (AP_OFFICER, BROKER, HEAD_OF_SERVICE):
        said = words(signed_in(member).get("/"))
        assert "Waits at a service, and past its date" in said, member.part
        assert f"Robin Dunmore {LIFE} Not answered" in said, member.part


def test_a_child_passed_to_another_service_is_not_there(place: UUID):
    amina = signed_in(A2E_LEAD)
    for page in ("placement", "accept_placement", "wait_for_place", "take_intake"):
        assert amina.get(address(page, place)).status_code == 404


def test_a_page_that_was_open_meanwhile_says_what_changed(joy: Client, place: UUID):
    path = address("wait_for_place", place)
    typed = form_on(joy.get(path))
    deeds.own_step(place)
    stale = joy.post(
        path,
        typed
        | {"reason_code": "group", "reason": "Too few of this age", "meanwhile": "Tutor at home"}
        | day_typed("look_on", deeds.IN_A_MONTH),
    )
    assert stale.status_code == 409
    assert "A step of the service’s own" in words(stale)


@pytest.mark.parametrize(
    ("page", "most"),
    [("placement", 24), ("accept_placement", 19), ("wait_for_place", 15), ("take_intake", 14)],
)
def test_a_page_asks_no_more_than_it_must(
    joy: Client, place: UUID, page: str, most: int, django_assert_max_num_queries
):
    deeds.own_step(place)
    deeds.wait(place)
    joy.get(address(page, place))
    with django_assert_max_num_queries(most):
        joy.get(address(page, place))


def test_the_services_desk_asks_no_more_however_many_wait(
    joy: Client, django_assert_max_num_queries
):
    for n in range(12):
        state = "waiting" if n % 2 else "offered"
        since = scenes.NOON.replace(minute=n) if n % 2 else None
        scenes.another_child_at_life(f"Mia{n}", state=state, waiting_since=since)
    joy.get("/")
    with django_assert_max_num_queries(14):
        page = joy.get("/")
    assert words(page).count("Castell") == 12
    dana = signed_in(AP_OFFICER)
    dana.get(reverse("services"))
    with django_assert_max_num_queries(10):
        dana.get(reverse("services"))


def test_a_childs_record_that_is_restricted_is_closed_to_the_service_too(joy: Client, place: UUID):
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    assert joy.get(address("placement", place)).status_code == 404
    assert "Robin" not in words(joy.get("/"))


def test_a_placement_before_services_had_steps_is_read_without_them(joy: Client, place: UUID):
    with behind_the_walls():
        kept.Placement.objects.filter(pk=place).update(pathway="")
    assert joy.get(address("placement", place)).status_code == 200
