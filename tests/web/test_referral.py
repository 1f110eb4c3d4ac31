"""A referral in the browser's own words: chosen, asked, checked, sent; read and decided."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

import deeds
import scenes
from people import (
    AP_OFFICER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    TODAY,
    TUTOR,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.referral import facts_said
from towpath.rules.vocabulary import FACTS
from web.test_note import signed_in
from web.walk import day_typed

BEGIN = reverse("send_referral", args=[ROBIN])
ACCOUNT = {
    "about": "Has not managed a day since June; panics at the gate",
    "hoped_for": "To be taught at home first",
    "legal_basis": "s19",
}
RISKS = {"risks": "None known; the mother was asked"}
FAMILY = {
    "parent_view": "agrees",
    "informed_on-day": "12",
    "informed_on-month": "10",
    "informed_on-year": "2026",
    "informed_how": "phone",
    "parent_view_text": "",
}


def carried(seen: int = 0) -> dict[str, str]:
    return {"seen": str(seen), "once": str(uuid4())}


def follow(client: Client, path: str, form: dict[str, Any] | None = None) -> Any:
    return (
        client.post(path, form, follow=True) if form is not None else client.get(path, follow=True)
    )


def where(answer: Any) -> str:
    return answer.redirect_chain[-1][0]


def begun(client: Client, pathway: str = "a2e") -> str:
    """Where the first question is."""
    return where(follow(client, BEGIN, {"pathway": pathway, **carried()}))


def tell(client: Client, draft: str) -> str:
    """Tell what no criterion asks, part by part; where that leads."""
    for part, said in (("account", ACCOUNT), ("risks", RISKS), ("family", FAMILY)):
        here = where(follow(client, f"{draft}/{part}", {**said, **carried()}))
    return here


def a_sent_referral(client: Client) -> kept.Referral:
    here = begun(client)
    answers = {
        "lives_in_authority": "yes",
        "unable_to_attend": "illness",
        "electively_home_educated": "no",
    }
    for _ in range(30):
        if "/question/" not in here:
            break
        name = here.rpartition("/")[2]
        here = where(follow(client, here, {"answer": answers.get(name, "unknown"), **carried()}))
    assert here.endswith("/tasks")
    assert tell(client, here.removesuffix("/tasks")) == here
    follow(client, here.replace("/tasks", "/check"), carried())
    with as_(SENCO):
        return kept.Referral.objects.get()


def test_a_senco_is_asked_only_what_can_change_the_answer_and_sends():
    referral = a_sent_referral(signed_in(SENCO))
    with as_(AP_OFFICER):
        facts = facts_said(referral.pk)
        event = kept.Event.objects.get()
    assert facts == {
        "on_school_roll": True,
        "lives_in_authority": True,
        "unable_to_attend": "illness",
        "referrer": "school",
    }
    assert (referral.state, referral.school.name, referral.referrer) == (
        "sent",
        "Larkwood School",
        "school",
    )
    assert referral.next_on is not None
    assert (event.verb, event.owner_id, event.next_on) == (
        "send_referral",
        referral.owner_id,
        referral.next_on,
    )
    with as_(SENCO):
        assert not kept.Draft.objects.exists()


def test_a_draft_is_kept_and_found_again_on_the_desk_and_is_nobody_elses():
    priya = signed_in(SENCO)
    here = begun(priya)
    follow(priya, here, {"answer": "yes", **carried()})
    assert "Referrals you have begun" in priya.get("/").content.decode()
    assert where(follow(signed_in(AP_OFFICER), here)) == reverse("child", args=[ROBIN])
    assert begun(priya).rpartition("/question/")[0] == here.rpartition("/question/")[0]


def test_a_question_not_answered_comes_back_and_what_it_is_about_is_said():
    priya = signed_in(SENCO)
    answer = priya.post(begun(priya), carried())
    assert answer.status_code == 422
    assert html.fromstring(answer.content).findtext("head/title").startswith("Error: ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("31", "2", "2026"), "31 February 2026 does not exist"),
        (("", "", ""), "Enter the date"),
        (("1", "1", "2090"), "today or in the past"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_its_boxes(day: tuple[str, ...], words: str):
    priya = signed_in(SENCO)
    draft = begun(priya, "pru").rpartition("/question/")[0]
    form = dict(zip(("day-day", "day-month", "day-year"), day, strict=True))
    answer = priya.post(
        f"{draft}/question/permanently_excluded_on", {"answer": "yes", **form, **carried()}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_empty_account_is_refused_and_the_rest_is_kept():
    priya = signed_in(SENCO)
    draft = begun(priya).rpartition("/question/")[0]
    answer = priya.post(f"{draft}/account", {**ACCOUNT, "about": ".", **carried()})
    assert answer.status_code == 422
    assert ACCOUNT["hoped_for"] in answer.content.decode()


def test_a_pathway_that_others_refer_to_says_so_and_cannot_be_chosen():
    priya = signed_in(SENCO)
    page = priya.get(BEGIN).content.decode()
    assert "Referrals can only be made by Social Workers" in page
    assert priya.post(BEGIN, {"pathway": "hope", **carried()}).status_code == 422


def test_a_live_referral_is_followed_not_sent_again():
    scenes.robin_is_referred("a2e")
    priya = signed_in(SENCO)
    assert "already a live referral" in priya.get(BEGIN).content.decode()
    assert priya.post(BEGIN, {"pathway": "a2e", **carried()}).status_code == 422


def test_a_live_referral_leads_the_page_with_where_it_stands_and_whose_it_is():
    referral_id = scenes.robin_is_referred("a2e")
    page = html.fromstring(signed_in(SENCO).get(BEGIN).content)
    said = page.xpath("string(//main)")
    assert said.index("Track it") < said.index("Or ask for another pathway as well")
    assert "Sent, and waits for a decision" in said
    assert AP_OFFICER.name in said
    (track,) = page.xpath("//main//a[@role='button']/@href")
    assert track.endswith(f"/referral/{referral_id}/")


def test_a_second_referral_beside_a_live_one_says_why():
    scenes.robin_is_referred("a2e")
    priya = signed_in(SENCO)
    answer = priya.post(BEGIN, {"pathway": "independent", **carried()})
    assert answer.status_code == 422
    assert "Why is a second referral needed?" in answer.content.decode()
    why = "A tutor for the mornings, which A2E does not give"
    answer = priya.post(BEGIN, {"pathway": "independent", "beside": why, **carried()})
    assert answer.status_code == 302
    with as_(SENCO):
        assert kept.Draft.objects.get().answers["beside"] == why


@pytest.mark.parametrize("member", [OTHER_SENCO, TUTOR, SECOND_PARENT], ids=lambda m: m.part)
def test_another_schools_senco_a_tutor_and_a_barred_parent_find_nothing(member):
    assert signed_in(member).get(BEGIN).status_code == 404


def test_a_parent_does_not_refer_here():
    assert signed_in(PARENT).get(BEGIN).status_code == 403


def decision(referral: kept.Referral, **instead: Any) -> dict[str, Any]:
    by = TODAY + timedelta(days=60)
    return {
        "outcome": "accept",
        "reason_code_accept": "criteria_met",
        "reason": "Cannot attend through illness, and the school has tried what it can",
        "section_19": "owed",
        "owner": str(AP_OFFICER.id),
        "next_on-day": str(by.day),
        "next_on-month": str(by.month),
        "next_on-year": str(by.year),
        **carried(referral.version),
        **instead,
    }


def decide_path(referral: kept.Referral) -> str:
    return reverse("decide_referral", args=[ROBIN, referral.pk])


def the_referral() -> kept.Referral:
    with as_(AP_OFFICER):
        return kept.Referral.objects.get()


def test_an_officer_decides_beside_the_policys_words():
    referral = a_sent_referral(signed_in(SENCO))
    dana = signed_in(AP_OFFICER)
    page = dana.get(decide_path(referral)).content.decode()
    assert "due to illness or other reasons, are unable to attend school." in page
    answer = dana.post(decide_path(referral), decision(referral))
    assert answer.status_code == 302, html.fromstring(answer.content).text_content()[:1500]
    with as_(AP_OFFICER):
        made = kept.Decision.objects.get()
        duty = kept.Duty.objects.get()
        shown = kept.Finding.objects.get(decision=made)
    assert (made.outcome, made.owner_id, shown.verdict["child"]) == (
        "accept",
        AP_OFFICER.id,
        "eligible",
    )
    assert (duty.answer, duty.owner_id, duty.next_review_on) == (
        "owed",
        AP_OFFICER.id,
        made.next_on,
    )


@pytest.mark.parametrize(
    ("instead", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"reason": "n/a"}, "reason"),
        ({"reason_code_accept": ""}, "reason_code_accept"),
        ({"section_19": ""}, "section_19"),
        ({"next_on-day": "31", "next_on-month": "2"}, "next_on"),
        ({"next_on-year": "2020"}, "next_on"),
        ({"owner": "nobody"}, "owner"),
    ],
)
def test_a_decision_without_reason_owner_date_or_section_19_is_refused(instead, field):
    scenes.robin_is_referred("a2e")
    referral = the_referral()
    answer = signed_in(AP_OFFICER).post(decide_path(referral), decision(referral, **instead))
    assert answer.status_code == 422
    links = html.fromstring(answer.content).xpath(
        "//*[contains(@class, 'govuk-error-summary')]//a/@href"
    )
    assert any(field in link for link in links), links
    with as_(AP_OFFICER):
        assert not kept.Decision.objects.exists()


def test_the_second_of_two_officers_is_told_who_decided_and_keeps_the_words():
    scenes.robin_is_referred("a2e")
    opened = the_referral()
    signed_in(OTHER_OFFICER).post(
        decide_path(opened),
        decision(opened, outcome="signpost", reason_code_signpost="advice_only"),
    )
    answer = signed_in(AP_OFFICER).post(
        decide_path(opened), decision(opened, reason="My own words")
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Someone changed this while you were working" in page
    assert "Sam Iqbal" in page
    assert "My own words" in page


def test_returned_for_information_reopens_the_named_question_and_stops_no_clock():
    scenes.robin_is_referred("a2e")
    referral = the_referral()
    signed_in(AP_OFFICER).post(
        decide_path(referral),
        decision(
            referral,
            outcome="return_for_information",
            reason_code_return_for_information="facts_missing",
            missing=["unable_to_attend"],
        ),
    )
    returned = the_referral()
    assert (returned.state, returned.asked_for) == ("returned", ["unable_to_attend"])
    priya, path = signed_in(SENCO), reverse("answer_referral", args=[ROBIN, returned.pk])
    page = html.fromstring(priya.get(path).content)
    assert len(page.xpath("//fieldset")) == 1
    priya.post(path, {"unable_to_attend-answer": "illness", **carried(returned.version)})
    answered = the_referral()
    assert (answered.state, answered.next_on) == ("sent", returned.next_on)


def test_not_accepted_tells_the_family_what_may_still_be_owed_and_how_to_disagree():
    scenes.robin_is_referred("a2e")
    referral = the_referral()
    signed_in(AP_OFFICER).post(
        decide_path(referral),
        decision(
            referral,
            outcome="not_accept",
            reason_code_not_accept="school_can_meet_need",
            reason="The school can make a timetable that he can follow",
        ),
    )
    page = signed_in(PARENT).get("/", follow=True).content.decode()
    for words in (
        "The school can make a timetable that he can follow",
        "may still owe Robin education",
        "Ombudsman",
    ):
        assert words in page


def test_a_withdrawn_referral_says_why_and_leaves_what_is_owed_open():
    scenes.robin_is_referred("a2e")
    referral = the_referral()
    path = reverse("withdraw_referral", args=[ROBIN, referral.pk])
    priya = signed_in(SENCO)
    assert (
        priya.post(path, {"reason_code": "moved", **carried(referral.version)}).status_code == 422
    )
    form = {"reason_code": "moved", "reason": "Moved to Hove", **carried(referral.version)}
    assert priya.post(path, form).status_code == 302
    assert the_referral().state == "withdrawn"


def test_the_caseload_of_25_is_a_fixed_number_of_queries(django_assert_max_num_queries):
    scenes.robin_is_referred("a2e")
    with behind_the_walls():
        kept.Referral.objects.update(owner=AP_OFFICER.id)
    dana = signed_in(AP_OFFICER)
    dana.get("/")
    with django_assert_max_num_queries(18):
        assert "Robin Dunmore" in dana.get("/").content.decode()


@pytest.mark.parametrize(
    ("find", "there"),
    [
        ("Dunm", True),
        ("dunmore rob", True),
        ("Robin Dunmore", True),
        ("P936990120001", False),
        ("Smith", False),
    ],
)
def test_a_child_is_found_by_the_beginning_of_a_surname_or_a_whole_upn(find: str, there: bool):
    scenes.robin_is_referred("a2e")
    page = signed_in(AP_OFFICER).get("/", {"find": find}).content.decode()
    assert ("Robin Dunmore" in page) is there


def test_a_child_is_found_by_upn():
    scenes.robin_is_referred("a2e")
    with as_(AP_OFFICER):
        upn = kept.Child.objects.get(pk=ROBIN).upn
    assert "Robin Dunmore" in signed_in(AP_OFFICER).get("/", {"find": upn}).content.decode()


def test_the_chronology_is_a_pdf_to_keep():
    scenes.robin_is_referred("a2e")
    answer = signed_in(AP_OFFICER).get(reverse("chronology", args=[ROBIN]))
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_timeline_and_the_paper_say_what_was_decided_and_what_came_of_it():
    scenes.everything_happened_to_robin()
    with behind_the_walls():
        for table, verb in ((kept.Decision, "decide_referral"), (kept.Lesson, "record_lesson")):
            kept.Event.objects.create(
                at=scenes.NOON,
                **scenes.OF_ROBIN,
                actor_id=AP_OFFICER.id,
                verb=verb,
                about=table._meta.model_name,
                about_id=table.objects.get().pk,
                once=uuid4(),
            )
    page = signed_in(AP_OFFICER).get(reverse("child", args=[ROBIN])).content.decode()
    for words in (
        "Decided: accepted, because the criteria are met",
        "owes this child",
        "Delivered",
    ):
        assert words in page


UNSAID = "This reason says nothing: ask who decided"


@pytest.mark.parametrize(("route", "key"), [("child", False), ("referral", True)])
def test_a_decision_whose_reason_says_nothing_is_flagged_where_it_is_read(route: str, key: bool):
    referral_id = deeds.an_accepted_referral()
    path = reverse(route, args=[ROBIN, referral_id] if key else [ROBIN])
    dana = signed_in(AP_OFFICER)
    assert UNSAID not in dana.get(path).content.decode()
    scenes.a_decision_without_a_reason(referral_id)
    assert UNSAID in dana.get(path).content.decode()


def test_a_day_of_another_century_is_refused_and_the_question_still_opens():
    priya = signed_in(SENCO)
    draft = begun(priya).rpartition("/question/")[0]
    moved = f"{draft}/question/permanently_excluded_on"
    answer = priya.post(moved, {"answer": "yes", **day_typed("day", date(1890, 1, 1)), **carried()})
    assert answer.status_code == 422
    assert "is not in any year from 1900" in answer.content.decode()
    assert priya.get(moved).status_code == 200


def test_a_draft_is_thrown_away_only_when_asked_once_more():
    priya = signed_in(SENCO)
    draft = begun(priya).rpartition("/question/")[0]
    asked = priya.get(f"{draft}/discard").content.decode()
    assert "It cannot be brought back" in asked
    with as_(SENCO):
        assert kept.Draft.objects.exists()
    priya.post(f"{draft}/discard", carried())
    with as_(SENCO):
        assert not kept.Draft.objects.exists()


def test_answers_that_cannot_all_be_so_are_shown_where_they_are_read():
    referral_id = deeds.send(facts={"ehc_plan": "none", "ehc_plan_names": "specialist"})
    dana = signed_in(AP_OFFICER)
    for route in ("referral", "decide_referral"):
        page = dana.get(reverse(route, args=[ROBIN, referral_id])).content.decode()
        assert "do not fit together" in page
        assert "a plan that is not in force names nothing" in page


def test_an_officer_asks_for_what_the_pathway_asks_and_for_nothing_else():
    referral_id = deeds.send()
    page = signed_in(AP_OFFICER).get(reverse("decide_referral", args=[ROBIN, referral_id]))
    offered = set(html.fromstring(page.content).xpath("//input[@name='missing']/@value"))
    assert "unable_to_attend" in offered
    assert not offered & {"referrer", "date_of_birth"}
    assert len(offered) < len(FACTS) / 2


def test_a_draft_sent_from_another_window_leads_to_what_was_sent():
    priya = signed_in(SENCO)
    draft = begun(priya).rpartition("/question/")[0]
    priya.post(f"{draft}/discard", carried())
    answer = follow(priya, f"{draft}/check", carried())
    assert where(answer) == reverse("child", args=[ROBIN])
    assert "sent or thrown away" in answer.content.decode()


def test_a_decided_referral_is_not_offered_for_decision_again():
    scenes.robin_is_referred("a2e", state="accepted")
    answer = follow(signed_in(AP_OFFICER), decide_path(the_referral()))
    assert where(answer) == reverse("referral", args=[ROBIN, the_referral().pk])


def test_what_the_records_said_and_what_was_not_known_are_shown_as_such():
    client = signed_in(SENCO)
    referral = a_sent_referral(client)
    page = html.fromstring(client.get(reverse("referral", args=[ROBIN, referral.pk])).content)
    (table,) = page.xpath("//table[starts-with(normalize-space(caption), 'What was said')]")
    told = {
        row.xpath("th")[0].text_content().strip(): [
            cell.text_content().strip() for cell in row.xpath("td")[:2]
        ]
        for row in table.xpath("tbody/tr")
    }
    assert told[FACTS["on_school_roll"].question] == ["Yes", "The child’s record"]
    assert told[FACTS["unable_to_attend"].question][1] == "Priya Raman"
    assert ["Not known", "Priya Raman"] in told.values()


def test_what_was_not_known_answers_nothing_and_is_still_missing():
    referral = a_sent_referral(signed_in(SENCO))
    with as_(SENCO):
        unknown = set(kept.Fact.objects.filter(source="unknown").values_list("name", flat=True))
        assert unknown
        assert not unknown & facts_said(referral.pk).keys()


def test_on_what_basis_is_chosen_and_never_assumed():
    client = signed_in(SENCO)
    here = begun(client).partition("/question/")[0] + "/account"
    page = html.fromstring(client.get(here).content)
    assert page.xpath("//input[@name='legal_basis'][@checked]") == []
    assert "keeps the pupil on its roll" in page.text_content()
    answer = client.post(here, {**ACCOUNT, "legal_basis": "", **carried()})
    assert answer.status_code == 422
