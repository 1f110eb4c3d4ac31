"""Evidence with a referral: added, checked for viruses, taken back."""

from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, Refused, action
from towpath.actions.step import attach, release
from towpath.records import models as kept
from towpath.records.policy import policy
from towpath.rules import document as documents
from towpath.rules import evidence as rule
from towpath.rules.reason import Reason, given
from towpath.rules.referral import OPEN
from towpath.rules.who import COUNTY


@action("add_evidence")
def add(*, deed: Deed, referral_id: UUID, paper: rule.Paper, name: str, content: bytes) -> UUID:
    """Add a file to a referral that is open. Whoever has the referral's page open is told."""
    referral = deed.take(kept.Referral, referral_id)
    if referral.state not in OPEN:
        raise Refused("This referral has ended: ring the council if there is something new")
    council = policy(referral.authority_id)
    version = council.pathway(referral.pathway).on(deed.clock.today)
    paper = rule.check(paper, version, deed.clock.today)
    sound = documents.check(name, content, council.documents)
    evidence = attach(deed=deed, referral=referral, paper=paper, sound=sound, content=content)
    deed.change(referral)
    return _done(deed, referral, evidence)


@action("check_evidence")
def end_check(*, deed: Deed, evidence_id: UUID, found: str) -> UUID:
    """Say what the scanner found (""  for nothing): the file is let out, or its bytes go."""
    evidence = deed.take(kept.Evidence, evidence_id)
    state = rule.EVIDENCE.move(evidence.state, "find" if found else "clear")
    quarantine = kept.Quarantine.objects.get(evidence=evidence)
    document = None
    if not found:
        document = release(
            deed=deed,
            evidence=evidence,
            media_type=quarantine.media_type,
            content=bytes(quarantine.content or b""),
        )
    deed.change(evidence, state=state, document=document, found=found, ended_at=deed.clock.now)
    _empty(evidence)
    reason = Reason("infected", f"{evidence.name}: {found}") if found else Reason("clean", "")
    return _done(deed, evidence.referral, evidence, reason)


@action("recheck_evidence")
def check_again(*, deed: Deed, evidence_id: UUID) -> UUID:
    """Have a file checked that still waits: on behalf of whoever asks, from now on."""
    evidence = deed.take(kept.Evidence, evidence_id)
    if evidence.state != "held":
        raise Refused(f"This file is {rule.EVIDENCE.words[evidence.state]}")
    deed.queue("check_evidence", evidence_id=evidence.pk)
    return _done(deed, evidence.referral, evidence)


@action("withdraw_evidence")
def withdraw(*, deed: Deed, evidence_id: UUID, seen: int, why: str) -> UUID:
    """Take a file back: nobody opens it any more, and that it was there stays on record.

    For whoever added it, and for the council.
    """
    evidence = deed.take(kept.Evidence, evidence_id, seen=seen)
    if evidence.added_by_id != deed.actor_id and not deed.duties & COUNTY:
        raise NotAllowed("Only whoever added a file takes it back, or the council")
    state = rule.EVIDENCE.move(evidence.state, "withdraw")
    text = given("why", why)
    deed.change(evidence, state=state, why=text, ended_at=deed.clock.now)
    _empty(evidence)
    deed.change(evidence.referral)
    return _done(deed, evidence.referral, evidence, Reason("", f"{evidence.name}: {text}"))


def _empty(evidence: kept.Evidence) -> None:
    """Nothing of it waits any more."""
    kept.Quarantine.objects.filter(evidence=evidence).update(content=None)


def _done(
    deed: Deed,
    referral: kept.Referral,
    evidence: kept.Evidence,
    reason: Reason | None = None,
) -> UUID:
    return deed.done(
        referral,
        about=evidence,
        reason=reason or Reason("", evidence.name),
        owner_id=referral.owner_id,
        next_on=referral.next_on,
    )
