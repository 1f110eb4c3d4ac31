"""A roll brought in: once each, by whoever is first, and never what has changed since the check."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

import deeds
from people import (
    AP_OFFICER,
    ATTENDANCE_LEAD,
    BY_PART,
    OTHER_SENCO,
    ROBIN,
    SENCO,
    TODAY,
    Member,
    as_,
    deed,
)
from race import in_threads
from towpath.actions import child as children
from towpath.actions import roll as act
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.records.cast import ASHDENE, LARKWOOD, key
from towpath.rules.roll import Pupil

DATA_OFFICER = BY_PART["data_officer"]
ADA = Pupil(2, "Ada", "Marsh", date(2012, 3, 14), "F", "V936990120002")
EVE = Pupil(3, "Eve", "Okoye", date(2012, 5, 1))
ROBINS = "F936990120001"


def bring_in(by: Member = SENCO, to: str = LARKWOOD, **chosen: object) -> UUID:
    with as_(by):
        return act.bring_in(deed=deed(by), school_id=key("school", to), chosen=act.Chosen(**chosen))


def what_came_of_it(by: Member = SENCO) -> list[str]:
    with as_(by):
        events = kept.Event.objects.filter(about="school").order_by("id")
        return list(events.values_list("reason", flat=True))


def robins_row(**instead: object) -> Pupil:
    with as_(AP_OFFICER):
        child = kept.Child.objects.get(pk=ROBIN)
    row = Pupil(2, child.forename, child.surname, child.date_of_birth, child.sex, ROBINS)
    return replace(row, **instead)


def test_each_child_has_one_event_and_the_deed_its_own():
    bring_in(new=(ADA, EVE))
    with as_(SENCO):
        told = kept.Event.objects.filter(verb="bring_in_roll", about="child")
        assert sorted(told.values_list("child__forename", flat=True)) == ["Ada", "Eve"]
    assert what_came_of_it() == ["Brought in: 2"]


def test_the_same_roll_by_two_people_at_once_makes_each_child_once(county_of_its_own: str):
    found = in_threads(
        lambda: bring_in(SENCO, new=(ADA, EVE)), lambda: bring_in(ATTENDANCE_LEAD, new=(ADA, EVE))
    )
    assert all(isinstance(one, UUID) for one in found), found
    with as_(AP_OFFICER):
        assert kept.Child.objects.filter(forename__in=("Ada", "Eve")).count() == 2
        said = kept.Event.objects.filter(about="school").values_list("reason", flat=True)
        assert sorted(said) == [
            "Brought in: 2",
            "Left as they were, because a record is here by now: 2",
        ]


def test_a_roll_and_a_child_added_by_hand_at_once_make_one_record(county_of_its_own: str):
    def by_hand() -> UUID:
        with as_(SENCO):
            newcomer = children.Newcomer(
                "Ada", "Marsh", ADA.date_of_birth, "F", ADA.upn, "", "", "", ""
            )
            return children.add(
                deed=deed(SENCO), school_id=key("school", LARKWOOD), newcomer=newcomer
            )

    found = in_threads(by_hand, lambda: bring_in(ATTENDANCE_LEAD, new=(ADA,)))
    assert all(isinstance(one, UUID | Refused) for one in found), found
    with as_(AP_OFFICER):
        assert kept.Child.objects.filter(upn=ADA.upn).count() == 1


def test_a_child_changed_since_the_check_is_left_as_they_are():
    row = robins_row(forename="Robyn")
    bring_in(pairs=((row, ROBIN),), seen={ROBIN: 7})
    assert what_came_of_it() == ["Left as they were, because they changed since the check: 1"]
    with as_(SENCO):
        assert kept.Child.objects.get(pk=ROBIN).forename == "Robin"


def test_a_child_out_of_sight_is_not_changed_whatever_is_sent():
    row = robins_row(forename="Robyn")
    bring_in(OTHER_SENCO, ASHDENE, pairs=((row, ROBIN),), left=(ROBIN,), seen={ROBIN: 1})
    with as_(SENCO):
        assert kept.Child.objects.get(pk=ROBIN).forename == "Robin"
        assert kept.Enrolment.objects.get(child=ROBIN).period.upper is None


def test_a_referral_goes_on_when_its_child_leaves_the_roll():
    referral_id = deeds.send()
    with as_(SENCO):
        version = kept.Child.objects.get(pk=ROBIN).version
    bring_in(left=(ROBIN,), seen={ROBIN: version})
    with as_(SENCO):
        assert kept.Enrolment.objects.get(child=ROBIN).period.upper == TODAY
        assert kept.Referral.objects.get(pk=referral_id).state == "sent"


@pytest.mark.parametrize(
    ("by", "to"), [(SENCO, ASHDENE), (AP_OFFICER, LARKWOOD)], ids=["another school's", "officer"]
)
def test_nobody_brings_in_a_roll_that_is_not_theirs(by: Member, to: str):
    with pytest.raises((NotThere, NotAllowed)):
        bring_in(by, to, new=(ADA,))


def test_the_data_officer_brings_in_any_schools():
    bring_in(DATA_OFFICER, ASHDENE, new=(ADA,))
    with as_(OTHER_SENCO):
        assert kept.Child.objects.get(upn=ADA.upn).forename == "Ada"
