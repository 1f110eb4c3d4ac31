"""A panel on its pages: planned, given a case, heard blind, opened, decided."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    FINANCE_OFFICER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    PRU_HEAD,
    SENCO,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
)
from towpath.records import models as kept
from web.walk import address, day_typed, errors, form_on, signed_in, words

WHY = "Whether he can be taught in a group"


@pytest.fixture
def panel() -> UUID:
    """Ruth chairs on Monday; Dana, Sam and Colin Frost sit."""
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    form = form_on(dana.get(path)) | the_meeting()
    answer = dana.post(path, form)
    assert answer.status_code == 302, errors(answer)
    with as_(AP_OFFICER):
        return kept.Panel.objects.get().pk


def the_meeting() -> dict[str, object]:
    members = (AP_OFFICER, OTHER_OFFICER, PRU_HEAD)
    return {
        "name": "Monday panel",
        **day_typed("meets_on", TODAY + timedelta(days=5)),
        "at": "09:30",
        "chair": str(HEAD_OF_SERVICE.id),
        "members": [str(member.id) for member in members],
    }


@pytest.fixture
def item(panel: UUID) -> UUID:
    """Robin's referral is on the agenda."""
    dana, path = signed_in(AP_OFFICER), address("list_for_panel", deeds.send())
    dana.post(path, form_on(dana.get(path)) | {"panel": str(panel), "why": WHY})
    with as_(AP_OFFICER):
        return kept.PanelItem.objects.get().pk


def test_a_member_from_outside_the_council_finds_the_case_on_the_agenda(panel: UUID, item: UUID):
    colin = signed_in(PRU_HEAD)
    assert colin.get(reverse("home")).status_code == 200
    assert "Monday panel" in words(colin.get(reverse("panels")))
    page = words(colin.get(reverse("panel", args=[panel])))
    assert "Robin Dunmore" in page
    assert "Not given yet" in page
    case = words(colin.get(address("panel_item", item)))
    assert WHY in case
    assert "Give your view" in case
    with as_(AP_OFFICER):
        referral_id = kept.Referral.objects.get().pk
    assert "too ill" not in case
    read = colin.get(address("referral", referral_id))
    assert "Has not been able to come in since June" in words(read)


def test_views_are_blind_until_the_chair_opens_them_and_then_one_officer_decides(item: UUID):
    said = {"recommends": "accept", "reason": "He cannot attend, and the school has tried"}
    for member in (AP_OFFICER, PRU_HEAD):
        person, path = signed_in(member), address("give_view", item)
        assert person.post(path, form_on(person.get(path)) | said).status_code == 302
    sam = words(signed_in(OTHER_OFFICER).get(address("panel_item", item)))
    assert "the school has tried" not in sam
    assert "Dana Whitlock, Colin Frost" in sam
    ruth, path = signed_in(HEAD_OF_SERVICE), address("open_views", item)
    form = form_on(ruth.get(path))
    silent = ruth.post(path, form)
    assert silent.status_code == 422
    assert "Ruth Adeyemi, Sam Iqbal have given no view yet" in errors(silent)["#id_without"]
    ruth.post(path, form_on(silent) | {"without": "Both were at the hospital's own meeting"})
    page = words(signed_in(OTHER_OFFICER).get(address("panel_item", item)))
    assert page.count("He cannot attend, and the school has tried") == 2
    assert "Both were at the hospital's own meeting" in page.replace("’", "'")


def test_deciding_waits_for_the_panel_and_says_for_whom(item: UUID):
    with as_(AP_OFFICER):
        referral = kept.Referral.objects.get()
    dana, path = signed_in(AP_OFFICER), address("decide_referral", referral.pk)
    form = form_on(dana.get(path)) | {
        "outcome": "accept",
        "reason_code_accept": "criteria_met",
        "reason": "Cannot attend through illness",
        "section_19": "owed",
    }
    answer = dana.post(path, form)
    assert answer.status_code == 422
    assert "Monday panel is still giving its views: wait until Ruth Adeyemi opens" in words(answer)
    assert form_on(answer)["reason"].strip() == "Cannot attend through illness"


def test_whoever_stands_aside_is_led_away_and_the_chair_reads_why(item: UUID, panel: UUID):
    colin, path = signed_in(PRU_HEAD), address("stand_aside", item)
    form = form_on(colin.get(path)) | {"interest": "His brother is a pupil of ours"}
    answer = colin.post(path, form, follow=True)
    assert "you have stood aside" in words(answer)
    assert "Robin" not in words(answer)
    assert colin.get(address("panel_item", item)).status_code == 404
    page = words(signed_in(HEAD_OF_SERVICE).get(address("panel_item", item)))
    assert "His brother is a pupil of ours" in page


def test_a_case_is_taken_off_with_a_reason(item: UUID):
    dana, path = signed_in(AP_OFFICER), address("take_off_panel", item)
    form = form_on(dana.get(path))
    assert list(errors(dana.post(path, form | {"reason": "n/a"}))) == ["#id_reason"]
    answer = dana.post(path, form | {"reason": "The hospital's letter has settled it"}, follow=True)
    assert "Decide on the referral" in words(answer)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"name": ""}, "#id_name"),
        ({"at": "half past"}, "#id_at"),
        (day_typed("meets_on", TODAY - timedelta(days=1)), "#id_meets_on-day"),
        ({"meets_on-day": "31", "meets_on-month": "2"}, "#id_meets_on-day"),
        ({"members": []}, "#id_members"),
        ({"chair": str(uuid4())}, "#id_chair"),
    ],
)
def test_a_panel_that_cannot_be_is_refused_where_it_is_typed(changed: dict[str, object], where):
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    answer = dana.post(path, form_on(dana.get(path)) | the_meeting() | changed)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]


@pytest.mark.parametrize(
    ("member", "status"),
    [(AP_OFFICER, 200), (BROKER, 200), (PRU_HEAD, 200), (SENCO, 403), (TUTOR, 404), (PARENT, 403)],
    ids=lambda value: getattr(value, "part", str(value)),
)
def test_who_may_open_a_case_before_a_panel(item: UUID, member: Member, status: int):
    assert signed_in(member).get(address("panel_item", item)).status_code == status


@pytest.mark.parametrize(
    ("member", "status"),
    [(AP_OFFICER, 200), (SENCO, 200), (FINANCE_OFFICER, 403), (PARENT, 403), (STRANGER, 403)],
    ids=lambda value: getattr(value, "part", str(value)),
)
def test_who_may_open_the_list_of_panels(panel: UUID, member: Member, status: int):
    assert signed_in(member).get(reverse("panels")).status_code == status


def test_a_panel_on_which_one_does_not_sit_is_not_there(panel: UUID):
    assert signed_in(SENCO).get(reverse("panel", args=[panel])).status_code == 404
    assert signed_in(AP_OFFICER).get(reverse("panel", args=[uuid4()])).status_code == 404
    assert signed_in(SENCO).get(reverse("plan_panel")).status_code == 403


def test_the_pages_ask_no_more_than_they_must(
    item: UUID, panel: UUID, django_assert_max_num_queries
):
    colin = signed_in(PRU_HEAD)
    for path, most in (
        (reverse("panels"), 11),
        (reverse("panel", args=[panel]), 14),
        (address("panel_item", item), 19),
    ):
        colin.get(path)
        with django_assert_max_num_queries(most):
            colin.get(path)
