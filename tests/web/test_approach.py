"""A family asks, a school asks: in plain words, answered in the browser, and read by who asked."""

from uuid import UUID

import pytest

import deeds
from people import (
    AP_OFFICER,
    OTHER_SENCO,
    PARENT,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    TUTOR,
    YOUNG_PERSON,
    as_,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.rules.reason import Reason
from web.test_referral import follow, where
from web.walk import address, errors, form_on, signed_in, words

STAGE, HELP, SAID = (address(page) for page in ("stage", "ask_for_help", "said"))
TYPED = {"words": "He cannot go in any more", "hoped_for": "Somebody to teach him at home"}
WRONG = {"about": "about", "words": "He did try", "right": "He came on two mornings"}


def sent(client, page: str, **said: str):
    """The form of a page, filled in and sent; where it leads, or itself with what is wrong."""
    return client.post(page, {**form_on(client.get(page)), **said}, follow=True)


def page_of(approach_id: UUID, more: str = "") -> str:
    return address("approach", approach_id) + more


def test_a_parent_asks_and_reads_who_answers_and_by_when():
    carol = signed_in(PARENT)
    assert "Ask the school to refer Robin" in words(carol.get(STAGE))
    page = words(sent(carol, HELP, **TYPED))
    assert "Priya Raman, by 21 October 2026" in page
    assert TYPED["words"] in page
    assert "Asked, and waiting for an answer" in words(signed_in(SENCO).get("/"))


def test_a_young_person_is_spoken_to_and_asks_in_their_own_words():
    page = words(signed_in(YOUNG_PERSON).get(HELP))
    assert "why you are not in school" in page
    assert "refer you for" in page


@pytest.mark.parametrize("typed", ["", ".", "asdf"])
def test_an_empty_request_comes_back_with_what_was_typed_beside_it(typed: str):
    answer = sent(signed_in(PARENT), HELP, words=typed, hoped_for="A tutor")
    assert answer.status_code == 422
    assert "What is happening?" in " ".join(errors(answer).values())
    assert form_on(answer)["hoped_for"] == "A tutor"


def test_the_senco_completes_it_with_the_familys_words_in_their_place():
    asked = deeds.ask_for_help()
    priya = signed_in(SENCO)
    page = priya.get(page_of(asked))
    assert "Refer Robin" in words(page)
    begin = f"{address('send_referral')}?asked={asked}"
    draft = where(follow(priya, begin, {**form_on(priya.get(begin)), "pathway": "a2e"}))
    family = f"{draft.partition('/question/')[0]}/family"
    assert form_on(priya.get(family))["parent_view_text"].startswith("He cannot go in any more")
    assert form_on(priya.get(family))["informed_how"] == "asked_us"


@pytest.mark.parametrize("asked", ["moon", "0" * 36, str(SENCO.id)])
def test_a_request_that_is_none_begins_a_plain_referral(asked: str):
    priya = signed_in(SENCO)
    begin = f"{address('send_referral')}?asked={asked}"
    assert "/question/" in where(
        follow(priya, begin, {**form_on(priya.get(begin)), "pathway": "a2e"})
    )


def test_told_why_not_the_family_reads_it_and_that_the_council_can_be_asked():
    asked = deeds.ask_for_help()
    said = {"outcome": "school_support", "words": "A shorter day begins on Monday"}
    assert "A shorter day" in words(sent(signed_in(SENCO), page_of(asked, "answer"), **said))
    page = words(signed_in(PARENT).get(STAGE))
    assert "A shorter day begins on Monday (Priya Raman)" in page
    assert "You can ask the council directly" in page


def test_an_answer_without_a_reason_or_from_a_stale_page_is_told():
    asked = deeds.ask_for_help()
    priya, page = signed_in(SENCO), page_of(asked, "answer")
    opened = form_on(priya.get(page))
    answer = priya.post(page, {**opened, "outcome": "school_support", "words": "."})
    assert answer.status_code == 422
    sent(signed_in(AP_OFFICER), page_of(asked, "note"), words="Rang the school", **tomorrow())
    answer = priya.post(page, {**opened, "outcome": "school_support", "words": "On Monday"})
    assert (answer.status_code, AP_OFFICER.name in words(answer)) == (409, True)


def tomorrow() -> dict[str, str]:
    return {"next_on-day": "15", "next_on-month": "10", "next_on-year": "2026"}


def test_a_note_keeps_it_open_and_a_day_past_is_refused():
    asked = deeds.ask_for_help()
    priya, page = signed_in(SENCO), page_of(asked, "note")
    past = {**tomorrow(), "next_on-day": "13"}
    assert sent(priya, page, words="Rang the mother", **past).status_code == 422
    assert "Rang the mother" in words(sent(priya, page, words="Rang the mother", **tomorrow()))


@pytest.mark.parametrize(
    ("member", "status"), [(PARENT, 403), (SOCIAL_WORKER, 200), (TUTOR, 404), (OTHER_SENCO, 404)]
)
def test_who_reads_what_a_family_asked(member, status: int):
    asked = deeds.ask_for_help()
    assert signed_in(member).get(page_of(asked)).status_code == status


def test_a_parent_says_what_is_wrong_and_reads_the_answer():
    referral_id = deeds.send()
    carol = signed_in(PARENT)
    assert "Has not been able to come in since June" in words(carol.get(SAID))
    page = words(sent(carol, f"{address('say_wrong', referral_id)}?about=about", **WRONG))
    assert "He did try" in page
    with as_(AP_OFFICER):
        asked = kept.Approach.objects.get()
    dana = signed_in(AP_OFFICER)
    assert "He came on two mornings" in words(dana.get(address("referral", referral_id)))
    said = {"outcome": "agreed", "words": "The register says so"}
    sent(dana, page_of(asked.pk, "answer"), **said)  # as the family wrote it
    page = words(carol.get(SAID))
    assert "Agreed, and put right" in page
    assert "What is happening He came on two mornings" in page
    assert "Was: Has not been able to come in since June" in words(
        signed_in(SENCO).get(address("referral", referral_id))
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"about": ""}, "What is wrong?"),
        ({"words": "."}, "Say what is wrong with it"),
        ({"right": ""}, "What is right?"),
    ],
)
def test_a_correction_that_says_too_little_is_told_where(said: dict[str, str], told: str):
    answer = sent(signed_in(PARENT), address("say_wrong", deeds.send()), **{**WRONG, **said})
    assert answer.status_code == 422
    assert told in " ".join(errors(answer).values())


def test_a_family_is_shown_no_fact_and_no_risk_there():
    deeds.send(risks="Runs into the road", facts={"ehc_plan": "in_force"})
    page = words(signed_in(PARENT).get(SAID))
    assert "Runs into the road" not in page
    assert "EHC" not in page


@pytest.mark.parametrize("page", [HELP, SAID])
def test_a_barred_parent_finds_nothing_and_a_school_does_not_ask_for_them(page: str):
    assert signed_in(SECOND_PARENT).get(page).status_code == 404
    assert signed_in(SENCO).get(page).status_code == 403


def test_a_parent_kept_from_the_whereabouts_is_told_to_write_and_reads_no_name():
    with behind_the_walls():
        kept.CourtBar.objects.update(scope="whereabouts")
    answer = sent(signed_in(SECOND_PARENT), HELP, **TYPED)
    assert "write to the council" in words(answer)
    assert "Priya" not in words(answer)
    assert "Larkwood" not in words(answer)


def test_a_school_asks_for_advice_before_any_referral():
    priya = signed_in(SENCO)
    assert "Ask for advice" in words(priya.get(address("child")))
    said = {"pathway": "autism-outreach", "words": "What helps at the gate?"}
    page = words(sent(priya, address("ask_advice"), **said))
    assert "Autism Outreach for Schools" in page
    assert "28 October 2026" in page
    assert "Asked, and waiting for an answer" in words(priya.get("/"))


def test_a_referral_for_advice_has_a_way_to_end_and_no_place_to_find():
    referral_id = deeds.send(pathway="autism-outreach")
    deeds.decide(referral_id, reason=Reason("interim", "The plan is awaited"))
    dana = signed_in(AP_OFFICER)
    page = words(dana.get(address("referral", referral_id)))
    assert "Conclude: the advice is given" in page
    assert "Offer a place" not in page
    assert "has its advice for Robin" in words(signed_in(PARENT).get(STAGE))
    conclude = address("conclude_referral", referral_id)
    assert sent(dana, conclude, reason_code="advised", reason=".").status_code == 422
    page = words(sent(dana, conclude, reason_code="advised", reason="A plan for the gate"))
    assert "Nothing: it has ended" in page


def test_a_familys_pages_ask_a_fixed_number_of_queries(django_assert_max_num_queries):
    for pathway in ("a2e", "arts"):
        deeds.say_wrong(deeds.send(pathway=pathway))
    carol = signed_in(PARENT)
    carol.get(SAID)
    for page in (SAID, STAGE):
        with django_assert_max_num_queries(22):
            carol.get(page)
