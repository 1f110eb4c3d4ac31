"""What stands round the pages of a guide: its sections, and what it says on every page."""

from dataclasses import dataclass

from towpath.rules.page import StaleMark


@dataclass(frozen=True, slots=True)
class Section:
    """A group of pages under one heading of the contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class StillOwed:
    """What a reader is told wherever a page can end in "does not fit".

    The council may owe education all the same: `words` say so, `how` is how to ask, step by step.
    """

    title: str
    words: str
    how: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide's title and opening, its sections in order, and what has gone stale since."""

    title: str
    summary: str
    other_formats: str
    sections: tuple[Section, ...]
    still_owed: StillOwed
    marks: tuple[StaleMark, ...]
