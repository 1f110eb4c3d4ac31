"""Who teaches, changed by the provider: the tutor before sees the child no more."""

from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.records.provider import teachers
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong


@action("change_tutor")
def change(*, deed: Deed, placement_id: UUID, seen: int, tutor_id: UUID, reason: str) -> UUID:
    """Name another of the provider's own people to teach this child from now."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state not in ("agreed", "started"):
        raise Wrong("", "A tutor is changed once the place is agreed, and while it runs")
    if tutor_id not in {teacher.id for teacher in teachers(placement.provider_id)}:
        raise Wrong("tutor", "Choose someone who teaches for this provider today")
    if tutor_id == placement.tutor_id:
        raise Wrong("tutor", "Choose somebody else: they teach this child already")
    text = given("reason", reason)
    deed.change(placement, tutor_id=tutor_id)
    return deed.done(
        placement,
        reason=Reason("", text),
        owner_id=placement.owner_id,
        next_on=placement.next_on,
    )
