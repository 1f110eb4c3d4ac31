"""School days, working days and calendar days: three ways to count, never to be confused.

The school days are those of the county's published list. A school's own list is shorter by its
training days, so a deadline counted here comes no later than one counted at the school.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from towpath.rules.wording import LONDON
from towpath.rules.wording import day as say

Unit = Literal["calendar days", "working days", "school days"]
UNITS: tuple[Unit, ...] = get_args(Unit)
SATURDAY = 5


class NotCoveredError(ValueError):
    """A day outside the years the calendar holds."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterable[date]:
        """Each day in turn."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of any day, by the clock in London: from `begins` until `ends`, which is later."""

    begins: time
    ends: time
    source: str

    def hold(self, starts_at: datetime, minutes: int) -> bool:
        """Whether all of what lasts so many minutes lies within them. `starts_at` has its zone."""
        first = starts_at.astimezone(LONDON)
        last = (starts_at + timedelta(minutes=minutes)).astimezone(LONDON)
        return self.begins <= first.time() and last <= self.of(first.date())[1]

    def of(self, on: date) -> tuple[datetime, datetime]:
        """The instants between which they lie on a day."""
        begins, ends = (datetime.combine(on, each, LONDON) for each in (self.begins, self.ends))
        return begins, ends


@dataclass(frozen=True, slots=True)
class Term:
    """One term as published, less its half term. `note` says how sure the dates are."""

    name: str
    span: Span
    half_term: Span
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """A school year, named as people name it ("2026/27"), and its terms in order."""

    name: str
    span: Span
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Every day of one kind, in order, between two days."""

    kind: Unit
    span: Span
    days: tuple[date, ...]

    def holds(self, day: date) -> bool:
        """Whether `day` is of this kind. Raises NotCoveredError."""
        self._cover(day)
        place = bisect_right(self.days, day)
        return place > 0 and self.days[place - 1] == day

    def after(self, day: date, n: int) -> date:
        """The n-th day of this kind after `day`, which is not counted. Raises NotCoveredError."""
        if n < 1:
            raise ValueError(f"cannot count {n} {self.kind}: the first one after a day is 1")
        self._cover(day)
        place = bisect_right(self.days, day) + n - 1
        if place >= len(self.days):
            raise NotCoveredError(f"{n} {self.kind} after {say(day)} runs past {self._reach()}")
        return self.days[place]

    def before(self, day: date, n: int) -> date:
        """The last day from which `n` days of this kind have passed by `day`."""
        self._cover(day)
        place = bisect_right(self.days, day) - n
        if place < 0:
            raise NotCoveredError(f"{n} {self.kind} before {say(day)} run past {self._reach()}")
        return self.days[place] - timedelta(days=1)

    def count(self, start: date, end: date) -> int:
        """How many days of this kind come after `start`, up to and with `end`."""
        self._cover(start)
        self._cover(end)
        return max(0, bisect_right(self.days, end) - bisect_right(self.days, start))

    def _cover(self, day: date) -> None:
        if day not in self.span:
            raise NotCoveredError(f"{say(day)} is outside {self._reach()}")

    def _reach(self) -> str:
        span = f"{say(self.span.first)} to {say(self.span.last)}"
        return f"the {self.kind} that are held, {span}: add the missing year to the calendar"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A county's school years, and its country's bank holidays. Make one with `compose`."""

    years: tuple[SchoolYear, ...]
    bank_holidays: frozenset[date]
    school: Tally
    working: Tally

    def is_school_day(self, day: date) -> bool:
        """Whether the county's schools meet. Raises NotCoveredError."""
        return self.school.holds(day)

    def is_working_day(self, day: date) -> bool:
        """Whether it is neither a weekend nor a bank holiday. Raises NotCoveredError."""
        return self.working.holds(day)

    def school_days_after(self, day: date, n: int) -> date:
        """The n-th school day after `day`; `day` itself is not counted. Raises NotCoveredError."""
        return self.school.after(day, n)

    def working_days_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`; `day` itself is not counted. Raises NotCoveredError."""
        return self.working.after(day, n)

    def count_school_days(self, start: date, end: date) -> int:
        """School days after `start`, up to and with `end`: the inverse of `school_days_after`."""
        return self.school.count(start, end)

    def count_working_days(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`."""
        return self.working.count(start, end)

    def count(self, unit: Unit, start: date, end: date) -> int:
        """Days of that unit after `start`, up to and with `end`; none when `end` comes first."""
        if unit == "calendar days":
            return max(0, (end - start).days)
        return self._tally(unit).count(start, end)

    def after(self, unit: Unit, day: date, n: int) -> date:
        """The n-th day of that unit after `day`. Raises NotCoveredError."""
        return (
            day + timedelta(days=n) if unit == "calendar days" else self._tally(unit).after(day, n)
        )

    def before(self, unit: Unit, day: date, n: int) -> date:
        """The last day from which `n` days of that unit have passed by `day`."""
        return (
            day - timedelta(days=n) if unit == "calendar days" else self._tally(unit).before(day, n)
        )

    def first_day(self, unit: Unit) -> date:
        """The first day that days of that unit are held for."""
        return date.min if unit == "calendar days" else self._tally(unit).span.first

    def _tally(self, unit: Unit) -> Tally:
        return self.school if unit == "school days" else self.working


def compose(years: Iterable[SchoolYear], bank_holidays: Iterable[date], held: Span) -> Calendar:
    """A calendar from published terms, and the bank holidays of the whole years in `held`."""
    years, closed = tuple(years), frozenset(bank_holidays)
    working = tuple(day for day in held.days() if day.weekday() < SATURDAY and day not in closed)
    school = tuple(
        day
        for year in years
        for term in year.terms
        for day in term.span.days()
        if day.weekday() < SATURDAY and day not in closed and day not in term.half_term
    )
    covered = Span(years[0].span.first, years[-1].span.last)
    return Calendar(
        years,
        closed,
        Tally("school days", covered, school),
        Tally("working days", held, working),
    )
