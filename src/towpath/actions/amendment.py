"""Amending a referral after it was sent: nothing is overwritten, and no clock moves."""

from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, Refused, action
from towpath.actions.said import amended_so
from towpath.records import models as kept
from towpath.rules import amendment as rule
from towpath.rules.reason import Reason, given
from towpath.rules.referral import OPEN


@action("amend_referral")
def amend(*, deed: Deed, referral_id: UUID, seen: int, amended: rule.Amended, reason: str) -> UUID:
    """Add to or correct one part of a referral that is sent and has not ended, with a reason.

    What was said stays on record, by whom and when. The next date stays too.
    """
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if not rule.may_amend(deed.duties, deed.actor_id, referral.referred_by_id):
        raise NotAllowed(rule.WHO_AMENDS)
    if referral.state not in OPEN:
        raise Refused("This referral has ended: what was said in it stands as it was")
    why = given("why", reason)
    made = amended_so(deed=deed, referral=referral, amended=amended, why=why)
    return deed.done(
        made, reason=Reason("", why), owner_id=referral.owner_id, next_on=referral.next_on
    )
