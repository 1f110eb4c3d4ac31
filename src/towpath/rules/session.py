"""Sessions: how lessons become the mark of a half-day in the register of the school of roll."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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


def halves(starts_at: datetime, minutes: int) -> list[HalfDay]:
    """The half-days, parted at noon in London, of which a lesson takes any part, in order.

    `starts_at` knows its zone; what ends at noon takes no part of the afternoon. A lesson is at
    most 12 hours long, so its first and last minute tell.
    """
    last = starts_at + timedelta(minutes=minutes - 1)
    return list(dict.fromkeys(_half(moment.astimezone(LONDON)) for moment in (starts_at, last)))


def _half(moment: datetime) -> HalfDay:
    return moment.date(), "am" if moment.hour < 12 else "pm"


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
