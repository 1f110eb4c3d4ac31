"""What a story is made of: its steps, the days it runs on, and what it is told with."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from towpath.authority import Authority
from towpath.project.county.chance import Chance
from towpath.project.county.child import Child
from towpath.project.county.place import County
from towpath.project.county.source import words
from towpath.rules.enquiry import Verdict

LONDON = ZoneInfo("Europe/London")
HISTORY = 385  # school days, which are two years

Judge = Callable[[str, Mapping[str, Any], date, date], Verdict]


@dataclass(frozen=True, slots=True)
class Step:
    """Something somebody did: at an instant, a verb, to what, and with what words.

    `of` labels what it is done to: "child", "duty" (the open one), or what an earlier step made
    under that label. `said` are the action's other arguments.
    """

    at: datetime
    by: UUID
    verb: str
    of: str
    said: Mapping[str, Any]
    makes: str = ""

    @property
    def day(self) -> date:
        """The day it was, in London."""
        return self.at.astimezone(LONDON).date()


class Days:
    """The county's school days up to `today`, and the clocks of its policy."""

    def __init__(self, authority: Authority, today: date) -> None:
        self.authority, self.today = authority, today
        self.calendar = authority.almanac.calendar
        self.school = self.calendar.school.days
        self.by = lru_cache(maxsize=None)(self._by)

    def ago(self, n: int) -> date:
        """The school day that was `n` school days before today, within the county's history."""
        place = bisect_left(self.school, self.today)
        return self.school[max(0, place - 1 - min(n, HISTORY))]

    def after(self, day: date, n: int) -> date:
        """The `n`-th school day after a day. Raises NotCoveredError past the calendar's end."""
        return self.calendar.school_days_after(day, n)

    def upon(self, day: date) -> date:
        """A day if it is a school day, or else the last one before it."""
        return self.school[bisect_right(self.school, day) - 1]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Every school day from one day to another, both included."""
        return self.school[bisect_left(self.school, first) : bisect_right(self.school, last)]

    def _by(self, clock: str, day: date) -> date:
        """The last day that a clock of the policy allows, counted from `day`."""
        return self.authority.clocks[clock].by(day, self.calendar)


@dataclass(slots=True)
class Telling:
    """What every part of one child's story is told with.

    `officer` owns the child's work; `broker` finds places; `judge` is what the policy answers of a
    child born on a day, of whom these facts were said, to a pathway on a day. `sustained` is how
    the return went, which is one answer however many placements the child had.
    """

    child: Child
    county: County
    days: Days
    chance: Chance
    officer: UUID
    broker: UUID
    judge: Judge
    sustained: str = "yes"
    slots: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = self.chance
        self.sustained = chance.pick({"yes": 0.65, "in_part": 0.2, "no": 0.15})
        self.slots = {
            "name": self.child.forename,
            "adult": self.child.carer.name,
            "school": self.child.school.name if self.child.school else "school",
            "subject": chance.choice(words()["subject"]["any"]),
            "weeks": str(chance.randint(3, 12)),
            "days": str(chance.randint(6, 30)),
            "minutes": "300",
            "provider": "the provider",
            "tutor": "the tutor",
        }

    def say(self, what: str, why: str = "any") -> str:
        """One of the sentences for this, about this child."""
        sentence: str = self.chance.choice(words()[what][why])
        return sentence.format_map(self.slots)

    def reasons(self, what: str) -> tuple[str, ...]:
        """Every coded reason there are sentences for."""
        return tuple(words()[what])

    def pair(self, what: str) -> tuple[str, str]:
        """One of the sentences that come in two halves."""
        first, second = self.say(what).split(" | ")
        return first, second

    def at(self, day: date, hour: int | None = None) -> datetime:
        """Some time on a day, in working hours; within an hour, if that is given."""
        hour = self.chance.randint(8, 16) if hour is None else hour
        when = datetime.combine(day, time(hour, self.chance.randrange(60)), LONDON)
        return when.astimezone(UTC)

    def decider(self) -> UUID:
        """Mostly the owner; now and then whoever covered."""
        covered = self.chance.happens(0.12)
        return self.chance.choice(self.county.officers) if covered else self.officer

    def note(self, day: date) -> Step:
        """A case note of a day."""
        at = self.at(day)
        kind = self.chance.pick({"call": 0.55, "email": 0.25, "visit": 0.1, "meeting": 0.1})
        writers = [self.officer] * 6 + [
            person
            for person in (
                self.child.school.senco if self.child.school else None,
                self.child.social_worker,
                self.child.coordination_officer,
            )
            if person
        ]
        return Step(
            at,
            self.chance.choice(writers),
            "write_note",
            "child",
            {
                "kind": kind,
                "with_whom": self.child.carer.name if kind == "call" else "",
                "words": self.say(f"note_{kind}"),
                "happened_at": at - timedelta(minutes=self.chance.randint(5, 50)),
            },
        )
