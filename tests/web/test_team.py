"""Handing over, posts and cover: nobody leaves with a child's next step in their hands."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

import deeds
import scenes
from people import (
    AP_OFFICER,
    BROKER,
    FINANCE_OFFICER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    OTHER_TUTOR,
    PROVIDER_LEAD,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import key
from towpath.records.owner import held
from web.test_restriction import owners_of_open_work, sees
from web.walk import address, day_typed, errors, form_on, signed_in, words

WHY = {"reason": "Moves to another team on Monday"}


def post_of(member: Member) -> UUID:
    return key("post", member.part)


def send(member: Member, page: str, *keys: UUID, **typed: str):
    """Open a page of the team as this person, change what is typed, and send it."""
    client = signed_in(member)
    here = reverse(page, args=keys)
    form = form_on(client.get(here)) | typed
    return client.post(here, {k: v for k, v in form.items() if v is not None})


def hand_over(member: Member, to: Member, **typed: str):
    client = signed_in(member)
    form = form_on(client.get(address("hand_over"))) | WHY | {"to": str(to.id)} | typed
    return client.post(address("hand_over"), {k: v for k, v in form.items() if v is not None})


def test_one_case_goes_to_another_with_its_dates_and_the_timeline_says_whose_it_is():
    deeds.plan_step(deeds.a_started_place())
    answer = hand_over(AP_OFFICER, OTHER_OFFICER)
    assert answer.headers["Location"] == address("people")
    assert owners_of_open_work(AP_OFFICER) == {OTHER_OFFICER.id}
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="hand_over")
        assert event.next_on == min(
            kept.Placement.objects.get().next_on,
            kept.Duty.objects.get().next_review_on,
            kept.ReturnStep.objects.get().from_on,
            *kept.Letter.objects.values_list("due_on", flat=True),
        )
        assert set(kept.Letter.objects.values_list("owner_id", flat=True)) == {OTHER_OFFICER.id}
    assert event.owner_id == OTHER_OFFICER.id
    timeline = words(signed_in(SENCO).get(address("child")))
    assert "Next: Sam Iqbal" in timeline
    assert "Moves to another team on Monday" in timeline


def test_nothing_is_handed_to_somebody_outside_a_restricted_records_circle():
    scenes.robin_is_placed()
    scenes.robins_record_is_restricted(AP_OFFICER.id, HEAD_OF_SERVICE.id)
    assert hand_over(AP_OFFICER, OTHER_OFFICER).status_code == 422
    assert owners_of_open_work(AP_OFFICER) == {AP_OFFICER.id}


def test_handing_over_to_oneself_is_no_hand_over():
    scenes.robin_is_placed()
    assert "own it already" in errors(hand_over(AP_OFFICER, AP_OFFICER))["#id_to"]


def test_a_page_opened_before_the_case_went_says_so_and_takes_nothing():
    scenes.robin_is_placed()
    dana = signed_in(AP_OFFICER)
    form = form_on(dana.get(address("hand_over"))) | WHY | {"to": str(BROKER.id)}
    hand_over(HEAD_OF_SERVICE, OTHER_OFFICER)
    assert dana.post(address("hand_over"), form).status_code in (409, 422)
    assert owners_of_open_work(AP_OFFICER) == {OTHER_OFFICER.id}


def test_an_officer_hands_over_all_they_own():
    scenes.robin_is_placed()
    page = words(signed_in(AP_OFFICER).get(reverse("hand_over_all", args=[post_of(AP_OFFICER)])))
    assert "Robin Dunmore" in page
    answer = send(AP_OFFICER, "hand_over_all", post_of(AP_OFFICER), to=str(OTHER_OFFICER.id), **WHY)
    assert answer.headers["Location"] == reverse("team")
    with as_(OTHER_OFFICER):
        assert [case.child for case in held(OTHER_OFFICER.id)] == ["Robin Dunmore"]
        assert not held(AP_OFFICER.id)


def test_a_case_that_cannot_go_stays_and_the_page_says_why():
    scenes.robin_is_placed()
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    dana, here = signed_in(AP_OFFICER), reverse("hand_over_all", args=[post_of(AP_OFFICER)])
    form = form_on(dana.get(here)) | WHY | {"to": str(OTHER_OFFICER.id)}
    page = words(dana.post(here, form, follow=True))
    assert "1 case not handed over" in page
    assert "who can see this child" in page
    assert owners_of_open_work(AP_OFFICER) == {AP_OFFICER.id}


def test_the_head_of_service_hands_over_for_an_officer_and_a_colleague_does_not():
    scenes.robin_is_placed()
    here = reverse("hand_over_all", args=[post_of(AP_OFFICER)])
    assert signed_in(OTHER_OFFICER).get(here).status_code == 403
    send(HEAD_OF_SERVICE, "hand_over_all", post_of(AP_OFFICER), to=str(BROKER.id), **WHY)
    assert owners_of_open_work(AP_OFFICER) == {BROKER.id}


def test_a_post_does_not_end_while_its_holder_owns_something_and_offers_the_hand_over():
    scenes.robin_is_placed()
    here = reverse("end_post", args=[post_of(AP_OFFICER)])
    ruth = signed_in(HEAD_OF_SERVICE)
    answer = ruth.get(here)
    assert "still has 1 child with something open" in words(answer)
    assert reverse("hand_over_all", args=[post_of(AP_OFFICER)]) in answer.content.decode()
    sent = {"seen": "0", "once": str(key("once", "end")), **WHY}
    refused = ruth.post(here, sent)
    assert refused.status_code == 422
    assert "hand over first" in words(refused)
    send(HEAD_OF_SERVICE, "hand_over_all", post_of(AP_OFFICER), to=str(OTHER_OFFICER.id), **WHY)
    assert ruth.post(here, sent).status_code == 302
    assert not sees(AP_OFFICER)


def test_nobody_ends_their_own_post():
    answer = send(HEAD_OF_SERVICE, "end_post", post_of(HEAD_OF_SERVICE), **WHY)
    assert answer.status_code == 422
    assert "This is your own post" in words(answer)


def test_a_post_does_not_end_over_a_case_its_ender_cannot_see():
    scenes.robin_is_placed()
    scenes.robins_record_is_restricted(AP_OFFICER.id, OTHER_OFFICER.id)
    answer = send(HEAD_OF_SERVICE, "end_post", post_of(AP_OFFICER), **WHY)
    assert "1 child with something open" in words(answer)
    assert sees(AP_OFFICER)


def test_the_last_owner_of_a_restricted_circle_keeps_the_post():
    scenes.robins_record_is_restricted(AP_OFFICER.id, SOCIAL_WORKER.id)
    answer = send(HEAD_OF_SERVICE, "end_post", post_of(AP_OFFICER), **WHY)
    assert "the last of a restricted record’s circle" in words(answer)
    assert sees(AP_OFFICER)


def test_ending_a_post_twice_by_one_form_ends_it_once_whoever_else_has_a_closed_record():
    scenes.robins_record_is_restricted(OTHER_OFFICER.id)
    here = reverse("end_post", args=[post_of(BROKER)])
    ruth = signed_in(HEAD_OF_SERVICE)
    form = form_on(ruth.get(here)) | WHY
    assert ruth.post(here, form).status_code == 302
    assert ruth.post(here, form).headers["Location"] == reverse("team")
    with as_(HEAD_OF_SERVICE):
        assert kept.Event.objects.get(verb="end_post").reason == WHY["reason"]


def test_a_tutors_post_does_not_end_while_they_teach_and_the_lead_changes_the_tutor():
    placement_id = scenes.robin_is_placed()
    grace = signed_in(PROVIDER_LEAD)
    here = reverse("end_post", args=[post_of(TUTOR)])
    assert "1 child to teach" in words(grace.get(here))
    change = address("change_tutor", placement_id)
    same = form_on(grace.get(change)) | WHY | {"tutor": str(TUTOR.id)}
    assert "already" in errors(grace.post(change, same))["#id_tutor"]
    form = form_on(grace.get(change)) | WHY | {"tutor": str(OTHER_TUTOR.id)}
    assert grace.post(change, form).headers["Location"] == address("placement", placement_id)
    assert sees(OTHER_TUTOR)
    assert not sees(TUTOR)
    assert send(PROVIDER_LEAD, "end_post", post_of(TUTOR), **WHY).status_code == 302


def test_only_the_providers_own_lead_changes_the_tutor():
    placement_id = scenes.robin_is_placed()
    assert signed_in(AP_OFFICER).get(address("change_tutor", placement_id)).status_code == 403
    assert signed_in(TUTOR).get(address("change_tutor", placement_id)).status_code == 403


COVER = {
    **day_typed("since", TODAY),
    **day_typed("until", TODAY + timedelta(days=6)),
    "reason": "Annual leave",
}


def test_a_lead_names_cover_for_a_tutor_who_then_sees_the_children_for_those_days():
    scenes.robin_is_placed()
    answer = send(PROVIDER_LEAD, "cover_post", post_of(TUTOR), person=str(OTHER_TUTOR.id), **COVER)
    assert answer.headers["Location"] == reverse("team")
    assert sees(OTHER_TUTOR)
    with as_(OTHER_TUTOR, TODAY + timedelta(days=7)):
        assert not kept.Child.objects.exists()
    page = words(signed_in(PROVIDER_LEAD).get(reverse("team")))
    assert "Stands in for Ben Arkwright until 20 October 2026" in page


def test_an_officer_who_stands_in_has_the_others_caseload_at_hand():
    scenes.robin_is_placed()
    send(HEAD_OF_SERVICE, "cover_post", post_of(AP_OFFICER), person=str(OTHER_OFFICER.id), **COVER)
    sam = signed_in(OTHER_OFFICER)
    assert "You stand in for Dana Whitlock" in words(sam.get("/"))
    page = words(sam.get(f"/?of={AP_OFFICER.id}"))
    assert "Dana Whitlock’s caseload" in page
    assert "Robin Dunmore" in page


@pytest.mark.parametrize(
    ("typed", "box", "said"),
    [
        (day_typed("since", TODAY - timedelta(days=1)), "since-day", "today or in the future"),
        (day_typed("until", TODAY + timedelta(days=900)), "until-day", "within a year"),
        ({"person": ""}, "person", "Who stands in?"),
        ({"reason": "n/a"}, "reason", "tells the next reader nothing"),
    ],
)
def test_cover_that_cannot_be_is_refused_beside_its_box(typed: dict, box: str, said: str):
    sent = {**COVER, "person": str(OTHER_OFFICER.id), **typed}
    answer = send(HEAD_OF_SERVICE, "cover_post", post_of(AP_OFFICER), **sent)
    assert said in errors(answer)[f"#id_{box}"]


def test_nobody_is_named_as_cover_twice_at_once():
    sent = {**COVER, "person": str(OTHER_OFFICER.id)}
    send(HEAD_OF_SERVICE, "cover_post", post_of(AP_OFFICER), **sent)
    again = send(HEAD_OF_SERVICE, "cover_post", post_of(AP_OFFICER), **sent)
    assert "named already" in errors(again)["#id_person"]


def test_the_same_form_sent_twice_names_one_cover():
    scenes.robins_record_is_restricted(OTHER_OFFICER.id)
    ruth, here = signed_in(HEAD_OF_SERVICE), reverse("cover_post", args=[post_of(AP_OFFICER)])
    form = form_on(ruth.get(here)) | COVER | {"person": str(BROKER.id)}
    for _ in range(2):
        assert ruth.post(here, form).headers["Location"] == reverse("team")
    with as_(HEAD_OF_SERVICE):
        assert kept.Post.objects.filter(covers=post_of(AP_OFFICER)).count() == 1


def test_a_lead_runs_the_posts_of_the_own_provider_alone():
    grace = signed_in(PROVIDER_LEAD)
    page = words(grace.get(reverse("team")))
    assert "Ben Arkwright" in page
    assert "Amina Yusuf" not in page
    for member in (AP_OFFICER, SENCO):
        assert grace.get(reverse("end_post", args=[post_of(member)])).status_code == 404
    assert grace.get(reverse("end_post", args=[key("post", "a2e_lead")])).status_code == 404


@pytest.mark.parametrize("member", [SENCO, TUTOR, SOCIAL_WORKER, FINANCE_OFFICER])
def test_the_team_is_for_those_it_is_for(member: Member):
    assert signed_in(member).get(reverse("team")).status_code == 403


def test_an_officer_reads_the_team_and_ends_nobodys_post():
    page = words(signed_in(AP_OFFICER).get(reverse("team")))
    assert "Sam Iqbal, AP officer" in page
    assert "End the post" not in page
    here = reverse("end_post", args=[post_of(OTHER_OFFICER)])
    assert signed_in(AP_OFFICER).get(here).status_code == 403


def test_a_case_owned_by_somebody_who_has_left_is_still_handed_over():
    scenes.robin_is_placed()
    with behind_the_walls():
        kept.Post.objects.filter(pk=post_of(AP_OFFICER)).update(period=(None, TODAY))
    hand_over(HEAD_OF_SERVICE, OTHER_OFFICER)
    assert owners_of_open_work(OTHER_OFFICER) == {OTHER_OFFICER.id}
