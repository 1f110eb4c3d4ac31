"""A receiving service's own steps in the policy's order, and when a place needs a word."""

import pytest

from towpath.rules.intake import Room, check_offer, check_step, next_of, own_steps, taken
from towpath.rules.pathway import Recorded, Step
from towpath.rules.wrong import Wrong


def step(id_: str, *after: str, recorded: Recorded = "step") -> Step:
    return Step(id_, "the page's words", "the page", "", id_.title(), recorded, after)


LIFE = (
    step("interview"),
    step("funding", recorded="funding"),
    step("visit", "interview", "funding"),
    step("offer", "visit", recorded="offer"),
)
DONE = dict.fromkeys(("interview", "funding", "visit"), "done")


def test_only_what_is_recorded_is_a_step_of_the_services_own():
    words = Step("any-time", "Referrals can be made at any time of the year.", "the page")
    assert own_steps((words, *LIFE)) == LIFE


def test_the_next_step_is_the_first_that_waits_for_no_other():
    assert next_of(LIFE, {}) == LIFE[0]
    assert next_of(LIFE, {"interview": "not_done"}) == LIFE[0]
    assert next_of(LIFE, {"interview": "done"}) == LIFE[1]
    assert next_of(LIFE, {"interview": "done", "funding": "not_needed"}) == LIFE[2]
    assert next_of(LIFE, DONE) == LIFE[3]


def test_the_policys_order_is_kept_and_no_other():
    check_step(LIFE[1], LIFE, {})  # the page puts neither of the two before the other
    with pytest.raises(Wrong, match="Before this comes: Interview, Funding"):
        check_step(LIFE[2], LIFE, {})
    with pytest.raises(Wrong, match="Before this comes: Funding"):
        check_step(LIFE[2], LIFE, {"interview": "done", "funding": "not_done"})
    with pytest.raises(Wrong, match="Before a place is offered comes: Visit"):
        check_offer(LIFE, DONE | {"visit": "not_done"})
    check_offer(LIFE, DONE)
    check_offer((), {})


@pytest.mark.parametrize(
    ("room", "code"),
    [
        (Room(8, 7), ""),
        (Room(None, 70), ""),  # nobody has said how many: none is counted as full
        (Room(8, 8), "over_places"),
        (Room(8, 11), "over_places"),
        (Room(0, 0), "over_places"),
        (Room(8, 2, ahead=1), "out_of_turn"),
        (Room(None, 2, ahead=2), "out_of_turn"),
        (Room(8, 8, ahead=2), "over_places"),
    ],
)
def test_a_place_over_the_number_or_out_of_turn_needs_a_reason(room: Room, code: str):
    assert taken(room, "The panel asked for it on Monday").code == code
    if code:
        with pytest.raises(Wrong, match="say why this child") as wrong:
            taken(room, "n/a")
        assert wrong.value.field == "why"
    else:
        assert taken(room, "").text == ""
