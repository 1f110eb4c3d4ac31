"""A lesson is a tutor's hour; the register's half-day, the session, follows from it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from towpath.rules.calendar import Hours
from towpath.rules.reason import given
from towpath.rules.wording import clock as say_clock
from towpath.rules.wording import day as say
from towpath.rules.wording import moment
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


def check_hour(starts_at: datetime, minutes: int, usual: Hours, why_then: str) -> str:
    """Why a lesson was outside the usual hours; "" of one that was not. Raises Wrong where it was
    and nobody says why: it may be a slip of the keyboard."""
    if usual.hold(starts_at, minutes):
        return ""
    if why_then.strip():
        return given("why_then", why_then)
    raise Wrong(
        "why_then",
        f"{say_clock(starts_at)} for {minutes} minutes is outside the usual hours of lessons, "
        f"{say_clock(usual.begins)} to {say_clock(usual.ends)}. "
        "Change the time if it is wrong; if it is right, say why it was then",
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """The time that a lesson takes up, and in which placement."""

    placement_id: UUID
    starts_at: datetime
    minutes: int
    outcome: str

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def clash(one: Taken, other: Taken) -> bool:
    """Whether two lessons of one child cannot both count: they overlap by a minute or more.

    One that was cancelled leaves the child free for a lesson of another placement. Of the same
    placement the cancelled one is corrected instead.
    """
    if one.placement_id != other.placement_id and "cancelled" in (one.outcome, other.outcome):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def clash_words(other: Taken, provider: str) -> str:
    """What to say of a clash with a lesson that the teller may read; `provider` if not theirs."""
    whose = f" with {provider}" if provider else ""
    return (
        f"This overlaps a lesson already recorded{whose}: {moment(other.starts_at)}, "
        f"{other.minutes} minutes. Change the time or the length; or, if that lesson is the wrong "
        "one, correct it or strike it out first"
    )


def hidden_clash_words(owner: str) -> str:
    """What to say of a clash with a lesson that the teller may not read: nothing of it."""
    return (
        "This hour is already told of. Change the time or the length if it is wrong; "
        f"if it is right, ask {owner} at the council"
    )
