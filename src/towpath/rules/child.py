"""What somebody types to find a child: a date of birth, a UPN, or a name or its beginning."""

import re
from dataclasses import dataclass
from datetime import date

from towpath.rules import upn

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAY_FIRST = re.compile(r"([0-9]{1,2})[ ./-]([0-9]{1,2}|[a-z]{3,9})[ ./-]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Sought:
    """One of these three is filled in; a name where it is neither of the others."""

    name: str = ""
    upn: str = ""
    born: date | None = None


def sought(typed: str) -> Sought:
    """What was typed: 14/3/2012, 14 March 2012 and 2012-03-14 are one day; a UPN has its shape."""
    typed = typed.replace("\0", "")  # no name has it, and no database keeps it
    if born := _day(typed.strip().lower()):
        return Sought(born=born)
    number = upn.tidy(typed)
    if upn.SHAPE.fullmatch(number):
        return Sought(upn=number)
    return Sought(name=typed.strip())


def _day(typed: str) -> date | None:
    if found := DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    elif found := YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    else:
        return None
    number = next((n for n, name in enumerate(MONTHS, 1) if name.startswith(month)), month)
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None
