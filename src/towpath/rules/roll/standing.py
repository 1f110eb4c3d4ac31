"""The rows of a file beside the children on record, and how each stands to them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from uuid import UUID

from towpath.rules import upn as number
from towpath.rules.roll.row import Pupil, plain
from towpath.rules.wording import day as say

CLOSE = 0.8  # of the letters of two names in the same order, for a person to look at both


@dataclass(frozen=True, slots=True)
class Known:
    """A child on record, as far as a row is compared with it.

    `elsewhere` is the other school whose main roll the child is on; "" where there is none.
    """

    child_id: UUID
    version: int
    forename: str
    surname: str
    date_of_birth: date
    sex: str
    upn: str
    on_roll: bool
    elsewhere: str = ""
    live: bool = False

    @property
    def name(self) -> str:
        """Forename and surname as a page says them."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the file says otherwise than the record. `field` is the record's column."""

    field: str
    words: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and the child it is, with what differs."""

    pupil: Pupil
    known: Known
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be one of these children, which a person must say."""

    pupil: Pupil
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How every row of a file stands to the record; `gone` are on the roll and not in the file."""

    new: tuple[Pupil, ...]
    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    joins: tuple[Pair, ...]
    doubts: tuple[Doubt, ...]
    clashes: tuple[Pair, ...]
    gone: tuple[Known, ...]


def sort(pupils: Sequence[Pupil], known: Sequence[Known], whole: bool) -> Checked:
    """How each pupil stands to the children on record. `whole`: the file has everybody on roll."""
    numbers = {pupil.upn for pupil in pupils if pupil.upn}
    by_number = {child.upn: child for child in known if child.upn}
    born: defaultdict[date, list[Known]] = defaultdict(list)
    for one in known:
        if one.upn not in numbers:
            born[one.date_of_birth].append(one)
    kinds: dict[str, list[Pair]] = {"same": [], "different": [], "joins": [], "clashes": []}
    new: list[Pupil] = []
    doubts: list[Doubt] = []
    met: set[UUID] = set()
    for pupil in pupils:
        child = by_number.get(pupil.upn) if pupil.upn else _without_number(pupil, born)
        if child is not None:
            met.add(child.child_id)
            pair = Pair(pupil, child, differences(pupil, child))
            kinds[_kind(pair)].append(pair)
        elif like := tuple(c for c in born[pupil.date_of_birth] if similar(pupil, c)):
            met.update(c.child_id for c in like)
            doubts.append(Doubt(pupil, like))
        else:
            new.append(pupil)
    gone = [c for c in known if whole and c.on_roll and c.child_id not in met]
    named = {kind: tuple(pairs) for kind, pairs in kinds.items()}
    return Checked(new=tuple(new), doubts=tuple(doubts), gone=tuple(gone), **named)


def differences(pupil: Pupil, known: Known) -> tuple[Difference, ...]:
    """What the file says otherwise. Capitals and the kind of apostrophe are no difference; a number
    is taken from the file only where ours is missing or a temporary one."""
    found = [
        Difference(field, words, ours, theirs)
        for field, words, ours, theirs in (
            ("forename", "Forename", known.forename, pupil.forename),
            ("surname", "Surname", known.surname, pupil.surname),
        )
        if _spelt(ours) != _spelt(theirs)
    ]
    if known.date_of_birth != pupil.date_of_birth:
        born = (known.date_of_birth, pupil.date_of_birth)
        found.append(Difference("date_of_birth", "Date of birth", *born))
    if pupil.sex not in ("U", known.sex):
        found.append(Difference("sex", "Sex", known.sex, pupil.sex))
    if pupil.upn not in ("", known.upn) and (not known.upn or number.is_temporary(known.upn)):
        found.append(Difference("upn", "UPN", known.upn, pupil.upn))
    return tuple(found)


def similar(one: Pupil | Known, other: Known) -> bool:
    """Whether two with one birthday may be one child: both names close, or the two exchanged.

    Twins are not: their forenames differ.
    """
    names, others = (
        [plain(one.forename), plain(one.surname)],
        [plain(other.forename), plain(other.surname)],
    )
    return all(map(_close, names, others)) or names == others[::-1]


def say_value(value: object) -> str:
    """A value of a difference as a page says it."""
    if isinstance(value, date):
        return say(value)
    return str(value) or "not known"


def _kind(pair: Pair) -> str:
    """A number with another name and another birthday is somebody else's, or copied wrongly."""
    names_fit = similar(pair.pupil, pair.known)
    if pair.pupil.date_of_birth != pair.known.date_of_birth and not names_fit:
        return "clashes"
    if not pair.known.on_roll:
        return "joins"
    return "different" if pair.differences else "same"


def _without_number(pupil: Pupil, born: Mapping[date, list[Known]]) -> Known | None:
    """The one child of this roll who has just this name and birthday."""
    fits = [
        child
        for child in born.get(pupil.date_of_birth, ())
        if child.on_roll
        and plain(child.forename) == plain(pupil.forename)
        and plain(child.surname) == plain(pupil.surname)
    ]
    return fits[0] if len(fits) == 1 else None


def _close(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    if one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= CLOSE


def _spelt(name: str) -> str:
    text = unicodedata.normalize("NFC", name).casefold()
    return re.sub("[’‘´`]", "'", text)
