"""States and moves: one table a noun, one way to move, and no state that leads nowhere."""

import pytest

from towpath.rules import concern, placement, referral
from towpath.rules.concern import CONCERN
from towpath.rules.placement import PLACEMENT
from towpath.rules.referral import REFERRAL
from towpath.rules.state import CannotMove, Noun

NOUNS = pytest.mark.parametrize("noun", [REFERRAL, PLACEMENT, CONCERN], ids=lambda noun: noun.name)


def reached(noun: Noun) -> set[str]:
    """Every state that a way from the first leads to."""
    found, next_ = set(), {noun.states[0]}
    while next_:
        found |= next_
        next_ = {to for state in next_ for to in noun.moves[state].values()} - found
    return found


@NOUNS
def test_every_state_is_reached_and_has_words(noun: Noun):
    assert reached(noun) == set(noun.states) == set(noun.words)


@NOUNS
def test_every_move_leads_to_a_state(noun: Noun):
    assert {to for moves in noun.moves.values() for to in moves.values()} <= set(noun.states)


@pytest.mark.parametrize(
    ("noun", "open_"),
    [(REFERRAL, referral.OPEN), (PLACEMENT, placement.OPEN), (CONCERN, concern.OPEN)],
    ids=["referral", "placement", "concern"],
)
def test_what_is_open_can_move_and_what_has_ended_cannot(noun: Noun, open_: tuple[str, ...]):
    assert {state for state in noun.states if noun.moves[state]} == set(open_)


def test_a_move_that_is_open_is_made():
    assert REFERRAL.move("sent", "accept") == "accepted"
    assert PLACEMENT.move("offered", "decline") == "declined"


def test_a_move_that_is_not_says_how_things_stand():
    with pytest.raises(CannotMove, match="This referral is withdrawn, so that cannot be done now"):
        REFERRAL.move("withdrawn", "accept")


def test_asking_for_more_never_ends_a_referral_and_never_bars_a_decision():
    asked = REFERRAL.move("sent", "return_for_information")
    assert asked in referral.UNDECIDED
    decisions = {"accept", "not_accept", "signpost"}
    assert decisions <= set(REFERRAL.moves[asked]) & set(REFERRAL.moves["sent"])


def test_until_it_starts_a_place_can_always_be_taken_back():
    for state in placement.NOT_STARTED:
        assert PLACEMENT.move(state, "cancel") == "cancelled"
    assert "cancel" not in PLACEMENT.moves["started"]


def test_a_child_whose_place_fell_through_is_placed_again_under_the_same_referral():
    assert REFERRAL.move(REFERRAL.move("placed", "seek_again"), "place") == "placed"


def test_a_provider_sees_nothing_it_declined_or_that_has_ended():
    assert set(placement.SEEN_BY_PROVIDER) == {"offered", "waiting", "agreed", "started"}
