"""The time, told to a rule rather than read by it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is the instant (aware, UTC); `today` is the day it is in Europe/London."""

    now: datetime
    today: date
