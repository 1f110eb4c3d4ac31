"""Entries of a referral, of what is owed, and of case notes."""

from dataclasses import asdict
from uuid import UUID

from towpath.project.county.ledger import Ledger, Values
from towpath.project.county.telling import Step
from towpath.rules import decision as deciding
from towpath.rules.reason import Reason, if_said
from towpath.rules.referral import KNOWN, OPEN, REFERRAL, still_asked

AFTER_DECISION = {
    "accept": "Offer a place to a provider",
    "not_accept": "",
    "signpost": "",
    "return_for_information": "The referrer answers what was asked",
}


def send(books: Ledger, step: Step) -> None:
    """A referral, the facts said with it, and when it is to be decided."""
    asked, child = step.said["asked"], books.child
    facts = {**asked.facts, **_referrer(books, step.by)}
    policy = books.rulebook.authority.pathway(asked.pathway).sha256
    next_on = books.due("first_decision", step.day)
    referral = books.row(
        "Referral",
        step.at,
        version=1,
        state="sent",
        pathway=asked.pathway,
        policy_sha256=policy,
        legal_basis=asked.legal_basis,
        referred_by_id=step.by,
        referrer=facts["referrer"],
        school_id=child.school.id if child.school else None,
        about=asked.about,
        hoped_for=if_said(asked.hoped_for),
        parent_view=asked.parent_view,
        parent_view_text=if_said(asked.parent_view_text),
        sent_at=step.at,
        asked_for=[],
        owner_id=books.officer,
        next_on=next_on,
        next_step="Decide on the referral",
    )
    books.row(
        "Risk",
        step.at,
        referral_id=referral["id"],
        words=asked.risks,
        said_by_id=step.by,
        said_at=step.at,
    )
    _keep_facts(books, step, referral, facts)
    books.event(step, "referral", referral, owner_id=books.officer, next_on=next_on, policy=policy)


def answer(books: Ledger, step: Step) -> None:
    """The facts that were asked for; the referral waits for a decision again."""
    referral, facts = books.made[step.of], step.said["facts"]
    books.change(
        referral,
        state=REFERRAL.move(referral["state"], "answer"),
        asked_for=[name for name in referral["asked_for"] if name not in facts],
        next_step="Decide on the referral",
    )
    _keep_facts(books, step, referral, facts)
    owner_id, next_on = referral["owner_id"], referral["next_on"]
    books.event(step, "referral", referral, owner_id=owner_id, next_on=next_on)


def withdraw(books: Ledger, step: Step) -> None:
    """The referral ended; and, where nobody had said what is owed, that question open."""
    referral = books.made[step.of]
    state, reason = REFERRAL.move(referral["state"], "withdraw"), step.said["reason"]
    decided = any(
        name == "Decision" and row["referral_id"] == referral["id"] for name, row in books.rows
    )
    if not decided and "duty" not in books.made:
        books.owe(
            step,
            referral,
            referral["id"],
            answer="not_yet_known",
            reason=still_asked(step.day),
            next_review_on=referral["next_on"],
        )
    books.change(referral, state=state, next_on=None, next_step="")
    books.event(step, "referral", referral, reason=reason)


def decide(books: Ledger, step: Step) -> None:
    """A decision with what triage showed, the referral moved, and what is owed opened or closed."""
    referral, decision = books.made[step.of], step.said["decision"]
    made = _decision(books, step, referral, decision)
    state = REFERRAL.move(referral["state"], decision.outcome)
    # Asking for more moves no date.
    next_on = referral["next_on"] if state == "returned" else decision.next_on
    books.change(
        referral,
        state=state,
        owner_id=decision.owner_id,
        next_on=next_on if state in OPEN else None,
        asked_for=list(decision.missing),
        next_step=AFTER_DECISION[decision.outcome],
    )
    if deciding.opens_duty(decision):
        now = {"answer": decision.section_19, "next_review_on": decision.next_on}
        books.owe(step, referral, referral["id"], reason=decision.reason.text, **now)
    else:
        books.settle(step, decision.reason.text)
    books.event(
        step,
        "decision",
        made,
        reason=decision.reason,
        owner_id=decision.owner_id,
        next_on=next_on,
        policy=made["policy_sha256"],
    )


def review_duty(books: Ledger, step: Step) -> None:
    """What is owed, looked at again."""
    duty, said = books.made["duty"], step.said
    books.change(duty, answer=said["answer"], reason=said["reason"], next_review_on=said["next_on"])
    reason = Reason(said["answer"], said["reason"])
    owner_id, next_on = duty["owner_id"], duty["next_review_on"]
    books.event(step, "duty", duty, reason=reason, owner_id=owner_id, next_on=next_on)


def note(books: Ledger, step: Step) -> None:
    """A case note."""
    row = books.row("Note", step.at, **step.said, written_by_id=step.by, written_at=step.at)
    books.event(step, "note", row)


def _decision(books: Ledger, step: Step, referral: Values, decision: deciding.Decision) -> Values:
    facts, pathway = books.facts[referral["id"]], referral["pathway"]
    verdict = books.rulebook.verdict(pathway, facts, books.child.born, step.day)
    made = books.row(
        "Decision",
        step.at,
        referral_id=referral["id"],
        outcome=decision.outcome,
        reason_code=decision.reason.code,
        reason=decision.reason.text,
        section_19=decision.section_19,
        decided_by_id=step.by,
        decided_at=step.at,
        owner_id=decision.owner_id,
        next_on=decision.next_on,
        policy_sha256=books.rulebook.authority.pathway(pathway).sha256,
    )
    books.row("Finding", step.at, decision_id=made["id"], facts=facts, verdict=asdict(verdict))
    return made


def _referrer(books: Ledger, by: UUID) -> Values:
    """Who refers, as the policy's vocabulary says it."""
    child = books.child
    if child.school and by == child.school.senco:
        return {"referrer": "school"}
    if by == child.social_worker:
        return {"referrer": "social_worker", "referrer_team": child.team}
    if by == child.coordination_officer:
        return {"referrer": "ehc_coordination_officer"}
    return {"referrer": "council"}


def _keep_facts(books: Ledger, step: Step, referral: Values, facts: Values) -> None:
    for name, value in facts.items():
        books.row(
            "Fact",
            step.at,
            referral_id=referral["id"],
            name=name,
            value=value,
            source="record" if name in KNOWN else "said",
            said_by_id=step.by,
            said_at=step.at,
        )
    books.facts[referral["id"]] = books.facts.get(referral["id"], {}) | facts
