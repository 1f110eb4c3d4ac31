"""Referrals: sent, answered, withdrawn, decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, Refused, action
from towpath.actions.said import check_facts, keep_facts, keep_risks, keep_unknown
from towpath.actions.step import attach_drafted, draft, let_go, owe, settle
from towpath.records import models as kept
from towpath.records.panel import stands_aside, waiting_item
from towpath.records.policy import due, gives_advice, policy, verdict_on
from towpath.records.referral import facts_said, lightest_officer, owners, referrer
from towpath.records.row import keys, promised
from towpath.records.school import school_of_roll
from towpath.rules import decision as deciding
from towpath.rules.approach import APPROACH, REFERRED
from towpath.rules.enquiry import Verdict
from towpath.rules.panel import ITEM
from towpath.rules.placement import NOT_STARTED
from towpath.rules.reason import Reason, given, if_said
from towpath.rules.referral import (
    CONCLUDE,
    KNOWN,
    LEGAL_BASIS,
    OPEN,
    PARENT_VIEW,
    REFERRAL,
    WITHDRAW,
    still_asked,
)
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Asked:
    """What a referrer says: the facts as they wrote them, and their own account.

    `recorded` names the facts that stand as the records had them; `unknown` those that were asked
    for, and that the referrer does not know. `draft_id` is the draft whose files go with it.
    """

    pathway: str
    facts: Mapping[str, object]
    legal_basis: str
    about: str
    hoped_for: str
    parent_view: str
    parent_view_text: str
    risks: str
    recorded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    draft_id: UUID | None = None
    informed_on: date | None = None
    informed_how: str = ""
    approach_id: UUID | None = None


@action("send_referral")
def send(*, deed: Deed, child_id: UUID, asked: Asked) -> UUID:
    """Refer a child to a pathway. It has an owner and a next date from this moment.

    Refused where the policy does not let this person refer, with its words; and where the child
    already has a live referral to the pathway.
    """
    child = deed.take(kept.Child, child_id)
    live = kept.Referral.objects.filter(child=child, pathway=asked.pathway, state__in=OPEN)
    if live.exists():
        raise Refused("This child already has a live referral to this pathway: follow that one.")
    if asked.pathway not in policy(child.authority_id).council.pathways:
        raise Wrong("pathway", "That is none of this council's pathways: choose another")
    _check_asked(asked, deed.clock.today)
    facts = {**asked.facts, **referrer(deed.duties, child_id, deed.actor_id)}
    verdict = verdict_on(child, asked.pathway, facts, deed.clock.today)
    sha256 = policy(child.authority_id).pathway(asked.pathway).sha256
    if verdict.may_refer.result == "not_met":
        words = next(r.words for r in verdict.reasons if r.join == "referral")
        raise Wrong("pathway", f"You may not refer to this pathway. The policy says: {words}")
    owner_id = lightest_officer(child)
    next_on = due(child.authority_id, "first_decision", deed.clock.today)
    referral = kept.Referral.objects.create(
        authority_id=child.authority_id,
        child_id=child_id,
        pathway=asked.pathway,
        policy_sha256=sha256,
        legal_basis=asked.legal_basis,
        referred_by_id=deed.actor_id,
        referrer=str(facts["referrer"]),
        school_id=school_of_roll(child_id),
        about=given("about", asked.about),
        hoped_for=if_said(asked.hoped_for),
        parent_view=asked.parent_view,
        parent_view_text=if_said(asked.parent_view_text),
        informed_on=asked.informed_on,
        informed_how=asked.informed_how,
        sent_at=deed.clock.now,
        owner_id=owner_id,
        next_on=next_on,
        next_step="Decide on the referral",
    )
    keep_risks(deed, referral, asked.risks)
    keep_facts(deed, referral, facts, dict.fromkeys((*KNOWN, *asked.recorded), "record"))
    keep_unknown(deed, referral, tuple(name for name in asked.unknown if name not in facts))
    if asked.draft_id:
        attach_drafted(deed=deed, referral=referral, draft_id=asked.draft_id)
    _answer_approach(deed, referral, asked.approach_id)
    return deed.done(referral, owner_id=owner_id, next_on=next_on, policy=sha256)


def _check_asked(asked: Asked, today: date) -> None:
    """What is wrong in what a referrer says is refused where it is mended."""
    if asked.legal_basis not in LEGAL_BASIS:
        raise Wrong("legal_basis", "Choose on what basis the education would be arranged")
    if asked.parent_view not in PARENT_VIEW:
        raise Wrong("parent_view", "Say what the parent or young person thinks")
    if asked.informed_on and asked.informed_on > today:
        raise Wrong("informed_on", "The day they were told must be today or in the past")
    check_facts(asked.facts)


@action("answer_referral")
def answer(
    *,
    deed: Deed,
    referral_id: UUID,
    seen: int,
    facts: Mapping[str, object],
    unknown: tuple[str, ...] = (),
) -> UUID:
    """Give what was asked for, or say of which facts it is not known.

    The next date stays: asking for more never stopped a clock.
    """
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if not facts and not unknown:
        raise Wrong("", "Answer at least one of the questions")
    check_facts(facts)
    deed.change(
        referral,
        state=REFERRAL.move(referral.state, "answer"),
        asked_for=[name for name in referral.asked_for if name not in {*facts, *unknown}],
        next_step="Decide on the referral",
    )
    keep_facts(deed, referral, facts)
    keep_unknown(deed, referral, unknown)
    return deed.done(referral, owner_id=referral.owner_id, next_on=referral.next_on)


@action("withdraw_referral")
def withdraw(*, deed: Deed, referral_id: UUID, seen: int, reason: Reason) -> UUID:
    """Take a referral back, with a reason; an offer of it that has not started is cancelled, and a
    panel looks at it no more.

    What the council owes stays under review. Where nobody has yet said whether it owes education,
    that question stays, with the date the referral had.
    """
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if reason.code not in WITHDRAW:
        raise Wrong("reason_code", "Choose why it is withdrawn")
    text = given("reason", reason.text)
    state = REFERRAL.move(referral.state, "withdraw")
    _keep_the_question(deed, referral)
    for place in kept.Placement.objects.filter(referral=referral, state__in=NOT_STARTED):
        let_go(deed=deed, placement=place, verb="cancel", reason=Reason("withdrawn", text))
    if item := waiting_item(referral.pk):
        deed.change(item, state=ITEM.move(item.state, "take_off"))
    deed.change(referral, state=state, next_on=None, next_step="")
    return deed.done(referral, reason=Reason(reason.code, text))


@action("conclude_referral")
def conclude(*, deed: Deed, referral_id: UUID, seen: int, reason: Reason) -> UUID:
    """End an accepted referral to a pathway that gives advice and no place, with its outcome.

    What the council owes stays under review.
    """
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if not gives_advice(referral, deed.clock.today):
        raise Refused("This pathway gives a place: the referral ends with it, or is withdrawn")
    if reason.code not in CONCLUDE:
        raise Wrong("reason_code", "Choose how it ended")
    text = given("reason", reason.text)
    state = REFERRAL.move(referral.state, "advise")
    deed.change(referral, state=state, next_on=None, next_step="")
    return deed.done(referral, reason=Reason(reason.code, text))


@action("decide_referral")
def decide(*, deed: Deed, referral_id: UUID, seen: int, decision: deciding.Decision) -> UUID:
    """Decide: accepted, not accepted, signposted or returned; and whether education is owed.

    The decision keeps what triage showed and under which policy. What is owed is opened, moved on
    or closed, and who is to hear of it is written to, in the same breath. Returning for information
    stops no clock.
    """
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    today = deed.clock.today
    deciding.check(decision, today, due(referral.authority_id, "duty_review", today))
    state = REFERRAL.move(referral.state, decision.outcome)
    item = _heard(deed, referral)
    child = kept.Child.objects.get(pk=referral.child_id)
    if not owners(child).filter(person_id=decision.owner_id).exists():
        raise Wrong("owner", "Choose an officer or broker in post today, who can see this child")
    made = _record(deed, referral, child, decision)
    if item:
        deed.change(item, state=ITEM.move(item.state, "decide"), decision=made)
    deed.change(
        referral,
        state=state,
        owner_id=decision.owner_id,
        next_on=_next_on(referral, state, decision),
        asked_for=list(decision.missing),
        next_step=_next_step(referral, decision.outcome, today),
    )
    _keep_duty(deed, referral, decision)
    draft(deed=deed, decision=made)
    return deed.done(
        referral,
        about=made,
        reason=decision.reason,
        owner_id=decision.owner_id,
        next_on=referral.next_on or decision.next_on,
        policy=made.policy_sha256,
    )


def _record(
    deed: Deed, referral: kept.Referral, child: kept.Child, decision: deciding.Decision
) -> kept.Decision:
    """Keep the decision, and what triage showed, on which facts, by which policy."""
    facts = facts_said(referral.pk)
    verdict = verdict_on(child, referral.pathway, facts, deed.clock.today)
    deciding.check_claim(decision, verdict.child)
    made = kept.Decision.objects.create(
        **keys(referral),
        referral=referral,
        outcome=decision.outcome,
        reason_code=decision.reason.code,
        reason=decision.reason.text.strip(),
        section_19=decision.section_19,
        decided_by_id=deed.actor_id,
        decided_at=deed.clock.now,
        owner_id=decision.owner_id,
        next_on=decision.next_on,
        policy_sha256=policy(child.authority_id).pathway(referral.pathway).sha256,
    )
    kept.Finding.objects.create(
        **keys(referral), decision=made, facts=facts, verdict=_plain(verdict)
    )
    return made


def _heard(deed: Deed, referral: kept.Referral) -> kept.PanelItem | None:
    """The panel's item that this decision concludes, if the referral is before a panel."""
    if stands_aside(referral.pk, deed.actor_id):
        raise NotAllowed("You have declared an interest in this case: another officer decides")
    item = waiting_item(referral.pk)
    if item and item.state == "listed":
        words = f"{item.panel.name} is still giving its views: wait until {item.panel.chair.name}"
        raise Refused(f"{words} opens them, or take the case off the agenda")
    return item


def _answer_approach(deed: Deed, referral: kept.Referral, approach_id: UUID | None) -> None:
    """What a family or the school had asked became this referral; one answered since stays so."""
    if approach_id is None:
        return
    rows = kept.Approach.objects.select_for_update(no_key=True)
    asked = rows.filter(pk=approach_id, child_id=referral.child_id, state="open").first()
    if asked is not None and asked.kind in ("help", "advice"):
        deed.change(
            asked,
            state=APPROACH.move(asked.state, "refer"),
            outcome=REFERRED,
            referral=referral,
            answered_by_id=deed.actor_id,
            answered_at=deed.clock.now,
            next_on=None,
        )


_NEXT = {
    "accept": "Offer a place to a provider",
    "not_accept": "",
    "signpost": "",
    "return_for_information": "The referrer answers what was asked",
}


def _next_step(referral: kept.Referral, outcome: str, today: date) -> str:
    if outcome == "accept" and gives_advice(referral, today):
        return "The service gives its advice: then conclude the referral"
    return _NEXT[outcome]


def _keep_duty(deed: Deed, referral: kept.Referral, decision: deciding.Decision) -> None:
    """Open, move on or close what the council owes this child, as the decision says."""
    text, owed = decision.reason.text.strip(), decision.section_19
    if deciding.opens_duty(decision):
        owe(deed=deed, about=referral, answer=owed, reason=text, next_on=decision.next_on)
    else:
        settle(deed=deed, about=referral, reason=text)


def _keep_the_question(deed: Deed, referral: kept.Referral) -> None:
    """Whether education is owed: where nobody has said, somebody still must, by the same date."""
    decided = kept.Decision.objects.filter(referral=referral).exists()
    if not decided and not kept.Duty.objects.filter(**keys(referral), closed_at=None).exists():
        words = still_asked(deed.clock.today)
        next_on = promised(referral.next_on)
        owe(deed=deed, about=referral, answer="not_yet_known", reason=words, next_on=next_on)


def _next_on(referral: kept.Referral, state: str, decision: deciding.Decision) -> date | None:
    """Asking for more moves no date; what has ended has none, for what is owed has its own."""
    if state == "returned":
        return referral.next_on
    return decision.next_on if state in OPEN else None


def _plain(verdict: Verdict) -> dict[str, Any]:
    """The verdict as a record keeps it."""
    plain = asdict(verdict)
    for reason in plain["reasons"]:
        opens = reason["opens_on"]
        reason["opens_on"] = opens.isoformat() if opens else None
    return plain
