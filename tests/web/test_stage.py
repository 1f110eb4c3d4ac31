"""A family's page: to a young person it speaks; to a parent, of the child by name."""

from collections.abc import Callable
from uuid import UUID

import pytest

import deeds
from people import PARENT, YOUNG_PERSON, Member
from web.walk import address, ended, offered, signed_in, started, words


def said_to(member: Member) -> str:
    return words(signed_in(member).get(address("stage")))


@pytest.mark.parametrize(
    ("happens", "parent", "young_person"),
    [
        (
            deeds.send,
            "Next: Dana Whitlock, AP officer at the council, decides whether this is right for"
            " Robin by",
            "decides whether this is right for you by",
        ),
        (
            lambda: deeds.decide(deeds.send(), "return_for_information"),
            "Next: Priya Raman, of Larkwood School, answers what the council asked by",
            "Nothing stops while that is answered",
        ),
        (
            deeds.an_accepted_referral,
            "Until then Larkwood School keeps Robin on its roll",
            "looks for somebody to teach you by",
        ),
        (
            offered,
            "has asked somebody to teach Robin, and expects their answer by",
            "has asked somebody to teach you",
        ),
        (
            deeds.an_agreed_place,
            "Next: Kestrel Lane Tuition starts to teach Robin by",
            "Kestrel Lane Tuition will teach you",
        ),
        (started, "Kestrel Lane Tuition teaches Robin", "Kestrel Lane Tuition teaches you"),
        (ended, "asks how Robin’s next step has gone by", "asks how your next step has gone by"),
    ],
)
def test_who_acts_next_is_said_by_name_and_part_in_each_voice(
    happens: Callable[[], UUID], parent: str, young_person: str
):
    happens()
    assert parent in said_to(PARENT)
    assert young_person in said_to(YOUNG_PERSON)


@pytest.mark.parametrize(
    "happens", [deeds.send, offered, started, lambda: deeds.decide(deeds.send(), "not_accept")]
)
def test_a_young_person_is_never_spoken_of_by_name(happens: Callable[[], UUID]):
    happens()
    _, _, page = said_to(YOUNG_PERSON).partition("Where things stand")
    assert "Robin" not in page
    assert "you" in page


def test_what_the_council_owes_is_said_in_each_voice():
    deeds.an_accepted_referral()
    assert "The council owes Robin education now" in said_to(PARENT)
    assert "The council owes you education now" in said_to(YOUNG_PERSON)


def test_a_refusal_says_what_may_still_be_owed_and_how_to_disagree():
    deeds.decide(deeds.send(), "not_accept")
    assert "The council may still owe you education" in said_to(YOUNG_PERSON)
    assert "ask Dana Whitlock to look again" in said_to(PARENT)
