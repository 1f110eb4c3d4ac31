"""Beginning a child's record: what cannot be is refused where it is typed, and the rest is kept."""

from typing import Any

import pytest
from lxml import html

from people import AP_OFFICER, OTHER_SENCO, PARENT, SENCO, TUTOR, as_
from towpath.records import models as kept
from web.test_note import signed_in
from web.test_referral import carried

ADD = "/child/add"


def a_child(**instead: Any) -> dict[str, Any]:
    return {
        "forename": "Élodie",
        "surname": "Marsh-Okoye",
        "date_of_birth-day": "29",
        "date_of_birth-month": "2",
        "date_of_birth-year": "2012",
        "sex": "F",
        "upn": "",
        "lines": "12 Fernhill Close, Woking",
        "postcode": "gu216xr",
        "parent": "Ada Okoye",
        "parent_phone": "07700 900321",
        **carried(),
        **instead,
    }


def test_a_senco_adds_a_pupil_and_nothing_is_typed_again():
    priya = signed_in(SENCO)
    answer = priya.post(ADD, a_child(), follow=True)
    assert "Élodie Marsh-Okoye" in answer.content.decode()
    with as_(SENCO):
        child = kept.Child.objects.get(forename="Élodie")
        assert kept.Enrolment.objects.get(child=child).school.name == "Larkwood School"
        assert kept.Address.objects.get(child=child).postcode == "GU21 6XR"
        assert kept.Responsible.objects.filter(child=child).exists()
    with as_(AP_OFFICER):
        assert kept.Event.objects.get(child=child).verb == "add_child"
    assert "Marsh-Okoye" in signed_in(AP_OFFICER).get(f"/child/{child.pk}/").content.decode()


def test_an_officer_adds_a_child_on_no_roll():
    signed_in(AP_OFFICER).post(ADD, a_child())
    with as_(AP_OFFICER):
        child = kept.Child.objects.get(forename="Élodie")
        assert not kept.Enrolment.objects.filter(child=child).exists()


@pytest.mark.parametrize(
    ("instead", "field", "words"),
    [
        ({"date_of_birth-day": "31"}, "date_of_birth", "31 February 2012 does not exist"),
        ({"date_of_birth-day": "1", "date_of_birth-year": "2090"}, "date_of_birth", "past"),
        ({"upn": "A936990120001"}, "upn", "first letter does not fit"),
        ({"upn": "F936990120001"}, "upn", "has a record already"),
        ({"postcode": "GU21 9ZZ"}, "postcode", "There is no postcode GU21 9ZZ"),
        ({"postcode": "GU99 9ZZ"}, "postcode", "There is no postcode GU99 9ZZ"),
        ({"postcode": "Woking"}, "postcode", "postcode"),
        ({"surname": ""}, "surname", "surname"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(instead: dict, field: str, words: str):
    answer = signed_in(SENCO).post(ADD, a_child(**instead))
    assert answer.status_code == 422
    page = html.fromstring(answer.content)
    links = page.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
    assert [link for link in links if field in link.get("href") and words in link.text_content()]
    assert page.xpath("//input[@name='parent']/@value") == ["Ada Okoye"]
    with as_(AP_OFFICER):
        assert kept.Child.objects.count() == 1


def test_a_postcode_outside_the_county_is_kept_and_nobody_here_answers_for_the_child():
    signed_in(SENCO).post(ADD, a_child(postcode="SW1A 1AA"))
    with as_(SENCO):
        child = kept.Child.objects.get(forename="Élodie")
        assert not kept.Responsible.objects.filter(child=child).exists()


@pytest.mark.parametrize("member", [PARENT, TUTOR], ids=lambda member: member.part)
def test_a_parent_and_a_tutor_add_nobody(member):
    client = signed_in(member)
    assert client.get(ADD).status_code == client.post(ADD, a_child()).status_code == 403


def test_the_same_form_sent_twice_begins_one_record():
    priya, form = signed_in(SENCO), a_child()
    priya.post(ADD, form)
    priya.post(ADD, form)
    with as_(SENCO):
        assert kept.Child.objects.filter(forename="Élodie").count() == 1


def test_a_school_is_told_whom_to_ask_about_a_number_it_does_not_see():
    answer = signed_in(OTHER_SENCO).post(ADD, a_child(upn="F936990120001"))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Ask the council’s data officer to put the child on your roll" in said
    assert "Dunmore" not in said
