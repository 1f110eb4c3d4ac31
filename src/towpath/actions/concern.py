"""Safeguarding concerns: raised with a lesson or without, and answered until the outcome."""

from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import concern
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.records.row import keys
from towpath.rules import concern as rule
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong

# From the first visit on. An offer is not yet a child whom the provider has met.
MET = ("agreed", "started", "ended", "checked")


@action("raise_concern")
def raise_concern(*, deed: Deed, placement_id: UUID, words: str, done_so_far: str) -> UUID:
    """Raise a concern about a child of this placement. It has an owner and a next date at once."""
    placement = deed.take(kept.Placement, placement_id)
    if placement.state not in MET:
        raise Wrong("", "A concern is raised here once the placement is agreed")
    raised = concern(deed=deed, placement=placement, words=words, done_so_far=done_so_far)
    return deed.done(raised, owner_id=raised.owner_id, next_on=raised.next_on)


@action("answer_concern")
def answer(
    *, deed: Deed, concern_id: UUID, seen: int, code: str, words: str, next_on: date | None
) -> UUID:
    """Say what is being done about a concern, or close it with what was.

    Whoever answers owns it from then on; one that stays open has a day for its outcome.
    """
    raised = deed.take(kept.Concern, concern_id, seen=seen)
    today = deed.clock.today
    state = rule.CONCERN.move(raised.state, "take" if code == rule.TAKEN else "close")
    rule.check_answer(code, next_on, today, due(raised.authority_id, "concern_outcome", today))
    text, by = given("words", words), next_on if code == rule.TAKEN else None
    answered = kept.ConcernAnswer.objects.create(
        **keys(raised),
        concern=raised,
        raised_by_id=raised.raised_by_id,
        code=code,
        words=text,
        answered_by_id=deed.actor_id,
        answered_at=deed.clock.now,
        next_on=by,
    )
    deed.change(raised, state=state, owner_id=deed.actor_id, next_on=by)
    return deed.done(
        raised, about=answered, reason=Reason(code, text), owner_id=deed.actor_id, next_on=by
    )
