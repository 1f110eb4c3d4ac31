"""The unique pupil number: thirteen characters, the first of which checks the other twelve.

A permanent number is a letter, the council's number (3 digits), the school's (4), the year (2) and
a serial (3). A temporary one ends in a letter instead of its last digit.

Source: Department for Education, *Unique pupil numbers: a guide for schools and local authorities*.
"""

import re
from enum import StrEnum

# I, O and S are left out, because they read as 1, 0 and 5.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
LENGTH = 13
# English councils are numbered from 201. Lower numbers stand in examples and in no register; the
# list above 201 changes with every reorganisation, so it is not kept here.
FIRST_COUNCIL = 201

SHAPE = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]", re.ASCII)


class Fault(StrEnum):
    """What is wrong with a number, the nearest thing to mend first."""

    LENGTH = "length"
    SHAPE = "shape"
    LETTER = "letter"
    COUNCIL = "council"
    CHECK = "check"


def tidy(text: str) -> str:
    """The number as it is kept: capitals, no spaces."""
    return "".join(text.split()).upper()


def check_letter(rest: str) -> str:
    """The letter that belongs before these twelve characters.

    Each character's value is multiplied by its place, 2 to 13; a letter's value is its place in
    LETTERS, from 0. The sum's remainder by 23 is the place of the check letter.
    """
    values = (int(c) if c.isdigit() else LETTERS.index(c) for c in rest)
    return LETTERS[sum(place * value for place, value in enumerate(values, 2)) % len(LETTERS)]


def fault(upn: str) -> Fault | None:
    """The first thing wrong with a number as it stands, or None. `tidy` it before asking.

    A right answer says that the number could be one, not that any child has it.
    """
    if len(upn) != LENGTH:
        return Fault.LENGTH
    if not SHAPE.fullmatch(upn):
        return Fault.SHAPE
    if upn[0] not in LETTERS or not (upn[-1].isdigit() or upn[-1] in LETTERS):
        return Fault.LETTER
    if int(upn[1:4]) < FIRST_COUNCIL:
        return Fault.COUNCIL
    if upn[0] != check_letter(upn[1:]):
        return Fault.CHECK
    return None


def is_temporary(upn: str) -> bool:
    """A school gives one until the child's own number is known; it must be replaced."""
    return fault(upn) is None and upn[-1].isalpha()
