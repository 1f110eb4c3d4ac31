"""Lessons: what a tutor says of an hour, and the register's mark that follows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import concern
from towpath.records import models as kept
from towpath.records.policy import policy
from towpath.records.referral import facts_said
from towpath.records.row import keys, promised
from towpath.rules import lesson as rule
from towpath.rules import session
from towpath.rules.placement import open_late
from towpath.rules.reason import if_said
from towpath.rules.wording import LONDON
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson as its tutor tells it; `concern` is empty when there is none."""

    on: date
    at: time
    minutes: int
    outcome: str
    cancelled_by: str
    mode: str
    note: str
    concern: str


@action("record_lesson")
def record(*, deed: Deed, placement_id: UUID, held: Held) -> UUID:
    """Record one lesson, and mark the half-days it touches. A concern is owned at once."""
    placement = deed.take(kept.Placement, placement_id)
    if placement.state != "started" and not open_late(placement.marks_until, deed.clock.today):
        raise Wrong("", "Lessons are recorded once the placement has started, until it ends")
    rule.check(
        rule.Lesson(held.on, held.minutes, held.outcome, held.cancelled_by, held.mode),
        promised(placement.starts_on),
        placement.ended_on,
        deed.clock.today,
    )
    starts_at = datetime.combine(held.on, held.at, LONDON).astimezone(UTC)
    if starts_at > deed.clock.now:
        raise Wrong("at", "That time has not come yet: record the lesson when it has been")
    if held.outcome == "delivered" and starts_at + timedelta(minutes=held.minutes) > deed.clock.now:
        raise Wrong("minutes", "It is not over yet: record as delivered what has been taught")
    if kept.Lesson.objects.filter(
        placement=placement, starts_at=starts_at, superseded_by=None
    ).exists():
        raise Wrong("at", "A lesson at that time is already recorded: look at the list")
    lesson = kept.Lesson.objects.create(
        **keys(placement),
        placement=placement,
        tutor_id=deed.actor_id,
        starts_at=starts_at,
        minutes=held.minutes,
        outcome=held.outcome,
        cancelled_by=held.cancelled_by if held.outcome == "cancelled" else "",
        mode=held.mode,
        note=if_said(held.note),
    )
    if held.concern:
        concern(deed=deed, placement=placement, words=held.concern, lesson=lesson)
    for on, half in session.halves(starts_at, held.minutes):
        _mark(placement, on, half)
    return deed.done(lesson, owner_id=placement.owner_id, next_on=placement.next_on)


def _mark(placement: kept.Placement, on: date, half: str) -> None:
    """The half-day's code, of all its lessons; none on a day that schools do not meet."""
    authority = policy(placement.authority_id)
    if not authority.almanac.calendar.is_school_day(on):
        return
    route = session.mark(_taught(placement, on, half), authority.routes)
    kept_mark = kept.Session.objects.filter(child_id=placement.child_id, on=on, half=half).first()
    if kept_mark is None:
        kept_mark = kept.Session(**keys(placement), on=on, half=half)
    kept_mark.code, kept_mark.why = route.code, route.words
    kept_mark.save()


def _taught(placement: kept.Placement, on: date, half: str) -> list[session.Taught]:
    """Every lesson of this child that takes part of this half-day, whoever taught it."""
    midnight = datetime.combine(on, time.min, LONDON)
    near = kept.Lesson.objects.filter(
        child_id=placement.child_id,
        starts_at__gt=midnight - timedelta(minutes=rule.MOST_MINUTES),
        starts_at__lt=midnight + timedelta(days=1),
        superseded_by=None,
    ).select_related("placement__provider")
    lessons = [
        lesson for lesson in near if (on, half) in session.halves(lesson.starts_at, lesson.minutes)
    ]
    because = {
        referral_id: session.because(facts_said(referral_id)) if referral_id else "other"
        for referral_id in {lesson.placement.referral_id for lesson in lessons}
    }
    return [
        session.Taught(
            lesson.outcome,
            lesson.mode,
            lesson.placement.legal_basis,
            lesson.placement.provider.kind,
            because[lesson.placement.referral_id],
        )
        for lesson in lessons
    ]
