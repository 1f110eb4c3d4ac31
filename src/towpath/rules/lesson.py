"""A lesson is a tutor's hour; the register's half-day, the session, follows from it."""

from dataclasses import dataclass
from datetime import date

from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

OUTCOMES = {
    "delivered": "Delivered",
    "did_not_attend": "Did not attend",
    "cancelled": "Cancelled",
}
CANCELLED_BY = {
    "tutor": "the tutor or provider",
    "family": "the child or family",
    "school": "the school",
    "council": "the council",
}
MODES = {"face_to_face": "Face to face", "online": "Online"}
MOST_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a tutor says of one lesson. `minutes` is what was taught, or was to be."""

    on: date
    minutes: int
    outcome: str
    cancelled_by: str
    mode: str


def check(lesson: Lesson, placed_from: date, placed_until: date | None, today: date) -> None:
    """Raise Wrong for a lesson that cannot have been: not yet, too early, too late, incomplete.

    `placed_until` is the placement's last day, None while it runs.
    """
    if lesson.on > today:
        raise Wrong("on", f"{say(lesson.on)} has not come yet: record the lesson when it has been")
    if lesson.on < placed_from:
        raise Wrong(
            "on",
            f"The placement started on {say(placed_from)}: the lesson cannot be before it",
        )
    if placed_until and lesson.on > placed_until:
        raise Wrong("on", f"The placement ended on {say(placed_until)}: the lesson was not of it")
    if not 0 < lesson.minutes <= MOST_MINUTES:
        raise Wrong("minutes", "The length must be between one minute and 12 hours")
    if lesson.outcome not in OUTCOMES:
        raise Wrong("outcome", "Say what happened")
    if lesson.outcome == "cancelled" and lesson.cancelled_by not in CANCELLED_BY:
        raise Wrong("cancelled_by", "Say who cancelled")
    if lesson.mode not in MODES:
        raise Wrong("mode", "Say whether it was face to face or online")
