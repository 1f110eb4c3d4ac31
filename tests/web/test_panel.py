"""A panel on its pages: planned, given a case, heard blind, opened, decided."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
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
    ROBIN,
    SENCO,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
    clock,
)
from towpath.records import models as kept
from towpath.rules.wording import day as say
from web.walk import address, buttons, day_typed, errors, form_on, read, signed_in, words

WHY = "Whether he can be taught in a group"


@pytest.fixture
def panel() -> UUID:
    """Ruth chairs on Monday; Dana, Sam and Colin Frost sit."""
    return planned()


def planned() -> UUID:
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    form = form_on(dana.get(path)) | the_meeting()
    answer = dana.post(path, form)
    assert answer.status_code == 302, errors(answer)
    with as_(AP_OFFICER):
        return kept.Panel.objects.get().pk


def the_meeting() -> dict[str, object]:
    officers = (HEAD_OF_SERVICE, AP_OFFICER, OTHER_OFFICER)
    return {
        "name": "Monday panel",
        **day_typed("meets_on", TODAY + timedelta(days=5)),
        "at": "09:30",
        "chair": str(HEAD_OF_SERVICE.id),
        "members": [str(member.id) for member in officers],
        "others": [str(PRU_HEAD.id)],
    }


@pytest.fixture
def item(panel: UUID) -> UUID:
    """Robin's referral is on the agenda."""
    return list_for(deeds.send(), panel)


def list_for(referral_id: UUID, panel: UUID) -> UUID:
    dana, path = signed_in(AP_OFFICER), address("list_for_panel", referral_id)
    dana.post(path, form_on(dana.get(path)) | {"panel": str(panel), "why": WHY})
    with as_(AP_OFFICER):
        return kept.PanelItem.objects.get(state="listed").pk


def speaks(item: UUID, *members: Member) -> None:
    said = {"recommends": "accept", "reason": "He cannot attend, and the school has tried"}
    for member in members:
        person, path = signed_in(member), address("give_view", item)
        assert person.post(path, form_on(person.get(path)) | said).status_code == 302


def ticked(answer: HttpResponse) -> set[str]:
    """The names ticked, and whoever is chosen to chair."""
    page = read(answer)
    boxes = page.xpath("//input[@type='checkbox'][@checked]/following-sibling::label")
    return {label.text_content().strip() for label in boxes}


def chairs(answer: HttpResponse) -> str:
    return read(answer).get_element_by_id("id_chair").value


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
    speaks(item, AP_OFFICER, PRU_HEAD)
    sam = words(signed_in(OTHER_OFFICER).get(address("panel_item", item)))
    assert "the school has tried" not in sam
    assert "Dana Whitlock, Colin Frost" in sam
    ruth, path = signed_in(HEAD_OF_SERVICE), address("open_views", item)
    form = form_on(ruth.get(path))
    silent = ruth.post(path, form)
    assert silent.status_code == 422
    assert "go on without Ruth Adeyemi and Sam Iqbal? Say why" in errors(silent)["#id_without"]
    ruth.post(path, form_on(silent) | {"without": "Both were at the hospital's own meeting"})
    page = words(signed_in(OTHER_OFFICER).get(address("panel_item", item)))
    assert page.count("He cannot attend, and the school has tried") == 2
    assert "Both were at the hospital's own meeting" in page.replace("’", "'")


def test_deciding_waits_for_the_panel_and_shows_the_way_on_without_it(item: UUID):
    with as_(AP_OFFICER):
        referral = kept.Referral.objects.get()
    dana, path = signed_in(AP_OFFICER), address("decide_referral", referral.pk)
    page = dana.get(address("referral", referral.pk))
    assert "Decide" not in buttons(page)
    assert "before Monday panel, which hears it on 19 October 2026 at 9:30am" in words(page)
    assert "Take it off the agenda, to decide without the panel" in words(page)
    unheard = words(dana.get(path))
    assert "on its agenda for 19 October 2026 at 9:30am" in unheard
    assert f"The decision stays due by {say(referral.next_on)}" in unheard
    assert buttons(dana.get(path)) == ["Take it off the agenda"]
    off = address("take_off_panel", item)
    said = {"reason": "The family cannot wait for Monday"}
    answer = dana.post(off, form_on(dana.get(off)) | said, follow=True)
    assert "Decide" in buttons(answer)
    assert "Record the decision" in words(dana.get(path))


def test_a_decision_typed_before_the_case_was_listed_is_refused_and_kept(panel: UUID):
    referral_id = deeds.send()
    dana, path = signed_in(AP_OFFICER), address("decide_referral", referral_id)
    form = form_on(dana.get(path)) | {
        "outcome": "accept",
        "reason_code_accept": "criteria_met",
        "reason": "Cannot attend through illness",
        "section_19": "owed",
    }
    list_for(referral_id, panel)
    with as_(AP_OFFICER):
        form["seen"] = str(kept.Referral.objects.get().version)
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
        ({"members": [], "others": []}, "#id_members"),
        ({"chair": ""}, "#id_chair"),
        ({"chair": str(OTHER_OFFICER.id), "members": [str(AP_OFFICER.id)]}, "#id_chair"),
        ({"others": [str(FINANCE_OFFICER.id), "nobody", "\0"]}, "#id_others"),
        ({"chair": str(uuid4())}, "#id_chair"),
    ],
)
def test_a_panel_that_cannot_be_is_refused_where_it_is_typed(changed: dict[str, object], where):
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    answer = dana.post(path, form_on(dana.get(path)) | the_meeting() | changed)
    assert answer.status_code == 422
    assert list(errors(answer)) == [where]
    if "others" not in changed:
        assert "Colin Frost" in ticked(answer)
    if "members" not in changed:
        assert {"Ruth Adeyemi", "Dana Whitlock", "Sam Iqbal"} <= ticked(answer)


def test_the_form_begins_with_the_officers_and_seats_nobody_unasked():
    page = signed_in(AP_OFFICER).get(reverse("plan_panel"))
    labels = read(page).xpath("//input[@type='checkbox']/following-sibling::label")
    officers = [label.text_content().strip() for label in labels]
    assert officers == ["Dana Whitlock", "Ruth Adeyemi", "Sam Iqbal"]
    assert "Head of service" in words(page)
    assert (ticked(page), chairs(page)) == (set(), "")


@pytest.mark.parametrize(
    ("looked", "found"),
    [
        ("colin", {"Colin Frost"}),
        ("millbrook", {"Colin Frost"}),
        ("senco larkwood", {"Priya Raman"}),
        ("SENCO", {"Priya Raman", "Hugh Penrose"}),
        ("social", {"Marcus Reid"}),
        ("dana", set()),
        ("mo hale", set()),
        ("\0", set()),
        ("'; --", set()),
    ],
)
def test_somebody_from_elsewhere_is_found_and_what_was_typed_stays(looked: str, found: set[str]):
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    typed = {"name": "Monday panel", "meets_on-day": "19", "at": "09:30", "find": looked}
    form = form_on(dana.get(path)) | typed | {"members": [str(AP_OFFICER.id)], "look": "yes"}
    answer = dana.post(path, form)
    assert (answer.status_code, errors(answer)) == (200, {})
    others = read(answer).xpath("//input[@name='others']/following-sibling::label")
    assert {label.text_content().strip() for label in others} == found
    kept_so = form_on(answer)
    assert (kept_so["name"], kept_so["meets_on-day"]) == ("Monday panel", "19")
    assert ticked(answer) == {"Dana Whitlock"}
    assert ("Nobody else" in words(answer)) == (not found and looked != "\0")


def test_whoever_was_found_and_ticked_stays_while_the_next_is_looked_for():
    dana, path = signed_in(AP_OFFICER), reverse("plan_panel")
    form = form_on(dana.get(path)) | {"others": [str(PRU_HEAD.id)], "look": "yes", "find": "hugh"}
    page = dana.post(path, form)
    assert ticked(page) == {"Colin Frost"}
    said = words(page)
    assert "Hugh Penrose SENCO, Ashdene Academy" in said
    assert "Pupil referral unit head, Millbrook Pupil Referral Unit" in said


def test_a_panel_is_changed_beside_what_it_was_with_a_reason(panel: UUID):
    dana, path = signed_in(AP_OFFICER), reverse("change_panel", args=[panel])
    page = dana.get(path)
    assert ticked(page) == {"Ruth Adeyemi", "Dana Whitlock", "Sam Iqbal", "Colin Frost"}
    assert form_on(page)["at"] == "09:30"
    form = {**form_on(page), "members": [str(AP_OFFICER.id)], "others": [str(PRU_HEAD.id)]}
    form |= day_typed("meets_on", TODAY + timedelta(days=6))
    answer = dana.post(path, form)
    assert list(errors(answer)) == ["#id_reason"]
    assert ticked(answer) == {"Dana Whitlock", "Colin Frost"}
    form |= {"reason": "Ruth is on leave"}
    answer = dana.post(path, form)
    assert list(errors(answer)) == ["#id_chair"]
    answer = dana.post(path, form | {"chair": str(AP_OFFICER.id)}, follow=True)
    said = words(answer)
    assert "The panel is changed" in said
    assert "Meets 20 October 2026 at 9:30am, not 19 October 2026 at 9:30am" in said
    assert "Sits no longer: Ruth Adeyemi, Sam Iqbal" in said
    colin = words(signed_in(PRU_HEAD).get(reverse("panel", args=[panel])))
    assert "20 October 2026" in colin
    assert "Sits no longer" not in colin


def test_a_panel_changed_by_another_meanwhile_says_so_and_keeps_what_was_typed(panel: UUID):
    path = reverse("change_panel", args=[panel])
    dana, sam = signed_in(AP_OFFICER), signed_in(OTHER_OFFICER)
    form = form_on(dana.get(path)) | the_meeting() | {"name": "Big panel", "reason": "It has grown"}
    sam.post(path, form_on(sam.get(path)) | the_meeting() | {"at": "10:00", "reason": "Room"})
    answer = dana.post(path, form)
    assert answer.status_code == 409
    assert "Sam Iqbal" in words(answer)
    assert form_on(answer)["name"] == "Big panel"


def test_a_panel_is_called_off_and_everybody_reads_why(panel: UUID, item: UUID):
    dana, path = signed_in(AP_OFFICER), reverse("call_off_panel", args=[panel])
    page = dana.get(path)
    assert "Robin Dunmore: decision due by" in words(page)
    assert list(errors(dana.post(path, form_on(page) | {"reason": "."}))) == ["#id_reason"]
    answer = dana.post(path, form_on(page) | {"reason": "Snow: the roads are shut"}, follow=True)
    said = words(answer)
    assert "Called off by Dana Whitlock" in said
    assert "No longer on the agenda Child Pathway Where it stands Robin Dunmore" in said
    case = words(dana.get(address("panel_item", item)))
    assert "Off the agenda, because the panel was called off Because Snow" in case
    assert "Panel called off" in words(signed_in(SENCO).get(reverse("child", args=[ROBIN])))
    colin = signed_in(PRU_HEAD)
    assert "Called off" in words(colin.get(reverse("panels")))
    assert "Snow: the roads are shut" in words(colin.get(reverse("panel", args=[panel])))
    assert colin.get(address("panel_item", item)).status_code == 404
    for again in (path, reverse("change_panel", args=[panel])):
        assert "is called off" in words(dana.get(again))


def test_a_panel_heard_on_a_case_shows_which_to_decide_before_it_is_called_off(
    panel: UUID, item: UUID
):
    path = reverse("call_off_panel", args=[panel])
    before = form_on(signed_in(AP_OFFICER).get(path))
    speaks(item, AP_OFFICER, OTHER_OFFICER, PRU_HEAD, HEAD_OF_SERVICE)
    ruth, opening = signed_in(HEAD_OF_SERVICE), address("open_views", item)
    ruth.post(opening, form_on(ruth.get(opening)))
    page = signed_in(AP_OFFICER).get(path)
    assert "The views are open on some of its cases" in words(page)
    assert read(page).xpath(f"//main//a[@href='{address('panel_item', item)}']")
    assert "Why is it called off?" not in words(page)
    answer = signed_in(AP_OFFICER).post(path, before | {"reason": "Snow: the roads are shut"})
    assert answer.status_code == 422
    assert "Views are open on a case" in words(answer)


@pytest.mark.parametrize("route", ["change_panel", "call_off_panel"])
def test_only_officers_change_a_panel_or_call_it_off(panel: UUID, route: str):
    path = reverse(route, args=[panel])
    for member in (PRU_HEAD, SENCO, BROKER, PARENT):
        assert signed_in(member).get(path).status_code == 403
    assert signed_in(AP_OFFICER).get(reverse(route, args=[uuid4()])).status_code == 404
    assert "Call it off" not in buttons(signed_in(PRU_HEAD).get(reverse("panel", args=[panel])))


def test_where_no_panel_is_planned_there_is_no_form_to_list_a_case_by():
    page = signed_in(AP_OFFICER).get(address("list_for_panel", deeds.send()))
    assert "planned by an AP officer or head of service" in words(page)
    assert buttons(page) == ["Plan a panel"]
    assert "What should the panel look at?" not in words(page)


def test_a_member_who_has_spoken_reads_their_view_and_no_form(item: UUID):
    speaks(item, PRU_HEAD)
    page = signed_in(PRU_HEAD).get(address("give_view", item))
    assert "You have given your view, and it stays as it is" in words(page)
    assert "He cannot attend, and the school has tried" in words(page)
    assert "Keep my view" not in words(page)


def test_the_views_are_offered_to_open_once_somebody_has_spoken(item: UUID):
    ruth, path = signed_in(HEAD_OF_SERVICE), address("open_views", item)
    assert "Open the views" not in buttons(ruth.get(address("panel_item", item)))
    assert "Nobody has given a view yet, so there is nothing to open" in words(ruth.get(path))
    speaks(item, AP_OFFICER, OTHER_OFFICER, PRU_HEAD)
    assert "Open the views" in buttons(ruth.get(address("panel_item", item)))
    assert "Why does the panel go on without Ruth Adeyemi?" in words(ruth.get(path))
    speaks(item, HEAD_OF_SERVICE)
    page = ruth.get(path)
    assert "Everybody has spoken" in words(page)
    assert "Why does the panel" not in words(page)
    assert ruth.post(path, form_on(page)).status_code == 302
    assert "There is nothing to open" in words(ruth.get(path))


def test_where_the_chair_stands_aside_an_officer_is_offered_the_views_to_open(item: UUID):
    ruth, path = signed_in(HEAD_OF_SERVICE), address("stand_aside", item)
    ruth.post(path, form_on(ruth.get(path)) | {"interest": "His brother is a neighbour"})
    speaks(item, AP_OFFICER)
    page = address("panel_item", item)
    assert "Open the views" in buttons(signed_in(AP_OFFICER).get(page))
    assert "Open the views" not in buttons(ruth.get(page))


def test_on_its_day_a_panel_is_still_on_the_list_and_after_it_while_a_case_waits(item: UUID):
    with behind_the_walls():
        kept.Panel.objects.update(meets_at=clock().now - timedelta(hours=1))
    assert "To come Panel Meets" in words(signed_in(PRU_HEAD).get(reverse("panels")))
    with behind_the_walls():
        kept.Panel.objects.update(meets_at=clock().now - timedelta(days=3))
    said = words(signed_in(PRU_HEAD).get(reverse("panels")))
    assert "Past their day, with cases that wait Panel Meets" in said


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
        (address("give_view", item), 14),
    ):
        colin.get(path)
        with django_assert_max_num_queries(most):
            colin.get(path)
