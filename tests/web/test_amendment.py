"""A referral amended in the browser: what was, what is and why; and who is told."""

from uuid import UUID

import pytest

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    as_,
)
from towpath.records import models as kept
from watches import Watch
from web.walk import address, form_on, signed_in, words

RUNS = "Leaves the building when shouted at"
MOTHER = "The mother rang and said so"


def change(by, referral_id: UUID, part: str, **said: str):
    client = signed_in(by)
    page = _page(referral_id, part)
    return client.post(page, {**form_on(client.get(page)), **said}, follow=True)


def _page(referral_id: UUID, part: str) -> str:
    return f"{address('referral', referral_id)}amend/{part}"


def owner_of(referral_id: UUID):
    with as_(AP_OFFICER):
        owner_id = kept.Referral.objects.get(pk=referral_id).owner_id
    return next(member for member in (AP_OFFICER, OTHER_OFFICER) if member.id == owner_id)


def test_the_form_opens_with_what_it_says_now_and_the_page_tells_what_changed():
    referral_id = deeds.send()
    client = signed_in(SENCO)
    assert form_on(client.get(_page(referral_id, "risks")))["value"] == (
        "None known; the mother was asked"
    )
    page = words(change(SENCO, referral_id, "risks", value=RUNS, why=MOTHER))
    assert f"Was: None known; the mother was asked Is: {RUNS} Why: {MOTHER}" in page
    versions = words(client.get(f"{address('referral', referral_id)}risks"))
    assert versions.index(RUNS) < versions.index("None known; the mother was asked")
    timeline = words(client.get(address("child")))
    assert "Referral amended" in timeline
    assert RUNS in timeline


def test_the_officer_sees_on_the_desk_and_on_the_page_what_changed_since_they_looked(watch: Watch):
    referral_id = deeds.send()
    officer = signed_in(owner := owner_of(referral_id))
    officer.get(address("referral", referral_id))
    watch.moves_to(TODAY, hour=11)
    change(SENCO, referral_id, "about", value="Has stopped eating at school too", why=MOTHER)
    watch.moves_to(TODAY, hour=12)
    assert "Changed since you last looked" in words(officer.get("/"))
    page = words(officer.get(address("referral", referral_id)))
    assert "Changed since you last looked: “What is happening”" in page
    assert "Changed since you last looked" not in words(officer.get("/"))
    assert owner.duty == "ap_officer"


def test_what_changed_after_the_decision_is_said_for_as_long_as_it_stands(watch: Watch):
    referral_id = deeds.an_accepted_referral()
    watch.moves_to(TODAY, hour=11)
    change(SENCO, referral_id, "risks", value=RUNS, why=MOTHER)
    officer = signed_in(AP_OFFICER)
    for _ in range(2):
        page = words(officer.get(address("referral", referral_id)))
        assert "Changed since the decision: “Known risks”" in page


def test_a_fact_is_corrected_and_one_never_said_is_added():
    referral_id = deeds.send()
    client = signed_in(SENCO)
    listed = client.get(f"{address('referral', referral_id)}add-fact")
    assert "What can be said" in words(listed) or "What this pathway asks" in words(listed)
    page = _page(referral_id, "fact/unable_to_attend")
    said = {**form_on(client.get(page)), "answer": "no", "why": "He came in all week"}
    assert "He came in all week" in words(client.post(page, said, follow=True))
    with as_(AP_OFFICER):
        assert kept.Fact.objects.filter(name="unable_to_attend").count() == 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"value": ".", "why": MOTHER}, "tells the next reader nothing"),
        ({"value": RUNS, "why": ""}, "Why is it changed?"),
        ({"why": MOTHER}, "says already"),
    ],
)
def test_wrong_input_is_told_and_what_was_typed_stays(said: dict[str, str], told: str):
    referral_id = deeds.send()
    client, page = signed_in(SENCO), _page(referral_id, "risks")
    answer = client.post(page, {**form_on(client.get(page)), **said})
    assert answer.status_code == 422
    assert told in words(answer)
    assert form_on(answer)["why"] == said["why"]


def test_an_event_without_its_day_is_asked_for_it():
    referral_id = deeds.send()
    client, page = signed_in(SENCO), _page(referral_id, "fact/permanently_excluded_on")
    answer = client.post(page, {**form_on(client.get(page)), "answer": "yes", "why": MOTHER})
    assert (answer.status_code, "Enter the date" in words(answer)) == (422, True)


def test_a_stale_page_is_refused_and_says_who_changed_what():
    referral_id = deeds.send()
    client, page = signed_in(SENCO), _page(referral_id, "about")
    opened = form_on(client.get(page))
    deeds.amend(referral_id, by=AP_OFFICER)
    answer = client.post(page, {**opened, "value": "Worse since May", "why": MOTHER})
    assert answer.status_code == 409
    assert f"{AP_OFFICER.name}" in words(answer)
    assert "Worse since May" in words(answer)


@pytest.mark.parametrize(
    ("member", "status"), [(BROKER, 403), (PARENT, 403), (SOCIAL_WORKER, 403), (OTHER_SENCO, 404)]
)
def test_others_do_not_amend(member, status: int):
    referral_id = deeds.send()
    client = signed_in(member)
    for part in ("risks", "fact/unable_to_attend"):
        assert client.get(_page(referral_id, part)).status_code == status
    assert "amend" not in client.get(address("referral", referral_id)).content.decode()


@pytest.mark.parametrize("part", ["owner", "fact", "fact/moon", "fact/referrer"])
def test_what_is_no_part_of_a_referral_is_not_there(part: str):
    assert signed_in(SENCO).get(_page(deeds.send(), part)).status_code == 404


def test_one_that_has_ended_is_not_opened_for_change():
    referral_id = deeds.send()
    deeds.withdraw(referral_id)
    page = signed_in(SENCO).get(_page(referral_id, "risks"))
    assert "has ended" in words(page)
    assert "Save the change" not in words(page)


def test_a_family_reads_neither_the_risks_nor_what_was_changed_in_them():
    referral_id = deeds.send()
    deeds.amend(referral_id)
    client = signed_in(PARENT)
    assert client.get(f"{address('referral', referral_id)}risks").status_code == 403
    assert RUNS not in words(client.get(address("stage")))


def test_the_page_asks_no_more_of_the_database_for_more_changes(django_assert_max_num_queries):
    referral_id = deeds.send()
    client = signed_in(AP_OFFICER)
    for number in range(3):
        deeds.amend(referral_id, value=f"{RUNS}, {number} times")
    client.get(address("referral", referral_id))
    with django_assert_max_num_queries(32):
        client.get(address("referral", referral_id))
