"""A child's chronology on paper: what happened, who did it, why, and what was due next from whom.

For an Ombudsman or a family: oldest first, a heading for each month and each event, so that a
screen reader can go from one to the next. Nothing is left out in silence: where no reason or no
next step was recorded, the paper says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from towpath.paper.typeset import Words, typeset
from towpath.paper.wording import shortened
from towpath.rules.wording import day, in_london, moment


@dataclass(frozen=True, slots=True)
class Line:
    """One event. `reason`, `words` (a note's text) and `owner` may be empty."""

    at: datetime
    title: str
    who: str
    reason: str
    words: str
    owner: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Chronology:
    """All that the paper says. `states` are what is open: a label and its words."""

    council: str
    made_up: bool
    name: str
    born: date
    upn: str
    school: str
    drawn_at: datetime
    drawn_by: str
    states: tuple[tuple[str, str], ...]
    entries: tuple[Line, ...]


def chronology(facts: Chronology) -> bytes:
    """The chronology as a PDF, on A4; the same facts give the same bytes.

    Instants need a zone (else ValueError) and are printed by London's clocks. Lines may come in
    any order; those of one instant keep theirs.
    """
    entries = sorted(facts.entries, key=lambda line: in_london(line.at))
    return typeset(
        "chronology.typ",
        {
            "council": shortened(facts.council, 100),
            "made_up": facts.made_up,
            "name": facts.name,
            "title": f"Chronology: {shortened(facts.name, 60)}",
            "about": _about(facts),
            "states": facts.states,
            "span": _span(entries),
            "months": list(_months(entries)),
        },
        facts.drawn_at,
    )


def _about(facts: Chronology) -> list[tuple[str, str]]:
    return [
        ("Date of birth", day(facts.born)),
        ("Unique pupil number", facts.upn or "Not recorded"),
        ("School of roll", facts.school or "None recorded"),
        ("Drawn up", f"{moment(facts.drawn_at)}, by {facts.drawn_by}"),
    ]


def _span(entries: Sequence[Line]) -> str:
    """How much there is: the first thing to know of a long paper."""
    if not entries:
        return "Nothing is recorded."
    first, last = (day(in_london(entries[i].at)) for i in (0, -1))
    if len(entries) == 1:
        return f"1 event, on {first}."
    days = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{len(entries):,} events, {days}, oldest first."


def _months(entries: Sequence[Line]) -> Iterator[dict[str, Words]]:
    for month, lines in groupby(entries, key=lambda line: f"{in_london(line.at):%B %Y}"):
        yield {"name": month, "events": [_line(line) for line in lines]}


def _line(line: Line) -> dict[str, Words]:
    return {
        "at": moment(line.at),
        "title": shortened(line.title, 300),
        "who": line.who,
        "reason": line.reason or "none recorded",
        "words": line.words.strip(),
        "next": _next(line),
    }


def _next(line: Line) -> str:
    match line.owner, line.next_on:
        case "", None:
            return "none recorded"
        case owner, None:
            return f"{owner}, no date recorded"
        case "", due:
            return f"by {day(due)}, no owner recorded"
        case owner, due:
            return f"{owner}, by {day(due)}"
