"""Lessons: what a tutor says of an hour, rightly or anew, and the register's mark that follows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from towpath.actions.action import Deed, action
from towpath.actions.step import concern, mark
from towpath.records import models as kept
from towpath.records.lesson import COUNTS
from towpath.records.policy import policy
from towpath.records.row import keys, promised
from towpath.rules import lesson as rule
from towpath.rules import session
from towpath.rules.placement import open_late
from towpath.rules.reason import Reason, given, if_said
from towpath.rules.wording import LONDON
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson as its tutor tells it; `concern` is empty when there is none.

    `why_then` is asked for only outside the usual hours.
    """

    on: date
    at: time
    minutes: int
    outcome: str
    cancelled_by: str
    mode: str
    note: str
    concern: str
    why_then: str = ""


@action("record_lesson")
def record(*, deed: Deed, placement_id: UUID, held: Held) -> UUID:
    """Record one lesson, and mark the half-days it touches. A concern is owned at once."""
    seen = _in_sight(kept.Placement.objects.filter(pk=placement_id).values("child_id"))
    placement = deed.take(kept.Placement, placement_id)
    if placement.state != "started" and not open_late(placement.marks_until, deed.clock.today):
        raise Wrong("", "Lessons are recorded once the placement has started, until it ends")
    lesson = _told(deed, placement, held, tutor_id=deed.actor_id)
    _keep(deed, lesson, seen, held.concern)
    school_day = policy(placement.authority_id).school_day
    halves = session.halves(lesson.starts_at, lesson.minutes, school_day)
    mark(placement=placement, halves=halves)
    return deed.done(lesson, owner_id=placement.owner_id, next_on=placement.next_on)


@action("correct_lesson")
def correct(*, deed: Deed, lesson_id: UUID, held: Held, reason: str) -> UUID:
    """Tell a lesson anew, as it was. What was told first is kept, and counts no more.

    The days of both are marked again. It stays the lesson of its first teller; the event
    says who corrected it and why.
    """
    seen = _in_sight(kept.Lesson.objects.filter(pk=lesson_id).values("child_id"))
    first = deed.take(kept.Lesson, lesson_id)
    _check_counts(first)
    placement = first.placement
    lesson = _told(deed, placement, held, tutor_id=first.tutor_id)
    if all(getattr(lesson, name) == getattr(first, name) for name in TELLING):
        raise Wrong("", "Nothing is changed: correct what was wrong, or go back")
    why = Reason("corrected", given("reason", reason))
    # The first gives way before the second comes, for there is one lesson at a time.
    first.superseded_by_id = lesson.pk
    first.save(update_fields=["superseded_by"])
    _keep(deed, lesson, seen, held.concern)
    before = session.around(first.starts_at, first.minutes)
    after = session.around(lesson.starts_at, lesson.minutes)
    mark(placement=placement, halves=before + after)
    return deed.done(lesson, reason=why, owner_id=placement.owner_id, next_on=placement.next_on)


@action("strike_lesson")
def strike(*, deed: Deed, lesson_id: UUID, reason: str) -> UUID:
    """Strike out a lesson that never happened. It is kept, counts no more, and leaves no mark."""
    lesson = deed.take(kept.Lesson, lesson_id)
    _check_counts(lesson)
    why, placement = Reason("struck_out", given("reason", reason)), lesson.placement
    lesson.struck_at, lesson.struck_by_id, lesson.struck_reason = (
        deed.clock.now,
        deed.actor_id,
        why.text,
    )
    lesson.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    mark(placement=placement, halves=session.around(lesson.starts_at, lesson.minutes))
    return deed.done(lesson, reason=why, owner_id=placement.owner_id, next_on=placement.next_on)


TELLING = ("starts_at", "minutes", "outcome", "cancelled_by", "mode", "note", "why_then")
Seen = frozenset[UUID]


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
    usual = policy(placement.authority_id).lesson_hours
    why_then = rule.check_hour(starts_at, held.minutes, usual, held.why_then)
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
        why_then=why_then,
    )


def _keep(deed: Deed, lesson: kept.Lesson, seen: Seen, words: str) -> None:
    """Keep a lesson, of an hour that no other takes; and the concern of these words, if any.

    The child is locked, so that of two lessons told at once the second finds the first.
    """
    if clash := _clash(lesson):
        if clash.placement_id not in seen:
            raise Wrong("at", rule.hidden_clash_words(lesson.placement.owner.name))
        other = clash.placement.provider.name
        whose = "" if clash.placement_id == lesson.placement_id else other
        raise Wrong("at", rule.clash_words(_taken(clash), whose))
    lesson.save(force_insert=True)
    if words:
        concern(deed=deed, placement=lesson.placement, words=words, lesson=lesson)


def _clash(lesson: kept.Lesson) -> kept.Lesson | None:
    """The first lesson of this child, whoever taught it, with which this one cannot count."""
    mine = _taken(lesson)
    near = kept.Lesson.objects.filter(
        COUNTS,
        child_id=lesson.child_id,
        starts_at__gt=mine.starts_at - timedelta(minutes=rule.MOST_MINUTES),
        starts_at__lt=mine.ends_at,
    ).select_related("placement__provider")
    return next((one for one in near.order_by("starts_at") if rule.clash(mine, _taken(one))), None)


def _taken(lesson: kept.Lesson) -> rule.Taken:
    return rule.Taken(lesson.placement_id, lesson.starts_at, lesson.minutes, lesson.outcome)


def _in_sight(child_ids: QuerySet[Any, Any]) -> Seen:
    """The child's placements whose lessons the actor reads: asked before becoming the writer, whose
    wall is wider."""
    placements = kept.Placement.objects.filter(child_id__in=child_ids)
    return frozenset(placements.values_list("pk", flat=True))


def _check_counts(lesson: kept.Lesson) -> None:
    """Raise Wrong for a lesson that counts no more."""
    if lesson.superseded_by_id:
        raise Wrong("", "This lesson has been corrected since: look at the list")
    if lesson.struck_at:
        raise Wrong("", "This lesson has been struck out since: look at the list")
