"""A concern in the browser: raised in one press from the placement, answered from a desk."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

import deeds
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    HEAD_OF_SERVICE,
    HEAD_TEACHER,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    Member,
    as_,
)
from towpath.records import models as kept
from towpath.rules.reason import Reason
from web.walk import address, buttons, day_typed, errors, form_on, read, signed_in, started, words

SAFEGUARDING_LEAD = next(member for member in CAST if member.part == "safeguarding_lead")
SEEN = "Said there was no food at home since Sunday"
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def place() -> UUID:
    """Robin has begun today."""
    return started()


@pytest.fixture
def concern(place: UUID) -> UUID:
    """Ben Arkwright has raised a concern."""
    return deeds.raise_concern(place, words=SEEN)


def desk(member: Member) -> str:
    return words(signed_in(member).get(reverse("home")))


# Raising


def test_from_the_placement_it_is_one_press_and_two_fields(place: UUID):
    ben = signed_in(TUTOR)
    assert "Raise a safeguarding concern" in buttons(ben.get(address("placement", place)))
    page = ben.get(address("raise_concern", place))
    assert set(form_on(page)) - {"seen", "once", "csrfmiddlewaretoken"} == {
        "concern",
        "done_so_far",
    }
    answer = ben.post(address("raise_concern", place), form_on(page) | {"concern": SEEN})
    said = words(ben.get(answer.headers["Location"]))
    assert "Dana Whitlock has your concern" in said
    assert "raised by Ben Arkwright: raised, and nobody has answered yet" in said
    assert SEEN not in said
    with as_(AP_OFFICER):
        assert kept.Concern.objects.get().words == SEEN
        assert not kept.Lesson.objects.exists()


def test_what_to_do_in_danger_comes_before_the_form(place: UUID):
    page = signed_in(TUTOR).get(address("raise_concern", place))
    said = words(page)
    assert said.index("ring 999 now") < said.index("What did you see or hear?")
    assert "Then tell Dana Whitlock at the council" in said
    assert "must answer this by 15 October 2026" in said


@pytest.mark.parametrize("typed", ["", ".", "n/a"])
def test_an_empty_concern_is_refused_beside_its_box(place: UUID, typed: str):
    ben = signed_in(TUTOR)
    page = ben.get(address("raise_concern", place))
    form = form_on(page) | {"concern": typed, "done_so_far": "Rang the mother"}
    answer = ben.post(address("raise_concern", place), form)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_concern"]
    assert form_on(answer)["done_so_far"].strip() == "Rang the mother"


def test_sent_twice_it_is_one_concern(place: UUID):
    ben = signed_in(TUTOR)
    form = form_on(ben.get(address("raise_concern", place))) | {"concern": SEEN}
    for _ in range(2):
        assert ben.post(address("raise_concern", place), form).status_code == 302
    with as_(AP_OFFICER):
        assert kept.Concern.objects.count() == 1


# Answering


@pytest.mark.parametrize(
    "member", [AP_OFFICER, SAFEGUARDING_LEAD, SOCIAL_WORKER], ids=lambda m: m.part
)
def test_it_stands_on_the_desk_of_those_who_act_and_leads_to_its_page(
    concern: UUID, member: Member
):
    reader = signed_in(member)
    home = reader.get(reverse("home"))
    assert "Safeguarding concerns to answer" in words(home)
    assert read(home).xpath(f"//a[@href='{address('answer_concern', concern)}']")
    page = words(reader.get(address("answer_concern", concern)))
    assert SEEN in page
    assert "makes no referral to children’s social care" in page


@pytest.mark.parametrize(
    "member", [SENCO, HEAD_TEACHER, BROKER, PARENT, TUTOR], ids=lambda m: m.part
)
def test_on_no_other_desk_is_there_a_word_of_it(concern: UUID, member: Member, watch):
    watch.moves_to(TODAY + timedelta(3))
    client = signed_in(member)
    assert "concern" not in words(client.get(reverse("home"), follow=True)).lower()


def test_past_its_date_it_is_loud(concern: UUID, watch):
    assert "past its date" not in desk(SAFEGUARDING_LEAD)
    watch.moves_to(TODAY + timedelta(2))
    for member in (AP_OFFICER, HEAD_OF_SERVICE, SAFEGUARDING_LEAD, SOCIAL_WORKER):
        assert "A safeguarding concern is past its date. Answer this first." in desk(member)
        assert "1 day late" in desk(member)


def test_a_lead_takes_it_on_and_closes_it_and_each_reader_of_it_sees_that(concern: UUID):
    lead, path = signed_in(SAFEGUARDING_LEAD), address("answer_concern", concern)
    form = form_on(lead.get(path)) | {"code": "taken", "words": "Ringing the mother at noon"}
    answer = lead.post(path, form | day_typed("next_on", TOMORROW))
    assert SAFEGUARDING_LEAD.name in words(lead.get(answer.headers["Location"]))
    dana = signed_in(AP_OFFICER)
    assert "Being acted on" in words(dana.get(path))
    form = form_on(dana.get(path)) | {"code": "support", "words": "The food bank delivers today"}
    dana.post(path, form)
    said = words(dana.get(path))
    assert "It is closed, with an outcome." in said
    assert "Support arranged for the child or family" in said
    assert "What is being done?" not in said
    for member in (AP_OFFICER, SAFEGUARDING_LEAD, SOCIAL_WORKER):
        assert "Safeguarding concerns to answer" not in desk(member)
    assert "raised by Ben Arkwright: closed, with an outcome" in words(
        signed_in(TUTOR).get(address("placement", _place()))
    )


def _place() -> UUID:
    with as_(AP_OFFICER):
        return kept.Placement.objects.get().pk


def test_taken_on_without_a_day_it_is_refused_at_the_day(concern: UUID):
    dana, path = signed_in(AP_OFFICER), address("answer_concern", concern)
    form = form_on(dana.get(path)) | {"code": "taken", "words": "Ringing the mother at noon"}
    empty = {f"next_on-{part}": "" for part in ("day", "month", "year")}
    answer = dana.post(path, form | empty)
    assert answer.status_code == 422
    assert list(errors(answer)) == ["#id_next_on-day"]


def test_a_page_somebody_else_has_answered_says_who(concern: UUID):
    dana, path = signed_in(AP_OFFICER), address("answer_concern", concern)
    form = form_on(dana.get(path)) | {"code": "known", "words": "The social worker has it"}
    deeds.answer_concern(concern, "taken", by=SAFEGUARDING_LEAD, next_on=TOMORROW)
    answer = dana.post(path, form)
    assert answer.status_code == 409
    assert SAFEGUARDING_LEAD.name in words(answer)
    assert form_on(answer)["words"].strip() == "The social worker has it"


def test_a_page_whose_concern_was_closed_meanwhile_says_so(concern: UUID):
    dana, path = signed_in(AP_OFFICER), address("answer_concern", concern)
    form = form_on(dana.get(path)) | {"code": "known", "words": "The social worker has it"}
    deeds.answer_concern(concern, by=SAFEGUARDING_LEAD)
    assert "yours was not recorded" in words(dana.post(path, form))


def test_the_childs_page_tells_those_who_act_and_the_paper_leaves_it_out(concern: UUID):
    deeds.answer_concern(concern, "taken", next_on=TOMORROW)
    for member, told in ((AP_OFFICER, True), (SAFEGUARDING_LEAD, True), (SENCO, False)):
        page = words(signed_in(member).get(address("child")))
        assert (SEEN in page) is told, member.part
        assert ("Safeguarding concern" in page) is told, member.part
    assert signed_in(AP_OFFICER).get(address("chronology")).status_code == 200


# Doors


@pytest.mark.parametrize(
    ("member", "raises", "answers"),
    [
        (TUTOR, 200, 403), (PROVIDER_LEAD, 200, 403), (AP_OFFICER, 403, 200), (BROKER, 403, 403),
        (HEAD_OF_SERVICE, 403, 200), (SAFEGUARDING_LEAD, 403, 200), (SOCIAL_WORKER, 403, 200),
        (SENCO, 403, 403), (PARENT, 403, 403), (YOUNG_PERSON, 403, 403), (STRANGER, 404, 404),
        (OTHER_TUTOR, 404, 404),
    ],
    ids=lambda value: getattr(value, "part", str(value)),
)  # fmt: skip
def test_each_page_opens_for_whom_it_is(
    place: UUID, concern: UUID, member: Member, raises: int, answers: int
):
    client = signed_in(member)
    assert client.get(address("raise_concern", place)).status_code == raises
    assert client.get(address("answer_concern", concern)).status_code == answers


def test_the_pages_ask_no_more_than_they_must(
    place: UUID, concern: UUID, django_assert_max_num_queries
):
    for member, path in (
        (TUTOR, address("raise_concern", place)),
        (SOCIAL_WORKER, address("answer_concern", concern)),
    ):
        client = signed_in(member)
        client.get(path)
        with django_assert_max_num_queries(15):
            client.get(path)


# The last lessons of a placement that has ended


@pytest.fixture
def grace() -> Client:
    return signed_in(PROVIDER_LEAD)


def test_the_providers_desk_says_what_may_still_be_recorded_and_by_when(grace: Client, place: UUID):
    deeds.teach(place, minutes=30)
    deeds.end(place)
    said = words(grace.get(reverse("home")))
    assert "Ended: lessons you may still record" in said
    assert "30 minutes recorded of the last seven days; 10 hours were planned" in said
    assert "by 21 October 2026" in said


def test_the_last_lesson_is_recorded_from_the_desk(grace: Client, place: UUID, watch):
    deeds.end(place)
    watch.moves_to(TODAY + timedelta(2))
    page = grace.get(address("record_lesson", place))
    assert "You may record its lessons up to that day until 21 October 2026" in words(page)
    form = form_on(page)
    assert form["on-day"] == str(TODAY.day)
    form |= {"outcome": "delivered", "is_concern": "no", "at": "09:00"}
    assert grace.post(address("record_lesson", place), form).status_code == 302
    with as_(AP_OFFICER):
        assert kept.Lesson.objects.count() == 1


def test_of_the_ended_placement_no_telephone_number_of_the_family_is_shown(
    grace: Client, place: UUID
):
    assert "07700 900123" in words(grace.get(address("placement", place)))
    deeds.end(place)
    page = grace.get(address("placement", place))
    assert "07700 900123" not in words(page)
    assert buttons(page) == ["Record a lesson", "Raise a safeguarding concern"]
    assert grace.get(address("hold_review", place)).status_code == 403


def test_after_a_safeguarding_decision_nothing_is_left_on_the_desk(grace: Client, place: UUID):
    deeds.end(place, reason=Reason("safeguarding", "Police advice of today"))
    assert "No child is placed with you now" in words(grace.get(reverse("home")))
