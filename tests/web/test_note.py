"""Logging a call, in the browser's own words: forms sent, pages read, doors shut."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from people import (
    AP_OFFICER,
    ATTENDANCE_LEAD,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
)
from towpath.records import models as kept
from web.walk import day_typed, errors

CHILD = reverse("child", args=[ROBIN])
NOTE = reverse("write_note", args=[ROBIN])


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(kept.User.objects.get(email=member.email))
    return client


def a_call(**instead: str) -> dict[str, str]:
    return {
        "kind": "call",
        "with_whom": "Carol Dunmore",
        "words": "Mornings are best; ring first",
        "ago": "0",
        "seen": "0",
        "once": str(uuid4()),
        **instead,
    }


def test_an_officer_logs_a_call_and_finds_it_on_the_timeline():
    dana = signed_in(AP_OFFICER)
    assert dana.post(NOTE, a_call()).headers["Location"] == CHILD
    page = dana.get(CHILD).content.decode()
    assert "Mornings are best; ring first" in page
    assert "Dana Whitlock" in page


def test_the_same_form_sent_twice_keeps_one_note():
    dana, form = signed_in(AP_OFFICER), a_call()
    dana.post(NOTE, form)
    assert dana.post(NOTE, form).status_code == 302
    with as_(AP_OFFICER):
        assert kept.Note.objects.count() == 1


@pytest.mark.parametrize("words", ["", ".", "n/a"])
def test_an_empty_text_comes_back_with_the_rest_kept(words: str):
    answer = signed_in(AP_OFFICER).post(NOTE, a_call(words=words))
    assert answer.status_code == 422
    page = html.fromstring(answer.content)
    assert page.findtext("head/title").startswith("Error: ")
    assert page.xpath("//input[@name='with_whom']/@value") == ["Carol Dunmore"]
    assert page.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href") == ["#id_words"]


def test_a_call_of_another_day_keeps_its_own_time():
    dana = signed_in(AP_OFFICER)
    earlier = {"ago": "earlier", **day_typed("on", date(2026, 10, 9)), "happened_at": "16:40"}
    assert dana.post(NOTE, a_call(**earlier)).status_code == 302
    assert "with Carol Dunmore, 9 October 2026 at 4:40pm" in dana.get(CHILD).content.decode()


def typed(day: date, at: str) -> dict[str, str]:
    return {"ago": "earlier", "happened_at": at} | day_typed("on", day)


@pytest.mark.parametrize(
    ("spoilt", "where", "says"),
    [
        ({"with_whom": ""}, "#id_with_whom", "Enter with whom it was"),
        ({"ago": "earlier"}, "#id_on-day", "Enter the day it was"),
        (typed(TODAY, ""), "#id_happened_at", "Enter the time it was, like 14:30"),
        (typed(TODAY, "late"), "#id_happened_at", "Enter the time it was, like 14:30"),
        (typed(TODAY + timedelta(1), "9:00"), "#id_on-day", "The day must be today or in the past"),
        (typed(TODAY, "23:59"), "#id_happened_at", "give an earlier time"),
    ],
)
def test_a_call_with_nobody_or_at_no_time_is_sent_back_to_that_box(
    spoilt: dict[str, str], where: str, says: str
):
    answer = signed_in(AP_OFFICER).post(NOTE, a_call(**spoilt))
    assert answer.status_code == 422
    assert says in errors(answer)[where]


def test_what_stands_in_the_boxes_for_another_time_is_not_read_when_it_was_just_now():
    dana = signed_in(AP_OFFICER)
    form = a_call(**typed(TODAY + timedelta(400), "late")) | {"ago": "0"}
    assert dana.post(NOTE, form).status_code == 302


def test_a_case_note_needs_nobody_and_a_call_is_offered_who_is_at_home():
    dana = signed_in(AP_OFFICER)
    page = html.fromstring(dana.get(NOTE).content)
    assert page.xpath("//datalist[@id='people']/option/@value") == ["Carol Dunmore, mother"]
    assert page.xpath("//input[@name='with_whom']/@list") == ["people"]
    assert dana.post(NOTE, a_call(kind="note", with_whom="")).status_code == 302


@pytest.mark.parametrize("spoilt", [{"once": "not a number"}, {"seen": "-1"}, {"seen": ""}])
def test_a_form_that_was_tampered_with_is_refused_in_words(spoilt: dict[str, str]):
    answer = signed_in(AP_OFFICER).post(NOTE, a_call(**spoilt))
    assert answer.status_code == 400
    assert "open the page again" in answer.content.decode()


@pytest.mark.parametrize("member", [STRANGER, SECOND_PARENT, TUTOR], ids=lambda m: m.part)
def test_a_child_out_of_sight_is_not_there(member: Member):
    client = signed_in(member)
    assert client.get(CHILD).status_code == client.get(NOTE).status_code == 404
    assert client.post(NOTE, a_call()).status_code == 404


def test_a_parent_may_not_write_case_notes_and_is_told_whom_to_ask():
    answer = signed_in(PARENT).get(NOTE)
    assert answer.status_code == 403
    assert "those who work with your family" in answer.content.decode()
    assert "AP officer" not in answer.content.decode()


def test_others_are_told_who_may():
    answer = signed_in(ATTENDANCE_LEAD).get(NOTE)
    assert answer.status_code == 403
    assert "This is for: AP officer" in answer.content.decode()


def test_nobody_signed_in_is_sent_to_sign_in():
    assert Client().get(CHILD).headers["Location"].startswith(reverse("account_login"))


def test_opening_a_childs_page_is_recorded():
    signed_in(AP_OFFICER).get(CHILD)
    with as_(AP_OFFICER):
        opened = kept.Opened.objects.get()
    assert (opened.person_id, opened.child_id, opened.page) == (AP_OFFICER.id, ROBIN, "child")


def test_the_timeline_asks_no_more_than_it_must(django_assert_max_num_queries):
    dana = signed_in(AP_OFFICER)
    for _ in range(3):
        dana.post(NOTE, a_call())
    with django_assert_max_num_queries(32):
        dana.get(CHILD)


def test_a_page_that_fails_half_way_keeps_nothing(monkeypatch: pytest.MonkeyPatch):
    dana = signed_in(AP_OFFICER)
    dana.raise_request_exception = False
    monkeypatch.setattr("towpath.web.note.messages.success", lambda *_: 1 / 0)
    assert dana.post(NOTE, a_call()).status_code == 500
    with as_(AP_OFFICER):
        assert not kept.Note.objects.exists()
