"""A row of a school's file: read as a pupil, or said to be wrong.

A file is somebody else's: what it says is never kept without a person having looked, and a row
that cannot be read says which line it is, what is wrong and how to mend it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from towpath.rules import upn as number
from towpath.rules.child import MONTHS
from towpath.rules.wording import day as say


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, what else schools call it, and what goes into it."""

    heading: str
    also: tuple[str, ...]
    words: str
    needed: bool = False
    longest: int = 80


COLUMNS: dict[str, Column] = {
    "surname": Column(
        "Surname", ("last name", "family name", "legal surname"), "As the register has it", True
    ),
    "forename": Column(
        "Forename",
        ("first name", "given name", "legal forename", "preferred forename"),
        "As the register has it",
        True,
    ),
    "date_of_birth": Column(
        "Date of birth", ("dob", "birth date", "born"), "Like 14/03/2012", True, 40
    ),
    "upn": Column(
        "UPN",
        ("unique pupil number",),
        "13 characters. Without it a pupil is known by name and date of birth alone",
        longest=40,
    ),
    "sex": Column("Sex", ("gender", "legal sex"), "F or M; left empty where not said", longest=20),
    "lines": Column(
        "Address",
        ("home address", "address lines", "address line 1", "full address"),
        "Where the pupil lives, without the postcode. Kept together with a postcode alone",
        longest=300,
    ),
    "postcode": Column("Postcode", ("post code", "home postcode"), "Of that address", longest=20),
    "parent": Column(
        "Parent",
        ("parent or carer", "parent name", "contact name", "parent carer"),
        "One adult with parental responsibility whom the pupil lives with",
        longest=120,
    ),
    "parent_phone": Column(
        "Parent telephone",
        ("parent phone", "telephone", "phone", "contact telephone", "mobile"),
        "How to reach them",
        longest=30,
    ),
}
SEX = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M"}
# Nobody is on a school's roll past the end of an EHC plan's reach, their 25th year.
OLDEST = 26
# Excel counts days from here (its own mistake about 1900 included).
EXCEL_BEGINS = date(1899, 12, 30)

_DAY_FIRST = re.compile(r"(\d{1,2})[ ./-](\d{1,2}|[a-z]{3,9})[ ./-](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$", re.ASCII)
_FAULTS = {
    number.Fault.LENGTH: "a UPN has 13 characters",
    number.Fault.SHAPE: "a UPN is a letter and 12 numbers, or a letter, 11 numbers and a letter",
    number.Fault.LETTER: "a UPN never has the letters I, O or S: look for 1, 0 or 5",
    number.Fault.COUNCIL: "no council in England has this UPN’s number",
    number.Fault.CHECK: "the first letter does not fit the numbers",
}


@dataclass(frozen=True, slots=True)
class Pupil:
    """One row that could be read. Empty texts are not known."""

    line: int
    forename: str
    surname: str
    date_of_birth: date
    sex: str = "U"
    upn: str = ""
    lines: str = ""
    postcode: str = ""
    parent: str = ""
    parent_phone: str = ""

    @property
    def name(self) -> str:
        """Forename and surname as a page says them."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True, slots=True)
class Unread:
    """One row that could not be read: where, what is wrong, and how to mend it."""

    line: int
    what: str
    mend: str


def columns(head: Sequence[str]) -> dict[str, int]:
    """Which of our columns stands where in a row of headings; the first of two that fit."""
    meant = {
        _letters(words): name
        for name, column in COLUMNS.items()
        for words in (column.heading, *column.also)
    }
    found: dict[str, int] = {}
    for place, heading in enumerate(head):
        if name := meant.get(_letters(heading)):
            found.setdefault(name, place)
    return found


def read(line: int, cells: Mapping[str, str], today: date) -> Pupil | Unread:
    """A row as a pupil; or what is wrong with it, the first thing to mend."""
    said = {name: _tidy(cells.get(name, "")) for name in COLUMNS}
    for name, column in COLUMNS.items():
        if column.needed and not said[name]:
            return Unread(line, f"{column.heading} is empty", "Fill it in, or take the row out")
        if len(said[name]) > column.longest:
            what = f"{column.heading} is longer than {column.longest} characters"
            return Unread(line, what, "Look whether two cells have run together")
    for name in ("surname", "forename"):
        if not _is_name(said[name]):
            what = f"{COLUMNS[name].heading} “{said[name]}” cannot be a name"
            return Unread(line, what, "Write it in letters, as the register has it")
    born = _born(line, said["date_of_birth"], today)
    if isinstance(born, Unread):
        return born
    upn = number.tidy(said["upn"])
    if upn and (fault := number.fault(upn)):
        mend = "Copy it again from the pupil’s record, or leave it empty"
        return Unread(line, f"UPN {upn[:20]}: {_FAULTS[fault]}", mend)
    return Pupil(
        line,
        said["forename"],
        said["surname"],
        born,
        SEX.get(said["sex"].casefold(), "U"),
        upn,
        said["lines"],
        _postcode(said["postcode"]),
        said["parent"],
        said["parent_phone"] if said["parent"] else "",
    )


def once_each(rows: Iterable[Pupil | Unread]) -> tuple[list[Pupil], list[Unread]]:
    """The pupils and the rows that cannot be read; a pupil who stands twice is read once."""
    pupils: list[Pupil] = []
    unread: list[Unread] = []
    lines: dict[object, int] = {}
    for row in rows:
        if isinstance(row, Unread):
            unread.append(row)
            continue
        key = row.upn or (plain(row.forename), plain(row.surname), row.date_of_birth)
        if (first := lines.setdefault(key, row.line)) != row.line:
            who = f"UPN {row.upn}" if row.upn else "this pupil"
            mend = f"Line {first} was read and this one was not: keep the right one in the file"
            unread.append(Unread(row.line, f"{row.name}: {who} is on line {first} too", mend))
        else:
            pupils.append(row)
    return pupils, unread


def plain(name: str) -> str:
    """A name to compare: small letters alone, without accents, hyphens or apostrophes."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if c.isalpha())


def _born(line: int, typed: str, today: date) -> date | Unread:
    born = _day(typed, today)
    if born is None:
        what = f"Date of birth “{typed}” is no day"
        return Unread(line, what, "Write it like 14/03/2012")
    if born >= today:
        return Unread(line, f"Date of birth {say(born)} is not in the past", "Look at the year")
    if today.year - born.year > OLDEST:
        what = f"Date of birth {say(born)} is too long ago for a pupil"
        return Unread(line, what, "Look at the year")
    return born


def _day(typed: str, today: date) -> date | None:
    """A day as a school's file writes it: the day first, the year first, or as Excel counts."""
    typed = _CLOCK.sub("", typed.strip().lower())
    if re.fullmatch(r"\d{5}(\.0+)?", typed, re.ASCII):
        return EXCEL_BEGINS + timedelta(days=int(typed[:5]))
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    else:
        return None
    if len(year) == 2:
        year = f"{today.year // 100 - (int(year) > today.year % 100)}{year}"
    months = (n for n, name in enumerate(MONTHS, 1) if name.startswith(month))
    try:
        return date(int(year), int(month) if month.isdecimal() else next(months), int(day))
    except (ValueError, StopIteration):
        return None


def _tidy(text: str) -> str:
    """A cell as text: no invisible signs, no new lines, one space between words."""
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return " ".join(kept.split())


def _is_name(text: str) -> bool:
    """Letters, with what stands between them in names: no numbers, no pictures, no formula."""
    allowed = all(unicodedata.category(c)[0] in "LMZP" or c in "´`" for c in text)
    return allowed and any(c.isalpha() for c in text) and text[0] not in "@/\\"


def _postcode(text: str) -> str:
    """In capitals, with its one space; whether there is such a one is asked elsewhere."""
    letters = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    return f"{letters[:-3]} {letters[-3:]}" if 5 <= len(letters) <= 7 else ""


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
