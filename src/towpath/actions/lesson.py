"""Lessons: what a tutor says of an hour, rightly or anew, and the register's mark that follows."""

from collections.abc import Iterable
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
from towpath.rules.reason import Reason, given, if_said
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
    lesson = _told(deed, placement, held, tutor_id=deed.actor_id)
    _keep(deed, lesson, held.concern)
    _mark(placement, session.halves(lesson.starts_at, lesson.minutes))
    return deed.done(lesson, owner_id=placement.owner_id, next_on=placement.next_on)


@action("correct_lesson")
def correct(*, deed: Deed, lesson_id: UUID, held: Held, reason: str) -> UUID:
    """Tell a lesson anew, as it was. What was told first is kept, and counts no more.

    The half-days of both are marked again. It stays the lesson of its first teller; the event
    says who corrected it and why.
    """
    first = deed.take(kept.Lesson, lesson_id)
    if first.superseded_by_id:
        raise Wrong("", "This lesson has been corrected since: look at the list")
    placement = first.placement
    lesson = _told(deed, placement, held, tutor_id=first.tutor_id)
    if all(getattr(lesson, name) == getattr(first, name) for name in TELLING):
        raise Wrong("", "Nothing is changed: correct what was wrong, or go back")
    why = Reason("corrected", given("reason", reason))
    # The first gives way before the second comes, for there is one lesson at a time.
    first.superseded_by_id = lesson.pk
    first.save(update_fields=["superseded_by"])
    _keep(deed, lesson, held.concern)
    before = session.halves(first.starts_at, first.minutes)
    _mark(placement, before + session.halves(lesson.starts_at, lesson.minutes))
    return deed.done(lesson, reason=why, owner_id=placement.owner_id, next_on=placement.next_on)


TELLING = ("starts_at", "minutes", "outcome", "cancelled_by", "mode", "note")


def _told(deed: Deed, placement: kept.Placement, held: Held, tutor_id: UUID) -> kept.Lesson:
    """The lesson that is told, not kept yet. Raises Wrong for one that cannot have been."""
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
    return kept.Lesson(
        **keys(placement),
        placement=placement,
        tutor_id=tutor_id,
        starts_at=starts_at,
        minutes=held.minutes,
        outcome=held.outcome,
        cancelled_by=held.cancelled_by if held.outcome == "cancelled" else "",
        mode=held.mode,
        note=if_said(held.note),
    )


def _keep(deed: Deed, lesson: kept.Lesson, words: str) -> None:
    """Keep a lesson, of a time that no other has; and the concern of these words, if any."""
    told = kept.Lesson.objects.filter(placement=lesson.placement, superseded_by=None)
    if told.filter(starts_at=lesson.starts_at).exists():
        raise Wrong("at", "A lesson at that time is already recorded: look at the list")
    lesson.save(force_insert=True)
    if words:
        concern(deed=deed, placement=lesson.placement, words=words, lesson=lesson)


def _mark(placement: kept.Placement, halves: Iterable[session.HalfDay]) -> None:
    """Each half-day's code, of all its lessons; none on a day that schools do not meet.

    A half-day whose lessons have all been corrected away says so, for the school of roll may have
    read the mark that was there.
    """
    authority = policy(placement.authority_id)
    for on, half in dict.fromkeys(halves):
        if not authority.almanac.calendar.is_school_day(on):
            continue
        taught = _taught(placement, on, half)
        route = session.mark(taught, authority.routes) if taught else session.TAKEN_BACK
        marked = kept.Session.objects.filter(child_id=placement.child_id, on=on, half=half).first()
        marked = marked or kept.Session(**keys(placement), on=on, half=half)
        marked.code, marked.why = route.code, route.words
        marked.save()


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
