"""By when: a clock of the policy, counted on the county's calendar."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, get_args

from towpath.rules.calendar import Calendar, NotCoveredError, Span, Unit
from towpath.rules.wording import day as say

DueUnit = Unit | Literal["half terms"]
UNITS: tuple[str, ...] = (*get_args(Unit), "half terms")


@dataclass(frozen=True, slots=True)
class Due:
    """A clock: within how many of which unit, in whose words."""

    id: str
    words: str
    within: int
    unit: str
    source: str

    def by(self, day: date, calendar: Calendar) -> date:
        """The last day allowed, counted from `day`, which is not itself counted.

        In half terms: the last day of the half term that many after the one `day` is in (or of
        the first after it, in a holiday). Raises NotCoveredError outside the calendar's years.
        """
        if self.unit == "half terms":
            return _half_term_after(day, self.within, calendar)
        unit: Unit = next(unit for unit in get_args(Unit) if unit == self.unit)
        return calendar.after(unit, day, self.within)


Dues = Mapping[str, Due]


def later(clock: Due, longest: Due, calendar: Calendar) -> str:
    """Where a clock may give a later date than `longest` does, in words; empty where it never can.

    Of two units, every day of the calendar is tried.
    """
    if clock.unit == longest.unit:
        return f"{clock.within} {clock.unit}" if clock.within > longest.within else ""
    day, last = calendar.school.days[0], calendar.school.days[-1]
    while day <= last and (at_most := _reached(longest, day, calendar)):
        by = _reached(clock, day, calendar)
        if by is None or by > at_most:
            given = say(by) if by else "a day past the calendar's end"
            return f"from {say(day)} it gives {given}, and the law {say(at_most)}"
        day += timedelta(days=1)
    return ""


def _reached(clock: Due, day: date, calendar: Calendar) -> date | None:
    try:
        return clock.by(day, calendar)
    except NotCoveredError:
        return None


def half_terms(calendar: Calendar) -> tuple[Span, ...]:
    """Every stretch of school between two holidays, in order."""
    days, spans = calendar.school.days, []
    for term in (term for year in calendar.years for term in year.terms):
        edges = (
            bisect_left(days, term.span.first),
            bisect_left(days, term.half_term.first),
            bisect_right(days, term.span.last),
        )
        spans += [Span(days[a], days[b - 1]) for a, b in pairwise(edges) if a < b]
    return tuple(spans)


def _half_term_after(day: date, n: int, calendar: Calendar) -> date:
    spans = half_terms(calendar)
    # Where day is in school, that half term is the one not counted.
    place = next((i for i, span in enumerate(spans) if day <= span.last), None)
    if place is None:
        raise NotCoveredError(f"no half term after {say(day)} is held: add the year")
    place += n if day in spans[place] else n - 1
    if place >= len(spans):
        raise NotCoveredError(f"{n} half terms after {say(day)} are not held: add the year")
    return spans[place].last
