"""The words of a council's letters, by outcome and by day."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from towpath.authority.fault import suggest
from towpath.authority.table import Sheet, Table
from towpath.rules.decision import OUTCOMES, SECTION_19
from towpath.rules.letter import BRACES, Ground, Words, braces

EVERY = "every"
# The words that each kind of file gives, and what stands in a letter apart.
OF_OUTCOME = ("title", "title_apart", "decided", "decided_apart", "next")
OF_EVERY = (
    "asked",
    "asked_apart",
    "criteria",
    "evidence",
    "no_evidence",
    "alternatives_none",
    "alternatives_some",
    "alternatives_apart",
    "next",
    "ring",
    "ring_without_phone",
    "mail_subject",
    "mail_body",
)
# What would tell somebody apart where the child is, and what an email may never carry.
TELLING = frozenset({"pathway", "asker", "others"})
OF_MAIL = frozenset({"address", "next_on", "council"})

Read = TypeVar("Read")
Dated = tuple[tuple[date, Read], ...]


@dataclass(frozen=True, slots=True)
class Every:
    """What every letter says, from one day until the next version's."""

    words: Mapping[str, str]
    owed: Mapping[str, str]
    owed_source: str
    grounds: tuple[Ground, ...]
    second_person: bool
    young_person_from: int


@dataclass(frozen=True, slots=True)
class Letters:
    """All versions of a council's words, in order of day."""

    every: Dated[Every]
    outcomes: Mapping[str, Dated[Mapping[str, str]]]

    def on(self, day: date, outcome: str) -> Words:
        """The words in force on that day. Raises LookupError before the first version."""
        every, of = _on(self.every, day), _on(self.outcomes[outcome], day)
        return Words(
            of=of,
            every=every.words,
            owed=every.owed,
            owed_source=every.owed_source,
            grounds=every.grounds,
            second_person=every.second_person,
            young_person_from=every.young_person_from,
        )


def read_letters(open_: Callable[[str], Sheet]) -> Letters:
    """The letters of a folder; `open_` gives the sheet of a file by its name without ending."""
    every = _versions(open_(EVERY), EVERY, _read_every)
    return Letters(every, {name: _versions(open_(name), name, _read_of) for name in OUTCOMES})


def _versions(sheet: Sheet, name: str, read: Callable[[Table], Read]) -> Dated[Read]:
    table = sheet.read()
    if table.text("id", name) != name:
        table.fault("the id is not the file's name", f'write id = "{name}"', "id")
    found: list[tuple[date, Read]] = []
    for item in table.tables("version"):
        first = item.day("valid_from")
        item.text("source")
        if found and first <= found[-1][0]:
            item.fault("this version is not later than the one above", "put them in order of day")
        found.append((first, read(item)))
        item.close()
    if sheet.is_readable and not found:
        table.fault("there is no [[version]]", "add one with valid_from and source")
    table.close()
    return tuple(found)


def _read_of(table: Table) -> Mapping[str, str]:
    return {key: _words(table, key) for key in OF_OUTCOME}


def _read_every(table: Table) -> Every:
    words = {key: _words(table, key) for key in OF_EVERY}
    owed, source = {}, ""
    if (answers := table.table("owed")) is None:
        table.fault("there is no [version.owed]", "add it, with words for each answer")
    else:
        source = answers.text("source")
        owed = {answer: _words(answers, answer) for answer in SECTION_19}
        answers.close()
    return Every(
        words=words,
        owed=owed,
        owed_source=source,
        grounds=tuple(_read_ground(item) for item in table.tables("disagree")),
        second_person=table.flag("second_person"),
        young_person_from=table.number("young_person_from"),
    )


def _read_ground(table: Table) -> Ground:
    ground = Ground(
        id=table.text("id"),
        words=_words(table, "words"),
        source=table.text("source"),
        when=table.choice("when", ("always", "ehc_plan"), "always"),
    )
    table.close()
    return ground


def _words(table: Table, key: str) -> str:
    """A text with its braces checked: each must be one that this text may name."""
    text = table.text(key)
    may = OF_MAIL if key.startswith("mail") else BRACES - {"address"}
    if key.endswith("_apart"):
        may -= TELLING
    try:
        named = braces(text)
    except ValueError:
        table.fault("a brace is left open or stands alone", "write {{ for a brace itself", key)
        return text
    for name in named:
        if name not in may:
            table.fault(f"{{{name}}} cannot be filled in here", suggest(name, may), key)
    return text


def _on(versions: Dated[Read], day: date) -> Read:
    later = bisect_right(versions, day, key=lambda version: version[0])
    if not later:
        raise LookupError(f"no words for letters are held for {day}")
    return versions[later - 1][1]
