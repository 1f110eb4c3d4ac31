"""What the council owes a child, looked at again; never closed without an outcome."""

from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.rules import duty as rule
from towpath.rules.reason import Reason, given


@action("review_duty")
def review(
    *, deed: Deed, duty_id: UUID, seen: int, answer: str, reason: str, next_on: date | None
) -> UUID:
    """Keep the duty under review, or close it with its outcome when nothing is owed any more."""
    duty = deed.take(kept.Duty, duty_id, seen=seen)
    text = given("reason", reason)
    latest = due(duty.authority_id, "duty_review", deed.clock.today)
    rule.check_review(answer, duty.closed_at is None, next_on, deed.clock.today, latest)
    if answer == "not_owed":
        deed.change(duty, closed_at=deed.clock.now, outcome=text, next_review_on=None)
    else:
        deed.change(duty, answer=answer, reason=text, next_review_on=next_on)
    return deed.done(
        duty, reason=Reason(answer, text), owner_id=duty.owner_id, next_on=duty.next_review_on
    )
