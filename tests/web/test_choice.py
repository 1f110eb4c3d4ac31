"""Choosing a provider: cut down by name and kind, the nearest first, a page at a time."""

from uuid import UUID

import pytest
from django.http import HttpResponse

import deeds
from people import AP_OFFICER, BROKER, ROBIN, TODAY, as_, behind_the_walls
from towpath.project.county.cast import since
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY, KESTREL, key
from towpath.records.known import Base, base
from towpath.rules.reason import Reason
from web.walk import address, errors, form_on, read, signed_in, words

NEAR, FAR, NOWHERE = "GU21 5AA", "KT19 8AA", ""  # of Robin, who lives at GU21 6XR


def a_provider(name: str, postcode: str = "", kind: str = "independent") -> UUID:
    with behind_the_walls():
        return kept.Provider.objects.create(
            authority_id=AUTHORITY, name=name, kind=kind, pathways=["independent"],
            approved=True, postcode=postcode, made_up=True,
        ).pk  # fmt: skip


def lives_at(postcode: str, adult: str = "parent", confidential: bool = False) -> None:
    with behind_the_walls():
        kept.Address.objects.filter(child_id=ROBIN).delete()
        kept.Address.objects.create(
            authority_id=AUTHORITY, child_id=ROBIN, adult_id=key("adult", adult), lines="1 Row",
            postcode=postcode, postcode_key=postcode.replace(" ", "").lower(), source="school",
            confidential=confidential, verified_on=TODAY, period=since(),
        )  # fmt: skip


def choose(**asked: str) -> HttpResponse:
    referral = the_referral()
    return signed_in(BROKER).get(address("offer_placement", referral), asked)


def the_referral() -> UUID:
    with as_(AP_OFFICER):
        found = kept.Referral.objects.values_list("pk", flat=True).first()
    return found or deeds.an_accepted_referral()


def offered_to(page: HttpResponse) -> list[str]:
    labels = read(page).xpath("//input[@name='provider']/following-sibling::label")
    return [label.text_content().strip() for label in labels]


def test_the_nearest_comes_first_and_those_whose_place_is_unknown_last():
    lives_at("GU21 6XR")
    a_provider("Aldermere", FAR)
    a_provider("Zennor Learning", NEAR)
    page = choose()
    assert offered_to(page) == ["Zennor Learning", "Aldermere", KESTREL]
    said = words(page)
    assert "the nearest first, counted from home in a straight line" in said
    assert "about 1 mile · Independent provider" in said


def test_where_no_home_may_be_known_distance_is_counted_from_the_school():
    lives_at("KT19 8AA", confidential=True)
    a_provider("Aldermere", FAR)
    a_provider("Zennor Learning", NEAR)
    page = choose()
    assert "counted from Larkwood School" in words(page)
    assert offered_to(page)[0] == "Zennor Learning"


def test_the_home_of_a_parent_who_lives_elsewhere_is_not_the_childs():
    lives_at("KT19 8AA", adult="second_parent")
    with as_(BROKER):
        assert base(kept.Child.objects.get(pk=ROBIN)) == Base("GU21 6XR", "Larkwood School")


def test_a_child_of_whom_no_place_is_known_has_providers_by_name():
    the_referral()
    with behind_the_walls():
        kept.Address.objects.filter(child_id=ROBIN).delete()
        kept.Enrolment.objects.filter(child_id=ROBIN).delete()
    a_provider("Aldermere", FAR)
    assert offered_to(choose()) == ["Aldermere", KESTREL]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"name": "alder"}, ["Aldermere"]),
        ({"kind": "school"}, ["Zennor School"]),
        ({"kind": "school", "name": "alder"}, []),
        ({"kind": "castle", "page": "-3"}, ["Aldermere", KESTREL, "Zennor School"]),
        ({"page": "99"}, ["Aldermere", KESTREL, "Zennor School"]),
    ],
)
def test_a_broker_cuts_the_list_down_by_name_and_kind(asked: dict[str, str], left: list[str]):
    a_provider("Aldermere")
    a_provider("Zennor School", kind="school")
    page = choose(**asked)
    assert sorted(offered_to(page)) == left
    assert left or "is so called or of this kind" in words(page)


def test_a_long_list_is_read_a_page_at_a_time_and_a_page_keeps_the_filter():
    for number in range(16):
        a_provider(f"Academy {number:02}")
    first = choose(name="academy")
    assert len(offered_to(first)) == 15
    (following,) = read(first).xpath("//a[@rel='next']/@href")
    assert following == "?name=academy&page=2"
    assert offered_to(choose(name="academy", page="2")) == ["Academy 15"]


def test_who_declined_is_shown_with_the_answer_whatever_is_filtered():
    deeds.decline(
        deeds.offer(deeds.an_accepted_referral()), reason=Reason("distance", "Two buses each way")
    )
    page = choose(name="nobody is called so")
    assert f"{KESTREL}: asked on 14 Oct and declined: too far to travel" in words(page)


def test_a_form_sent_under_one_filter_comes_back_under_it():
    chosen = str(a_provider("Aldermere"))
    lee, path = signed_in(BROKER), address("offer_placement", the_referral()) + "?name=alder"
    answer = lee.post(path, form_on(lee.get(path)) | {"provider": chosen})
    assert list(errors(answer)) == ["#id_census_reason"]
    assert offered_to(answer) == ["Aldermere"]
    assert form_on(answer)["provider"] == chosen
