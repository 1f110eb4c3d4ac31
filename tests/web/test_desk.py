"""First pages: a head of service sees who waits and whose they are; a broker what to find."""

from datetime import timedelta
from uuid import uuid4

import pytest
from lxml import html

import deeds
import scenes
from people import (
    AP_OFFICER,
    BROKER,
    FINANCE_OFFICER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    SENCO,
    TODAY,
    as_,
    behind_the_walls,
)
from towpath.records import caseload
from towpath.records import models as kept
from web.walk import address, errors, form_on, offered, read, signed_in, started, words


def counts(page: html.HtmlElement) -> dict[str, dict[str, str]]:
    """The head of service's table: owner -> column -> what stands there."""
    (table,) = page.xpath("//table[starts-with(normalize-space(caption), 'Who owns what')]")
    head = [cell.text_content() for cell in table.xpath(".//thead//th")][1:]
    return {
        row.xpath("th")[0].text_content().strip(): dict(
            zip(head, [next(cell.itertext()).strip() for cell in row.xpath("td")], strict=True)
        )
        for row in table.xpath(".//tbody/tr")
    }


def of_head() -> dict[str, dict[str, str]]:
    return counts(read(signed_in(HEAD_OF_SERVICE).get("/")))


def test_a_head_of_service_sees_what_each_owner_has():
    deeds.an_accepted_referral()
    mine = of_head()
    assert mine["Dana Whitlock"] == mine["Everyone"]
    assert mine["Everyone"] == {
        "Owed education, taught by nobody": "1",
        "Late": "0",
        "Reviews of what is owed, late": "0",
        "Due this week": "1",
        "Not decided": "0",
        "No place yet": "1",
        "Education owed": "1",
        "All open": "1",
    }


def test_a_child_who_is_taught_is_owed_education_and_not_without():
    started()
    mine = of_head()["Everyone"]
    assert (mine["Owed education, taught by nobody"], mine["Education owed"]) == ("0", "1")


def test_what_is_past_its_date_is_late():
    referral_id = deeds.send()
    with behind_the_walls():
        kept.Referral.objects.filter(pk=referral_id).update(next_on=TODAY - timedelta(1))
    mine = of_head()["Everyone"]
    assert (mine["Late"], mine["Due this week"], mine["Not decided"]) == ("1", "0", "1")


def test_every_count_leads_to_a_list_of_so_many():
    started()
    ruth = signed_in(HEAD_OF_SERVICE)
    links = read(ruth.get("/")).xpath("//main//table//td/a | //main//dl//a")
    assert links
    for link in links:
        listed = read(ruth.get("/" + link.get("href")))
        rows = listed.xpath("//main//table[last()]/tbody/tr")
        assert str(len(rows)) == next(link.itertext()).strip(), link.get("href")
        assert "Robin Dunmore" in rows[0].text_content()


def test_a_list_of_one_owner_holds_nobody_elses():
    deeds.an_accepted_referral()
    ruth = signed_in(HEAD_OF_SERVICE)
    assert "Robin Dunmore" in words(ruth.get("/", {"of": str(AP_OFFICER.id), "kind": "unplaced"}))
    assert "No referral is open here" in words(ruth.get("/", {"of": str(OTHER_OFFICER.id)}))


@pytest.mark.parametrize("asked", [{"of": "nobody"}, {"kind": "lost"}, {"of": "all", "kind": "x"}])
def test_a_list_that_there_is_not_is_not_there(asked: dict[str, str]):
    assert signed_in(HEAD_OF_SERVICE).get("/", asked).status_code == 404


def test_a_head_of_services_page_asks_no_more_however_many_own_something(
    django_assert_max_num_queries,
):
    started()
    ruth = signed_in(HEAD_OF_SERVICE)
    with django_assert_max_num_queries(17):
        ruth.get("/")


def test_a_decision_whose_reason_says_nothing_is_counted_and_leads_to_whom_to_ask():
    referral_id = deeds.an_accepted_referral()
    ruth = signed_in(HEAD_OF_SERVICE)
    assert "Decisions whose reason says nothing 0" in words(ruth.get("/"))
    scenes.a_decision_without_a_reason(referral_id)
    (link,) = read(ruth.get("/")).xpath("//dl//a[contains(@href, 'unexplained')]")
    assert next(link.itertext()) == "1"
    page = ruth.get("/" + link.get("href"))
    (row,) = read(page).xpath("//main//table/tbody/tr")
    assert [cell.text_content().strip() for cell in row][:4] == [
        "Robin Dunmore",
        "Accepted",
        "“As discussed.”",
        "Dana Whitlock",
    ]
    assert row.xpath("th//a/@href") == [address("referral", referral_id)]


def test_a_reason_that_says_nothing_is_explained_and_leaves_the_count():
    referral_id = deeds.an_accepted_referral()
    scenes.a_decision_without_a_reason(referral_id)
    ruth = signed_in(HEAD_OF_SERVICE)
    (link,) = read(ruth.get("/", {"kind": "unexplained"})).xpath("//td//a/@href")
    page = ruth.get(link)
    assert "“As discussed.”" in words(page)
    answer = ruth.post(link, form_on(page) | {"words": "."})
    assert list(errors(answer)) == ["#id_words"]
    said = "Dana rang: the clinic had written that he cannot attend"
    answer = ruth.post(link, form_on(page) | {"words": said})
    assert answer.headers["Location"] == address("referral", referral_id)
    since = f"Explained since, by Ruth Adeyemi on 14 October 2026: {said}"
    for reader, path in (
        (ruth, address("referral", referral_id)),
        (ruth, address("child")),
        (signed_in(PARENT), address("stage")),
    ):
        read_there = words(reader.get(path))
        assert "As discussed." in read_there
        assert since in read_there
        assert "This reason says nothing" not in read_there
    assert "Decisions whose reason says nothing 0" in words(ruth.get("/"))
    page = ruth.get(link)
    assert "This decision is explained" in words(page)
    assert "once" not in page.content.decode()


def test_who_does_not_own_a_decision_finds_who_can_explain_it_and_no_way_to():
    referral_id = deeds.an_accepted_referral()
    scenes.a_decision_without_a_reason(referral_id)
    with as_(AP_OFFICER):
        decision_id = kept.Decision.objects.get().pk
    sam = signed_in(OTHER_OFFICER)
    page = sam.get("/", {"kind": "unexplained"})
    assert "Its owner, or a head of service" in words(page)
    assert not read(page).xpath("//td//a")
    assert not read(sam.get(address("referral", referral_id))).xpath("//a[contains(., 'Explain')]")
    assert sam.get(address("explain_decision", referral_id, decision_id)).status_code == 403
    (link,) = read(signed_in(AP_OFFICER).get(address("referral", referral_id))).xpath(
        "//a[contains(., 'Explain the decision')]/@href"
    )
    assert link == address("explain_decision", referral_id, decision_id)


@pytest.mark.parametrize("page", ["1", "2"])
def test_decisions_without_a_reason_are_paged_the_latest_first(page: str):
    scenes.a_decision_without_a_reason(deeds.an_accepted_referral())
    with behind_the_walls():
        first = kept.Decision.objects.get()
        for days in range(1, 27):
            first.pk, first._state.adding = uuid4(), True
            first.decided_at -= timedelta(days)
            first.save()
    answer = signed_in(HEAD_OF_SERVICE).get("/", {"kind": "unexplained", "page": page})
    assert len(read(answer).xpath("//main//table/tbody/tr")) == {"1": 25, "2": 2}[page]
    assert ("Earlier decisions" in words(answer)) == (page == "1")
    assert ("Later decisions" in words(answer)) == (page == "2")


def test_the_count_of_decisions_without_a_reason_is_of_those_the_reader_sees():
    referral_id = deeds.an_accepted_referral()
    scenes.a_decision_without_a_reason(referral_id)
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    assert "Decisions whose reason says nothing 0" in words(signed_in(HEAD_OF_SERVICE).get("/"))


def test_a_broker_opens_on_those_who_wait_for_a_place():
    referral_id = deeds.an_accepted_referral()
    page = signed_in(BROKER).get("/")
    (row,) = read(page).xpath("//main//table/tbody/tr")
    assert row.xpath("th//a/text()") == ["Robin Dunmore"]
    assert f"/referral/{referral_id}/offer" in str(row.xpath(".//a/@href"))


def test_a_broker_sees_who_has_the_offer_and_by_when_they_answer():
    placement_id = offered()
    said = words(signed_in(BROKER).get("/"))
    assert "Waits for Kestrel Lane Tuition" in said
    assert "19 October 2026" in said
    deeds.accept(placement_id)
    assert "Nobody waits for a place" in words(signed_in(BROKER).get("/"))


def test_those_who_have_waited_longest_come_first():
    first = deeds.an_accepted_referral()
    with behind_the_walls():
        row = kept.Referral.objects.get(pk=first)
        kept.Referral.objects.filter(pk=first).update(sent_at=row.sent_at - timedelta(30))
        row.pk, row.pathway = uuid4(), "a2e"
        row.save(force_insert=True)
    with as_(BROKER):
        waiting, more = caseload.waiting()
    assert [case.referral_id for case in waiting] == [first, row.pk]
    assert not more


def test_those_whose_work_is_money_stay_as_they_were():
    assert "No child’s record is open to you" in words(signed_in(FINANCE_OFFICER).get("/"))


def test_an_officers_first_page_is_their_own_caseload():
    deeds.send()
    said = words(signed_in(AP_OFFICER).get("/"))
    assert "Your caseload" in said
    assert "Robin Dunmore" in said


def test_a_pupils_open_referral_is_not_hidden_by_a_later_one_taken_back():
    deeds.an_accepted_referral()
    deeds.withdraw(deeds.send(pathway="a2e", day=TODAY + timedelta(1)), day=TODAY + timedelta(1))
    page = words(signed_in(SENCO).get("/"))
    assert "Offer a place" in page
    assert "withdrawn" not in page
