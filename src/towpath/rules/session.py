"""Sessions: how lessons become the mark of a half-day in the register of the school of roll."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from towpath.rules.calendar import Hours
from towpath.rules.wording import LONDON

HalfDay = tuple[date, str]  # a day, and "am" or "pm"


@dataclass(frozen=True, slots=True)
class Taught:
    """What decides the mark of one lesson.

    `because` is why the child is out of school: illness, exclusion or other.
    """

    outcome: str
    mode: str
    legal_basis: str
    provider: str  # the provider's kind
    because: str


@dataclass(frozen=True, slots=True)
class Route:
    """One way from a lesson to a code; an empty list of values asks nothing."""

    id: str
    code: str
    words: str
    source: str
    outcome: tuple[str, ...]
    mode: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    def fits(self, taught: Taught) -> bool:
        """Whether every list that asks something holds the lesson's value."""
        asked = (
            (self.outcome, taught.outcome),
            (self.mode, taught.mode),
            (self.legal_basis, taught.legal_basis),
            (self.provider, taught.provider),
            (self.because, taught.because),
        )
        return all(not values or value in values for values, value in asked)


# Of a half-day that had lessons, until they were told anew as of another: no mark follows.
TAKEN_BACK = Route(
    "taken-back", "", "a lesson was recorded here by mistake: none is left", "", outcome=()
)


NOON = time(12)


def halves(starts_at: datetime, minutes: int, school_day: Hours) -> list[HalfDay]:
    """The half-days, parted at noon in London, of which a lesson takes any part, in order.

    `starts_at` knows its zone; what ends at noon takes no part of the afternoon, and an hour
    outside the school day no part of any.
    """
    ends_at = starts_at + timedelta(minutes=minutes)
    found = []
    for on in _days(starts_at, minutes):
        begins, ends = school_day.of(on)
        noon = datetime.combine(on, NOON, LONDON)
        for half, first, last in (("am", begins, noon), ("pm", noon, ends)):
            if starts_at < last and first < ends_at:
                found.append((on, half))
    return found


def around(starts_at: datetime, minutes: int) -> list[HalfDay]:
    """Both half-days of every day that a lesson touches, whatever its hour."""
    return [(on, half) for on in _days(starts_at, minutes) for half in ("am", "pm")]


def _days(starts_at: datetime, minutes: int) -> list[date]:
    # A lesson is at most 12 hours long, so its first and last minute tell.
    last = starts_at + timedelta(minutes=minutes - 1)
    return list(dict.fromkeys(each.astimezone(LONDON).date() for each in (starts_at, last)))


def mark(lessons: Iterable[Taught], routes: tuple[Route, ...]) -> Route:
    """The route whose code stands for the half-day of these lessons.

    Of several lessons the one whose route comes first decides: taught for part of a half-day is
    taught. Raises LookupError when no route fits, which a checked folder does not allow.
    """
    held = list(lessons)
    for route in routes:
        if any(route.fits(lesson) for lesson in held):
            return route
    raise LookupError(f"no route of the register fits {held}")


def because(facts: dict[str, object]) -> str:
    """Why the child is out of school, of the facts last said: exclusion before illness."""
    if facts.get("permanently_excluded_on"):
        return "exclusion"
    return "illness" if facts.get("unable_to_attend") == "illness" else "other"
