"""Naming who is involved: they see the case from then, until it is ended with a reason."""

from datetime import timedelta

import pytest

import deeds
import scenes
from people import (
    AP_OFFICER,
    PARENT,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    Member,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import key
from web.test_people import page_of, send
from web.walk import address, day_typed, errors, signed_in, words

MARCUS = {"post": str(key("post", "social_worker")), "team": "fostering"}


def nobody_is_involved() -> None:
    with behind_the_walls():
        kept.Involvement.objects.update(period=(None, TODAY - timedelta(days=60)))


def sees(member: Member) -> bool:
    with as_(member):
        return kept.Child.objects.exists()


def test_a_social_worker_is_named_with_the_team_and_sees_the_case():
    nobody_is_involved()
    assert not sees(SOCIAL_WORKER)
    assert send(AP_OFFICER, "involve", **MARCUS).headers["Location"] == address("people")
    assert sees(SOCIAL_WORKER)
    assert "Marcus Reid, social worker, Fostering" in page_of(SENCO)
    timeline = words(signed_in(SENCO).get(address("child")))
    assert "Marcus Reid, social worker" in timeline


def test_the_named_team_is_what_the_policy_hears_when_the_social_worker_refers():
    nobody_is_involved()
    send(AP_OFFICER, "involve", **MARCUS)
    referral_id = deeds.send(by=SOCIAL_WORKER)
    with as_(AP_OFFICER):
        facts = dict(kept.Fact.objects.filter(referral_id=referral_id).values_list("name", "value"))
    assert facts["referrer_team"] == "fostering"


@pytest.mark.parametrize(
    ("instead", "box", "said"),
    [
        ({"team": ""}, "team", "Select the social worker’s team"),
        ({"post": str(key("post", "virtual_school_head"))}, "team", "leave it out"),
        ({"post": ""}, "post", "Who is involved?"),
        (day_typed("since", TODAY + timedelta(days=1)), "since-day", "today or in the past"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box(instead: dict[str, str], box: str, said: str):
    nobody_is_involved()
    assert said in errors(send(AP_OFFICER, "involve", **(MARCUS | instead)))[f"#id_{box}"]


def test_nobody_is_named_twice_at_once():
    assert "named already" in errors(send(AP_OFFICER, "involve", **MARCUS))["#id_post"]


def test_a_restricted_record_takes_in_nobody_from_outside_its_circle():
    nobody_is_involved()
    scenes.robins_record_is_restricted(AP_OFFICER.id, PARENT.id)
    answer = send(AP_OFFICER, "involve", **MARCUS)
    assert "add them to its circle first" in errors(answer)["#id_post"]


def test_an_involvement_ends_with_a_reason_and_with_it_the_sight():
    with as_(AP_OFFICER):
        held = kept.Involvement.objects.get(duty="social_worker")
    assert send(AP_OFFICER, "end_involvement", held.pk, reason="").status_code == 422
    send(AP_OFFICER, "end_involvement", held.pk, reason="The case was closed to social care")
    assert not sees(SOCIAL_WORKER)
    assert "closed to social care" in words(signed_in(SENCO).get(address("child")))


def test_a_school_names_nobody():
    assert signed_in(SENCO).get(address("involve")).status_code == 403
