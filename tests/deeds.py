"""What people of the cast do, by the real actions, with everything in order.

A test names the one thing it is about: `accept(place, starts_on=YESTERDAY)`. Each is done by
whoever would do it, on the day of the tests, having read the page as it is now.
"""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import papers
from people import (
    AP_OFFICER,
    LIFE_LEAD,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SENCO,
    TODAY,
    TUTOR,
    Member,
    as_,
    deed,
)
from towpath.actions import (
    amendment,
    approach,
    basis,
    concern,
    duty,
    evidence,
    intake,
    lesson,
    placement,
    referral,
    reintegration,
)
from towpath.actions import decision as decisions
from towpath.actions import letter as letters
from towpath.actions import review as reviewing
from towpath.records import letter as letters_of
from towpath.records import models as kept
from towpath.records.cast import KESTREL, LIFE, key
from towpath.rules.amendment import Amended
from towpath.rules.decision import Decision
from towpath.rules.evidence import Paper
from towpath.rules.intake import Funding
from towpath.rules.letter import FREE
from towpath.rules.placement import Brief, Plan
from towpath.rules.reason import Reason

DAY = timedelta(days=1)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY
HALF_TERM_ENDS = date(2026, 12, 18)  # of the half term after the one TODAY is in
LONG_AGO, FAR_OFF = date(2026, 3, 2), date(2027, 3, 1)
ILL = {"unable_to_attend": "illness"}
PLAN = Plan(
    objectives=(("Read again for pleasure", "Reads nothing at the moment"),),
    planned_minutes=600,
    first_review_on=date(2026, 12, 4),
    next_step="own_school",
)

ANOTHER_ROUTE = Reason("other_route", "The hospital school has taken it on")
NO_CAPACITY = Reason("no_capacity", "Nobody is free on mornings until January")
FULL = Reason("no_place", "Nobody leaves before Christmas")
IN_A_MONTH = date(2026, 11, 16)
NO_ANSWER = Reason("no_answer", "Rang twice; nobody has called back")
RETURNED = Reason("returned", "In school every day for a fortnight")


def version(table: Any, key_: UUID) -> int:
    """What the reader's page shows; of what cannot be seen, a guess."""
    return table.objects.filter(pk=key_).values_list("version", flat=True).first() or 1


def as_it_is(table: Any, key_: UUID, day: date = TODAY) -> Any:
    """A row as the AP officer reads it now."""
    with as_(AP_OFFICER, day):
        return table.objects.get(pk=key_)


def why_it_ended(placement_id: UUID, by: Member = AP_OFFICER) -> Any:
    """Why a placement ended or never began, as this person reads it; None where they may not."""
    with as_(by):
        return kept.Ending.objects.filter(placement_id=placement_id).first()


def the_finding(decision_id: UUID) -> Any:
    """What triage had shown whoever made this decision, as the AP officer reads it."""
    with as_(AP_OFFICER):
        return kept.Finding.objects.get(decision_id=decision_id)


def the_duty(day: date = TODAY) -> Any:
    """The one duty that is open towards Robin, as the AP officer reads it; or None."""
    with as_(AP_OFFICER, day):
        return kept.Duty.objects.filter(child_id=ROBIN, closed_at=None).first()


def send(by: Member = SENCO, day: date = TODAY, **said: Any) -> UUID:
    """Refer Robin, who is ill, to independent provision."""
    asked = {
        "pathway": "independent",
        "facts": ILL,
        "legal_basis": "s19",
        "about": "Has not been able to come in since June",
        "hoped_for": "",
        "parent_view": "agrees",
        "parent_view_text": "",
        "risks": "None known; the mother was asked",
        **said,
    }
    with as_(by, day):
        return referral.send(deed=deed(by, day), child_id=ROBIN, asked=referral.Asked(**asked))


def answer(
    referral_id: UUID,
    by: Member = SENCO,
    day: date = TODAY,
    seen: int | None = None,
    facts: dict[str, object] | None = None,
    unknown: tuple[str, ...] = (),
) -> UUID:
    """Say that Robin still has a school."""
    with as_(by, day):
        return referral.answer(
            deed=deed(by, day),
            referral_id=referral_id,
            seen=seen or version(kept.Referral, referral_id),
            facts={"on_school_roll": True} if facts is None else facts,
            unknown=unknown,
        )


def withdraw(
    referral_id: UUID,
    by: Member = SENCO,
    day: date = TODAY,
    reason: Reason = ANOTHER_ROUTE,
) -> UUID:
    """Take the referral back."""
    with as_(by, day):
        seen = version(kept.Referral, referral_id)
        return referral.withdraw(
            deed=deed(by, day), referral_id=referral_id, seen=seen, reason=reason
        )


OUTCOMES = {
    "accept": Reason("criteria_met", "Too ill to attend; the school has tried what it can"),
    "not_accept": Reason("school_can_meet_need", "The school has a plan that has just begun"),
    "signpost": Reason("health", "The clinic has not been asked, and should be first"),
    "return_for_information": Reason("facts_missing", "We cannot tell which school has him"),
}


def decision(outcome: str = "accept", **said: Any) -> Decision:
    """A decision with everything a decision must have."""
    asks = ("on_school_roll",) if outcome == "return_for_information" else ()
    whole = {
        "outcome": outcome,
        "reason": OUTCOMES.get(outcome, Reason("", "As the panel said")),
        "section_19": "owed",
        "owner_id": AP_OFFICER.id,
        "next_on": date(2026, 10, 16),
        "missing": asks,
        **said,
    }
    return Decision(**whole)


def decide(
    referral_id: UUID,
    outcome: str = "accept",
    by: Member = AP_OFFICER,
    day: date = TODAY,
    seen: int | None = None,
    **said: Any,
) -> UUID:
    """Decide on the referral."""
    with as_(by, day):
        return referral.decide(
            deed=deed(by, day),
            referral_id=referral_id,
            seen=seen or version(kept.Referral, referral_id),
            decision=decision(outcome, **said),
        )


def review_duty(
    duty_id: UUID,
    answer: str = "owed",
    by: Member = AP_OFFICER,
    day: date = TODAY,
    reason: str = "Nothing is in place yet",
    next_on: date | None = TOMORROW,
    seen: int | None = None,
) -> UUID:
    """Look again at what is owed."""
    with as_(by, day):
        return duty.review(
            deed=deed(by, day),
            duty_id=duty_id,
            seen=seen or version(kept.Duty, duty_id),
            answer=answer,
            reason=reason,
            next_on=next_on,
        )


def offer(
    referral_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    to: str = KESTREL,
    legal_basis: str = "s19",
    census_reason: str = "mental_health",
    brief: str = "Calm mornings; ring the mother first",
    risks: str = "None known; the mother was asked",
) -> UUID:
    """Offer the place."""
    with as_(by, day):
        return placement.offer(
            deed=deed(by, day),
            referral_id=referral_id,
            seen=version(kept.Referral, referral_id),
            offer=placement.Offer(
                key("provider", to), legal_basis, census_reason, Brief(risks, brief)
            ),
        )


def accept(
    placement_id: UUID,
    by: Member = PROVIDER_LEAD,
    day: date = TODAY,
    starts_on: date = TODAY,
    tutor: Member | None = TUTOR,
    why: str = "",
) -> UUID:
    """Agree to take Robin, taught by Ben Arkwright."""
    with as_(by, day):
        return placement.accept(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            starts_on=starts_on,
            tutor_id=tutor and tutor.id,
            why=why,
        )


def decline(
    placement_id: UUID,
    by: Member = PROVIDER_LEAD,
    day: date = TODAY,
    reason: Reason = NO_CAPACITY,
) -> UUID:
    """Say no."""
    with as_(by, day):
        seen = version(kept.Placement, placement_id)
        return placement.decline(
            deed=deed(by, day), placement_id=placement_id, seen=seen, reason=reason
        )


def cancel(
    placement_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    reason: Reason = NO_ANSWER,
) -> UUID:
    """Take the offer back."""
    with as_(by, day):
        seen = version(kept.Placement, placement_id)
        return placement.cancel(
            deed=deed(by, day), placement_id=placement_id, seen=seen, reason=reason
        )


def take_on(placement_id: UUID, by: Member = LIFE_LEAD, person: Member = LIFE_LEAD) -> UUID:
    """Say who at the service moves it on."""
    with as_(by):
        return intake.take(
            deed=deed(by),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            person_id=person.id,
        )


def wait(
    placement_id: UUID,
    by: Member = LIFE_LEAD,
    day: date = TODAY,
    reason: Reason = FULL,
    meanwhile: str = "Two mornings a week with a tutor at home",
    look_on: date = IN_A_MONTH,
) -> UUID:
    """Put Robin on the waiting list."""
    with as_(by, day):
        return intake.wait(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            waiting=intake.Waiting(reason, meanwhile, look_on),
        )


PAID = Funding("school", "recharged", "By the place, invoiced each term")


def own_step(
    placement_id: UUID,
    step: str = "interview",
    by: Member = LIFE_LEAD,
    day: date = TODAY,
    **said: Any,
) -> UUID:
    """Record one of LIFE's own steps, done today by Joy Penhale."""
    whole = {
        "outcome": "done",
        "on": day,
        "done_by_id": LIFE_LEAD.id,
        "words": "Robin asked about the kitchen, and wants to try",
        "next_on": IN_A_MONTH,
        "funding": PAID if step == "funding" else None,
        **said,
    }
    with as_(by, day):
        return intake.record_step(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            stepped=intake.Stepped(step, **whole),
        )


def lifes_own_steps(placement_id: UUID) -> None:
    """All that LIFE does before it offers a place."""
    for step in ("interview", "funding", "home-visit"):
        own_step(placement_id, step)


def set_capacity(by: Member = LIFE_LEAD, at: str = LIFE, seen: int = 0, **said: Any) -> UUID:
    """LIFE takes eight at once, from today."""
    whole = {
        "places": 8,
        "from_on": TODAY,
        "source": "The lead’s return of this week",
        "reason": "Two groups of four",
        **said,
    }
    with as_(by):
        return intake.set_capacity(
            deed=deed(by),
            provider_id=key("provider", at),
            seen=seen,
            places=intake.Places(**whole),
        )


def start(
    placement_id: UUID,
    by: Member = PROVIDER_LEAD,
    day: date = TODAY,
    starts_on: date | None = None,
    plan: Plan = PLAN,
) -> UUID:
    """Start with the whole plan."""
    with as_(by, day):
        return placement.start(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            starts_on=starts_on or day,
            plan=plan,
        )


def start_interim(
    placement_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    starts_on: date | None = None,
    reason: str = "At home since June; the plan's meeting is next week",
) -> UUID:
    """Start before the plan."""
    with as_(by, day):
        return placement.start_interim(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            starts_on=starts_on or day,
            reason=reason,
        )


def complete_plan(
    placement_id: UUID, by: Member = PROVIDER_LEAD, day: date = TODAY, plan: Plan = PLAN
) -> UUID:
    """Give the plan that an interim start still owed."""
    with as_(by, day):
        seen = version(kept.Placement, placement_id)
        return placement.complete_plan(
            deed=deed(by, day), placement_id=placement_id, seen=seen, plan=plan
        )


def teach(placement_id: UUID, by: Member = TUTOR, day: date = TODAY, **said: Any) -> UUID:
    """Record the lesson from nine to ten."""
    held = {
        "on": day,
        "at": time(9),
        "minutes": 60,
        "outcome": "delivered",
        "cancelled_by": "",
        "mode": "face_to_face",
        "note": "",
        "concern": "",
        **said,
    }
    with as_(by, day):
        return lesson.record(
            deed=deed(by, day), placement_id=placement_id, held=lesson.Held(**held)
        )


def correct(
    lesson_id: UUID,
    by: Member = TUTOR,
    day: date = TODAY,
    reason: str = "Told of the wrong hour",
    **said: Any,
) -> UUID:
    """Tell a lesson anew: but for what is said, as the lesson from nine to ten of that day."""
    held = {
        "on": day,
        "at": time(9),
        "minutes": 60,
        "outcome": "delivered",
        "cancelled_by": "",
        "mode": "face_to_face",
        "note": "",
        "concern": "",
        **said,
    }
    with as_(by, day):
        return lesson.correct(
            deed=deed(by, day), lesson_id=lesson_id, held=lesson.Held(**held), reason=reason
        )


def strike(
    lesson_id: UUID, by: Member = TUTOR, day: date = TODAY, reason: str = "Told of the wrong child"
) -> UUID:
    """Strike out a lesson that never happened."""
    with as_(by, day):
        return lesson.strike(deed=deed(by, day), lesson_id=lesson_id, reason=reason)


def correct_basis(
    placement_id: UUID,
    legal_basis: str = "s29a",
    by: Member = AP_OFFICER,
    day: date = TODAY,
    reason: str = "The head’s letter of September directs him off site",
) -> UUID:
    """Say that the school arranges it, by direction off site."""
    with as_(by, day):
        return basis.correct(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            legal_basis=legal_basis,
            reason=reason,
        )


def amend(
    referral_id: UUID,
    by: Member = SENCO,
    day: date = TODAY,
    seen: int | None = None,
    reason: str = "The mother rang and said so",
    **said: Any,
) -> UUID:
    """Say the risks anew, as Robin's mother told them."""
    now = {"part": "risks", "value": "Leaves the building when shouted at", **said}
    with as_(by, day):
        return amendment.amend(
            deed=deed(by, day),
            referral_id=referral_id,
            seen=seen or version(kept.Referral, referral_id),
            amended=Amended(**now),
            reason=reason,
        )


def ask_for_help(
    by: Member = PARENT,
    day: date = TODAY,
    words: str = "He cannot go in any more, and nobody rings back",
    hoped_for: str = "Somebody to teach him at home",
) -> UUID:
    """Robin's mother asks the school to refer."""
    with as_(by, day):
        return approach.ask_for_help(
            deed=deed(by, day), child_id=ROBIN, words=words, hoped_for=hoped_for
        )


def say_wrong(referral_id: UUID, by: Member = PARENT, day: date = TODAY, **said: str) -> UUID:
    """Robin's mother says that the school's account is wrong."""
    whole = {
        "about": "about",
        "words": "He did try to come in",
        "right": "He has been in for two mornings since June",
        **said,
    }
    with as_(by, day):
        return approach.say_wrong(deed=deed(by, day), referral_id=referral_id, **whole)


def explain(
    decision_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    words: str = "The clinic had written that he cannot attend before half term",
) -> UUID:
    """Say what the empty reason of a decision meant."""
    with as_(by, day):
        return decisions.explain(deed=deed(by, day), decision_id=decision_id, words=words)


def raise_concern(
    placement_id: UUID,
    by: Member = TUTOR,
    day: date = TODAY,
    words: str = "Said there had been no food at home since Sunday",
    done_so_far: str = "",
) -> UUID:
    """Raise a concern without a lesson."""
    with as_(by, day):
        return concern.raise_concern(
            deed=deed(by, day), placement_id=placement_id, words=words, done_so_far=done_so_far
        )


def answer_concern(
    concern_id: UUID,
    code: str = "support",
    by: Member = AP_OFFICER,
    day: date = TODAY,
    seen: int | None = None,
    words: str = "Rang the mother; the food bank delivers today",
    next_on: date | None = None,
) -> UUID:
    """Answer a concern: here, with its outcome."""
    with as_(by, day):
        return concern.answer(
            deed=deed(by, day),
            concern_id=concern_id,
            seen=seen or version(kept.Concern, concern_id),
            code=code,
            words=words,
            next_on=next_on,
        )


def review(
    placement_id: UUID,
    by: Member = PROVIDER_LEAD,
    day: date = TODAY,
    seen: int | None = None,
    **said: Any,
) -> UUID:
    """Hold the review today; the next is in December."""
    held = {
        "held_on": day,
        "outcome": "continue",
        "reason": "Settled, and reading with the tutor",
        "child_view": "Likes the mornings; wants to see friends",
        "next_on": date(2026, 12, 11),
        **said,
    }
    with as_(by, day):
        return reviewing.hold(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=seen or version(kept.Placement, placement_id),
            held=reviewing.Held(**held),
        )


def plan_step(
    placement_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    from_on: date = TOMORROW,
    words: str = "Art on Friday afternoons",
    minutes: int = 60,
) -> UUID:
    """Plan a step back to school."""
    with as_(by, day):
        return reintegration.plan_step(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            from_on=from_on,
            words=words,
            minutes_in_school=minutes,
        )


def record_step(
    step_id: UUID,
    by: Member = SENCO,
    day: date = TODAY,
    outcome: str = "done",
    words: str = "Stayed the whole hour",
) -> UUID:
    """Say how the step went."""
    with as_(by, day):
        return reintegration.record_step(
            deed=deed(by, day),
            step_id=step_id,
            seen=version(kept.ReturnStep, step_id),
            outcome=outcome,
            words=words,
        )


def end(
    placement_id: UUID,
    by: Member = AP_OFFICER,
    day: date = TODAY,
    ended_on: date | None = None,
    reason: Reason = RETURNED,
    destination: str = "own_school",
) -> UUID:
    """End the placement: back to school."""
    with as_(by, day):
        return reintegration.end(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            end=reintegration.End(ended_on or day, reason, destination),
        )


def check(
    placement_id: UUID,
    sustained: str = "yes",
    by: Member = AP_OFFICER,
    day: date = TODAY,
    reason: str = "In every day since",
    next_on: date | None = None,
) -> UUID:
    """Say whether the return has held."""
    with as_(by, day):
        return reintegration.check(
            deed=deed(by, day),
            placement_id=placement_id,
            seen=version(kept.Placement, placement_id),
            sustained=sustained,
            reason=reason,
            next_on=next_on,
        )


def an_accepted_referral(day: date = TODAY, **said: Any) -> UUID:
    """Priya Raman has referred Robin, and Dana Whitlock has accepted."""
    referral_id = send(day=day, **said)
    decide(referral_id, day=day)
    return referral_id


def an_agreed_place(day: date = TODAY) -> UUID:
    """Kestrel Lane Tuition will take Robin."""
    return accept(offer(an_accepted_referral(day), day=day), day=day, starts_on=day)


def a_started_place(day: date = TODAY) -> UUID:
    """Robin is taught, by the plan."""
    return start(an_agreed_place(day), day=day)


def the_letters(decision_id: UUID, by: Member = AP_OFFICER) -> dict[str, Any]:
    """The letters about a decision that somebody sees, by whom they are to."""
    with as_(by):
        letters = kept.Letter.objects.filter(decision_id=decision_id).select_related(
            "adult", "school"
        )
        return {letters_of.name(letter): letter for letter in letters}


def write_letter(letter_id: UUID, by: Member = AP_OFFICER, day: date = TODAY, **texts: str) -> UUID:
    """Change a letter's free texts."""
    with as_(by, day):
        letter = kept.Letter.objects.get(pk=letter_id)
        now = {name: getattr(letter, name) for name in FREE}
        return letters.write(
            deed=deed(by, day), letter_id=letter_id, seen=letter.version, texts=now | texts
        )


def check_letter(letter_id: UUID, by: Member = AP_OFFICER, day: date = TODAY) -> UUID:
    """Say that a letter is right."""
    with as_(by, day):
        seen = version(kept.Letter, letter_id)
        return letters.check(deed=deed(by, day), letter_id=letter_id, seen=seen)


def send_letter(
    letter_id: UUID, channel: str = "post", by: Member = AP_OFFICER, day: date = TODAY
) -> UUID:
    """Hand a letter over to be sent."""
    with as_(by, day):
        seen = version(kept.Letter, letter_id)
        return letters.send(deed=deed(by, day), letter_id=letter_id, seen=seen, channel=channel)


def post_letter(
    letter_id: UUID, by: Member = AP_OFFICER, day: date = TODAY, left_on: date | None = None
) -> UUID:
    """Say that a letter was put in the post."""
    with as_(by, day):
        return letters.post(
            deed=deed(by, day),
            letter_id=letter_id,
            seen=version(kept.Letter, letter_id),
            left_on=left_on or day,
        )


def withdraw_letter(letter_id: UUID, by: Member = AP_OFFICER, day: date = TODAY) -> UUID:
    """Take a letter back."""
    with as_(by, day):
        return letters.withdraw(
            deed=deed(by, day),
            letter_id=letter_id,
            seen=version(kept.Letter, letter_id),
            reason="The decision has been looked at again",
        )


PAPER = Paper("other", "Doctor’s letter", "Dr Lowe", YESTERDAY, ("unable_to_attend",))


def add_evidence(
    referral_id: UUID,
    by: Member = SENCO,
    day: date = TODAY,
    paper: Paper = PAPER,
    name: str = "letter.pdf",
    content: bytes | None = None,
) -> UUID:
    """Add a doctor's letter to the referral."""
    with as_(by, day):
        return evidence.add(
            deed=deed(by, day),
            referral_id=referral_id,
            paper=paper,
            name=name,
            content=papers.pdf() if content is None else content,
        )


def take_back(
    evidence_id: UUID, by: Member = SENCO, day: date = TODAY, why: str = "It is another child’s"
) -> UUID:
    """Take a file back."""
    with as_(by, day):
        seen = version(kept.Evidence, evidence_id)
        return evidence.withdraw(deed=deed(by, day), evidence_id=evidence_id, seen=seen, why=why)


def a_decision(outcome: str = "accept", **said: Any) -> UUID:
    """Priya Raman has referred Robin, and Dana Whitlock has decided."""
    return decide(send(), outcome, **said)


def a_checked_letter(to: str = "Carol Dunmore", **said: Any) -> UUID:
    """A letter about that decision, checked."""
    letter_id: UUID = the_letters(a_decision(**said))[to].pk
    return check_letter(letter_id)
