"""A tutor's week with a child, and what came of each lesson."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from towpath.actions.lesson import Held
from towpath.project.county.telling import LONDON, Step, Telling
from towpath.rules.concern import TAKEN

WEEKS = 10  # of lessons recorded one by one; earlier ones were in the former system
MISSING = 0.04  # the share of lessons that nobody recorded
STARTS = (time(9, 15), time(10, 0), time(11, 0), time(13, 0), time(13, 30), time(14, 15))
CANCELLED_BY = {"tutor": 0.4, "family": 0.35, "school": 0.15, "council": 0.1}


def lessons(
    telling: Telling,
    tutor: UUID,
    placement: str,
    minutes: int,
    first: date,
    last: date | None,
) -> Iterator[Step]:
    """The lessons of the last weeks of a placement of so many minutes a week."""
    chance, days = telling.chance, telling.days
    weekly = max(1, min(5, round(minutes / 120)))
    weekdays = sorted(chance.sample(range(5), weekly))
    slots = {weekday: chance.choice(STARTS) for weekday in weekdays}
    length = min(150, max(30, minutes // weekly // 15 * 15))
    pathway_online = telling.child.stratum.name == "online school"
    mode = "online" if pathway_online or chance.happens(0.1) else "face_to_face"
    recent = days.ago(WEEKS * 5 - 1)
    for day in days.between(max(first, recent), last or days.today):
        start = slots.get(day.weekday())
        if start is None or (day == first) or chance.happens(MISSING):
            continue
        held = _held(telling, day, start, length, mode)
        told_at = datetime.combine(day, start, LONDON) + timedelta(minutes=length + 5)
        said, label = {"held": held}, f"{placement}.lesson{day}" if held.concern else ""
        yield Step(told_at.astimezone(UTC), tutor, "record_lesson", placement, said, label)
        if held.concern:
            yield from _answered(telling, day, f"{label}.concern")


def _answered(telling: Telling, day: date, concern: str) -> Iterator[Step]:
    """The next working day somebody takes it on, and within the week it has its outcome."""
    chance, calendar = telling.chance, telling.days.calendar
    next_day = calendar.working_days_after(day, 1)
    outcome_by = telling.days.by("concern_outcome", next_day)
    code = chance.pick({"known": 0.4, "support": 0.3, "social_care": 0.2, "social_worker": 0.1})
    if chance.happens(0.5):
        words = {"code": TAKEN, "words": telling.say("answer", TAKEN), "next_on": outcome_by}
        yield Step(telling.at(next_day, 9), telling.officer, "answer_concern", concern, words)
        next_day = calendar.working_days_after(next_day, chance.randint(1, 4))
    words = {"code": code, "words": telling.say("answer", code), "next_on": None}
    yield Step(telling.at(next_day, 15), telling.officer, "answer_concern", concern, words)


def _held(telling: Telling, day: date, start: time, minutes: int, mode: str) -> Held:
    chance = telling.chance
    outcome, cancelled_by, note = "delivered", "", telling.say("lesson")
    if chance.happens(telling.child.absence):
        outcome, note = "did_not_attend", ""
        if chance.happens(0.2):
            outcome, cancelled_by = "cancelled", chance.pick(CANCELLED_BY)
    concern = telling.say("concern") if outcome == "delivered" and chance.happens(0.003) else ""
    return Held(day, start, minutes, outcome, cancelled_by, mode, note, concern)
