"""What may be known of a child, and how what somebody wrote becomes a value.

A fact that is absent has not been said, which is never the same as *no*. `None` is said: known not
to be so, not to have happened. The facts themselves are declared in `vocabulary`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from towpath.rules.wording import day as say

Value = bool | str | date | tuple[str, ...] | None
Facts = Mapping[str, Value]
Kind = Literal["birth", "event", "yes_no", "choice", "choices"]

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
YEARS = range(1900, 2200)

# Where a fact on a referral is from: a person, the records themselves, or asked and not known.
SOURCES = ("said", "record", "unknown")

KINDS: dict[Kind, str] = {
    "birth": "a date, written 2014-05-20",
    "event": "a date, written 2026-10-14, or null when it has not happened",
    "yes_no": "true or false",
    "choice": "one of",
    "choices": "a list of",
}


class FactError(ValueError):
    """Something that cannot be read as a fact: `what` is wrong, and how to `mend` it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}. Mend: {mend}.")
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be known, and how it is asked.

    `question` is put to a school or an officer, `family` to a parent. `labels` pairs each value
    with its words. `after` is the fact without which this one makes no sense, and `when` are the
    answers to it that open this one (for a list, any of them). An `open` fact takes words that are
    not in its labels. `nothing` is what null means; None is "none of these".
    """

    name: str
    kind: Kind
    question: str
    family: str
    hint: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    after: str = ""
    when: tuple[Value, ...] = ()
    open: bool = False
    nothing: Value = None

    @property
    def values(self) -> tuple[str, ...]:
        """The values it may take, for a choice; none for a date or a yes-or-no."""
        return tuple(value for value, _ in self.labels)

    def opened_by(self, value: Value) -> bool:
        """Whether that answer to the fact it comes `after` gives this one a sense."""
        return any(v in self.when for v in (value if isinstance(value, tuple) else (value,)))

    def accepts(self, value: str) -> bool:
        """Whether a choice may be, or hold, this value."""
        return value in self.values or (self.open and value.isidentifier() and value.islower())

    def say(self, value: Value) -> str:
        """A value in the words of a page or a letter."""
        labels = dict(self.labels)
        match value:
            case bool():
                return "Yes" if value else "No"
            case date():
                return say(value)
            case tuple():
                return ", ".join(labels.get(v, v) for v in value) or "None of these"
            case None:
                return "No"
            case _:
                return labels.get(value, value)

    def expects(self) -> str:
        """In words, what to write for it."""
        if not self.labels:
            return KINDS[self.kind]
        return f"{KINDS[self.kind]} {', '.join(self.values)}"

    def read(self, raw: object) -> Value:
        """The value of what was written. Raises FactError."""
        if raw is None:
            if self.kind == "birth":
                raise FactError("a date of birth cannot be null", "leave it out until it is known")
            return self.nothing
        if self.kind in {"birth", "event"}:
            return read_day(raw)
        if self.kind == "yes_no" and isinstance(raw, bool):
            return raw
        if self.kind == "choice" and isinstance(raw, str):
            return self._choose(raw)
        if self.kind == "choices" and isinstance(raw, list):
            return tuple(dict.fromkeys(self._choose(item) for item in raw))
        raise FactError(f"{show(raw)} does not answer it", f"write {self.expects()}")

    def _choose(self, raw: object) -> str:
        if isinstance(raw, str) and self.accepts(raw):
            return raw
        close = nearest(str(raw), self.values)
        raise FactError(f"{show(raw)} is not {self.expects()}", close or "choose one of them")


def read_day(raw: object) -> date:
    """A day written as 2026-10-14. Raises FactError, naming a day that does not exist."""
    written = WRITTEN.fullmatch(raw) if isinstance(raw, str) else None
    if written is None:
        raise FactError(f"{show(raw)} is not a date", "write year, month, day, as in 2026-10-14")
    year, month, day = map(int, written.groups())
    if year not in YEARS:
        known = f"{YEARS.start} to {YEARS.stop - 1}"
        raise FactError(f"{show(raw)} is not in any year from {known}", "correct the year")
    if not 1 <= month <= 12:
        raise FactError(f"{show(raw)} has no such month", "write year, month, day, in that order")
    try:
        return date(year, month, day)
    except ValueError:
        named = f"{day} {date(year, month, 1):%B} {year}"
        raise FactError(f"{named} does not exist", "look the date up and correct it") from None


def nearest(word: str, words: tuple[str, ...]) -> str:
    """A suggestion, "did you mean …", or nothing when no word is near."""
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def show(raw: object) -> str:
    """What was written, short and on one line, for a message."""
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    text = ascii(raw) if not isinstance(raw, str) or not raw.isprintable() else f'"{raw}"'
    return text if len(text) <= 60 else f"{text[:57]}…"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Facts that cannot all be so. Triage answers by what was said; a person should look."""

    facts: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that quarrel when each is one of these values."""

    one: str
    is_one_of: tuple[Value, ...]
    other: str
    while_one_of: tuple[Value, ...]
    words: str


def doubt(facts: Facts, day: date, quarrels: tuple[Contradiction, ...]) -> Iterator[Doubt]:
    """What does not fit together in these facts, seen from `day`."""
    born = facts.get("date_of_birth")
    for name, value in facts.items():
        if not isinstance(value, date):
            continue
        if value > day:
            words = f"{say(value)} is after {say(day)}, the day asked about: read as not yet so"
            yield Doubt((name,), words)
        if isinstance(born, date) and value < born:
            yield Doubt((name, "date_of_birth"), f"{say(value)} is before the birth, {say(born)}")
    for q in quarrels:
        said = q.one in facts and q.other in facts
        if said and facts[q.one] in q.is_one_of and facts[q.other] in q.while_one_of:
            yield Doubt((q.one, q.other), q.words)
