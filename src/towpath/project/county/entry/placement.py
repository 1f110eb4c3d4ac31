"""Entries of a placement: offered, started, taught, reviewed, and the way back to school."""

from datetime import UTC, date, datetime
from typing import Any

from towpath.project.county.ledger import Ledger, Values
from towpath.project.county.telling import LONDON, Step
from towpath.rules import concern, reintegration, review, session
from towpath.rules.intake import RECEIVING
from towpath.rules.placement import ANSWER, OPEN, PLACEMENT, Plan
from towpath.rules.reason import Reason, if_said
from towpath.rules.referral import ARRANGED_BY, REFERRAL


def offer(books: Ledger, step: Step) -> None:
    """A place offered, and the referral waiting for the answer."""
    referral, said = books.made[step.of], step.said["offer"]
    provider = books.rulebook.providers[said.provider_id]
    next_on = books.due("answer_to_offer", step.day)
    placement = books.row(
        "Placement",
        step.at,
        version=1,
        state="offered",
        referral_id=referral["id"],
        pathway=referral["pathway"],
        provider_id=provider.id,
        held_by_id=provider.lead if provider.kind in RECEIVING else None,
        legal_basis=said.legal_basis,
        arranged_by=ARRANGED_BY[said.legal_basis],
        census_reason=said.census_reason,
        setting_type=provider.setting_type,
        owner_id=referral["owner_id"],
        next_on=next_on,
        next_step=ANSWER,
        offered_at=step.at,
    )
    brief = {"risks": said.brief.risks, "words": said.brief.words}
    books.row("Brief", step.at, placement_id=placement["id"], **brief)
    books.change(referral, next_on=next_on, next_step=placement["next_step"])
    _event(books, step, placement, next_on)


def accept(books: Ledger, step: Step) -> None:
    """The place agreed, with its first day and its tutor."""
    placement, starts_on = books.made[step.of], step.said["starts_on"]
    move(books, placement, "accept", starts_on=starts_on, tutor_id=step.said["tutor_id"])
    next_step(books, placement, starts_on, "The placement starts")
    _event(books, step, placement, starts_on)


def decline(books: Ledger, step: Step) -> None:
    """The place declined, and another sought."""
    _seek_another(books, step, "decline")


def cancel(books: Ledger, step: Step) -> None:
    """The offer taken back, and another place sought."""
    _seek_another(books, step, "cancel")


def start(books: Ledger, step: Step) -> None:
    """The placement started with its whole plan, and its referral placed."""
    placement, plan = books.made[step.of], step.said["plan"]
    move(
        books,
        placement,
        "start",
        starts_on=step.said["starts_on"],
        plan_completed_on=step.day,
        **_planned(plan),
    )
    _keep_objectives(books, step, placement, plan)
    _place(books, placement)
    next_step(books, placement, plan.first_review_on, "Hold the first review")
    _event(books, step, placement, plan.first_review_on)


def start_interim(books: Ledger, step: Step) -> None:
    """The placement started before its plan, which is due by a day."""
    placement, text = books.made[step.of], step.said["reason"]
    plan_due_on = books.due("interim_plan", step.said["starts_on"])
    move(
        books,
        placement,
        "start",
        starts_on=step.said["starts_on"],
        interim_approved_by_id=step.by,
        interim_reason=text,
        plan_due_on=plan_due_on,
    )
    _place(books, placement)
    next_step(books, placement, plan_due_on, "Complete the plan of the interim start")
    _event(books, step, placement, plan_due_on, reason=Reason("interim", text))


def complete_plan(books: Ledger, step: Step) -> None:
    """The plan that an interim start still owed."""
    placement, plan = books.made[step.of], step.said["plan"]
    books.change(placement, plan_completed_on=step.day, **_planned(plan))
    _keep_objectives(books, step, placement, plan)
    next_step(books, placement, plan.first_review_on, "Hold the first review")
    _event(books, step, placement, plan.first_review_on)


def record_lesson(books: Ledger, step: Step) -> None:
    """A lesson, a concern if one was raised, and the mark of every half-day it touches."""
    placement, held = books.made[step.of], step.said["held"]
    starts_at = datetime.combine(held.on, held.at, LONDON).astimezone(UTC)
    lesson = books.row(
        "Lesson",
        step.at,
        placement_id=placement["id"],
        tutor_id=step.by,
        starts_at=starts_at,
        minutes=held.minutes,
        outcome=held.outcome,
        cancelled_by=held.cancelled_by,
        mode=held.mode,
        note=if_said(held.note),
    )
    if held.concern:
        books.made[f"{step.makes}.concern"] = books.row(
            "Concern",
            step.at,
            version=1,
            state="raised",
            placement_id=placement["id"],
            lesson_id=lesson["id"],
            words=held.concern,
            raised_by_id=step.by,
            raised_at=step.at,
            owner_id=placement["owner_id"],
            next_on=books.due("concern", step.day),
        )
    school_day = books.rulebook.authority.school_day
    for on, half in session.halves(starts_at, held.minutes, school_day):
        _mark(books, step, placement, on, half)
    owner_id, next_on = placement["owner_id"], placement["next_on"]
    books.event(step, "lesson", lesson, owner_id=owner_id, next_on=next_on)


def answer_concern(books: Ledger, step: Step) -> None:
    """What was done about a concern: taken on, or closed with its outcome."""
    row, code, next_on = books.made[step.of], step.said["code"], step.said["next_on"]
    answer = books.row(
        "ConcernAnswer",
        step.at,
        concern_id=row["id"],
        raised_by_id=row["raised_by_id"],
        code=code,
        words=step.said["words"],
        answered_by_id=step.by,
        answered_at=step.at,
        next_on=next_on,
    )
    verb = "take" if code == concern.TAKEN else "close"
    state = concern.CONCERN.move(row["state"], verb)
    books.change(row, state=state, owner_id=step.by, next_on=next_on)
    reason = Reason(code, step.said["words"])
    books.event(step, "concernanswer", answer, reason=reason, owner_id=step.by, next_on=next_on)


def hold_review(books: Ledger, step: Step) -> None:
    """A review, and when the next is due."""
    placement, held = books.made[step.of], step.said["held"]
    row = books.row(
        "Review",
        step.at,
        placement_id=placement["id"],
        due_on=placement["next_on"],
        held_on=held.held_on,
        outcome=held.outcome,
        held_by_id=step.by,
        next_on=held.next_on,
    )
    books.row(
        "ReviewAccount",
        step.at,
        placement_id=placement["id"],
        review_id=row["id"],
        reason=held.reason,
        child_view=held.child_view,
    )
    next_step(books, placement, held.next_on, review.NEXT[held.outcome])
    books.event(
        step,
        "review",
        row,
        reason=Reason(held.outcome, held.reason),
        owner_id=placement["owner_id"],
        next_on=held.next_on,
    )


def plan_step(books: Ledger, step: Step) -> None:
    """A step back to school, planned."""
    placement, owner_id = books.made[step.of], books.made[step.of]["owner_id"]
    row = books.row(
        "ReturnStep",
        step.at,
        version=1,
        placement_id=placement["id"],
        owner_id=owner_id,
        outcome="planned",
        **step.said,
    )
    books.change(placement)
    books.event(step, "returnstep", row, owner_id=owner_id, next_on=step.said["from_on"])


def record_step(books: Ledger, step: Step) -> None:
    """How a step back to school went."""
    row, outcome, words = books.made[step.of], step.said["outcome"], step.said["words"]
    books.change(row, outcome=outcome, outcome_words=words, recorded_at=step.at)
    reason = Reason(outcome, words)
    books.event(step, "returnstep", row, reason=reason, owner_id=row["owner_id"])


def end(books: Ledger, step: Step) -> None:
    """The placement ended; with nothing after it, education owed and another place sought."""
    placement, said = books.made[step.of], step.said["end"]
    check_on = books.due("return_check", said.ended_on)
    may_tell = reintegration.may_tell_late(said.reason.code)
    move(
        books,
        placement,
        "end",
        ended_on=said.ended_on,
        marks_until=books.due("late_marks", step.day) if may_tell else None,
        destination=said.destination,
    )
    _say_why(books, step, placement, said.reason)
    next_step(books, placement, check_on, reintegration.CHECKS[said.destination].step)
    if reintegration.leaves_nothing(said.destination):
        text = reintegration.owed_after_end(_provider(books, placement), said.ended_on)
        _owe(books, step, placement, "owed", text, step.day)
        state = REFERRAL.move(referral_of(books, placement)["state"], "seek_again")
        _seek(books, step, placement, state=state)
    _event(books, step, placement, check_on, reason=said.reason)


def check(books: Ledger, step: Step) -> None:
    """Whether the return has held, the referral concluded, and what is owed settled or opened."""
    placement, said = books.made[step.of], step.said
    row = books.row(
        "ReturnCheck",
        step.at,
        placement_id=placement["id"],
        due_on=placement["next_on"],
        checked_on=step.day,
        sustained=said["sustained"],
        checked_by_id=step.by,
    )
    account = {"return_check_id": row["id"], "reason": said["reason"]}
    books.row("CheckAccount", step.at, placement_id=placement["id"], **account)
    move(books, placement, "check_return", next_on=None, next_step="")
    _conclude(books, placement)
    provider, sustained = _provider(books, placement), said["sustained"]
    text = reintegration.owed_after_check(provider, step.day, sustained)
    if sustained == "yes":
        books.settle(step, text)
    else:
        owed = reintegration.CHECKS[placement["destination"]].then_owed(sustained)
        _owe(books, step, placement, owed, text, said["next_on"])
    books.event(
        step,
        "returncheck",
        row,
        reason=Reason(sustained, said["reason"]),
        owner_id=placement["owner_id"],
        next_on=said["next_on"],
    )


def referral_of(books: Ledger, placement: Values) -> Values:
    """The referral that a place was offered for."""
    return next(row for row in books.made.values() if row["id"] == placement["referral_id"])


def _seek_another(books: Ledger, step: Step, verb: str) -> None:
    """The place falls away; the referral's owner seeks another."""
    placement, reason = books.made[step.of], step.said["reason"]
    move(books, placement, verb, next_on=None, next_step="")
    _say_why(books, step, placement, reason)
    referral = _seek(books, step, placement)
    owner_id, next_on = referral["owner_id"], referral["next_on"]
    books.event(step, "placement", placement, reason=reason, owner_id=owner_id, next_on=next_on)


def _say_why(books: Ledger, step: Step, placement: Values, reason: Reason) -> None:
    words = {"reason_code": reason.code, "reason": reason.text}
    books.row("Ending", step.at, placement_id=placement["id"], **words)


def _provider(books: Ledger, placement: Values) -> str:
    return books.rulebook.providers[placement["provider_id"]].name


def _seek(books: Ledger, step: Step, placement: Values, **values: Any) -> Values:
    """The referral seeks a place (again), by the day the policy gives. Returns it."""
    referral, words = referral_of(books, placement), "Offer a place to another provider"
    books.change(referral, next_on=books.due("new_offer", step.day), next_step=words, **values)
    return referral


def move(books: Ledger, placement: Values, verb: str, **values: Any) -> None:
    """A placement in the state after a verb."""
    books.change(placement, state=PLACEMENT.move(placement["state"], verb), **values)


def next_step(books: Ledger, placement: Values, next_on: date, words: str) -> None:
    """What is due next, on the placement and on its referral."""
    books.change(placement, next_on=next_on, next_step=words)
    books.change(referral_of(books, placement), next_on=next_on, next_step=words)


def _event(
    books: Ledger, step: Step, placement: Values, next_on: date, reason: Reason | None = None
) -> None:
    reason, owner_id = reason or Reason("", ""), placement["owner_id"]
    books.event(step, "placement", placement, reason=reason, owner_id=owner_id, next_on=next_on)


def _planned(plan: Plan) -> Values:
    return {"planned_minutes": plan.planned_minutes, "intended_next_step": plan.next_step}


def _keep_objectives(books: Ledger, step: Step, placement: Values, plan: Plan) -> None:
    for words, baseline in plan.objectives:
        books.row(
            "Objective", step.at, placement_id=placement["id"], words=words, baseline=baseline
        )


def _place(books: Ledger, placement: Values) -> None:
    referral = referral_of(books, placement)
    books.change(referral, state=REFERRAL.move(referral["state"], "place"))


def _owe(
    books: Ledger, step: Step, placement: Values, answer: str, text: str, next_on: date
) -> None:
    now = {"answer": answer, "reason": text, "next_review_on": next_on}
    books.owe(step, placement, placement["referral_id"], **now)


def _conclude(books: Ledger, placement: Values) -> None:
    """The referral is concluded, unless it seeks or has another place since."""
    referral = referral_of(books, placement)
    places = (
        row
        for name, row in books.rows
        if name == "Placement" and row["referral_id"] == referral["id"]
    )
    if referral["state"] == "placed" and not any(place["state"] in OPEN for place in places):
        state = REFERRAL.move(referral["state"], "conclude")
        books.change(referral, state=state, next_on=None, next_step="")


def _mark(books: Ledger, step: Step, placement: Values, on: date, half: str) -> None:
    """The mark of a half-day in the register, of all its lessons so far."""
    if not books.rulebook.days.calendar.is_school_day(on):
        return
    held = step.said["held"]
    provider = books.rulebook.providers[placement["provider_id"]]
    taught = session.Taught(
        held.outcome,
        held.mode,
        placement["legal_basis"],
        provider.kind,
        session.because(books.facts[placement["referral_id"]]),
    )
    books.taught[on, half] = (*books.taught.get((on, half), ()), taught)
    route = books.rulebook.mark(books.taught[on, half])
    if (on, half) in books.marked:
        books.marked[on, half].update(code=route.code, why=route.words)
    else:
        values = {"on": on, "half": half, "code": route.code, "why": route.words}
        books.marked[on, half] = books.row("Session", step.at, **values)
