"""The people round a child: who reads them, who changes them, what a barred parent finds."""

from datetime import timedelta

import pytest
from django.urls import reverse

import scenes
from people import (
    AP_OFFICER,
    HEAD_OF_SERVICE,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import key
from web.walk import address, day_typed, errors, form_on, signed_in, words

CAROL, NEIL, SELF = (key("adult", part) for part in ("parent", "second_parent", "young_person"))
YESTERDAY = TODAY - timedelta(days=1)


def send(member: Member, page: str, *keys: object, **typed: str):
    """Open a form as this person, change what is typed, and send it."""
    client = signed_in(member)
    here = address(page, *keys)
    form = form_on(client.get(here)) | typed
    # A browser sends no box that is not ticked.
    return client.post(here, {k: v for k, v in form.items() if v not in (None, "off")})


def page_of(member: Member) -> str:
    return words(signed_in(member).get(address("people")))


def current(table, **of):
    """Rows of today about Robin, as the AP officer reads them."""
    with as_(AP_OFFICER):
        return list(table.objects.filter(child_id=ROBIN, period__contains=TODAY, **of))


def test_an_officer_reads_everyone_round_the_child_and_what_a_court_says():
    page = page_of(AP_OFFICER)
    assert "Carol Dunmore, mother" in page
    assert "3 Fernhill Close, Woking, GU21 6XR" in page
    assert "A court keeps from them everything about the child" in page
    assert "Marcus Reid, social worker, Child in Need" in page
    assert "Larkwood School" in page
    assert "People round Robin" in words(signed_in(AP_OFFICER).get(address("child")))


def test_the_school_and_the_social_worker_read_and_are_offered_nothing_to_change():
    for member in (SENCO, SOCIAL_WORKER):
        page = page_of(member)
        assert "Carol Dunmore, mother" in page
        assert "Add an adult" not in page
        assert "Keep a court’s order" not in page
        assert signed_in(member).get(address("add_adult")).status_code == 403


def test_families_and_tutors_do_not_read_this_page():
    scenes.robin_is_placed()
    for member, status in ((PARENT, 403), (TUTOR, 403), (SECOND_PARENT, 404), (STRANGER, 404)):
        assert signed_in(member).get(address("people")).status_code == status


def test_an_adult_is_added_with_how_to_reach_them():
    answer = send(
        AP_OFFICER,
        "add_adult",
        name="Ada Dunmore",
        relationship="carer",
        lives_with_child="on",
        phone="07700 900555",
    )
    assert answer.headers["Location"] == address("people")
    page = page_of(AP_OFFICER)
    assert "Ada Dunmore, carer" in page
    assert "07700 900555" in page
    assert "Adult added to the record" in words(signed_in(AP_OFFICER).get(address("child")))


def test_a_change_keeps_what_was_so_until_then_and_how_the_adult_is_reached():
    send(
        AP_OFFICER,
        "change_adult",
        CAROL,
        lives_with_child="off",
        reason="Robin lives with his grandmother since Sunday",
        **day_typed("since", YESTERDAY),
    )
    (now,) = current(kept.Adult, relationship="mother")
    assert (now.lives_with_child, now.period.lower, now.person_id) == (False, YESTERDAY, PARENT.id)
    with as_(AP_OFFICER, YESTERDAY - timedelta(days=1)):
        before = kept.Adult.objects.get(pk=CAROL)
    assert before.lives_with_child
    assert before.period.upper == YESTERDAY
    assert "07700 900123" in page_of(AP_OFFICER)
    assert "GU21 6XR" in page_of(AP_OFFICER)
    with as_(PARENT):
        assert kept.Address.objects.exists()


def test_a_slip_is_corrected_from_the_start():
    (tie,) = current(kept.Adult, pk=CAROL)
    send(
        AP_OFFICER,
        "change_adult",
        CAROL,
        name="Carole Dunmore",
        reason="Spelt wrongly on the referral",
        **day_typed("since", tie.period.lower),
    )
    (now,) = current(kept.Adult, relationship="mother")
    assert (now.pk, now.name) == (CAROL, "Carole Dunmore")


def test_an_adult_who_leaves_sees_nothing_from_that_moment():
    assert (
        send(AP_OFFICER, "end_adult", CAROL, reason="Rights ended by the court").status_code == 302
    )
    assert "Carol Dunmore" not in page_of(AP_OFFICER)
    with as_(PARENT):
        assert not kept.Child.objects.exists()
    assert not current(kept.Contact, adult_id=CAROL)


@pytest.mark.parametrize("page", ["change_adult", "end_adult", "bar_adult"])
def test_the_young_persons_own_tie_cannot_be_taken_away(page: str):
    typed = {"reason": "They asked us to", "relationship": "other", "scope": "everything"}
    typed |= {"order": "none"} if page == "bar_adult" else {}
    answer = send(AP_OFFICER, page, SELF, **typed)
    assert answer.status_code == 422
    assert "young person" in words(answer)


def test_a_new_number_replaces_the_old_and_the_old_is_kept():
    send(AP_OFFICER, "set_contact", CAROL, phone="07700 900777", email="carol@example.org")
    (now,) = current(kept.Contact, adult_id=CAROL)
    assert (now.phone, now.email, now.person_id) == ("07700 900777", "carol@example.org", PARENT.id)
    with as_(AP_OFFICER):
        assert kept.Contact.objects.filter(adult_id=CAROL).count() == 2


def test_no_number_and_no_email_is_asked_for_again():
    answer = send(AP_OFFICER, "set_contact", CAROL, phone="", email="")
    assert errors(answer) == {"#id_phone": "Give a telephone number or an email address"}


NEW_HOME = {
    "lines": "12 Fernhill Close, Woking",
    "postcode": "gu216xr",
    "source": "the mother, by telephone",
}


def test_a_new_address_is_kept_from_the_other_parent_and_says_who_told_us():
    send(AP_OFFICER, "set_address", CAROL, **NEW_HOME)
    (now,) = current(kept.Address, adult_id=CAROL)
    assert (now.lines, now.postcode, now.source) == (
        "12 Fernhill Close, Woking",
        "GU21 6XR",
        "the mother, by telephone",
    )
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(None, YESTERDAY))
    with as_(SECOND_PARENT):
        assert not kept.Address.objects.exists()
    timeline = words(signed_in(SENCO).get(address("child")))
    assert "Address changed" in timeline
    assert "Fernhill" not in timeline


def test_a_postcode_that_does_not_exist_is_refused_beside_its_box():
    answer = send(AP_OFFICER, "set_address", CAROL, **{**NEW_HOME, "postcode": "GU21 9ZZ"})
    assert "There is no postcode GU21 9ZZ" in errors(answer)["#id_postcode"]


def test_the_childs_own_address_is_kept_apart():
    send(AP_OFFICER, "set_own_address", **NEW_HOME)
    (own,) = current(kept.Address, adult=None)
    assert own.lines == "12 Fernhill Close, Woking"
    with as_(PARENT):
        assert not kept.Address.objects.filter(adult=None).exists()


def test_a_refuge_needs_a_circle_to_read_it():
    answer = send(AP_OFFICER, "set_address", CAROL, confidential="on", **NEW_HOME)
    assert answer.status_code == 422
    assert "restrict this record first" in errors(answer)["#id_confidential"]


def test_a_refuge_is_read_by_the_circle_and_written_over_by_nobody_else():
    scenes.robins_record_is_restricted(AP_OFFICER.id, HEAD_OF_SERVICE.id, PARENT.id)
    send(AP_OFFICER, "set_address", CAROL, confidential="on", **NEW_HOME)
    page = page_of(HEAD_OF_SERVICE)
    assert "12 Fernhill Close" in page
    assert "Confidential" in page
    with behind_the_walls():
        kept.Restriction.objects.update(period=(None, YESTERDAY))
    assert "12 Fernhill Close" not in page_of(AP_OFFICER)
    answer = send(AP_OFFICER, "set_address", CAROL, **{**NEW_HOME, "lines": "1 Other Street"})
    assert "restrict this record first" in errors(answer)["#id_confidential"]


ORDER = {
    "order": "non-molestation order of 9 October 2026, case 26/1234",
    "reason": "We have seen the sealed order",
}


def nobody_is_barred() -> None:
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(None, TODAY - timedelta(days=30)))


def test_a_parent_barred_from_everything_finds_no_child_from_that_moment():
    nobody_is_barred()
    neil = signed_in(SECOND_PARENT)
    assert neil.get(address("stage")).status_code == 200
    answer = send(AP_OFFICER, "bar_adult", NEIL, scope="everything", **ORDER)
    assert answer.headers["Location"] == address("people")
    assert neil.get(address("stage")).status_code == 404
    assert "Robin" not in words(neil.get(reverse("home"), follow=True))
    assert "case 26/1234" in page_of(SENCO)


def test_a_parent_kept_from_the_whereabouts_reads_that_the_court_limits_the_page():
    nobody_is_barred()
    scenes.robin_is_placed()
    send(AP_OFFICER, "bar_adult", NEIL, scope="whereabouts", **ORDER)
    page = words(signed_in(SECOND_PARENT).get(address("stage")))
    assert "a court order limits what this page may show" in page
    assert "Kestrel" not in page
    assert "Larkwood" not in page


def test_a_bar_ends_on_its_last_day():
    nobody_is_barred()
    send(AP_OFFICER, "bar_adult", NEIL, scope="everything", **ORDER, **day_typed("until", TODAY))
    with as_(SECOND_PARENT):
        assert not kept.Child.objects.exists()
    with as_(SECOND_PARENT, TODAY + timedelta(days=1)):
        assert kept.Child.objects.exists()


def test_an_adult_without_a_login_is_barred_before_they_have_one():
    nobody_is_barred()
    with behind_the_walls():
        kept.Contact.objects.filter(adult_id=NEIL).update(person=None)
        kept.Adult.objects.filter(pk=NEIL).update(person=None)
    send(AP_OFFICER, "bar_adult", NEIL, scope="everything", **ORDER)
    (tie,) = current(kept.Adult, pk=NEIL)
    (barred,) = current(kept.CourtBar)
    assert tie.person_id == barred.person_id is not None


def test_two_bars_do_not_stand_at_once():
    answer = send(AP_OFFICER, "bar_adult", NEIL, scope="everything", **ORDER)
    assert "lift that one first" in errors(answer)["#id_since-day"]


def test_a_bar_is_lifted_with_a_reason_and_the_parent_reads_again():
    (barred,) = current(kept.CourtBar)
    answer = send(AP_OFFICER, "lift_bar", barred.pk, reason=".")
    assert answer.status_code == 422
    send(AP_OFFICER, "lift_bar", barred.pk, reason="The order was discharged on 12 October")
    assert signed_in(SECOND_PARENT).get(address("stage")).status_code == 200
    assert "discharged" in words(signed_in(AP_OFFICER).get(address("child")))


def test_a_form_opened_before_somebody_elses_change_says_what_changed():
    dana = signed_in(AP_OFFICER)
    form = form_on(dana.get(address("set_address", CAROL)))
    send(HEAD_OF_SERVICE, "set_contact", CAROL, phone="07700 900777")
    answer = dana.post(address("set_address", CAROL), form | NEW_HOME)
    assert answer.status_code == 409
    assert "How an adult is reached changed" in words(answer)


def test_the_same_form_sent_twice_adds_one_adult():
    dana = signed_in(AP_OFFICER)
    form = form_on(dana.get(address("add_adult"))) | {"name": "Ada", "relationship": "carer"}
    form = {name: value for name, value in form.items() if value is not None}
    for _ in range(2):
        assert dana.post(address("add_adult"), form).status_code == 302
    assert len(current(kept.Adult, name="Ada")) == 1
