"""Who owns what is next for a child: handed from one officer to another, never to nobody."""

from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import hand_on
from towpath.records import models as kept
from towpath.records.referral import owners
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong


@action("hand_over")
def hand_over(
    *, deed: Deed, child_id: UUID, seen: int | None, from_id: UUID, to_id: UUID, reason: str
) -> UUID:
    """Give all that one person owns of a child, with its dates, to another who can see the child.

    `seen` may be none where many cases are handed over at once: what is open then is what goes.
    """
    child = deed.take(kept.Child, child_id, seen=seen)
    text = given("reason", reason)
    if from_id == to_id:
        raise Wrong("to", "Choose somebody else: they own it already")
    if not owners(child).filter(person_id=to_id).exists():
        raise Wrong("to", "Choose an officer or broker in post today, who can see this child")
    next_on = hand_on(deed=deed, child=child, from_id=from_id, to_id=to_id)
    if next_on is None:
        raise Wrong("", "They own nothing open for this child any more")
    deed.change(child)
    return deed.done(child, reason=Reason("", text), owner_id=to_id, next_on=next_on)
