"""Letters on their pages: who may open them, and one from its draft to the family's own page."""

import io
import zipfile
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    PARENT,
    SECOND_PARENT,
    SENCO,
    TODAY,
    YOUNG_PERSON,
    Member,
    behind_the_walls,
)
from towpath.jobs.job import JOBS
from towpath.project import work
from towpath.records import models as kept
from towpath.rules.who import COUNTY
from web.walk import address, buttons, day_typed, errors, form_on, read, signed_in, words

work.register()
OFFICERS = ("ap_officer", "other_officer", "head_of_service")


@pytest.fixture
def dana() -> Client:
    return signed_in(AP_OFFICER)


@pytest.fixture
def decision() -> UUID:
    return deeds.a_decision("not_accept")


@pytest.fixture
def carols(decision: UUID) -> UUID:
    """The mother's letter, as it was drafted."""
    key: UUID = deeds.the_letters(decision)["Carol Dunmore"].pk
    return key


def sent(client: Client, page: str, key: UUID, typed: dict[str, str]) -> str:
    """What the letter's page says after its form was sent there."""
    form = form_on(client.get(address("letter", key)))
    answer = client.post(address(page, key), form | typed, follow=True)
    return words(answer)


def test_a_letter_from_its_draft_to_the_mothers_own_page(dana: Client, carols: UUID):
    page = dana.get(address("letter", carols))
    assert "We have not accepted the request for" in words(page)
    form = form_on(dana.get(address("write_letter", carols)))
    assert form["why"] == "The school has a plan that has just begun"
    form["why"] = "The school’s plan began on Monday, and deserves half a term"
    answer = dana.post(address("write_letter", carols), form, follow=True)
    assert "deserves half a term" in words(answer)
    assert "The letter is checked" in sent(dana, "check_letter", carols, {})
    assert "on its way" in sent(dana, "send_letter", carols, {"channel": "post"})
    with zipfile.ZipFile(io.BytesIO(dana.get(reverse("letters_to_post")).content)) as batch:
        (name,) = batch.namelist()
        printed = batch.read(name)
    assert printed.startswith(b"%PDF")
    assert "marked as posted" in sent(dana, "post_letter", carols, day_typed("left_on", TODAY))
    mother = signed_in(PARENT)
    stage = mother.get(address("stage"))
    assert "Letters to you" in words(stage)
    (link,) = read(stage).xpath("//main//a[contains(@href, 'letter.pdf')]/@href")
    assert mother.get(link).content == printed  # byte for byte
    assert not errors(stage)


def test_a_letter_that_waits_is_loud_on_its_owners_desk(dana: Client, carols: UUID):
    assert "Letters that have not gone" in words(dana.get(reverse("home")))
    with behind_the_walls():
        kept.Letter.objects.update(due_on=deeds.YESTERDAY, trouble="The email did not go")
    desk = words(dana.get(reverse("home")))
    assert "late" in desk
    assert "The email did not go" in desk
    assert "Letters that have not gone" not in words(signed_in(BROKER).get(reverse("home")))


def test_a_refused_text_stays_where_it_was_typed(dana: Client, carols: UUID):
    form = form_on(dana.get(address("write_letter", carols)))
    dana.post(address("write_letter", carols), form | {"alternatives": "n/a"})
    seen = form_on(dana.get(address("letter", carols)))
    answer = dana.post(address("check_letter", carols), seen)
    assert answer.status_code == 422
    assert "“n/a” is no record" in words(answer)


def test_an_answer_to_how_it_goes_is_asked_for(dana: Client, carols: UUID):
    deeds.check_letter(carols)
    answer = dana.post(address("send_letter", carols), form_on(dana.get(address("letter", carols))))
    assert errors(answer) == {"#id_channel": "Answer the question “How does it go?”"}


def test_a_second_window_is_told_what_changed(dana: Client, carols: UUID):
    old = form_on(dana.get(address("write_letter", carols)))
    deeds.write_letter(carols, why="Changed in the other window")
    answer = dana.post(address("write_letter", carols), old | {"why": "Typed in the first"})
    assert answer.status_code == 409
    assert "Typed in the first" in answer.content.decode()


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.part)
def test_who_opens_a_letters_page(member: Member, carols: UUID):
    client = signed_in(member)
    opened = client.get(address("letter", carols)).status_code
    written = client.get(address("write_letter", carols)).status_code
    assert (opened == 200) == (member.duty in COUNTY)
    assert (written == 200) == (member.part in OFFICERS)
    assert {opened, written} <= {200, 403, 404}


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.part)
def test_who_reads_the_mothers_letter_once_it_is_sent(member: Member, carols: UUID):
    deeds.check_letter(carols)
    deeds.send_letter(carols)
    deeds.post_letter(carols)
    opened = signed_in(member).get(address("letter_pdf", carols))
    may = member is PARENT or member.duty in COUNTY
    assert (opened.status_code == 200) == may
    if may:
        assert opened["Content-Disposition"].startswith("attachment")
    else:
        assert b"Carol" not in opened.content


def test_the_school_reads_its_copy_from_the_referrals_page(dana: Client, decision: UUID):
    copy = deeds.the_letters(decision)["Larkwood School"]
    deeds.check_letter(copy.pk)
    deeds.send_letter(copy.pk, "email")
    with behind_the_walls():
        mail = kept.Mail.objects.get()
    JOBS["send_mail"](actor_id=str(AP_OFFICER.id), mail_id=str(mail.pk))
    with behind_the_walls():
        referral_id = kept.Decision.objects.get().referral_id
    page = signed_in(SENCO).get(address("referral", referral_id))
    links = read(page).xpath("//main//a[contains(@href, 'letter')]/@href")
    assert links == [address("letter_pdf", copy.pk)]
    assert buttons(page) == []
    assert signed_in(SENCO).get(links[0]).status_code == 200


def test_nobody_of_the_family_sees_a_draft(carols: UUID):
    for member in (PARENT, YOUNG_PERSON, SECOND_PARENT):
        client = signed_in(member)
        assert b"Letters to you" not in client.get(address("stage")).content
        assert client.get(address("letter_pdf", carols)).status_code in (403, 404)
