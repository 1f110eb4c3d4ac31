"""A restricted record: closed to all but its circle, and never to all who could own it."""

from uuid import UUID

import pytest

import deeds
import scenes
from people import (
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    Member,
    as_,
)
from towpath.records import models as kept
from towpath.records.cast import key
from web.test_people import NEW_HOME
from web.test_people import send as send_form
from web.walk import address, errors, form_on, signed_in, words

WHY = {"reason_code": "protected_person", "reason": "Police advice of this morning"}


def send(member: Member, page: str, circle: tuple[Member, ...] = (), **typed: str):
    """Open a form of the circle, tick these people and no others, and send it."""
    client = signed_in(member)
    form: dict[str, object] = {**form_on(client.get(address(page))), **typed}
    form["circle"] = [str(one.id) for one in circle]
    return client.post(address(page), {k: v for k, v in form.items() if v is not None})


def sees(member: Member) -> bool:
    with as_(member):
        return kept.Child.objects.exists()


def owners_of_open_work(member: Member) -> set[UUID]:
    with as_(member):
        tables = (kept.Referral, kept.Placement, kept.Duty, kept.ReturnStep)
        return {row.owner_id for table in tables for row in table.objects.all()}


def test_a_record_is_closed_to_everyone_but_those_who_were_ticked():
    answer = send(AP_OFFICER, "restrict_record", (AP_OFFICER, SOCIAL_WORKER, PARENT), **WHY)
    assert answer.headers["Location"] == address("people")
    assert sees(AP_OFFICER)
    assert sees(SOCIAL_WORKER)
    assert sees(PARENT)
    assert not any(map(sees, (OTHER_OFFICER, HEAD_OF_SERVICE, SENCO, BROKER)))
    page = words(signed_in(SOCIAL_WORKER).get(address("people")))
    assert "This record is restricted" in page
    assert "Police advice of this morning" in page
    assert "Carol Dunmore, Dana Whitlock and Marcus Reid" in page


def test_the_circle_of_the_form_holds_those_who_own_what_is_open():
    scenes.robin_is_placed()
    page = signed_in(OTHER_OFFICER).get(address("restrict_record")).content.decode()
    for member in (AP_OFFICER, OTHER_OFFICER):
        assert f'value="{member.id}" checked' in page
    assert f'value="{BROKER.id}" checked' not in page
    assert "Carol Dunmore, mother" in page
    assert "Neil Dunmore" not in page  # a court keeps him away: no circle lets him in


def test_a_circle_without_anybody_who_could_own_what_is_next_is_refused():
    answer = send(AP_OFFICER, "restrict_record", (SOCIAL_WORKER, PARENT), **WHY)
    assert "add an officer or a broker" in errors(answer)["#id_circle"]
    assert sees(OTHER_OFFICER)


def test_what_is_open_goes_to_an_owner_of_the_circle():
    deeds.plan_step(deeds.a_started_place())
    circle = (HEAD_OF_SERVICE, SOCIAL_WORKER)
    answer = send(AP_OFFICER, "restrict_record", circle, **WHY)
    assert "choose an officer of the circle" in errors(answer)["#id_owner"]
    answer = send(AP_OFFICER, "restrict_record", circle, owner=str(HEAD_OF_SERVICE.id), **WHY)
    assert answer.headers["Location"] == "/"
    assert not sees(AP_OFFICER)
    assert owners_of_open_work(HEAD_OF_SERVICE) == {HEAD_OF_SERVICE.id}
    with as_(HEAD_OF_SERVICE):
        event = kept.Event.objects.get(verb="restrict_record")
    assert (event.owner_id, event.reason_code) == (HEAD_OF_SERVICE.id, "protected_person")
    assert event.next_on


def test_nobody_outside_the_circle_takes_what_is_open():
    scenes.robin_is_placed()
    circle = (OTHER_OFFICER,)
    answer = send(OTHER_OFFICER, "restrict_record", circle, owner=str(BROKER.id), **WHY)
    assert "choose an officer of the circle" in errors(answer)["#id_owner"]


def test_a_stranger_is_not_offered_and_not_taken():
    dana = signed_in(AP_OFFICER)
    form = form_on(dana.get(address("restrict_record"))) | WHY
    stranger = key("person", "stranger")
    answer = dana.post(
        address("restrict_record"),
        {k: v for k, v in form.items() if v is not None}
        | {"circle": [str(AP_OFFICER.id), str(stranger)]},
    )
    assert answer.status_code == 422


def test_one_is_added_to_the_circle_and_one_taken_out_and_who_could_open_it_is_kept():
    scenes.robins_record_is_restricted(AP_OFFICER.id, PARENT.id)
    send(AP_OFFICER, "change_circle", (AP_OFFICER, SENCO), reason="The school must plan with us")
    assert sees(SENCO)
    assert not sees(PARENT)
    with as_(AP_OFFICER):
        former = kept.Restriction.objects.order_by("period").first()
        assert former.period.upper == TODAY
        assert former.circle.count() == 2


def test_the_circle_never_loses_its_last_owner():
    scenes.robins_record_is_restricted(AP_OFFICER.id, PARENT.id)
    answer = send(AP_OFFICER, "change_circle", (PARENT,), reason="I am leaving the council")
    assert "add an officer or a broker" in errors(answer)["#id_circle"]


def test_who_is_not_of_the_circle_cannot_open_the_door_to_themself():
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    assert signed_in(HEAD_OF_SERVICE).get(address("change_circle")).status_code == 404


def test_it_is_lifted_with_a_reason_and_all_is_as_before():
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    send_form(AP_OFFICER, "lift_restriction", reason="The police no longer ask for it")
    assert all(map(sees, (OTHER_OFFICER, HEAD_OF_SERVICE, SENCO, PARENT)))
    assert "no longer ask for it" in words(signed_in(SENCO).get(address("child")))


def test_it_is_not_lifted_while_a_refuge_stands_on_the_record():
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    adult = key("adult", "parent")
    send_form(AP_OFFICER, "set_address", adult, confidential="on", **NEW_HOME)
    answer = send_form(AP_OFFICER, "lift_restriction", reason="The police no longer ask for it")
    assert "change that first" in words(answer)
    assert not sees(OTHER_OFFICER)


@pytest.mark.parametrize("page", ["change_circle", "lift_restriction"])
def test_an_open_record_has_no_circle_to_change(page: str):
    assert signed_in(AP_OFFICER).get(address(page)).status_code == 404


def test_a_school_restricts_nothing():
    assert signed_in(SENCO).get(address("restrict_record")).status_code == 403


def test_a_record_is_not_restricted_twice():
    dana = signed_in(AP_OFFICER)
    form = form_on(dana.get(address("restrict_record"))) | WHY
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    sent = {k: v for k, v in form.items() if v is not None} | {"circle": [str(AP_OFFICER.id)]}
    assert "restricted already" in words(dana.post(address("restrict_record"), sent))
