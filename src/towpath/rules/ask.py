"""What a finder asks in place of a fact, and what each of its answers may stand for.

An answer in an address says no more than it must: an age and not a birthday, before or since a day
and not the day itself. So an answer stands for several values of a fact; a pathway knows the fact
where its tests cannot tell those values apart, and only there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from towpath.rules.age import DAY, age_on, birthday_of
from towpath.rules.criterion import Almanac, DaysSince, Test, samples
from towpath.rules.fact import Fact, Value
from towpath.rules.family import ASKING
from towpath.rules.vocabulary import FACTS
from towpath.rules.wording import day as say

UNKNOWN, NONE = "unknown", "none"
OLDEST = 100  # years: the far end of "or older"
LAST_YEAR_GROUP = 13  # in England, of any sixth form


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: how an address says it, its words, and the values it may stand for, one of each
    way that any test of any pathway could tell apart."""

    key: str
    words: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about one fact. `after` is the ask without an answer to which it makes no sense;
    `many` lets several options be chosen, where the value is then the list of their keys."""

    name: str
    fact: str
    options: tuple[Option, ...]
    after: str = ""
    many: bool = False

    @property
    def question(self) -> str:
        """The question, as a family is asked it."""
        return ASKING[self.name].question or FACTS[self.fact].family

    @property
    def hint(self) -> str:
        """A line under the question; may be empty."""
        return ASKING[self.name].hint

    def values(self, keys: tuple[str, ...]) -> tuple[Value, ...]:
        """What these answers may stand for; none at all for an answer that is not offered."""
        if self.many:
            known = {option.key for option in self.options}
            picked = () if keys == (NONE,) else keys
            return (picked,) if known.issuperset(picked) else ()
        return next((option.values for option in self.options if (option.key,) == keys), ())

    def words(self, keys: tuple[str, ...]) -> str:
        """These answers, as a page says them."""
        if keys == (UNKNOWN,):
            return "Not known"
        if self.many and keys == (NONE,):
            return "None of these"
        return ", ".join(option.words for option in self.options if option.key in keys)


def asks_about(fact: Fact, tests: Sequence[Test], day: date, almanac: Almanac) -> tuple[Ask, ...]:
    """The questions that stand for a fact of which these tests are made, in the order of asking."""
    if fact.kind == "birth":
        return _of_birth(fact, tests, day, almanac)
    if fact.kind == "event":
        return (Ask(fact.name, fact.name, tuple(_of_event(tests, day, almanac))),)
    if fact.kind == "yes_no":
        either = (Option("yes", "Yes", (True,)), Option("no", "No", (False,)))
        return (Ask(fact.name, fact.name, either, fact.after),)
    options = tuple(Option(value, words, (value,)) for value, words in fact.labels)
    return (Ask(fact.name, fact.name, options, fact.after, fact.kind == "choices"),)


def _of_event(tests: Sequence[Test], day: date, almanac: Almanac) -> Iterator[Option]:
    """No; or yes, before or since each day on which a test's count of days turns."""
    known = [value for value in samples(tests, day, almanac) if isinstance(value, date)]
    counts = {
        almanac.calendar.before(test.unit, day, test.more_than + 1): test
        for test in tests
        if isinstance(test, DaysSince)
    }
    yield Option("no", "No", (None,))
    since, key, words = day, "yes", "Yes"
    for last in sorted(counts, reverse=True):
        count = f"{counts[last].more_than}-{counts[last].unit.replace(' ', '-')}"
        recent = tuple(value for value in known if last < value <= since)
        yield Option(f"{key}-within-{count}", f"{words}, since {say(last + DAY)}", recent)
        since, key, words = last, f"yes-over-{count}", f"Yes, on or before {say(last)}"
    yield Option(key, words, tuple(value for value in known if value <= since))


def _of_birth(fact: Fact, tests: Sequence[Test], day: date, almanac: Almanac) -> tuple[Ask, Ask]:
    """How old, and then, where that leaves something open, in which school year."""
    law = almanac.school_age
    turns = [value for value in samples(tests, day, almanac) if isinstance(value, date)]
    ages = sorted({age_on(turn, day) for turn in turns})
    youngest, oldest = ages[0], ages[-1]
    ends = [
        birthday_of(start, -age)
        for start in (day, law.year_start(day))
        for age in range(youngest - 1, oldest + 2)
    ]
    near = {end + DAY * n for end in ends for n in (-1, 0, 1)}
    births = sorted({birthday_of(day, -OLDEST), *turns, *near, day})

    def age(born: date) -> int:
        return min(max(age_on(born, day), youngest), oldest)

    def year(born: date) -> int:
        return min(max(law.year_group(born, day), -1), LAST_YEAR_GROUP + 1)

    words = {youngest: f"{youngest} or younger", oldest: f"{oldest} or older"}
    by_age = [
        Option(str(n), words.get(n, str(n)), values) for n, values in _grouped(births, age, day)
    ]
    by_year = [Option(str(n), _year(n), values) for n, values in _grouped(births, year, day)]
    return (
        Ask("age", fact.name, tuple(by_age)),
        Ask("year_group", fact.name, tuple(by_year), after="age"),
    )


def _grouped(
    births: Iterable[date], number: Callable[[date], int], day: date
) -> Iterator[tuple[int, tuple[date, ...]]]:
    """The births, by number, the lowest number first: of those that have been by `day`."""
    held: dict[int, list[date]] = {}
    for born in births:
        if born <= day:
            held.setdefault(number(born), []).append(born)
    return ((n, tuple(held[n])) for n in sorted(held))


def _year(number: int) -> str:
    if number > LAST_YEAR_GROUP:
        return f"After Year {LAST_YEAR_GROUP}"
    return f"Year {number}" if number > 0 else "Not yet in Reception" if number else "Reception"
