"""The way back: steps to school, the end of a placement, and the check that the return held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import next_step
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.records.row import keys, promised
from towpath.rules import reintegration as rule
from towpath.rules.placement import PLACEMENT
from towpath.rules.reason import Reason, given
from towpath.rules.referral import REFERRAL
from towpath.rules.wrong import Wrong


@action("plan_return_step")
def plan_step(
    *, deed: Deed, placement_id: UUID, seen: int, from_on: date, words: str, minutes_in_school: int
) -> UUID:
    """Plan one step back to school: from when, what, and how long a week."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state != "started":
        raise Wrong("", "Steps back are planned while the placement runs")
    if from_on < promised(placement.starts_on):
        raise Wrong("from_on", "The step cannot be before the placement began")
    step = kept.ReturnStep.objects.create(
        **keys(placement),
        placement=placement,
        from_on=from_on,
        words=given("words", words),
        minutes_in_school=minutes_in_school,
        owner_id=placement.owner_id,
    )
    deed.change(placement)
    return deed.done(placement, about=step, owner_id=placement.owner_id, next_on=from_on)


@action("record_return_step")
def record_step(*, deed: Deed, step_id: UUID, seen: int, outcome: str, words: str) -> UUID:
    """Say how a step went."""
    step = deed.take(kept.ReturnStep, step_id, seen=seen)
    if step.from_on > deed.clock.today:
        raise Wrong("outcome", "The step has not begun yet: record it when it has")
    if outcome not in ("done", "not_done"):
        raise Wrong("outcome", "Say whether it was done")
    text = given("words", words)
    deed.change(step, outcome=outcome, outcome_words=text, recorded_at=deed.clock.now)
    return deed.done(step, reason=Reason(outcome, text), owner_id=step.owner_id)


@dataclass(frozen=True, slots=True)
class End:
    """Why, when and to where a placement ends."""

    ended_on: date
    reason: Reason
    destination: str


@action("end_placement")
def end(*, deed: Deed, placement_id: UUID, seen: int, end: End) -> UUID:
    """End a placement, and set the day on which the return is checked.

    A child who would be left with nothing is owed education from this moment, by its owner.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    today = deed.clock.today
    if end.reason.code not in rule.END_REASONS:
        raise Wrong("reason_code", "Choose why it ends")
    if end.destination not in rule.DESTINATION:
        raise Wrong("destination", "Say where the child goes")
    if placement.starts_on is None or not placement.starts_on <= end.ended_on <= today:
        raise Wrong("ended_on", "The last day must be between the start and today")
    text = given("reason", end.reason.text)
    check_on = due(placement.authority_id, "return_check", end.ended_on)
    deed.change(
        placement,
        state=PLACEMENT.move(placement.state, "end"),
        ended_on=end.ended_on,
        end_reason_code=end.reason.code,
        end_reason=text,
        destination=end.destination,
    )
    next_step(deed, placement, check_on, "Check that the return has held")
    if rule.leaves_nothing(end.destination):
        _owe(deed, placement, f"The placement ended with nothing after it: {text}", today)
    return deed.done(
        placement,
        reason=Reason(end.reason.code, text),
        owner_id=placement.owner_id,
        next_on=check_on,
    )


@action("check_return")
def check(
    *,
    deed: Deed,
    placement_id: UUID,
    seen: int,
    sustained: str,
    reason: str,
    next_on: date | None,
) -> UUID:
    """Say whether the return has held. If not, what the council owes is open again, with a date."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    today = deed.clock.today
    if sustained not in rule.SUSTAINED:
        raise Wrong("sustained", "Say whether the return has held")
    if today < promised(placement.next_on):
        raise Wrong("", "It is too early to say: the check is not due yet")
    text = given("reason", reason)
    if sustained != "yes" and (next_on is None or next_on <= today):
        raise Wrong("next_on", "Give the day on which the council looks at it again, after today")
    check = kept.ReturnCheck.objects.create(
        **keys(placement),
        placement=placement,
        due_on=promised(placement.next_on),
        checked_on=today,
        sustained=sustained,
        reason=text,
        checked_by_id=deed.actor_id,
    )
    deed.change(
        placement, state=PLACEMENT.move(placement.state, "check_return"), next_on=None, next_step=""
    )
    referral = kept.Referral.objects.filter(placements=placement).first()
    if referral:
        deed.change(
            referral, state=REFERRAL.move(referral.state, "conclude"), next_on=None, next_step=""
        )
    if sustained == "yes":
        _settle(deed, placement, text)
    else:
        _owe(deed, placement, text, next_on or today)
    return deed.done(
        placement,
        about=check,
        reason=Reason(sustained, text),
        owner_id=placement.owner_id,
        next_on=next_on if sustained != "yes" else None,
    )


def _owe(deed: Deed, placement: kept.Placement, text: str, next_on: date) -> None:
    """Open what the council owes, or bring forward the day on which it is looked at."""
    held = kept.Duty.objects.filter(child_id=placement.child_id, closed_at=None).first()
    if held:
        deed.change(held, answer="owed", reason=text, next_review_on=next_on)
        return
    kept.Duty.objects.create(
        **keys(placement),
        referral_id=placement.referral_id,
        answer="owed",
        reason=text,
        owner_id=placement.owner_id,
        opened_at=deed.clock.now,
        next_review_on=next_on,
    )


def _settle(deed: Deed, placement: kept.Placement, text: str) -> None:
    """Nothing is owed any more: the child is in school, and has stayed."""
    held = kept.Duty.objects.filter(child_id=placement.child_id, closed_at=None).first()
    if held:
        deed.change(held, closed_at=deed.clock.now, outcome=text, next_review_on=None)
