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


def look(page: HttpResponse, number: str = "1", **typed: str) -> HttpResponse:
    """Press one of the buttons that show other providers."""
    return send(page, show=number, **typed)


def send(page: HttpResponse, **typed: str) -> HttpResponse:
    path = address("offer_placement", the_referral())
    return signed_in(BROKER).post(path, form_on(page) | typed)


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


def test_a_long_list_is_read_a_page_at_a_time_and_says_which_of_them_are_here():
    for number in range(16):
        a_provider(f"Academy {number:02}")
    first = choose(name="academy")
    assert len(offered_to(first)) == 15
    assert "16 approved providers: here are 1 to 15" in words(first)
    (more,) = read(first).xpath("//button[@name='show'][contains(., 'more')]")
    assert (more.text_content().strip(), more.get("value")) == ("Show 1 more of 16", "2")
    second = look(first, "2")
    assert offered_to(second) == ["Academy 15"]
    assert "here are 16 to 16" in words(second)
    assert len(offered_to(look(second, "1"))) == 15


def test_a_list_that_is_here_whole_is_only_counted():
    a_provider("Aldermere")
    assert "2 approved providers, the nearest first" in words(choose())


TYPED = {
    "risks": "The dog bites; ring before you come",
    "brief": "Calm mornings, and trains",
    "legal_basis": "s42",
    "census_reason": "behaviour",
}


def test_looking_through_the_list_keeps_what_was_typed_and_offers_nothing():
    chosen = str(a_provider("Zennor Learning"))
    a_provider("Aldermere")
    page = look(choose(), name="alder", provider=chosen, **TYPED)
    assert page.status_code == 200
    assert errors(page) == {}
    form = form_on(page)
    assert {name: form[name].strip() for name in TYPED} == TYPED
    assert (form["name"], form["provider"]) == ("alder", chosen)
    with as_(AP_OFFICER):
        assert not kept.Placement.objects.exists()


def test_the_one_chosen_stays_in_the_list_whatever_it_is_cut_down_to():
    chosen = str(a_provider("Zennor Learning"))
    a_provider("Aldermere")
    page = look(choose(), name="alder", provider=chosen)
    assert offered_to(page) == ["Zennor Learning", "Aldermere"]
    said = words(page)
    assert "1 approved provider" in said
    assert "Zennor Learning, whom you have chosen, is listed first" in said
    page = look(page, name="zennor")
    assert offered_to(page) == ["Zennor Learning"]
    assert "whom you have chosen" not in words(page)


def test_what_was_typed_while_looking_is_then_offered():
    page = look(choose(), name="kestrel", provider=str(key("provider", KESTREL)), **TYPED)
    answer = send(page)
    assert answer.status_code == 302
    with as_(AP_OFFICER):
        placement = kept.Placement.objects.select_related("brief").get()
    assert (placement.legal_basis, placement.census_reason) == ("s42", "behaviour")
    assert placement.brief.words == TYPED["brief"]


def test_enter_in_the_box_of_the_name_looks_and_does_not_offer():
    """The first button of a form is the one that Enter presses."""
    (form,) = read(choose()).xpath("//form[.//input[@name='once']]")
    assert form.xpath(".//button")[0].get("name") == "show"


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
