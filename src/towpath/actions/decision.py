"""Decisions on record: an empty reason, explained since."""

from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, NotThere, action
from towpath.records import models as kept
from towpath.records.row import keys
from towpath.rules import decision as rule
from towpath.rules.reason import Reason, given
from towpath.rules.words import says_nothing
from towpath.rules.wrong import Wrong


@action("explain_decision")
def explain(*, deed: Deed, decision_id: UUID, words: str) -> UUID:
    """Say what a decision's empty reason meant, in one's own name. The reason stays as it was."""
    decision = kept.Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise NotThere
    referral = deed.take(kept.Referral, decision.referral_id)
    owners = {decision.owner_id, referral.owner_id}
    if not rule.may_explain(deed.duties, deed.actor_id, owners):
        raise NotAllowed(rule.WHO_EXPLAINS)
    if not says_nothing(decision.reason):
        raise Wrong("", "This decision has a reason that says something: nothing is to be added")
    if kept.Explanation.objects.filter(decision=decision).exists():
        raise Wrong("", "This decision has been explained since: look at the referral")
    why = Reason("explained", given("words", words))
    explanation = kept.Explanation.objects.create(
        **keys(decision),
        decision=decision,
        words=why.text,
        said_by_id=deed.actor_id,
        said_at=deed.clock.now,
    )
    return deed.done(explanation, reason=why, owner_id=referral.owner_id, next_on=referral.next_on)
