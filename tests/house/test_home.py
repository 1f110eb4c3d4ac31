"""What is written for those who work with a child does not come home: every table, in raw SQL."""

from datetime import timedelta

import pytest
from django.db import connection

import deeds
from people import AP_OFFICER, PARENT, SENCO, TODAY, YOUNG_PERSON, Member, as_
from towpath.records import walls
from towpath.rules.reason import Reason

# What somebody wrote in each of these forms, and the family must not read.
HURT = "A child who hurt him is placed here"
AFRAID = "I am afraid of dad when he drinks"
FOUND = "Comes in hungry on Mondays"
SISTER = "His sister told the tutor what happens at home"
POLICE = "The police rang the school on Friday"
SENT_AWAY = "The school says that the mother is hiding something"

SIX_WEEKS_ON = TODAY + timedelta(weeks=6)


def read_by(member: Member, words: str) -> set[str]:
    """The tables in which this person can read these words, however the row is asked for."""
    found = set()
    with as_(member, SIX_WEEKS_ON), connection.cursor() as cursor:
        for model in walls.WALLS:
            cursor.execute(
                f"select exists (select from {walls.table(model)} t"
                " where strpos(to_jsonb(t)::text, %s) > 0)",
                [words],
            )
            if cursor.fetchone()[0]:
                found.add(model)
    return found


def a_place_ends_in_nothing() -> None:
    """A provider says no, another place is reviewed, ends, and the check finds nothing."""
    referral_id = deeds.an_accepted_referral()
    deeds.decline(deeds.offer(referral_id), reason=Reason("mix", HURT))
    place = deeds.start(deeds.accept(deeds.offer(referral_id)))
    deeds.review(place, day=TODAY, child_view=AFRAID, reason=FOUND)
    deeds.end(place, reason=Reason("safeguarding", SISTER), destination="none")
    again = SIX_WEEKS_ON + timedelta(1)
    deeds.check(place, "no", day=SIX_WEEKS_ON, reason=POLICE, next_on=again)


def a_referral_is_withdrawn() -> None:
    """The school takes back what nobody had decided."""
    deeds.withdraw(deeds.send(), reason=Reason("other_route", SENT_AWAY))


@pytest.mark.parametrize("member", [PARENT, YOUNG_PERSON], ids=lambda member: member.part)
def test_no_table_tells_a_family_what_was_written_for_others(member: Member) -> None:
    a_place_ends_in_nothing()
    for words in (HURT, AFRAID, FOUND, SISTER, POLICE):
        assert read_by(AP_OFFICER, words), words
        assert read_by(SENCO, words), words
        assert read_by(member, words) == set(), words


@pytest.mark.parametrize("member", [PARENT, YOUNG_PERSON], ids=lambda member: member.part)
def test_no_table_tells_a_family_what_a_school_said_in_withdrawing(member: Member) -> None:
    a_referral_is_withdrawn()
    assert read_by(SENCO, SENT_AWAY) == {"Event"}
    assert read_by(member, SENT_AWAY) == set()


def test_a_family_reads_in_plain_words_why_something_is_owed_after_an_end() -> None:
    a_place_ends_in_nothing()
    assert read_by(PARENT, "it was asked how things went after the placement with") == {"Duty"}
