"""The legal basis of a placement, corrected by the council: on record, and the register with it."""

import pytest

from deeds import YESTERDAY, an_accepted_referral, as_it_is, cancel, correct_basis, offer, teach
from people import AP_OFFICER, BROKER, PARENT, PROVIDER_LEAD, ROBIN, SENCO, Member, as_
from scenes import robin_is_placed
from towpath.actions.action import NotAllowed, Refused
from towpath.records import models as kept


def the_mark() -> str:
    with as_(SENCO):
        return kept.Session.objects.get(child_id=ROBIN, on=YESTERDAY, half="am").code


@pytest.mark.parametrize("member", [AP_OFFICER, BROKER], ids=lambda m: m.part)
def test_an_offers_basis_is_corrected_without_offering_again(member: Member):
    placement_id = offer(an_accepted_referral())
    change = as_it_is(kept.BasisChange, correct_basis(placement_id, by=member))
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.legal_basis) == ("offered", "s29a")
    assert placement.arranged_by == "school"  # which the census counts
    assert (change.was, change.became, change.corrected_by_id) == ("s19", "s29a", member.id)
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="correct_basis")
    assert event.reason == "The head’s letter of September directs him off site"


def test_the_marks_of_its_lessons_follow():
    placement_id = robin_is_placed()
    teach(placement_id, on=YESTERDAY)
    assert the_mark() == "K"
    correct_basis(placement_id)
    assert the_mark() == "B"
    correct_basis(placement_id, "s19", reason="The letter was withdrawn the same week")
    assert the_mark() == "K"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("legal_basis", {"legal_basis": "s19"}),  # as it is
        ("legal_basis", {"legal_basis": "s99"}),
        ("legal_basis", {"legal_basis": ""}),
        ("reason", {"reason": "n/a"}),
    ],
)
def test_a_correction_that_says_nothing_is_refused(field: str, said: dict[str, str]):
    placement_id = robin_is_placed()
    with pytest.raises(Refused) as refused:
        correct_basis(placement_id, **said)
    assert refused.value.field == field
    assert as_it_is(kept.Placement, placement_id).legal_basis == "s19"


def test_a_place_that_fell_away_has_no_basis_to_correct():
    placement_id = cancel(offer(an_accepted_referral()))
    with pytest.raises(Refused, match="fell away"):
        correct_basis(placement_id)


@pytest.mark.parametrize("member", [PROVIDER_LEAD, SENCO, PARENT], ids=lambda m: m.part)
def test_only_the_council_corrects_it(member: Member):
    with pytest.raises(NotAllowed, match="AP officer"):
        correct_basis(robin_is_placed(), by=member)
