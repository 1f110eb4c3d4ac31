"""The few tests a council's policy may make of a fact, and the three ways to join them.

There is no expression language. A test is about one fact and is true or false of each value that
fact can take, on a day. What nobody has said is not a value: that is `question`'s affair.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from towpath.rules.age import SchoolAge, age_on, birthday_of
from towpath.rules.calendar import Calendar, NotCoveredError, Unit
from towpath.rules.fact import Fact, Value
from towpath.rules.vocabulary import FACTS


@dataclass(frozen=True, slots=True)
class Almanac:
    """What a test needs to count days by: the law's school age and the county's calendar."""

    school_age: SchoolAge
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Test(ABC):
    """A question about one fact, true or false of each of its values."""

    fact: str

    @abstractmethod
    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        """Whether it is true of `value`, seen on `day`."""

    def mentions(self) -> Iterable[str]:
        """The values it names."""
        return ()

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        """The dates near which its answer, seen on `day`, is one thing before and another after."""
        return ()

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        """The later day on which it turns true by the passing of time alone, if there is one."""
        return None


@dataclass(frozen=True, slots=True)
class Is(Test):
    """The fact is exactly this."""

    value: bool | str

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return value == self.value

    def mentions(self) -> Iterable[str]:
        return () if isinstance(self.value, bool) else (self.value,)


@dataclass(frozen=True, slots=True)
class In(Test):
    """The fact is one of these."""

    values: tuple[str, ...]

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return value in self.values

    def mentions(self) -> Iterable[str]:
        return self.values


@dataclass(frozen=True, slots=True)
class Contains(Test):
    """The list holds at least one of these."""

    values: tuple[str, ...]

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return isinstance(value, tuple) and any(v in self.values for v in value)

    def mentions(self) -> Iterable[str]:
        return self.values


@dataclass(frozen=True, slots=True)
class Empty(Test):
    """The list is known to hold nothing; or, with `so` false, to hold something."""

    so: bool

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return (not value) is self.so


@dataclass(frozen=True, slots=True)
class Happened(Test):
    """It has happened by the day; or, with `so` false, it has not."""

    so: bool

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return (isinstance(value, date) and value <= day) is self.so

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        return (day,)

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        return value if self.so and isinstance(value, date) and value > day else None


@dataclass(frozen=True, slots=True)
class DaysSince(Test):
    """More than so many days, of a named unit, have passed since."""

    more_than: int
    unit: Unit

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        if not isinstance(value, date) or value > day:
            return False
        try:
            return almanac.calendar.count(self.unit, value, day) > self.more_than
        except NotCoveredError:
            # Days before the calendar begins can only add to what it holds.
            first = almanac.calendar.first_day(self.unit)
            if not value < first <= day:
                raise
            if almanac.calendar.count(self.unit, first, day) > self.more_than:
                return True
            raise

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        return (day, almanac.calendar.before(self.unit, day, self.more_than + 1))

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        if not isinstance(value, date):
            return None
        try:
            opening = almanac.calendar.after(self.unit, value, self.more_than + 1)
        except NotCoveredError:
            return None
        return opening if opening > day else None


@dataclass(frozen=True, slots=True)
class Age(Test):
    """From one birthday to the day before another: "16 to 19" ends before the 20th."""

    least: int | None
    most: int | None

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        if not isinstance(value, date):
            return False
        age = age_on(value, day)
        return (self.least is None or self.least <= age) and (self.most is None or age <= self.most)

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        ends = (self.least, None if self.most is None else self.most + 1)
        return (birthday_of(day, -age) for age in ends if age is not None)

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        if self.least is None or not isinstance(value, date):
            return None
        birthday = birthday_of(value, self.least)
        return birthday if birthday > day else None


@dataclass(frozen=True, slots=True)
class CompulsoryAge(Test):
    """Of compulsory school age on the day; or, with `so` false, not."""

    so: bool

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        return isinstance(value, date) and almanac.school_age.is_compulsory(value, day) is self.so

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        law = almanac.school_age
        for age in (law.begins_at, law.ends_in_year_of):
            for year in range(day.year - age - 2, day.year - age + 2):
                yield from (date(year, *turn) for turn in (*law.prescribed_days, law.year_starts))

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        if not self.so or not isinstance(value, date):
            return None
        first = almanac.school_age.first_day(value)
        return first if first > day else None


@dataclass(frozen=True, slots=True)
class YearGroup(Test):
    """In one of these year groups by age: 0 is Reception, 1 is Year 1."""

    least: int | None
    most: int | None

    def holds(self, value: Value, day: date, almanac: Almanac) -> bool:
        if not isinstance(value, date):
            return False
        year = almanac.school_age.year_group(value, day)
        return (self.least is None or self.least <= year) and (
            self.most is None or year <= self.most
        )

    def turns(self, day: date, almanac: Almanac) -> Iterable[date]:
        law = almanac.school_age
        start = law.year_start(day)
        ends = (self.least, None if self.most is None else self.most + 1)
        ages = (year + law.reception_age for year in ends if year is not None)
        return (birthday_of(start, -age) for age in ages)

    def opens(self, value: Value, day: date, almanac: Almanac) -> date | None:
        if self.least is None or not isinstance(value, date):
            return None
        law = almanac.school_age
        short = self.least - law.year_group(value, day)
        return birthday_of(law.year_start(day), short) if short > 0 else None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these holds."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Neither:
    """None of these holds."""

    of: tuple["Condition", ...]


Condition = Test | All | Any | Neither


def tests_of(condition: Condition) -> tuple[Test, ...]:
    """Every test a condition makes, in the order it is written."""
    if isinstance(condition, Test):
        return (condition,)
    return tuple(test for part in condition.of for test in tests_of(part))


def judge(condition: Condition, truth: Callable[[Test], bool | None]) -> bool | None:
    """What a condition comes to when each test is true, false or (None) not known."""
    if isinstance(condition, Test):
        return truth(condition)
    parts = {judge(part, truth) for part in condition.of}
    if isinstance(condition, All):
        return False if False in parts else None if None in parts else True
    some = True if True in parts else None if None in parts else False
    return some if isinstance(condition, Any) or some is None else not some


def samples(tests: Iterable[Test], day: date, almanac: Almanac) -> Iterable[Value]:
    """Values of one fact among which is every way these tests of it can come out together."""
    tests = tuple(tests)
    fact = FACTS[tests[0].fact]
    if fact.kind == "yes_no":
        return (True, False)
    if fact.kind in {"birth", "event"}:
        turns = {turn for test in tests for turn in test.turns(day, almanac)}
        near = {turn + timedelta(days=n) for turn in turns for n in (-1, 0, 1)}
        return (None, *sorted(near)) if fact.kind == "event" else sorted(near)
    named = tuple(dict.fromkeys(word for test in tests for word in test.mentions()))
    return _choices(fact, named)


def _choices(fact: Fact, named: tuple[str, ...]) -> Iterable[Value]:
    others = [value for value in fact.values if value not in named][:1]
    if fact.kind == "choice":
        free = fact.open or fact.nothing is None
        return (*named, *others, None) if free else (*named, *others)
    words = (*named, *others)
    return (pick for n in range(len(words) + 1) for pick in combinations(words, n))
