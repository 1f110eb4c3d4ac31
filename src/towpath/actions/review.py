"""Reviews of a placement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import next_step
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.records.row import keys, promised
from towpath.rules import review as rule
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Held:
    """A review as it was held: what was found, what the child said, and when the next one is."""

    held_on: date
    outcome: str
    reason: str
    child_view: str
    next_on: date


@action("hold_review")
def hold(*, deed: Deed, placement_id: UUID, seen: int, held: Held) -> UUID:
    """Record a review. The next one is due before this one is closed."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state != "started":
        raise Wrong("", "Only a placement that has started, and not ended, is reviewed")
    if held.outcome not in rule.OUTCOMES:
        raise Wrong("outcome", "Choose what the review decided")
    if not placement.plan_completed_on:
        raise Wrong("", "Complete the plan of the interim start first: a review looks at the plan")
    today, started_on = deed.clock.today, promised(placement.starts_on)
    rule.check_held(held.held_on, started_on, today)
    latest = due(placement.authority_id, "review", held.held_on)
    rule.check_next(held.next_on, held.held_on, latest, today)
    text = given("reason", held.reason)
    review = kept.Review.objects.create(
        **keys(placement),
        placement=placement,
        due_on=promised(placement.next_on),
        held_on=held.held_on,
        outcome=held.outcome,
        held_by_id=deed.actor_id,
        next_on=held.next_on,
    )
    kept.ReviewAccount.objects.create(
        **keys(placement),
        placement=placement,
        review=review,
        reason=text,
        child_view=given("child_view", held.child_view),
    )
    words = rule.NEXT[held.outcome]
    next_step(deed=deed, placement=placement, next_on=held.next_on, words=words)
    return deed.done(
        placement,
        about=review,
        reason=Reason(held.outcome, text),
        owner_id=placement.owner_id,
        next_on=held.next_on,
    )
