"""A change of the council's words: proposed, checked by a second person, published or turned down.

Nobody publishes alone, and no pathway is published before somebody has seen what it would turn.
"""

from collections import Counter
from hashlib import sha256
from uuid import UUID

from towpath.actions.action import Change, Deed, NotThere, Stale, action
from towpath.records import models as kept
from towpath.records import policy
from towpath.records.proposal import cases
from towpath.rules import proposal as rule
from towpath.rules import who
from towpath.rules.effect import turned
from towpath.rules.proposal import KINDS, PROPOSAL
from towpath.rules.reason import given
from towpath.rules.wrong import Wrong


@action("propose_policy", of="policy")
def propose(*, deed: Deed, authority_id: UUID, kind: str, name: str, text: str, why: str) -> UUID:
    """Put a change forward. What is published stays as it is until the change is.

    Refused where the text has a fault, says nothing new, or edits a version that was in force.
    """
    if kind not in KINDS:
        raise Wrong("", "That is nothing the council publishes")
    deed.begin(_duties(deed, authority_id))
    now = policy.text_now(authority_id, kind, name)
    if text == now:
        raise Wrong("text", "Nothing is changed yet")
    if found := policy.faults(authority_id, kind, name, text):
        raise Wrong("text", f"Line {found[0].line}: {found[0].what}. {found[0].mend}")
    if kind == "pathway":
        then = policy.as_if(authority_id, kind, name, text).pathway(name)
        rule.check_history(policy.policy(authority_id).pathway(name), then, deed.clock.today)
    proposal = kept.Proposal.objects.create(
        authority_id=authority_id,
        kind=kind,
        name=name,
        text=text,
        based_on=_hash(now) if now else "",
        why=given("why", why),
        proposed_by_id=deed.actor_id,
        proposed_at=deed.clock.now,
    )
    return _done(deed, proposal, why.strip())


@action("check_policy", of="policy")
def check(*, deed: Deed, proposal_id: UUID, seen: int, reason: str) -> UUID:
    """Say, as a second person, that the change is right."""
    proposal = _take(deed, proposal_id, seen)
    rule.check_second(proposal.proposed_by_id, deed.actor_id)
    state = PROPOSAL.move(proposal.state, "check")
    deed.change(proposal, state=state, checked_by_id=deed.actor_id)
    return _done(deed, proposal, given("reason", reason))


@action("turn_down_policy", of="policy")
def turn_down(*, deed: Deed, proposal_id: UUID, seen: int, reason: str) -> UUID:
    """Let the change go, with the reason. What is published stays."""
    proposal = _take(deed, proposal_id, seen)
    deed.change(proposal, state=PROPOSAL.move(proposal.state, "turn_down"))
    return _done(deed, proposal, given("reason", reason))


@action("count_effect", of="policy")
def count(*, deed: Deed, proposal_id: UUID, seen: int) -> UUID:
    """Count the referrals that a changed pathway would turn, and keep the count with the change.

    All the council's referrals are counted; which they are shows to those who see the child.
    """
    proposal = _take(deed, proposal_id, seen)
    if proposal.kind != "pathway" or proposal.state not in rule.OPEN:
        raise Wrong("", "Only a pathway that waits has an effect to count")
    council = proposal.authority_id
    asked = list(cases(council, proposal.name, deed.clock.today))
    authority = policy.policy(council)
    then = policy.as_if(council, "pathway", proposal.name, proposal.text).pathway(proposal.name)
    turns = turned(asked, authority.pathway(proposal.name), then, authority.almanac)
    counted = Counter(turn.live for turn in turns)
    effect = kept.Effect.objects.create(
        authority_id=council,
        proposal=proposal,
        counted_by_id=deed.actor_id,
        counted_at=deed.clock.now,
        considered=len(asked),
        live=counted[True],
        past=counted[False],
    )
    # Both keys are written by the database; the child's is the referral's until then.
    children = dict(
        kept.Referral.objects.filter(pk__in=[t.referral_id for t in turns]).values_list(
            "pk", "child_id"
        )
    )
    kept.Turned.objects.bulk_create(
        kept.Turned(
            authority_id=council,
            child_id=children[turn.referral_id],
            effect=effect,
            referral_id=turn.referral_id,
            live=turn.live,
            before=turn.before,
            after=turn.after,
        )
        for turn in turns
    )
    return _done(deed, proposal, "")


@action("publish_policy", of="policy")
def publish(*, deed: Deed, proposal_id: UUID, seen: int, reason: str) -> UUID:
    """Publish a checked change: an immutable row, by whose hash decisions are made from now on."""
    proposal = _take(deed, proposal_id, seen)
    state = PROPOSAL.move(proposal.state, "publish")
    council, kind, name = proposal.authority_id, proposal.kind, proposal.name
    rule.check_effect(kind, kept.Effect.objects.filter(proposal=proposal).exists())
    now = policy.text_now(council, kind, name)
    rule.check_basis(proposal.based_on, _hash(now) if now else "")
    if found := policy.faults(council, kind, name, proposal.text):
        raise Wrong("", f"Line {found[0].line}: {found[0].what}. {found[0].mend}")
    then = policy.as_if(council, kind, name, proposal.text)
    since = then.pathway(name).versions[-1].valid_from if kind == "pathway" else deed.clock.today
    approver = kept.Person.objects.get(pk=deed.actor_id)
    duty = sorted(who.MAY[deed.verb] & deed.duties)[0]
    kept.PublishedPolicy.objects.create(
        authority_id=council,
        kind=kind,
        name=name,
        sha256=_hash(proposal.text),
        text=proposal.text,
        valid_from=since,
        approver=approver,
        approved_by=f"{approver.name}, {who.name(duty)}",
        published_at=deed.clock.now,
    )
    policy.forget(council)
    deed.change(proposal, state=state)
    return _done(deed, proposal, given("reason", reason))


def _take(deed: Deed, proposal_id: UUID, seen: int) -> kept.Proposal:
    """The proposal, locked and fresh, once the actor is known to see it and to be allowed."""
    council = (
        kept.Proposal.objects.filter(pk=proposal_id).values_list("authority_id", flat=True).first()
    )
    if council is None:
        raise NotThere
    deed.begin(_duties(deed, council))
    proposal = kept.Proposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
    if proposal.version != seen:
        newest = proposal.events.order_by("-at", "-id").select_related("actor")[:3]
        raise Stale(tuple(Change(e.at, e.actor.name, e.verb) for e in newest))
    return proposal


def _duties(deed: Deed, authority_id: UUID) -> frozenset[str]:
    """The duties the actor holds for this council today."""
    posts = kept.Post.objects.filter(person_id=deed.actor_id, authority_id=authority_id)
    return frozenset(
        posts.filter(school=None, provider=None, period__contains=kept.Today()).values_list(
            "duty", flat=True
        )
    )


def _done(deed: Deed, proposal: kept.Proposal, reason: str) -> UUID:
    """Write the one event of a deed on the policy, and give back the proposal's key."""
    kept.PolicyEvent.objects.create(
        at=deed.clock.now,
        authority_id=proposal.authority_id,
        proposal=proposal,
        actor_id=deed.actor_id,
        verb=deed.verb,
        reason=reason,
        once=deed.once,
    )
    deed.events += 1
    return proposal.pk


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
