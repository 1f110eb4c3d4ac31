"""The way back: steps to school, the end of a placement, and the check that the return held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import next_step, owe, say_why, settle
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.records.row import keys, promised
from towpath.rules import reintegration as rule
from towpath.rules.duty import check_again
from towpath.rules.placement import OPEN, PLACEMENT
from towpath.rules.reason import Reason, given
from towpath.rules.referral import REFERRAL
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong


@action("plan_return_step")
def plan_step(
    *, deed: Deed, placement_id: UUID, seen: int, from_on: date, words: str, minutes_in_school: int
) -> UUID:
    """Plan one step back to school: from when, what, and how long a week."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state != "started":
        raise Wrong("", "Steps back are planned while the placement runs")
    rule.check_step(from_on, minutes_in_school, promised(placement.starts_on))
    step = kept.ReturnStep.objects.create(
        **keys(placement),
        placement=placement,
        from_on=from_on,
        words=given("words", words, rule.LONGEST),
        minutes_in_school=minutes_in_school,
        owner_id=placement.owner_id,
    )
    deed.change(placement)
    return deed.done(placement, about=step, owner_id=placement.owner_id, next_on=from_on)


@action("record_return_step")
def record_step(*, deed: Deed, step_id: UUID, seen: int, outcome: str, words: str) -> UUID:
    """Say how a step went."""
    step = deed.take(kept.ReturnStep, step_id, seen=seen)
    if step.outcome != "planned":
        raise Wrong("outcome", "This step is recorded already: plan another if it is tried again")
    if step.from_on > deed.clock.today:
        raise Wrong("outcome", "The step has not begun yet: record it when it has")
    if outcome not in ("done", "not_done"):
        raise Wrong("outcome", "Say whether it was done")
    text = given("words", words)
    deed.change(step, outcome=outcome, outcome_words=text, recorded_at=deed.clock.now)
    return deed.done(step, reason=Reason(outcome, text), owner_id=step.owner_id)


@dataclass(frozen=True, slots=True)
class End:
    """Why, when and to where a placement ends."""

    ended_on: date
    reason: Reason
    destination: str


@action("end_placement")
def end(*, deed: Deed, placement_id: UUID, seen: int, end: End) -> UUID:
    """End a placement, and set the day on which the return is checked.

    A child who would be left with nothing is owed education from this moment, by its owner, and the
    referral goes back to seeking a place.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    state, today = PLACEMENT.move(placement.state, "end"), deed.clock.today
    if end.reason.code not in rule.END_REASONS:
        raise Wrong("reason_code", "Choose why it ends")
    if end.destination not in rule.DESTINATION:
        raise Wrong("destination", "Say where the child goes")
    if not promised(placement.starts_on) <= end.ended_on <= today:
        raise Wrong("ended_on", "The last day must be between the start and today")
    text = given("reason", end.reason.text)
    may_tell = rule.may_tell_late(end.reason.code)
    check_on = due(placement.authority_id, "return_check", end.ended_on)
    deed.change(
        placement,
        state=state,
        ended_on=end.ended_on,
        marks_until=due(placement.authority_id, "late_marks", today) if may_tell else None,
        destination=end.destination,
    )
    reason = Reason(end.reason.code, text)
    say_why(placement=placement, reason=reason)
    words = rule.CHECKS[end.destination].step
    next_step(deed=deed, placement=placement, next_on=check_on, words=words)
    if rule.leaves_nothing(end.destination):
        words = rule.owed_after_end(placement.provider.name, end.ended_on)
        owe(deed=deed, about=placement, answer="owed", reason=words, next_on=today)
        _seek_again(deed, placement)
    return deed.done(placement, reason=reason, owner_id=placement.owner_id, next_on=check_on)


@action("check_return")
def check(
    *,
    deed: Deed,
    placement_id: UUID,
    seen: int,
    sustained: str,
    reason: str,
    next_on: date | None,
) -> UUID:
    """Say how it stands, by where the child went. If not well, what is owed opens, with a date.

    That it is not well can be said on any day; that it lasts, from the day of the check.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    state, today = PLACEMENT.move(placement.state, "check_return"), deed.clock.today
    if sustained not in rule.SUSTAINED:
        raise Wrong("sustained", "Say how it stands now")
    if sustained == "yes" and today < promised(placement.next_on):
        day = say(promised(placement.next_on))
        raise Wrong("sustained", f"It is too early to say that it lasts: that is asked on {day}")
    text = given("reason", reason)
    if sustained != "yes":
        check_again(next_on, today, due(placement.authority_id, "duty_review", today))
    check = kept.ReturnCheck.objects.create(
        **keys(placement),
        placement=placement,
        due_on=promised(placement.next_on),
        checked_on=today,
        sustained=sustained,
        checked_by_id=deed.actor_id,
    )
    kept.CheckAccount.objects.create(
        **keys(placement), placement=placement, return_check=check, reason=text
    )
    deed.change(placement, state=state, next_on=None, next_step="")
    _conclude(deed, placement)
    words = rule.owed_after_check(placement.provider.name, today, sustained)
    if sustained == "yes":
        settle(deed=deed, about=placement, reason=words)
    else:
        owed = rule.CHECKS[placement.destination].then_owed(sustained)
        owe(deed=deed, about=placement, answer=owed, reason=words, next_on=promised(next_on))
    return deed.done(
        placement,
        about=check,
        reason=Reason(sustained, text),
        owner_id=placement.owner_id,
        next_on=next_on if sustained != "yes" else None,
    )


def _seek_again(deed: Deed, placement: kept.Placement) -> None:
    """The same referral seeks another place, at the pace of a first refusal."""
    referral = kept.Referral.objects.filter(placements=placement).first()
    if referral:
        deed.change(
            referral,
            state=REFERRAL.move(referral.state, "seek_again"),
            next_on=due(placement.authority_id, "new_offer", deed.clock.today),
            next_step="Offer a place to another provider",
        )


def _conclude(deed: Deed, placement: kept.Placement) -> None:
    """The referral is concluded, unless it seeks or has another place since."""
    referral = (
        kept.Referral.objects.filter(placements=placement, state="placed")
        .exclude(placements__state__in=OPEN)
        .first()
    )
    if referral:
        state = REFERRAL.move(referral.state, "conclude")
        deed.change(referral, state=state, next_on=None, next_step="")
