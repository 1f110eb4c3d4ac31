"""The pages of a placement: a broker offers, a lead answers and starts, a tutor reads."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

import deeds
from people import (
    A2E_LEAD,
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    Member,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY, KESTREL, key
from towpath.rules.placement import PLACEMENT, Brief
from towpath.rules.reason import Reason
from towpath.web.placement.here import OPEN_TO
from web.walk import (
    LAST_DAY,
    address,
    buttons,
    day_typed,
    ended,
    errors,
    form_on,
    offered,
    read,
    signed_in,
    started,
    started_before_its_plan,
    words,
)

KESTREL_ID = str(key("provider", KESTREL))


def placements() -> list[kept.Placement]:
    with as_(AP_OFFICER):
        return list(kept.Placement.objects.order_by("id"))


def the_placement() -> kept.Placement:
    (found,) = placements()
    return found


# An offer


def test_a_broker_offers_a_place_and_the_brief_is_begun_in_the_referrers_words():
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    page = lee.get(address("offer_placement", referral))
    form = form_on(page)
    assert "Has not been able to come in since June" in form["brief"]
    assert form["risks"].strip() == "None known; the mother was asked"
    assert "Independent provider · 01632 960123" in words(page)
    assert "answers by Monday 19 October 2026" in words(page)
    form |= {"provider": KESTREL_ID, "census_reason": "mental_health"}
    answer = lee.post(address("offer_placement", referral), form)
    made = the_placement()
    assert answer.headers["Location"] == address("placement", made.pk)
    assert (made.state, str(made.provider_id)) == ("offered", KESTREL_ID)
    with as_(PROVIDER_LEAD):
        brief = kept.Brief.objects.get(placement=made)
    assert brief.risks == "None known; the mother was asked"
    assert brief.words == "Has not been able to come in since June"


def test_a_provider_that_is_not_approved_is_shown_with_why_and_cannot_be_chosen():
    with behind_the_walls():
        lapsed = kept.Provider.objects.create(
            authority_id=AUTHORITY, name="Old Mill Learning", kind="independent",
            pathways=["independent"], approved=False, made_up=True,
        )  # fmt: skip
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    assert "Old Mill" not in words(lee.get(address("offer_placement", referral)))
    page = lee.get(address("offer_placement", referral), {"unapproved": "on"})
    assert "Old Mill Learning, independent provider: not approved" in words(page)
    assert str(lapsed.pk) not in page.content.decode()
    form = form_on(page) | {"provider": str(lapsed.pk), "census_reason": "other"}
    answer = lee.post(address("offer_placement", referral), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_provider"]
    assert placements() == []


def test_a_provider_of_another_pathway_is_not_on_the_page():
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    assert "Millbrook" not in words(lee.get(address("offer_placement", referral)))


def test_a_broker_sees_who_declined_this_child_and_why():
    placement_id = offered()
    deeds.decline(placement_id, reason=Reason("no_capacity", "Both tutors are full until January"))
    referral_id = the_placement().referral_id
    page = words(signed_in(BROKER).get(address("offer_placement", referral_id)))
    assert "asked on 14 Oct and declined: no capacity" in page


def test_the_basis_begins_as_the_referrer_said_it_and_the_council_corrects_it():
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral(legal_basis="s29a")
    form = form_on(lee.get(address("offer_placement", referral)))
    assert form["legal_basis"] == "s29a"
    form |= {"provider": KESTREL_ID, "census_reason": "other"}
    for wrong in ("", "s99"):
        answer = lee.post(address("offer_placement", referral), form | {"legal_basis": wrong})
        assert answer.status_code == 422
        assert list(errors(answer)) == ["#id_legal_basis"]
    lee.post(address("offer_placement", referral), form | {"legal_basis": "s19"})
    assert (the_placement().legal_basis, the_placement().arranged_by) == ("s19", "council")


def test_an_offer_that_says_nothing_comes_back_with_the_rest_kept():
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    form = form_on(lee.get(address("offer_placement", referral)))
    form |= {"provider": KESTREL_ID, "brief": "n/a", "risks": ""}
    answer = lee.post(address("offer_placement", referral), form)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"#id_risks", "#id_brief", "#id_census_reason"}
    assert "Answer in a few words" in errors(answer)["#id_risks"]
    assert form_on(answer)["provider"] == KESTREL_ID
    assert form_on(answer)["once"] == form["once"]


def test_one_provider_is_asked_at_a_time():
    offered()
    lee, referral_id = signed_in(BROKER), the_placement().referral_id
    form = form_on(lee.get(address("offer_placement", referral_id)))
    form |= {"provider": KESTREL_ID, "census_reason": "other"}
    answer = lee.post(address("offer_placement", referral_id), form)
    assert answer.status_code == 422
    assert "already considering" in errors(answer)["#id_provider"]


def test_a_place_is_not_offered_before_the_referral_is_accepted():
    page = signed_in(BROKER).get(address("offer_placement", deeds.send()))
    assert "waits for a decision: a place is offered once it is accepted" in words(page)


def test_an_offer_sent_twice_is_one_offer():
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    form = form_on(lee.get(address("offer_placement", referral)))
    form |= {"provider": KESTREL_ID, "census_reason": "other"}
    first = lee.post(address("offer_placement", referral), form)
    second = lee.post(address("offer_placement", referral), form)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(placements()) == 1


# Its answer


def test_a_lead_accepts_and_names_who_teaches():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    page = grace.get(address("accept_placement", placement_id))
    assert "Ben Arkwright tutor" in words(page)
    form = form_on(page) | day_typed("starts_on", date(2026, 10, 19)) | {"tutor": str(TUTOR.id)}
    answer = grace.post(address("accept_placement", placement_id), form)
    assert answer.headers["Location"] == address("placement", placement_id)
    made = the_placement()
    assert (made.state, made.tutor_id, made.starts_on) == ("agreed", TUTOR.id, date(2026, 10, 19))


def test_a_lead_may_accept_before_anybody_can_be_named():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    form = form_on(grace.get(address("accept_placement", placement_id)))
    form |= day_typed("starts_on", TODAY) | {"tutor": "nobody"}
    grace.post(address("accept_placement", placement_id), form)
    assert (the_placement().state, the_placement().tutor_id) == ("agreed", None)


def test_a_first_day_gone_by_is_refused_beside_its_boxes():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    form = form_on(grace.get(address("accept_placement", placement_id)))
    form |= day_typed("starts_on", TODAY - timedelta(1)) | {"tutor": str(TUTOR.id)}
    answer = grace.post(address("accept_placement", placement_id), form)
    assert answer.status_code == 422
    assert errors(answer) == {"#id_starts_on-day": "The start must be today or later"}
    assert form_on(answer)["tutor"] == str(TUTOR.id)


def test_a_lead_declines_with_a_reason_and_sees_the_child_no_longer():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    form = form_on(grace.get(address("decline_placement", placement_id)))
    form |= {"reason_code": "distance", "reason": "An hour each way for our nearest tutor"}
    answer = grace.post(address("decline_placement", placement_id), form)
    assert answer.headers["Location"] == reverse("home")
    made = the_placement()
    assert (made.state, deeds.why_it_ended(placement_id).reason_code) == ("declined", "distance")
    assert grace.get(address("placement", placement_id)).status_code == 404


def test_a_decline_without_a_reason_is_no_answer():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    form = form_on(grace.get(address("decline_placement", placement_id)))
    answer = grace.post(address("decline_placement", placement_id), form | {"reason": "."})
    assert answer.status_code == 422
    assert set(errors(answer)) == {"#id_reason_code", "#id_reason"}


def test_an_answer_to_an_offer_that_moved_on_says_who_moved_it_and_keeps_what_was_typed():
    grace, placement_id = signed_in(PROVIDER_LEAD), offered()
    form = form_on(grace.get(address("accept_placement", placement_id)))
    deeds.accept(placement_id, tutor=None)
    form |= day_typed("starts_on", date(2026, 10, 19)) | {"tutor": str(TUTOR.id)}
    answer = grace.post(address("accept_placement", placement_id), form)
    assert answer.status_code == 409
    assert "Someone changed this while you were working Grace Holt" in words(answer)
    assert form_on(answer)["starts_on-day"] == "19"
    assert form_on(answer)["seen"] != form["seen"]
    assert the_placement().tutor_id is None


def test_a_broker_takes_back_an_offer_that_nobody_answers():
    lee, placement_id = signed_in(BROKER), offered()
    assert "Take back the offer" in buttons(lee.get(address("placement", placement_id)))
    form = form_on(lee.get(address("cancel_placement", placement_id)))
    form |= {"reason_code": "no_answer", "reason": "Rang twice; nobody has called back"}
    answer = lee.post(address("cancel_placement", placement_id), form)
    made = the_placement()
    assert made.state == "cancelled"
    assert answer.headers["Location"] == address("offer_placement", made.referral_id)
    assert signed_in(PROVIDER_LEAD).get(address("placement", placement_id)).status_code == 404


def test_an_offer_is_not_taken_back_without_a_reason():
    lee, placement_id = signed_in(BROKER), offered()
    form = form_on(lee.get(address("cancel_placement", placement_id)))
    answer = lee.post(address("cancel_placement", placement_id), form)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"#id_reason_code", "#id_reason"}


# The start


def plan_typed() -> dict[str, str]:
    return {
        "objective_1": "Read again for pleasure",
        "baseline_1": "Reads nothing by choice",
        "planned_minutes-hours": "10",
        "planned_minutes-minutes": "",
        "next_step": "own_school",
    }


def test_a_start_records_the_whole_plan_with_the_latest_review_already_in_its_boxes():
    grace, placement_id = signed_in(PROVIDER_LEAD), deeds.an_agreed_place()
    page = grace.get(address("start_placement", placement_id))
    assert "no later than 18 December 2026" in words(page)
    form = form_on(page)
    assert (form["starts_on-day"], form["first_review_on-day"]) == ("14", "18")
    answer = grace.post(address("start_placement", placement_id), form | plan_typed())
    assert answer.headers["Location"] == address("placement", placement_id)
    made = the_placement()
    assert (made.state, made.planned_minutes, made.next_on) == (
        "started",
        600,
        deeds.HALF_TERM_ENDS,
    )
    with as_(AP_OFFICER):
        (aim,) = kept.Objective.objects.all()
    assert (aim.words, aim.baseline) == ("Read again for pleasure", "Reads nothing by choice")


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"baseline_1": ""}, "#id_baseline_1"),
        ({"objective_1": "tbc"}, "#id_objective_1"),
        ({"objective_2": "Come in twice a week"}, "#id_baseline_2"),
        ({"baseline_3": "Has never met the class"}, "#id_objective_3"),
        ({"planned_minutes-hours": "0"}, "#id_planned_minutes-hours"),
        ({"next_step": ""}, "#id_next_step"),
        (day_typed("first_review_on", date(2027, 2, 1)), "#id_first_review_on-day"),
        (day_typed("first_review_on", TODAY), "#id_first_review_on-day"),
        (day_typed("starts_on", TODAY + timedelta(1)), "#id_starts_on-day"),
        (day_typed("starts_on", date(1999, 9, 1)), "#id_starts_on-day"),
        ({"planned_minutes-hours": "61"}, "#id_planned_minutes-hours"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_plan_that_lacks_something_is_refused_there_and_nothing_typed_is_lost(
    changed: dict[str, str], where: str
):
    grace, placement_id = signed_in(PROVIDER_LEAD), deeds.an_agreed_place()
    form = form_on(grace.get(address("start_placement", placement_id))) | plan_typed() | changed
    answer = grace.post(address("start_placement", placement_id), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    shown = form_on(answer)
    assert {name: shown.get(name, "") for name in plan_typed() | changed} == {
        name: form[name] for name in plan_typed() | changed
    }
    assert the_placement().state == "agreed"


def test_a_second_objective_is_kept_with_its_baseline():
    grace, placement_id = signed_in(PROVIDER_LEAD), deeds.an_agreed_place()
    form = form_on(grace.get(address("start_placement", placement_id))) | plan_typed()
    form |= {"objective_3": "Meet his form tutor", "baseline_3": "Has met nobody since June"}
    grace.post(address("start_placement", placement_id), form)
    page = words(grace.get(address("placement", placement_id)))
    assert "Meet his form tutor At the start: Has met nobody since June" in page


def test_an_interim_start_says_who_approves_it_and_when_the_plan_is_due():
    dana, placement_id = signed_in(AP_OFFICER), deeds.an_agreed_place()
    page = dana.get(address("start_interim", placement_id))
    assert "You approve it by name, Dana Whitlock" in words(page)
    assert "the whole plan is due by 11 November 2026" in words(page)
    form = form_on(page) | {"reason": "Nothing else is in place, and the plan needs his doctor"}
    dana.post(address("start_interim", placement_id), form)
    made = the_placement()
    assert (made.state, made.interim_approved_by_id, made.plan_due_on) == (
        "started",
        AP_OFFICER.id,
        date(2026, 11, 11),
    )
    page = dana.get(address("placement", placement_id))
    assert "The plan is due by 11 November 2026" in words(page)
    assert "Complete the plan" in buttons(page)


def test_the_plan_an_interim_start_owes_is_completed_and_then_no_longer_asked_for():
    grace, placement_id = signed_in(PROVIDER_LEAD), started_before_its_plan()
    form = form_on(grace.get(address("complete_plan", placement_id))) | plan_typed()
    grace.post(address("complete_plan", placement_id), form)
    assert the_placement().plan_completed_on == TODAY
    assert "Complete the plan" not in buttons(grace.get(address("placement", placement_id)))
    late = grace.get(address("complete_plan", placement_id))
    assert "so this cannot be done now" in words(late)
    assert grace.post(address("complete_plan", placement_id), form | {"once": str(uuid4())})


# The placement's own page


def test_a_tutor_knows_the_child_before_the_first_day_and_records_with_the_first_button():
    page = signed_in(TUTOR).get(address("placement", started()))
    said = words(page)
    assert buttons(page) == [
        "Record a lesson",
        "Raise a safeguarding concern",
    ]
    for known in (
        "Calm mornings; ring the mother first",
        "Carol Dunmore mother 07700 900123",
        "Dana Whitlock at the council 01632 960200",
        "Larkwood School",
        "Read again for pleasure At the start: Reads nothing at the moment",
        "Hold the first review, by 4 December 2026",
    ):
        assert known in said
    assert read(page).xpath("//a[@href='tel:07700900123']")


def test_a_tutor_is_never_given_the_parent_whom_a_court_keeps_away():
    assert "Neil Dunmore" not in words(signed_in(TUTOR).get(address("placement", started())))


def test_a_confidential_number_is_not_shown_but_whom_to_ask_is():
    placement_id = started()
    with behind_the_walls():
        kept.Contact.objects.filter(adult_id=key("adult", "parent")).update(confidential=True)
    said = words(signed_in(TUTOR).get(address("placement", placement_id)))
    assert "07700 900123" not in said
    assert "Carol Dunmore mother No number that you can see: ask Dana Whitlock" in said


def test_hours_are_told_as_arranged_offered_and_attended_this_week_and_last():
    placement_id = started()
    with behind_the_walls():
        kept.Placement.objects.filter(pk=placement_id).update(starts_on=date(2026, 9, 7))
    deeds.teach(placement_id, at=time(8), minutes=90)
    for ago, minutes, outcome in (
        (1, 60, "did_not_attend"),
        (2, 60, "cancelled"),
        (3, 60, "delivered"),
        (10, 45, "delivered"),
    ):
        by = "family" if outcome == "cancelled" else ""
        on = TODAY - timedelta(ago)
        deeds.teach(placement_id, on=on, minutes=minutes, outcome=outcome, cancelled_by=by)
    page = signed_in(AP_OFFICER).get(address("placement", placement_id))
    table = read(page).xpath("//table[caption='Hours a week']//tr[td]")
    rows = [[cell.text_content().strip() for cell in row] for row in table]
    assert rows == [
        ["Arranged", "10h", "10h"],
        ["Offered", "2h 30m", "1h"],
        ["Attended", "1h 30m", "1h"],
    ]
    assert "cancelled by the child or family" in words(page).lower()


def test_hours_are_not_judged_before_the_child_was_placed():
    page = signed_in(TUTOR).get(address("placement", started()))
    head = read(page).xpath("//table[caption='Hours a week']//thead//th")
    assert [cell.text_content() for cell in head] == ["Hours", "This week, from 14 Oct"]


def test_a_tutor_reads_what_is_next_and_the_risks_before_anything_else():
    placement_id = started()
    brief = Brief("Runs when cornered.\n\nThe dog bites", "Calm mornings\n\nLikes trains")
    with behind_the_walls():
        kept.Brief.objects.filter(placement=placement_id).update(
            risks=brief.risks, words=brief.words
        )
    page = signed_in(TUTOR).get(address("placement", placement_id))
    headings = [h.text_content() for h in read(page).xpath("//main//h2")]
    assert headings[:2] == ["Risks", "Before you go"]
    said = words(page)
    assert said.index("Next:") < said.index("The dog bites") < said.index("Record a lesson")
    assert said.index("Record a lesson") < said.index("Calm mornings Likes trains")


@pytest.mark.parametrize("member", [PARENT, YOUNG_PERSON], ids=lambda m: m.part)
def test_a_family_reads_who_teaches_and_when_but_not_the_brief(member: Member):
    said = words(signed_in(member).get(address("placement", started())))
    assert "Ben Arkwright" in said
    assert "Read again for pleasure" in said
    assert "Calm mornings" not in said
    assert "07700 900123" not in said


@pytest.mark.parametrize("member", [PARENT, YOUNG_PERSON], ids=lambda m: m.part)
def test_a_family_reads_when_it_ended_and_what_came_next_but_no_officers_words(member: Member):
    reason = Reason("safeguarding", "His sister told the tutor what happens at home")
    placement_id = deeds.end(started(), day=LAST_DAY, reason=reason)
    page = signed_in(member).get(address("placement", placement_id))
    assert "The last day was 4 November 2026. Next came: their own school." in words(page)
    assert "His sister" not in words(page)
    assert "safeguarding decision" not in words(page)
    assert "His sister" not in words(signed_in(member).get(address("stage")))
    assert "His sister" in words(signed_in(SENCO).get(address("placement", placement_id)))


@pytest.mark.parametrize(
    ("member", "first"),
    [
        (
            PROVIDER_LEAD,
            [
                "Record a lesson",
                "Hold a review",
                "Plan a step back to school",
                "Change the tutor",
                "Raise a safeguarding concern",
            ],
        ),
        (AP_OFFICER, ["Hold a review", "Plan a step back to school", "End the placement"]),
        (SENCO, []),
        (SOCIAL_WORKER, []),
        (PARENT, []),
    ],
    ids=lambda value: getattr(value, "part", ""),
)
def test_each_reader_has_the_buttons_that_are_theirs(member: Member, first: list[str]):
    assert buttons(signed_in(member).get(address("placement", started()))) == first


def test_the_buttons_are_of_the_state_and_every_move_of_a_placement_has_one():
    called = {"check_return": "check_return", "wait": "wait_for_place"}
    moves = {
        (called.get(move, f"{move}_placement"), state)
        for state, open_to in PLACEMENT.moves.items()
        for move in open_to
    }
    assert moves <= {(verb, state) for state, verbs in OPEN_TO.items() for verb in verbs}


# Doors


CAN_SEE = [AP_OFFICER, HEAD_OF_SERVICE, BROKER, SENCO, SOCIAL_WORKER, PROVIDER_LEAD, TUTOR, PARENT]
CANNOT_SEE = [STRANGER, SECOND_PARENT, OTHER_TUTOR, A2E_LEAD]
PAGES = {
    "placement": CAN_SEE,
    "accept_placement": [PROVIDER_LEAD],
    "decline_placement": [PROVIDER_LEAD],
    "cancel_placement": [AP_OFFICER, HEAD_OF_SERVICE, BROKER],
    "start_placement": [PROVIDER_LEAD],
    "start_interim": [AP_OFFICER, HEAD_OF_SERVICE],
    "complete_plan": [AP_OFFICER, HEAD_OF_SERVICE, PROVIDER_LEAD],
    "record_lesson": [PROVIDER_LEAD, TUTOR],
    "hold_review": [AP_OFFICER, HEAD_OF_SERVICE, PROVIDER_LEAD],
    "plan_return_step": [AP_OFFICER, HEAD_OF_SERVICE, PROVIDER_LEAD],
    "end_placement": [AP_OFFICER, HEAD_OF_SERVICE],
    "check_return": [AP_OFFICER, HEAD_OF_SERVICE],
}


@pytest.mark.parametrize("route", PAGES)
def test_a_page_opens_for_whom_it_is_and_for_nobody_else(route: str):
    placement_id = started_before_its_plan()
    for member in CAN_SEE:
        answer = signed_in(member).get(address(route, placement_id))
        assert answer.status_code == (200 if member in PAGES[route] else 403), member.part
    for member in CANNOT_SEE:
        assert signed_in(member).get(address(route, placement_id)).status_code == 404, member.part


@pytest.mark.parametrize("route", ["placement", "record_lesson", "hold_review", "end_placement"])
def test_a_placement_under_another_childs_address_is_not_there(route: str):
    placement_id = started()
    with behind_the_walls():
        other = kept.Child.objects.create(
            authority_id=AUTHORITY, forename="Ash", surname="Vale", name_key="vale ash",
            date_of_birth=date(2013, 1, 1),
        )  # fmt: skip
    ruth = signed_in(HEAD_OF_SERVICE)
    assert ruth.get(reverse(route, args=[other.pk, placement_id])).status_code in (403, 404)
    assert ruth.get(reverse(route, args=[ROBIN, uuid4()])).status_code in (403, 404)


def test_a_page_whose_time_has_gone_says_so_in_place_of_its_form():
    page = signed_in(PROVIDER_LEAD).get(address("accept_placement", started()))
    assert "This placement is started, so this cannot be done now." in words(page)
    assert "once" not in page.content.decode()


@pytest.mark.parametrize(
    ("route", "member", "most"),
    [
        ("placement", TUTOR, 19),
        ("placement", AP_OFFICER, 19),
        ("accept_placement", PROVIDER_LEAD, 14),
        ("start_placement", PROVIDER_LEAD, 14),
        ("complete_plan", AP_OFFICER, 14),
        ("end_placement", AP_OFFICER, 14),
    ],
)
def test_a_page_asks_no_more_than_it_must(
    route: str, member: Member, most: int, django_assert_max_num_queries
):
    placement_id = started_before_its_plan()
    client = signed_in(member)
    client.get(address(route, placement_id))  # the policy is read once a process
    with django_assert_max_num_queries(most):
        client.get(address(route, placement_id))


def test_an_offer_page_asks_no_more_than_it_must(django_assert_max_num_queries):
    lee, referral = signed_in(BROKER), deeds.an_accepted_referral()
    lee.get(address("offer_placement", referral))
    with django_assert_max_num_queries(16):
        lee.get(address("offer_placement", referral))


def test_a_placement_that_has_ended_says_how_and_to_where():
    said = words(signed_in(AP_OFFICER).get(address("placement", ended())))
    assert "In school every day for a fortnight" in said
    assert "Next came: their own school" in said


def test_a_second_click_on_decline_leads_home_as_the_first_did():
    placement_id = offered()
    grace = signed_in(PROVIDER_LEAD)
    path = address("decline_placement", placement_id)
    form = {
        "reason_code": "no_capacity",
        "reason": "Nobody is free on mornings until January",
        "seen": "1",
        "once": "11111111-2222-4333-8444-555555555555",
    }
    assert grace.post(path, form).status_code == 302
    again = grace.post(path, form)
    assert (again.status_code, again.headers["Location"]) == (302, "/")
    assert (
        grace.post(path, form | {"once": "21111111-2222-4333-8444-555555555555"}).status_code == 404
    )


# Its legal basis, and who let it begin


def facts(page: HttpResponse) -> dict[str, str]:
    """What the plan says, by name."""
    rows = read(page).xpath("//main//dl/div")
    return {
        row.xpath("dt")[0].text_content().strip(): row.xpath("dd")[0].text_content().strip()
        for row in rows
    }


@pytest.mark.parametrize("member", [AP_OFFICER, TUTOR, SENCO, PARENT], ids=lambda m: m.part)
def test_the_page_says_on_what_basis_and_by_whom_it_is_arranged(member: Member):
    page = signed_in(member).get(address("placement", started()))
    said = facts(page)
    assert said["Arranged by"] == "The council"
    assert said["Legal basis"].startswith("Section 19 of the Education Act 1996: the council")
    links = read(page).xpath("//main//dl//a[starts-with(., 'Correct')]")
    assert len(links) == (member is AP_OFFICER)


def test_of_an_interim_start_it_says_who_approved_it_and_when_the_plan_is_due():
    placement_id = started_before_its_plan()
    page = signed_in(PARENT).get(address("placement", placement_id))
    why = facts(page)["Started before the plan"]
    assert why.startswith("Approved by Dana Whitlock: At home since")
    assert "The plan is due by 11 November 2026" in words(page)
    deeds.complete_plan(placement_id)
    said = facts(signed_in(PARENT).get(address("placement", placement_id)))
    assert said["Plan due by"] == "11 November 2026, and completed on 14 October 2026"
    assert said["Started before the plan"].startswith("Approved by Dana Whitlock")


def test_the_council_corrects_the_basis_with_a_reason_and_the_history_says_from_what():
    placement_id = offered()
    dana = signed_in(AP_OFFICER)
    page = dana.get(address("placement", placement_id))
    (link,) = read(page).xpath("//main//dl//a[starts-with(., 'Correct')]/@href")
    form = form_on(dana.get(link))
    assert form["legal_basis"] == "s19"
    answer = dana.post(link, form | {"reason": "The head’s letter directs him off site"})
    assert list(errors(answer)) == ["#id_legal_basis"]
    answer = dana.post(link, form_on(answer) | {"legal_basis": "s29a", "reason": "."})
    assert list(errors(answer)) == ["#id_reason"]
    why = "The head’s letter directs him off site"
    answer = dana.post(link, form_on(answer) | {"reason": why})
    assert answer.status_code == 302
    said = facts(dana.get(answer.headers["Location"]))
    assert (said["Arranged by"], said["Legal basis"][:11]) == ("The school", "Section 29A")
    story = words(dana.get(address("child")))
    assert "Legal basis of a placement corrected" in story
    assert "From section 19 of the Education Act 1996" in story
    assert "To section 29A of the Education Act 2002" in story
    assert why in story


def test_a_basis_corrected_meanwhile_is_shown_before_it_is_corrected_again():
    placement_id = offered()
    dana, path = signed_in(AP_OFFICER), address("correct_basis", placement_id)
    form = form_on(dana.get(path)) | {"legal_basis": "s42", "reason": "The plan names it"}
    deeds.correct_basis(placement_id)
    answer = dana.post(path, form)
    assert answer.status_code == 409
    assert "Legal basis of a placement corrected" in words(answer)


def test_a_place_that_fell_away_has_no_basis_to_correct():
    placement_id = deeds.cancel(offered())
    dana = signed_in(AP_OFFICER)
    assert "cancelled before it started" in words(dana.get(address("correct_basis", placement_id)))
    assert not read(dana.get(address("placement", placement_id))).xpath("//dl//a")
